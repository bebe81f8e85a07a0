import { randomBytes, webcrypto } from 'node:crypto';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { systemClock, type Clock } from '@maquette/kernel';
import type { Authority } from './authority';
import {
  X509Certificate,
  issueIntermediate,
  issueRoot,
  issueSigner,
  newKeys,
  type Issued,
  type KeyPair,
} from './certificates';
import { readChain, rootFromPem } from './chain';
import { parsePrivateKey, readCredentialFile, writeSecret } from './key-files';

const DAY = 86_400_000;
const YEAR = 365 * DAY;

/** Clocks of other machines may be behind ours. */
const LEEWAY = 3_600_000;

/**
 * Pictures carry no time stamp of a third party, so they are trusted as long as their signer's certificate is valid. It
 * lives ten years, and its key signs for one: what is made on the last day of a key is trusted for nine years more.
 */
const SIGNER_YEARS = 10;
const SIGNS_FOR = YEAR;
const AUTHORITY_YEARS = 40;

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/;

const ROOT = 'root.pem';
const ROOT_KEY = 'root.key.pem';
const ISSUER = 'intermediate.pem';
/** Key and certificate in one file, so that they are replaced together. */
const SIGNER = 'signer.pem';

/** Whether an authority was made in this folder already. */
export async function hasOwnAuthority(folder: string): Promise<boolean> {
  return (await stat(folder).catch(() => null)) !== null;
}

/** Makes root, intermediate and signer. The folder appears when all of it is there; it must not exist before. */
export async function makeOwnAuthority(folder: string, clock: Clock = systemClock): Promise<Authority> {
  const mark = randomBytes(4).toString('hex');
  const validity = lasting(clock, AUTHORITY_YEARS);
  const root = await issueRoot(`Maquette root ${mark}`, validity);
  const issuer = await issueIntermediate(root, `Maquette intermediate ${mark}`, validity);
  const making = `${folder}.${mark}.part`;
  try {
    await mkdir(dirname(folder), { recursive: true });
    await mkdir(making, { mode: 0o700 });
    await writeFile(join(making, ROOT), pemOf(root.certificate));
    await writeSecret(join(making, ROOT_KEY), await keyPem(root.keys));
    await writeSecret(join(making, ISSUER), await pairPem(issuer));
    await writeNewSigner(making, issuer, clock);
    await rename(making, folder);
  } catch (error) {
    await rm(making, { recursive: true, force: true });
    throw error;
  }
  return openOwnAuthority(folder, clock);
}

/** Rejects as Authority.signer does. */
export async function openOwnAuthority(folder: string, clock: Clock = systemClock): Promise<Authority> {
  const pem = await readCredentialFile(join(folder, ROOT));
  return {
    kind: 'own',
    root: rootFromPem(pem, join(folder, ROOT)),
    async signer() {
      const path = join(folder, SIGNER);
      if (isDue(await readCredentialFile(path), clock)) await renewSigner(folder, clock);
      const current = await readCredentialFile(path);
      return readChain(current + pem, parsePrivateKey(current, path), path, clock).signer;
    },
  };
}

/** Two processes may renew at once: each writes a whole pair, and either serves. */
async function renewSigner(folder: string, clock: Clock): Promise<void> {
  const path = join(folder, ISSUER);
  const pem = await readCredentialFile(path);
  await writeNewSigner(folder, await importPair(pem, path), clock);
}

async function writeNewSigner(folder: string, issuer: Issued, clock: Clock): Promise<void> {
  const keys = await newKeys();
  const name = `Maquette signer ${clock.now().toISOString().slice(0, 10)}`;
  const certificate = await issueSigner(issuer, keys.publicKey, name, lasting(clock, SIGNER_YEARS));
  await writeSecret(
    join(folder, SIGNER),
    (await keyPem(keys)) + pemOf(certificate) + pemOf(issuer.certificate),
  );
}

/** Text without a certificate is left to the reading that follows. */
function isDue(pem: string, clock: Clock): boolean {
  const [text] = pem.match(CERTIFICATE) ?? [];
  if (text === undefined) return false;
  const { notAfter } = new X509Certificate(text);
  return clock.now().getTime() > notAfter.getTime() - SIGNER_YEARS * YEAR + SIGNS_FOR;
}

function lasting(clock: Clock, years: number): { notBefore: Date; notAfter: Date } {
  const now = clock.now().getTime();
  return { notBefore: new Date(now - LEEWAY), notAfter: new Date(now + years * YEAR) };
}

function pemOf(certificate: X509Certificate): string {
  return `${certificate.toString('pem')}\n`;
}

async function keyPem({ privateKey }: KeyPair): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', privateKey));
  const lines = der.toString('base64').match(/.{1,64}/g)!;
  return `-----BEGIN PRIVATE KEY-----\n${lines.join('\n')}\n-----END PRIVATE KEY-----\n`;
}

async function pairPem({ certificate, keys }: Issued): Promise<string> {
  return (await keyPem(keys)) + pemOf(certificate);
}

async function importPair(pem: string, path: string): Promise<Issued> {
  const der = parsePrivateKey(pem, path).export({ type: 'pkcs8', format: 'der' });
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const privateKey = await webcrypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']);
  const certificate = new X509Certificate(pem.match(CERTIFICATE)![0]);
  const publicKey = await certificate.publicKey.export(algorithm, ['verify'], webcrypto as never);
  return { certificate, keys: { privateKey, publicKey: publicKey as webcrypto.CryptoKey } };
}
