import type { GenerationLedger, JobQueue } from '@maquette/generation';
import type { Log } from './log';

export interface SweeperOptions {
  /** Time between two sweeps. */
  intervalMs: number;
  /** How long a generation may wait unclaimed before it is woken again. */
  ageMs: number;
}

/**
 * Gives stranded generations a new wake-up: those whose first one was lost, and those whose worker died. A wake-up too
 * many does no harm, so every api may sweep. Answers a function that stops it and waits for the running sweep.
 */
export function startSweeper(
  parts: { ledger: Pick<GenerationLedger, 'stranded'>; queue: Pick<JobQueue, 'add'>; log: Log },
  { intervalMs, ageMs }: SweeperOptions,
): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve();
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    running = sweep(parts, ageMs).finally(() => (busy = false));
  }, intervalMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}

/** One round; answers how many were woken. A failure is logged: the next round tries again. */
export async function sweep(
  { ledger, queue, log }: Parameters<typeof startSweeper>[0],
  ageMs: number,
): Promise<number> {
  try {
    const stranded = await ledger.stranded(ageMs);
    for (const { id, pool } of stranded) await queue.add(pool, { generationId: id });
    if (stranded.length > 0)
      log.info({ generations: stranded.map(({ id }) => id) }, 'Woke stranded generations.');
    return stranded.length;
  } catch (error) {
    log.warn({ error: (error as Error).message }, 'Stranded generations could not be looked for.');
    return 0;
  }
}
