import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import {
  MaquetteError,
  isDigest,
  type ByteRange,
  type Digest,
  type ObjectStore,
  type StoredObject,
} from '@maquette/kernel';
import { codeOf, storeError } from './store-error';

/** Temporary files this old belong to a process that died. */
const STALE_MS = 24 * 60 * 60 * 1_000;

/**
 * Objects as files `<root>/sha256/ab/cdef…`. Bytes arrive in `<root>/tmp`, on the same file system, are flushed to the
 * disk, and only then get their final name: a reader sees a whole object or none.
 */
export class FileObjectStore implements ObjectStore {
  constructor(private readonly root: string) {}

  /** Rejects with the file system's own error (`ENOENT`, …) when the source itself cannot be read. */
  async putFile(path: string, expected?: Digest): Promise<StoredObject> {
    const source = await open(path, 'r');
    try {
      if ((await source.stat()).isDirectory()) {
        throw new MaquetteError(
          'bad-input',
          'not-a-file',
          `${path} is a directory; only files can be stored.`,
        );
      }
      return await this.put(source.createReadStream({ autoClose: false, highWaterMark: 1 << 20 }), expected);
    } finally {
      await source.close();
    }
  }

  async putBytes(bytes: Uint8Array, expected?: Digest): Promise<StoredObject> {
    return this.put([bytes], expected);
  }

  async read(digest: Digest, range?: ByteRange): Promise<Readable> {
    const file = await this.reach(digest, () => open(this.pathOf(digest), 'r'));
    try {
      const { size } = await file.stat();
      if (!range) return file.createReadStream();
      checkRange(digest, range, size);
      return file.createReadStream({ start: range.start, end: Math.min(range.end, size) - 1 });
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  async stat(digest: Digest): Promise<StoredObject | null> {
    try {
      return { digest, bytes: (await stat(this.pathOf(digest))).size };
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      throw storeError(error, this.root);
    }
  }

  async remove(digest: Digest): Promise<void> {
    await this.reach(digest, () => rm(this.pathOf(digest), { force: true }));
  }

  /** Writes and removes a small file, and clears away what dead processes left half-written. */
  async check(): Promise<void> {
    const probe = await this.reach(null, () => this.openTemporary());
    await probe.file.close();
    await rm(probe.path, { force: true });
    await this.removeStale();
  }

  async close(): Promise<void> {}

  private async put(
    chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
    expected?: Digest,
  ): Promise<StoredObject> {
    const { file, path } = await this.reach(null, () => this.openTemporary());
    try {
      const stored = await this.fill(file, chunks);
      await this.reach(null, () => file.sync());
      if (expected && stored.digest !== expected) throw digestMismatch(expected, stored.digest);
      await this.reach(null, () => this.publish(path, stored.digest));
      return stored;
    } catch (error) {
      await rm(path, { force: true }).catch(() => undefined);
      throw error;
    } finally {
      await file.close();
    }
  }

  private async fill(
    file: FileHandle,
    chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  ): Promise<StoredObject> {
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.byteLength;
      await this.reach(null, () => writeAll(file, chunk));
    }
    return { digest: `sha256:${hash.digest('hex')}`, bytes };
  }

  private async publish(temporary: string, digest: Digest): Promise<void> {
    const path = this.pathOf(digest);
    await mkdir(dirname(path), { recursive: true });
    await rename(temporary, path);
    await syncDirectory(dirname(path));
  }

  private async openTemporary(): Promise<{ file: FileHandle; path: string }> {
    const folder = join(this.root, 'tmp');
    await mkdir(folder, { recursive: true });
    const path = join(folder, randomUUID());
    return { file: await open(path, 'wx', 0o640), path };
  }

  private async removeStale(): Promise<void> {
    const folder = join(this.root, 'tmp');
    for (const name of await readdir(folder)) {
      const info = await stat(join(folder, name)).catch(() => null);
      if (info && Date.now() - info.mtimeMs > STALE_MS) await rm(join(folder, name), { force: true });
    }
  }

  private pathOf(digest: Digest): string {
    if (!isDigest(digest)) throw new MaquetteError('bad-input', 'bad-digest', `"${digest}" is not a digest.`);
    const hex = digest.slice('sha256:'.length);
    return join(this.root, 'sha256', hex.slice(0, 2), hex.slice(2));
  }

  private async reach<T>(digest: Digest | null, step: () => Promise<T>): Promise<T> {
    try {
      return await step();
    } catch (error) {
      throw storeError(error, this.root, digest);
    }
  }
}

async function writeAll(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let done = 0; done < chunk.byteLength;) {
    done += (await file.write(chunk, done, chunk.byteLength - done)).bytesWritten;
  }
}

/** A rename is lasting once its directory is flushed. */
async function syncDirectory(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
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

function digestMismatch(expected: Digest, actual: Digest): MaquetteError {
  return new MaquetteError('bad-input', 'digest-mismatch', 'The bytes are not those that were announced.', {
    hint: 'Send the file again, or announce the digest of the file you mean.',
    details: { expected, actual },
  });
}
