import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateNoteKey, parseSignerKey, type SignerKey } from '@maquette/audit';
import { MaquetteError, newId } from '@maquette/kernel';
import type { PlatformConfig } from '../config';
import { writeDurably } from './durable-file';

export type KeyPlace = Pick<PlatformConfig, 'home' | 'logKey' | 'logOrigin'>;

/** Folder of the key and the witness: outside the database, and not in its backups. */
export function auditFolder({ home }: Pick<PlatformConfig, 'home'>): string {
  return join(home, 'audit');
}

/**
 * The key that this installation signs the log with; null when it has none yet.
 * Errors: `log-key-unreadable` (unavailable), `note-key-malformed` (bad-input), `log-origin-mismatch` (bad-usage).
 */
export async function readLogKey(place: KeyPlace): Promise<SignerKey | null> {
  const path = place.logKey ?? join(auditFolder(place), 'key');
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT' && place.logKey === null) return null;
    throw unusable('log-key-unreadable', `The log's key ${path} cannot be read: ${cause.message}`, cause);
  });
  if (text === null) return null;
  const key = parseSignerKey(text);
  if (place.logOrigin === null || place.logOrigin === key.name) return key;
  const message = `MAQUETTE_LOG_ORIGIN is ${place.logOrigin}, but the key ${path} is of ${key.name}.`;
  throw new MaquetteError('bad-usage', 'log-origin-mismatch', message, {
    hint: 'A log keeps its name. Unset MAQUETTE_LOG_ORIGIN, or name the key of that log with MAQUETTE_LOG_KEY.',
  });
}

/** Makes the key of a new log; of processes that do so at once, one makes it for all. Errors: `log-key-unwritable`. */
export async function makeLogKey(place: KeyPlace): Promise<SignerKey> {
  const folder = auditFolder(place);
  const key = generateNoteKey(place.logOrigin ?? `maquette/${newId('ins')}`);
  try {
    await writeDurably(join(folder, 'key'), `${key.privateText}\n`, { mode: 0o600, once: true });
    const kept = await readLogKey(place);
    if (!kept) throw new Error('it is gone again');
    await writeDurably(join(folder, 'log.vkey'), `${kept.vkey}\n`, { mode: 0o644 });
    return kept;
  } catch (cause) {
    if (cause instanceof MaquetteError) throw cause;
    throw unusable(
      'log-key-unwritable',
      `The log's key cannot be kept in ${folder}: ${(cause as Error).message}`,
      cause,
    );
  }
}

function unusable(code: string, message: string, cause: unknown): MaquetteError {
  return new MaquetteError('unavailable', code, message, {
    hint: 'Let this user read and write the folder audit in MAQUETTE_HOME, or name a key with MAQUETTE_LOG_KEY.',
    cause,
  });
}
