import { randomBytes } from 'node:crypto';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestOf } from '@maquette/kernel';
import { startS3Server, type RunningS3Server } from '@maquette/testing';
import { Client } from 'minio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MinioObjectStore } from './minio-object-store';
import { storeError } from './store-error';
import { uploadInParts } from './upload-in-parts';

const MIB = 1 << 20;

describe('uploadInParts', () => {
  let server: RunningS3Server;
  let folder: string;
  beforeAll(async () => {
    server = await startS3Server();
    folder = await mkdtemp(join(tmpdir(), 'maquette-parts-'));
  });
  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it.each(['changes', 'shrinks'])('completes nothing when the file %s while it is read', async (how) => {
    const { hostname, port } = new URL(server.endpoint);
    const { accessKey, secretKey } = server;
    const client = new Client({
      endPoint: hostname,
      port: Number(port),
      useSSL: false,
      accessKey,
      secretKey,
    });
    await client.makeBucket(`parts-${how}`);
    const path = join(folder, how);
    const bytes = randomBytes(12 * MIB);
    await writeFile(path, how === 'changes' ? randomBytes(bytes.length) : bytes.subarray(0, 8 * MIB));
    const file = await open(path, 'r');
    const target = { client, bucket: `parts-${how}`, key: 'sha256/ab/cd' };
    const upload = uploadInParts(target, file, { digest: digestOf(bytes), bytes: bytes.length }, 5 * MIB);
    await expect(upload).rejects.toMatchObject({ kind: 'bad-input', code: 'digest-mismatch' });
    await file.close();
    await expect(client.statObject(`parts-${how}`, 'sha256/ab/cd')).rejects.toMatchObject({
      code: 'NotFound',
    });
  });
});

describe('MinioObjectStore', () => {
  it('says which of its settings is wrong', async () => {
    const server = await startS3Server();
    const store = new MinioObjectStore({ ...server, secretKey: 'wrong', bucket: 'objects' });
    await expect(store.check()).rejects.toMatchObject({
      code: 'store-unreachable',
      hint: expect.stringContaining('S3_SECRET_KEY'),
    });
    await store.close();
    await server.stop();
    const open = () => new MinioObjectStore({ ...server, endpoint: 'localhost:9000', bucket: 'objects' });
    expect(open).toThrow(expect.objectContaining({ kind: 'bad-usage', code: 'bad-store-endpoint' }));
  });

  it('names what an S3 server says when it is full', () => {
    const error = Object.assign(new Error('full'), { code: 'XMinioStorageFull' });
    const digest = digestOf('x');
    expect(storeError(error, 'http://s3', digest)).toMatchObject({ kind: 'unavailable', code: 'store-full' });
  });
});
