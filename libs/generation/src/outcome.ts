import type { ErrorKind, MaquetteError } from '@maquette/kernel';
import type { GenerationError } from './generation';

/** How one attempt at a generation ended; the ledger has one transition for each. */
export type Outcome =
  | { type: 'done' }
  /** The client cancelled, or another worker holds the lease: there is nothing to write. */
  | { type: 'cancelled' }
  /** It may pass: another attempt after so long. */
  | { type: 'retry'; afterMs: number; error: GenerationError }
  /** Nothing was attempted; it does not count. */
  | { type: 'snooze'; delayMs: number; reason: string }
  /** No attempt will ever succeed. */
  | { type: 'fail'; error: GenerationError }
  /** It may have passed, but the attempts are used up: somebody has to look at it. */
  | { type: 'park'; error: GenerationError };

/** Claims of one generation before it is parked; one that ends without a word (a killed worker) counts as well. */
export const MAX_ATTEMPTS = 5;

const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 5 * 60_000;
const SNOOZE_MS = 1_000;

/** What an error of this kind says about a further attempt. */
const AGAIN: Record<ErrorKind, boolean> = {
  unavailable: true, // a service that is down comes back
  internal: true, // a process that died may live on another machine; a defect ends parked, where operators see it
  'bad-input': false,
  'bad-usage': false,
  'not-found': false,
  conflict: false,
  refused: false,
};

/** The worker was not able to begin, or had to stop: the generation has no part in it. */
const NOT_AN_ATTEMPT = new Set(['device-busy', 'worker-stopping']);

/**
 * Decides what follows from an error.
 * @param attempts claims up to now, this one included
 * @param random 0 to 1, for the jitter: generations that failed together do not come back together
 */
export function outcomeOf(
  { kind, code, message, hint }: Pick<MaquetteError, 'kind' | 'code' | 'message' | 'hint'>,
  attempts: number,
  random: () => number = Math.random,
): Outcome {
  const error = { code, message: hint ? `${message} ${hint}` : message };
  if (NOT_AN_ATTEMPT.has(code)) return { type: 'snooze', delayMs: jittered(SNOOZE_MS, random), reason: code };
  if (!AGAIN[kind]) return { type: 'fail', error };
  if (attempts >= MAX_ATTEMPTS) return { type: 'park', error };
  return { type: 'retry', afterMs: jittered(backoff(attempts), random), error };
}

/** 2, 8, 32, 128 s, and never more than 5 minutes. */
function backoff(attempts: number): number {
  return Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 4 ** (attempts - 1));
}

/** Half the time for sure, the other half by chance. */
function jittered(ms: number, random: () => number): number {
  return Math.round((ms / 2) * (1 + random()));
}
