import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileObjectStore } from '@maquette/store-fs';
import { MinioObjectStore } from '@maquette/store-minio';
import {
  REAL_S3,
  freePort,
  objectStoreContract,
  startRealS3,
  startS3Server,
  whyNoRealS3,
  type RunningS3Server,
} from '@maquette/testing';
import { Client } from 'minio';
import { afterAll, beforeAll, describe } from 'vitest';

describe('files', () => {
  const root = mkdtempSync(join(tmpdir(), 'maquette-store-'));
  const blocked = join(root, 'a-file-not-a-folder');
  beforeAll(() => writeFile(blocked, ''));
  afterAll(() => rm(root, { recursive: true, force: true }));

  objectStoreContract('files', () => ({
    open: () => new FileObjectStore(join(root, 'store')),
    openUnreachable: () => new FileObjectStore(join(blocked, 'store')),
    contents: () => filesBelow(join(root, 'store')),
  }));
});

describe('s3', () => {
  let server: RunningS3Server;
  let nobody: string;
  beforeAll(async () => {
    server = await startS3Server();
    nobody = `http://127.0.0.1:${await freePort()}`;
  });
  afterAll(() => server.stop());

  objectStoreContract('minio client on S3', () => ({
    open: () => new MinioObjectStore({ ...server, bucket: 'objects' }),
    openUnreachable: () => new MinioObjectStore({ ...server, endpoint: nobody, bucket: 'objects' }),
    contents: () => objectsOf(server, 'objects'),
  }));
});

// What S3_ENDPOINT names, and each server that was built beside it.
const servers = [...(process.env.S3_ENDPOINT ? [undefined] : []), ...REAL_S3];

describe.each(servers)('a real S3 server: %s', (program) => {
  const missing = whyNoRealS3(program);
  const bucket = `objects-${randomUUID()}`;
  let server: RunningS3Server;
  let nobody: string;

  describe.skipIf(missing !== null)(missing ? `skipped: ${missing}` : 'in use', () => {
    beforeAll(async () => {
      server = await startRealS3(program);
      nobody = `http://127.0.0.1:${await freePort()}`;
    });
    afterAll(() => server?.stop());

    objectStoreContract(`minio client on ${program ?? 'S3_ENDPOINT'}`, () => ({
      open: () => new MinioObjectStore({ ...server, bucket }),
      openUnreachable: () => new MinioObjectStore({ ...server, endpoint: nobody, bucket }),
      contents: () => objectsOf(server, bucket),
    }));
  });
});

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .sort();
}

async function objectsOf(server: RunningS3Server, bucket: string): Promise<string[]> {
  const { hostname, port } = new URL(server.endpoint);
  const { accessKey, secretKey } = server;
  const client = new Client({ endPoint: hostname, port: Number(port), useSSL: false, accessKey, secretKey });
  if (!(await client.bucketExists(bucket))) return [];
  const names: string[] = [];
  for await (const item of client.listObjectsV2(bucket, '', true))
    names.push((item as { name: string }).name);
  return names.sort();
}
