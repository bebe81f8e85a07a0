import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { MaquetteError } from '@maquette/kernel';

/** The curves that Model Signing allows, with the hash that goes with each. */
const CURVES: Record<string, string> = { prime256v1: 'sha256', secp384r1: 'sha384', secp521r1: 'sha512' };

/** Hash for ECDSA with this key; null when the key is none of P-256, P-384, P-521. */
export function hashFor(key: KeyObject): string | null {
  return CURVES[key.asymmetricKeyDetails?.namedCurve ?? ''] ?? null;
}

/** SHA-256 over the PEM text of the public key, in hexadecimal: the reference implementation's key hint. */
export function keyHint(key: KeyObject): string {
  return createHash('sha256').update(publicPem(key)).digest('hex');
}

export function publicPem(key: KeyObject): string {
  const half = key.type === 'private' ? createPublicKey(key) : key;
  return half.export({ type: 'spki', format: 'pem' }).toString();
}

/** A new P-256 pair, as PEM. */
export function generateKeyPair(): { privateKey: string; publicKey: string } {
  return generateKeyPairSync('ec', {
    namedCurve: 'prime256v1',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

/** Throws `key-unusable` (bad-input). The name of the file is for the message. */
export function parsePublicKey(pem: string, file: string): KeyObject {
  // A private key would be taken, too: its public half. Whoever passes one here has mixed up the files.
  if (pem.includes('PRIVATE KEY')) throw unusable(file, 'it holds a private key');
  return usable(
    () => createPublicKey(pem.slice(Math.max(0, pem.indexOf('-----BEGIN PUBLIC KEY-----')))),
    file,
  );
}

/** Throws `key-unusable` (bad-input). */
export function parsePrivateKey(pem: string, file: string): KeyObject {
  return usable(() => createPrivateKey(pem), file);
}

function usable(parse: () => KeyObject, file: string): KeyObject {
  let key: KeyObject;
  try {
    key = parse();
  } catch {
    // OpenSSL's sentence names an internal routine, and could quote a part of the file.
    throw unusable(file, 'it is no key in PEM without a pass phrase');
  }
  if (!hashFor(key)) throw unusable(file, 'the key is not on the curve P-256, P-384 or P-521');
  return key;
}

function unusable(file: string, fault: string): MaquetteError {
  return new MaquetteError('bad-input', 'key-unusable', `${file} cannot be used: ${fault}.`, {
    hint: 'Make one with: openssl ecparam -name prime256v1 -genkey -noout -out key.pem',
    details: { file },
  });
}
