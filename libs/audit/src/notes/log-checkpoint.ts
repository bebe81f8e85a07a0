import { MaquetteError } from '@maquette/kernel';
import { HASH_BYTES } from '../merkle/hashes';
import { fromBase64 } from './base64';
import type { SignerKey, VerifierKey } from './note-key';
import { signNote, verifyNote } from './signed-note';

/** The state of a log at one moment: its first `size` entries have this root (C2SP tlog-checkpoint). */
export interface LogCheckpoint {
  /** Name of the log. */
  origin: string;
  size: number;
  root: Buffer;
}

/** Signs a state of the log that the key is named after. Whether it may be signed is for the caller to know. */
export function signLogCheckpoint({ size, root }: Omit<LogCheckpoint, 'origin'>, key: SignerKey): string {
  return signNote(`${key.name}\n${size}\n${root.toString('base64')}\n`, [key]);
}

/**
 * Reads a log checkpoint that the log of this key signed. Signatures of others, witnesses for instance, are passed over.
 * Errors (bad-input): those of verifyNote, `log-checkpoint-malformed`, `log-checkpoint-foreign` for another log's.
 */
export function openLogCheckpoint(note: string, key: VerifierKey): LogCheckpoint {
  const checkpoint = parseLogCheckpoint(verifyNote(note, [key]).text);
  if (checkpoint.origin === key.name) return checkpoint;
  const message = `The log checkpoint is of ${checkpoint.origin}, the key of ${key.name}.`;
  throw new MaquetteError('bad-input', 'log-checkpoint-foreign', message, {
    hint: 'Give the public key of the log that the checkpoint names in its first line.',
  });
}

/** Reads the text of a log checkpoint, whoever signed it. Errors: `log-checkpoint-malformed` (bad-input). */
export function parseLogCheckpoint(text: string): LogCheckpoint {
  const [origin, size, root, ...extensions] = text.slice(0, -1).split('\n');
  const hash = root === undefined ? null : fromBase64(root);
  const lines = [origin, ...extensions];
  if (
    text.endsWith('\n') &&
    lines.every((line) => line !== '') &&
    /^(0|[1-9]\d{0,15})$/.test(size ?? '') &&
    Number.isSafeInteger(Number(size)) &&
    hash?.length === HASH_BYTES
  )
    return { origin, size: Number(size), root: hash };
  throw new MaquetteError(
    'bad-input',
    'log-checkpoint-malformed',
    'This is not the text of a log checkpoint.',
    {
      hint: 'It has the log’s name, the number of entries and the root in base64, a line each (c2sp.org/tlog-checkpoint).',
    },
  );
}
