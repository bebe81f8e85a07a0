import { MaquetteError } from '@maquette/kernel';
import { verifyConsistency } from './merkle/verify';
import type { LogCheckpoint } from './notes/log-checkpoint';
import { makeConsistencyProof, type ReadTiles } from './tiles/prove';

/** Keeps the last signed log checkpoints outside the database, so that one that was taken back is noticed. */
export interface LogWitness {
  /** Signed notes, the newest last. */
  notes(): Promise<string[]>;
  /** Resolves when the note will outlast a loss of power. */
  keep(note: string): Promise<void>;
}

/**
 * Proves that what was signed earlier is the beginning of the log as it is now: nothing may be signed otherwise.
 * `source` says where the earlier one was kept. Errors: `log-inconsistent` (conflict).
 */
export async function requireConsistency(
  earlier: LogCheckpoint,
  now: Omit<LogCheckpoint, 'origin'>,
  read: ReadTiles,
  source: string,
): Promise<void> {
  const from = `the log checkpoint of ${source} at ${earlier.size} entries`;
  if (earlier.size > now.size)
    throw logInconsistent(`The log has ${now.size} entries; it lacks some of ${from}.`);
  const proof = await makeConsistencyProof(earlier.size, now.size, read).catch((cause: unknown) => {
    if (!(cause instanceof RangeError)) throw cause;
    throw logInconsistent(`The log cannot be compared with ${from}: ${cause.message}.`, cause);
  });
  const claim = { from: earlier.size, to: now.size, fromRoot: earlier.root, toRoot: now.root, proof };
  if (!verifyConsistency(claim)) throw logInconsistent(`The log is not a continuation of ${from}.`);
}

export function logInconsistent(message: string, cause?: unknown): MaquetteError {
  return new MaquetteError('conflict', 'log-inconsistent', `${message} Nothing is signed.`, {
    hint: 'Run maquette audit verify: it names the first bad entry. docs/audit-log.md says what to do then.',
    cause,
  });
}
