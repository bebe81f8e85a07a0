import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { StoredObject } from '@maquette/kernel';
import type { Client } from 'minio';
import { DigestMismatch } from './store-error';

export interface UploadTarget {
  client: Client;
  bucket: string;
  key: string;
}

const MAX_PARTS = 10_000;

/**
 * Uploads the file in parts and completes the object only if the bytes that were read have the digest. An upload of our
 * own rather than the client's, which resumes any open upload of the same name: two workers that store the same
 * content would finish each other's.
 */
export async function uploadInParts(
  { client, bucket, key }: UploadTarget,
  file: FileHandle,
  expected: StoredObject,
  leastPartBytes: number,
): Promise<void> {
  const partBytes = Math.max(leastPartBytes, Math.ceil(expected.bytes / MAX_PARTS));
  const uploadID = await client.initiateNewMultipartUpload(bucket, key, {
    'Content-Type': 'application/octet-stream',
  });
  try {
    const hash = createHash('sha256');
    const parts: { part: number; etag: string }[] = [];
    for (let start = 0; start < expected.bytes; start += partBytes) {
      const chunk = await readChunk(file, start, Math.min(partBytes, expected.bytes - start));
      hash.update(chunk);
      const partNumber = parts.length + 1;
      const headers = { 'Content-Length': String(chunk.length) };
      const { etag } = await client.uploadPart(
        { bucketName: bucket, objectName: key, uploadID, partNumber, headers },
        chunk,
      );
      parts.push({ part: partNumber, etag });
    }
    const digest = `sha256:${hash.digest('hex')}` as const;
    if (digest !== expected.digest) throw new DigestMismatch(expected.digest, digest); // it changed while we read it
    await client.completeMultipartUpload(bucket, key, uploadID, parts);
  } catch (error) {
    await client.abortMultipartUpload(bucket, key, uploadID).catch(() => undefined);
    throw error;
  }
}

async function readChunk(file: FileHandle, start: number, length: number): Promise<Buffer> {
  const chunk = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(chunk, filled, length - filled, start + filled);
    if (bytesRead === 0) break; // shorter than it was: the digest will tell
    filled += bytesRead;
  }
  return chunk.subarray(0, filled);
}
