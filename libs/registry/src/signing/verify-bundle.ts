import { createHash, type KeyObject, type X509Certificate } from 'node:crypto';
import type { Bundle } from './bundle';
import { verifyChain } from './certificates';
import { payloadIsSigned } from './dsse';
import { keyHint, publicPem } from './keys';
import { signatureFault } from './refusal';
import { parseStatement, type Statement } from './statement';

/** A public key that may sign, and the file that it came from. */
export interface TrustedKey {
  file: string;
  key: KeyObject;
}

/** Whose signatures count. */
export interface Trust {
  keys: readonly TrustedKey[];
  authorities: readonly X509Certificate[];
}

export const NOBODY: Trust = { keys: [], authorities: [] };

/** Who signed. */
export type Signer =
  | {
      mode: 'key';
      /** SHA-256 of the public key's PEM text, in hexadecimal. */
      key: string;
      /** File of the trusted key. */
      file: string;
    }
  | {
      mode: 'certificate';
      subject: string;
      /** SHA-256 of the certificate, in hexadecimal. */
      certificate: string;
    };

/**
 * Is this bundle signed by somebody we trust? The files are not looked at yet.
 * Rejects with `signature-untrusted`, `signature-mismatch`, `signature-bundle-invalid`, `signature-statement-invalid`,
 * `signature-unsupported` (bad-input).
 * @param at when the certificates have to be valid
 */
export async function verifyBundle(
  bundle: Bundle,
  trust: Trust,
  at: Date,
): Promise<{ statement: Statement; signer: Signer }> {
  const signer = await signerOf(bundle, trust, at);
  return { statement: parseStatement(bundle.payload), signer };
}

async function signerOf({ material, payload, signature }: Bundle, trust: Trust, at: Date): Promise<Signer> {
  if (material.mode === 'certificate') {
    if (trust.authorities.length === 0) throw otherMode('by certificate', 'certificate authority');
    const { key, subject } = await verifyChain(material.chain, trust.authorities, at);
    if (!payloadIsSigned(payload, signature, key)) throw mismatch(`the certificate ${subject}`);
    const certificate = createHash('sha256').update(material.chain[0]).digest('hex');
    return { mode: 'certificate', subject, certificate };
  }
  if (trust.keys.length === 0) throw otherMode('with a key', 'public key');
  const named = trust.keys.filter(({ key }) => isMeant(material, key));
  const signing = named.find(({ key }) => payloadIsSigned(payload, signature, key));
  if (signing) return { mode: 'key', key: keyHint(signing.key), file: signing.file };
  // Without a hint there is no telling a forged signature from one of a key that we do not know.
  if (named.length > 0 && (material.hint || material.rawKey))
    throw mismatch(`the key ${keyHint(named[0].key)}`);
  const which = material.hint ? `the key ${material.hint}` : 'a key';
  throw signatureFault(
    'signature-untrusted',
    `The model was signed with ${which} that is not among the trusted ones.`,
    {
      hint: material.hint,
      trusted: trust.keys.map(({ key }) => keyHint(key)),
    },
  );
}

/** A bundle without a hint may mean any key. */
function isMeant({ hint, rawKey }: { hint: string | null; rawKey: Buffer | null }, key: KeyObject): boolean {
  if (hint) return hint === keyHint(key);
  if (!rawKey) return true;
  return rawKey.toString('utf8').trim() === publicPem(key).trim() || rawKey.equals(derOf(key));
}

function derOf(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' });
}

function otherMode(signed: string, wanted: string) {
  const message = `The model was signed ${signed}, and no ${wanted} is trusted.`;
  return signatureFault('signature-untrusted', message);
}

function mismatch(who: string) {
  const message = `The signature is not one of ${who} over this statement: one of them was changed.`;
  return signatureFault('signature-mismatch', message);
}
