import { open } from 'node:fs/promises';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Readable } from 'node:stream';
import {
  MaquetteError,
  digestOf,
  digestOfFile,
  isDigest,
  type ByteRange,
  type Digest,
  type ObjectStore,
  type StoredObject,
} from '@maquette/kernel';
import { Client } from 'minio';
import { impatientTransport } from './impatient-transport';
import { DigestMismatch, codeOf, isMissing, storeError } from './store-error';
import { uploadInParts } from './upload-in-parts';

export interface MinioObjectStoreOptions {
  /** `http://host:9000` or `https://…`. */
  endpoint: string;
  accessKey: string;
  secretKey: string;
  /** Created when it does not exist. */
  bucket: string;
  region?: string;
  /** Files larger than this go up in parts of this size. At least 5 MiB; memory for one put is one part. */
  partBytes?: number;
  /** How long nothing may move on a connection before its request fails. Default 30 s. */
  silenceMs?: number;
}

const SILENCE_MS = 30_000;

const CONTENT_TYPE = { 'Content-Type': 'application/octet-stream' };

/** Objects in an S3 bucket under `sha256/ab/cdef…`; S3 shows an object only once all of it has arrived. */
export class MinioObjectStore implements ObjectStore {
  private readonly client: Client;
  private readonly agent: HttpAgent;
  private readonly bucket: string;
  private readonly partBytes: number;
  private bucketReady?: Promise<void>;

  constructor(private readonly options: MinioObjectStoreOptions) {
    const url = parseEndpoint(options.endpoint);
    const secure = url.protocol === 'https:';
    this.agent = secure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });
    this.bucket = options.bucket;
    this.partBytes = options.partBytes ?? 16 << 20;
    this.client = new Client({
      endPoint: url.hostname,
      port: url.port ? Number(url.port) : secure ? 443 : 80,
      useSSL: secure,
      accessKey: options.accessKey,
      secretKey: options.secretKey,
      region: options.region ?? 'us-east-1',
      pathStyle: true,
      transport: impatientTransport(secure, options.silenceMs ?? SILENCE_MS),
      transportAgent: this.agent,
    });
  }

  /** Rejects with the file system's own error (`ENOENT`, …) when the source itself cannot be read. */
  async putFile(path: string, expected?: Digest): Promise<StoredObject> {
    const file = await open(path, 'r');
    try {
      const info = await file.stat();
      if (info.isDirectory()) {
        throw new MaquetteError(
          'bad-input',
          'not-a-file',
          `${path} is a directory; only files can be stored.`,
        );
      }
      if (info.size <= this.partBytes) return await this.putBytes(await file.readFile(), expected);
      const stored = { digest: await digestOfFile(path), bytes: info.size };
      assertExpected(expected, stored.digest);
      await this.reach(stored.digest, async () => {
        if (await this.has(stored)) return;
        const target = { client: this.client, bucket: this.bucket, key: keyOf(stored.digest) };
        await uploadInParts(target, file, stored, this.partBytes);
      });
      return stored;
    } finally {
      await file.close();
    }
  }

  async putBytes(bytes: Uint8Array, expected?: Digest): Promise<StoredObject> {
    const stored = { digest: digestOf(bytes), bytes: bytes.byteLength };
    assertExpected(expected, stored.digest);
    await this.reach(stored.digest, async () => {
      if (await this.has(stored)) return;
      const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      await this.client.putObject(this.bucket, keyOf(stored.digest), body, body.length, CONTENT_TYPE);
    });
    return stored;
  }

  async read(digest: Digest, range?: ByteRange): Promise<Readable> {
    return this.reach(digest, async () => {
      if (!range) return this.client.getObject(this.bucket, keyOf(digest));
      const { size } = await this.client.statObject(this.bucket, keyOf(digest));
      checkRange(digest, range, size);
      const length = Math.min(range.end, size) - range.start;
      return this.client.getPartialObject(this.bucket, keyOf(digest), range.start, length);
    });
  }

  async stat(digest: Digest): Promise<StoredObject | null> {
    return this.reach(digest, async () => {
      try {
        return { digest, bytes: (await this.client.statObject(this.bucket, keyOf(digest))).size };
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    });
  }

  async remove(digest: Digest): Promise<void> {
    await this.reach(digest, () => this.client.removeObject(this.bucket, keyOf(digest)));
  }

  async check(): Promise<void> {
    const probe = await this.putBytes(Buffer.from('maquette store check'));
    await this.remove(probe.digest);
  }

  async close(): Promise<void> {
    this.agent.destroy();
  }

  private async has(object: StoredObject): Promise<boolean> {
    return (await this.stat(object.digest))?.bytes === object.bytes;
  }

  private ready(): Promise<void> {
    this.bucketReady ??= this.openBucket().catch((error: unknown) => {
      this.bucketReady = undefined;
      throw error;
    });
    return this.bucketReady;
  }

  private async openBucket(): Promise<void> {
    if (await this.client.bucketExists(this.bucket)) return;
    try {
      await this.client.makeBucket(this.bucket, this.options.region ?? 'us-east-1');
    } catch (error) {
      if (codeOf(error) !== 'BucketAlreadyOwnedByYou') throw error; // another process was faster
    }
  }

  private async reach<T>(digest: Digest, step: () => Promise<T>): Promise<T> {
    try {
      await this.ready();
      return await step();
    } catch (error) {
      throw storeError(error, this.options.endpoint, digest);
    }
  }
}

function parseEndpoint(endpoint: string): URL {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : null;
  if (url && ['http:', 'https:'].includes(url.protocol)) return url;
  throw new MaquetteError('bad-usage', 'bad-store-endpoint', `S3_ENDPOINT "${endpoint}" is not an address.`, {
    hint: 'Write it as http://host:9000.',
  });
}

function keyOf(digest: Digest): string {
  if (!isDigest(digest)) throw new MaquetteError('bad-input', 'bad-digest', `"${digest}" is not a digest.`);
  const hex = digest.slice('sha256:'.length);
  return `sha256/${hex.slice(0, 2)}/${hex.slice(2)}`;
}

function assertExpected(expected: Digest | undefined, actual: Digest): void {
  if (expected && expected !== actual) throw new DigestMismatch(expected, actual);
}

function checkRange(digest: Digest, range: ByteRange, size: number): void {
  if (range.start >= 0 && range.start < size && range.end > range.start) return;
  throw new MaquetteError(
    'bad-input',
    'bad-range',
    `Bytes ${range.start} to ${range.end} are not in the object.`,
    {
      details: { digest, size, ...range },
    },
  );
}
