import type { X509Certificate } from 'node:crypto';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseCertificates } from './certificates';
import { parsePublicKey } from './keys';
import type { Trust, TrustedKey } from './verify-bundle';

const MAX_BYTES = 1024 * 1024;

/**
 * Who is trusted to sign checkpoints: every `*.pem` of these folders is a public key, or certificates of authorities. A
 * folder that is not there trusts nobody; private keys lie among the public ones and are passed by.
 * Rejects with `key-unusable`, `certificate-unusable` (bad-input): a trusted key that cannot be read is no small matter.
 */
export async function readTrust(folders: readonly string[]): Promise<Trust> {
  const keys: TrustedKey[] = [];
  const authorities: X509Certificate[] = [];
  for (const file of (await Promise.all(folders.map(pemFiles))).flat()) {
    const text = await readFile(file, 'utf8');
    if (text.includes('PRIVATE KEY')) continue;
    if (text.includes('BEGIN CERTIFICATE')) authorities.push(...parseCertificates(text, file));
    else keys.push({ file, key: parsePublicKey(text, file) });
  }
  return { keys, authorities };
}

async function pemFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const files: string[] = [];
  for (const name of names.filter((candidate) => candidate.endsWith('.pem')).sort()) {
    const stats = await lstat(join(folder, name));
    if (stats.isFile() && stats.size <= MAX_BYTES) files.push(join(folder, name));
  }
  return files;
}
