import { link, lstat, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MaquetteError } from '@maquette/kernel';
import {
  generateKeyPair,
  keyHint,
  parseCertificates,
  parsePrivateKey,
  parsePublicKey,
  publicPem,
  signCheckpoint,
  type CheckpointEntry,
  type Registry,
  type SigningKey,
} from '@maquette/registry';
import type { PlatformConfig } from '../config';

/** Keys of this installation's own, and those of others that it trusts: every `*.pem` that is no private key counts. */
export function checkpointKeysFolder({ home }: Pick<PlatformConfig, 'home'>): string {
  return join(home, 'keys', 'checkpoints');
}

/**
 * What signs: the key of the file, or this installation's own, which is made at first use (mode 0600, its public half
 * beside it). Certificates come in the order signing one, then those that lead to an authority.
 * Errors: `file-missing` (not-found), `key-unusable`, `certificate-unusable` (bad-input), `home-unusable` (unavailable).
 */
export async function openSigningKey(
  config: Pick<PlatformConfig, 'home'>,
  given: { key?: string; certificates?: readonly string[] } = {},
): Promise<SigningKey> {
  const { key: file = await ownKey(checkpointKeysFolder(config)), certificates = [] } = given;
  const privateKey = parsePrivateKey(await readText(file), file);
  const chain: SigningKey['certificates'] = (
    await Promise.all(certificates.map(async (path) => parseCertificates(await readText(path), path)))
  ).flat();
  return { privateKey, certificates: chain };
}

/**
 * Signs a version of the release with a key pair made for it. The public half is laid into the release's `keys`; the
 * private half never leaves this process' memory, so that nobody can sign in the release's name again.
 * Errors: those of signCheckpoint.
 */
export async function signForRelease(
  registry: Registry,
  reference: string,
  today: Date,
): Promise<{ entry: CheckpointEntry; publicKeyFile: string }> {
  const pair = generateKeyPair();
  const privateKey = parsePrivateKey(pair.privateKey, 'the new key');
  const folder = join(registry.root, 'keys');
  const name = `release-${today.toISOString().slice(0, 10)}-${keyHint(privateKey).slice(0, 8)}.pem`;
  const publicKeyFile = join(folder, name);
  await mkdir(folder, { recursive: true });
  await writeFile(publicKeyFile, pair.publicKey, { flag: 'wx' });
  try {
    return { entry: await signCheckpoint(registry, reference, { privateKey }), publicKeyFile };
  } catch (error) {
    await rm(publicKeyFile, { force: true });
    throw error;
  }
}

/** The file of this installation's key. Several processes may make it at a time: one of them does. */
async function ownKey(folder: string): Promise<string> {
  const file = join(folder, 'own.pem');
  const draft = join(folder, `.own.${process.pid}`);
  try {
    if (await isThere(file)) return file;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(draft, generateKeyPair().privateKey, { mode: 0o600 });
    await link(draft, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    const made = parsePrivateKey(await readFile(file, 'utf8'), file);
    await writeFile(join(folder, 'own.pub.pem'), publicPem(made));
    return file;
  } catch (cause) {
    if (cause instanceof MaquetteError) throw cause;
    const message = `No key can be kept in ${folder}: ${(cause as Error).message}`;
    throw new MaquetteError('unavailable', 'home-unusable', message, {
      hint: 'Make the folder writable, or name another one with MAQUETTE_HOME.',
      details: { folder },
      cause,
    });
  } finally {
    await rm(draft, { force: true });
  }
}

async function isThere(file: string): Promise<boolean> {
  const stats = await lstat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return stats !== null;
}

/** Errors: `file-missing` (not-found). */
export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new MaquetteError('not-found', 'file-missing', `${file} cannot be read.`, {
      hint: 'Check the path.',
      cause,
    });
  }
}

/** Public keys of files, as a verification wants them. Errors: `file-missing`, `key-unusable`. */
export async function readPublicKey(file: string) {
  return { file, key: parsePublicKey(await readText(file), file) };
}

/** Every certificate of the files. Errors: `file-missing`, `certificate-unusable`. */
export async function readAuthorities(files: readonly string[]) {
  return (await Promise.all(files.map(async (file) => parseCertificates(await readText(file), file)))).flat();
}
