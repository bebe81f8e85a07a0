import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Installation, PATIENCE_MS } from './support/installation';
import type { WorkerProcess } from './support/worker-process';

// real: everything; the workers are stopped (SIGSTOP) as a suspended machine or a long garbage collection stops them.
const GENERATIONS = 3;
/** So much to paint that several heartbeats tell of its progress. */
const LONG = { fps: 30, width: 256, height: 256 };

let installation: Installation;
beforeEach(async () => {
  installation = await Installation.open();
});
afterEach(() => installation.close());

/** How far the generation in hand is: what the ledger was told, and what lies in the worker's folder. */
const MOMENTS = {
  'while it paints': async () => (await running('frames_done BETWEEN 1 AND frames_total - 1')) !== undefined,
  'between its last frame and publication': async (worker: WorkerProcess) => {
    const folder = join(installation.home, 'work', String(worker.pid));
    const names = await readdir(folder, { recursive: true }).catch(() => []);
    return names.some((name) => name.endsWith('signed.mp4'));
  },
};

/** The generation that is held by the one worker there is. Waits for what that has under way in the database. */
async function running(condition = 'true'): Promise<unknown> {
  const rows = await installation.sql(
    `SELECT id FROM generation WHERE state = 'running' AND ${condition} FOR UPDATE`,
  );
  return rows[0]?.id;
}

/** Stops the worker at such a moment; answers the generation that it holds then. */
async function stopAt(worker: WorkerProcess, moment: keyof typeof MOMENTS): Promise<unknown> {
  const hasCome = () => MOMENTS[moment](worker);
  for (;;) {
    await expect.poll(hasCome, { timeout: PATIENCE_MS, interval: 2 }).toBe(true);
    worker.signal('SIGSTOP');
    const id = (await hasCome()) ? await running() : undefined; // it may have gone on between look and signal
    if (id) return id;
    worker.signal('SIGCONT');
  }
}

it.each(Object.keys(MOMENTS) as (keyof typeof MOMENTS)[])(
  'refuses all that a worker writes that was stopped %s and comes back after its lease',
  async (moment) => {
    const [zombie] = await installation.startWorkers(1);
    const ids = await installation.accept(GENERATIONS, LONG);
    const taken = await stopAt(zombie, moment);
    const [other] = await installation.startWorkers(1);
    const before = await installation.check(ids);
    expect(before).toMatchObject({ completed: GENERATIONS, takeovers: 1 });

    zombie.signal('SIGCONT');
    // `failed`: what it asked the database before has no answer any more.
    const ends = ['stopped', 'failed', 'not published: the lease was lost'];
    const gaveUp = () =>
      zombie.logged.filter(({ msg, generationId }) => generationId === taken && ends.includes(msg));
    await expect.poll(gaveUp, { timeout: PATIENCE_MS }).toHaveLength(1);
    await other.kill();
    const later = await installation.accept(1); // by the time it has done this one it has written all of the other
    expect(await installation.check(later)).toMatchObject({ completed: 1 });
    expect(await installation.check(ids)).toEqual(before);
  },
);
