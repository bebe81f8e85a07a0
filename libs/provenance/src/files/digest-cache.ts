import type { BigIntStats } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { digestOfFile, type Digest } from '@maquette/kernel';

const known = new Map<string, { stamp: string; digest: Digest }>();

const stampOf = (stats: BigIntStats) =>
  `${stats.dev}:${stats.ino}:${stats.size}:${stats.mtimeNs}:${stats.ctimeNs}`;

/**
 * Digest of a file, computed once in this process as long as inode, size and times stay. Good enough to list a
 * registry; before a model is loaded its bytes are hashed again (digestOfFile).
 */
export async function digestOfUnchanged(path: string): Promise<Digest> {
  const stamp = stampOf(await lstat(path, { bigint: true }));
  const hit = known.get(path);
  if (hit?.stamp === stamp) return hit.digest;
  const digest = await digestOfFile(path);
  known.set(path, { stamp, digest });
  return digest;
}
