import { MaquetteError } from '@maquette/kernel';
import { leafHash } from '../audit-event';
import { verifyInclusion } from '../merkle/verify';
import { openLogCheckpoint } from '../notes/log-checkpoint';
import type { VerifierKey } from '../notes/note-key';
import { parseTlogProof } from './tlog-proof';

export interface ProvenEntry {
  /** The entry, byte by byte. */
  entry: Buffer;
  index: number;
  /** Of the signed log that the entry is in. */
  origin: string;
  size: number;
  root: Buffer;
}

/**
 * Checks a receipt with nothing but the public key of the log. The entry is the one that the receipt carries, or, for
 * receipts without one, the one given. Errors (bad-input): `proof-malformed`, `proof-entry-missing`, `proof-wrong`, and
 * those of openLogCheckpoint.
 */
export function verifyTlogProof(text: string, key: VerifierKey, given?: Uint8Array): ProvenEntry {
  const { index, hashes, checkpoint, extra } = parseTlogProof(text);
  const { origin, size, root } = openLogCheckpoint(checkpoint, key);
  const entry = given ? Buffer.from(given) : extra;
  if (!entry) {
    throw new MaquetteError('bad-input', 'proof-entry-missing', 'The proof does not carry its entry.', {
      hint: 'Give the file of the entry with --entry.',
    });
  }
  if (verifyInclusion({ index, size, leaf: leafHash(entry), proof: hashes, root })) {
    return { entry, index, origin, size, root };
  }
  const message = `The proof does not lead from this entry to the root of ${origin} at ${size} entries.`;
  throw new MaquetteError('bad-input', 'proof-wrong', message, {
    hint: 'The entry, its index or the proof was changed. Ask the log for the proof again and keep this one as evidence.',
    details: { index, size, origin },
  });
}
