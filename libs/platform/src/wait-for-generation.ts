import { setTimeout as sleep } from 'node:timers/promises';
import { isSettled, type Generation, type GenerationLedger } from '@maquette/generation';

export interface WaitOptions {
  /** Ends the iteration without an error. */
  signal?: AbortSignal;
  /** How often the ledger is asked. Default 200 ms. */
  pollMs?: number;
}

/**
 * Yields the generation at once, then each time its state or its progress changed, and last when it is settled.
 * Rejects as `ledger.get` does.
 */
export async function* waitForGeneration(
  ledger: Pick<GenerationLedger, 'get'>,
  id: string,
  { signal, pollMs = 200 }: WaitOptions = {},
): AsyncGenerator<Generation, void, void> {
  let seen = '';
  while (!signal?.aborted) {
    const generation = await ledger.get(id);
    const now = `${generation.state} ${generation.framesDone} ${generation.attempts}`;
    if (now !== seen) yield generation;
    if (isSettled(generation.state)) return;
    seen = now;
    await sleep(pollMs, undefined, { signal }).catch(() => undefined);
  }
}
