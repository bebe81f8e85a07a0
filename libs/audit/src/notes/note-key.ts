import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { MaquetteError } from '@maquette/kernel';
import { fromBase64 } from './base64';

/** Signature type of C2SP signed-note: Ed25519 over the text. */
const ED25519 = 0x01;
const SEED_BYTES = 32;
const PUBLIC_KEY_BYTES = 32;

// The fixed beginnings of an Ed25519 key in DER (RFC 8410); what follows are the 32 bytes themselves.
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** Checks the signatures of one key. Its text form is the `vkey` of signed notes: `name+id+base64`. */
export interface VerifierKey {
  name: string;
  /** First four bytes of SHA-256(name || 0x0A || 0x01 || public key). */
  id: number;
  vkey: string;
  verify(text: string, signature: Uint8Array): boolean;
}

/** Signs, and can be kept in a file: `PRIVATE+KEY+name+id+base64`. */
export interface SignerKey extends VerifierKey {
  privateText: string;
  sign(text: string): Buffer;
}

/** A new key of that name. Errors: `note-key-malformed` (bad-input) for a name that no note can carry. */
export function generateNoteKey(name: string): SignerKey {
  const { privateKey } = generateKeyPairSync('ed25519');
  const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(PKCS8.length);
  return signerOf(name, seed);
}

/** Reads a `vkey`. Errors: `note-key-malformed` (bad-input). */
export function parseVerifierKey(text: string): VerifierKey {
  const [, name, id, encoded] = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(text.trim()) ?? [];
  const key = verifierOf(name, payloadOf(encoded, PUBLIC_KEY_BYTES, 'public key'));
  if (formatId(key.id) === id) return key;
  throw malformed(`Its id ${id} is not that of its name and key (${formatId(key.id)}).`);
}

/** Reads a private key. Errors: `note-key-malformed` (bad-input), which does not repeat the text. */
export function parseSignerKey(text: string): SignerKey {
  const [, name, id, encoded] =
    /^PRIVATE\+KEY\+([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(text.trim()) ?? [];
  const key = signerOf(name, payloadOf(encoded, SEED_BYTES, 'private key'));
  if (formatId(key.id) === id) return key;
  throw malformed('Its id is not that of its name and key.');
}

/** True for a name that a note can carry: not empty, no spaces, no plus, no control characters. */
export function isKeyName(name: string): boolean {
  return name !== '' && !/[\s+\u0000-\u001f\u0085]/u.test(name);
}

function signerOf(name: string, seed: Buffer): SignerKey {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(SPKI.length);
  const verifier = verifierOf(name, publicKey);
  return {
    ...verifier,
    privateText: `PRIVATE+KEY+${name}+${formatId(verifier.id)}+${encode(seed)}`,
    sign: (text) => sign(null, Buffer.from(text, 'utf8'), key),
  };
}

function verifierOf(name: string, bytes: Buffer): VerifierKey {
  if (!isKeyName(name)) throw malformed('Its name is empty or has a space, a plus or a control character.');
  const id = createHash('sha256')
    .update(`${name}\n`, 'utf8')
    .update(Uint8Array.of(ED25519))
    .update(bytes)
    .digest()
    .readUInt32BE();
  const key = publicKeyOf(bytes);
  return {
    name,
    id,
    vkey: `${name}+${formatId(id)}+${encode(bytes)}`,
    verify: (text, signature) => verify(null, Buffer.from(text, 'utf8'), key, signature),
  };
}

function publicKeyOf(bytes: Buffer): KeyObject {
  return createPublicKey({ key: Buffer.concat([SPKI, bytes]), format: 'der', type: 'spki' });
}

/** The key's bytes behind the byte that says which kind of key it is. */
function payloadOf(encoded: string | undefined, length: number, what: string): Buffer {
  if (encoded === undefined) throw malformed(`It is not written as a ${what} of a signed note.`);
  const bytes = fromBase64(encoded);
  if (bytes?.length === length + 1 && bytes[0] === ED25519) return bytes.subarray(1);
  throw malformed(`It holds no Ed25519 ${what}.`);
}

function encode(bytes: Buffer): string {
  return Buffer.concat([Uint8Array.of(ED25519), bytes]).toString('base64');
}

function formatId(id: number): string {
  return id.toString(16).padStart(8, '0');
}

function malformed(reason: string): MaquetteError {
  return new MaquetteError('bad-input', 'note-key-malformed', `The key cannot be read. ${reason}`, {
    hint: 'A public key is written name+id+base64; maquette audit export writes it to log.vkey.',
  });
}
