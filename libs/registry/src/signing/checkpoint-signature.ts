import { lstat, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { digestOf, MaquetteError, type Digest } from '@maquette/kernel';
import type { Problem } from '@maquette/provenance';
import { parseBundle } from './bundle';
import { compareFiles } from './compare-files';
import { signFiles, type SigningKey } from './sign-files';
import { parseStatement, type Resource } from './statement';
import { verifyBundle, type Signer, type Trust } from './verify-bundle';

/** Lies in a version's folder, covers every other file of it, and is listed in none of them. */
export const SIGNATURE_FILE = 'signature.json';
const MAX_BYTES = 16 * 1024 * 1024;

/**
 * valid      by a key or a certificate that this installation trusts, over exactly these files
 * untrusted  over exactly these files, by somebody unknown; the version can be loaded, not published
 * missing    the version can be loaded, not published
 * invalid    it does not hold, and the version is quarantined
 * unchecked  the files themselves are not in order, so there is nothing to compare it with
 */
export type CheckpointSignature =
  | { state: 'valid'; signer: Signer; digest: Digest }
  | { state: 'untrusted'; reason: string; digest: Digest }
  | { state: 'missing' }
  | { state: 'invalid'; reason: string }
  | { state: 'unchecked' };

/**
 * Compares the signature in a version's folder with its files and with whom we trust.
 * @param files every file of the version with the digest that it was found to have, the signature apart
 */
export async function checkCheckpointSignature(
  folder: string,
  files: readonly Resource[],
  trust: Trust,
  at = new Date(),
): Promise<CheckpointSignature> {
  const path = join(folder, SIGNATURE_FILE);
  const stats = await lstat(path).catch(() => null);
  if (!stats) return { state: 'missing' };
  if (!stats.isFile() || stats.size > MAX_BYTES)
    return { state: 'invalid', reason: 'It is no ordinary file, or longer than any signature.' };
  const text = await readFile(path, 'utf8');
  const digest = digestOf(text);
  try {
    const bundle = parseBundle(text);
    compareFiles(parseStatement(bundle.payload).resources, files);
    return { state: 'valid', signer: (await verifyBundle(bundle, trust, at)).signer, digest };
  } catch (error) {
    if (!(error instanceof MaquetteError)) throw error;
    if (error.code === 'signature-untrusted') return { state: 'untrusted', reason: error.message, digest };
    return { state: 'invalid', reason: error.message };
  }
}

/** What an invalid signature means for its version. */
export function signatureProblems(signature: CheckpointSignature): Problem[] {
  if (signature.state !== 'invalid') return [];
  return [
    {
      code: 'signature-invalid',
      file: SIGNATURE_FILE,
      message: `The signature does not hold. ${signature.reason}`,
      remedy: `Restore ${SIGNATURE_FILE} from where the version was published, or sign the version again.`,
    },
  ];
}

/** Signs the files of a version and lays the signature beside them, in place of an older one. */
export async function writeCheckpointSignature(
  folder: string,
  reference: string,
  files: readonly Resource[],
  signingKey: SigningKey,
): Promise<void> {
  const text = signFiles(reference, files, [SIGNATURE_FILE], signingKey);
  // Beside the folder, whose every file is sealed; whoever reads it meanwhile finds the old signature or the new one.
  const draft = join(dirname(folder), `.${basename(folder)}.${SIGNATURE_FILE}.${process.pid}`);
  try {
    await writeFile(draft, text);
    await rename(draft, join(folder, SIGNATURE_FILE));
  } finally {
    await rm(draft, { force: true });
  }
}
