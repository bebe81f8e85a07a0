import { readFile, rename, writeFile } from 'node:fs/promises';
import { createPrivateKey, randomUUID, type KeyObject } from 'node:crypto';
import { MaquetteError } from '@maquette/kernel';

/** Writes beside the path and renames: nobody reads half a key. For the owner's eyes alone. */
export async function writeSecret(path: string, text: string): Promise<void> {
  const part = `${path}.${randomUUID()}.part`;
  await writeFile(part, text, { mode: 0o600, flag: 'wx' });
  await rename(part, path);
}

/**
 * Rejects with `credential-file-unreadable` (unavailable): the file is missing or not ours to read, which may pass when a
 * disk or a secret is mounted.
 */
export async function readCredentialFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? (cause as Error).message;
    throw new MaquetteError(
      'unavailable',
      'credential-file-unreadable',
      `${path} cannot be read: ${reason}.`,
      {
        hint: 'Nothing is signed without it. Put the file back, or let this user read it.',
        details: { path, reason },
        cause,
      },
    );
  }
}

/** Throws `credential-key-invalid` (bad-input). */
export function parsePrivateKey(pem: string, path: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (cause) {
    throw new MaquetteError('bad-input', 'credential-key-invalid', `${path} holds no private key in PEM.`, {
      hint: 'Give an unencrypted PKCS #8 key ("BEGIN PRIVATE KEY").',
      details: { path },
      cause,
    });
  }
}
