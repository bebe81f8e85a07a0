import { afterEach, beforeEach, expect, it } from 'vitest';
import { Installation, PATIENCE_MS } from './support/installation';
import type { WorkerProcess } from './support/worker-process';

// real: everything; the workers are stopped (SIGSTOP) as a suspended machine or a long garbage collection stops them.
let installation: Installation;
beforeEach(async () => {
  installation = await Installation.open();
});
afterEach(() => installation.close());

/** Stops the worker at a moment when it holds a generation that the condition is true of; answers its id. */
async function stopAt(worker: WorkerProcess, condition: string): Promise<string> {
  const held = async () =>
    (await installation.sql(`SELECT id FROM generation WHERE state = 'running' AND ${condition}`))[0]?.id;
  for (;;) {
    await expect.poll(held, { timeout: PATIENCE_MS, interval: 5 }).toBeDefined();
    worker.signal('SIGSTOP');
    const id = await held(); // it may have gone on between the look and the signal
    if (id) return String(id);
    worker.signal('SIGCONT');
  }
}

it.each([
  ['while it paints', 'frames_done < frames_total'],
  ['between its last frame and publication', 'frames_done = frames_total'],
])(
  'refuses all that a worker writes that was stopped %s and comes back after its lease',
  async (_, moment) => {
    const [zombie] = await installation.startWorkers(1);
    const ids = await installation.accept(6);
    const taken = await stopAt(zombie, moment);
    await installation.startWorkers(1);
    const before = await installation.check(ids);
    expect(before).toMatchObject({ completed: 6, takeovers: 1 });

    zombie.signal('SIGCONT');
    const gaveUp = () =>
      zombie.logged.filter(
        ({ msg, generationId }) =>
          generationId === taken && ['stopped', 'not published: the lease was lost'].includes(msg),
      );
    await expect.poll(gaveUp, { timeout: PATIENCE_MS }).toHaveLength(1);
    expect(await installation.check(ids)).toEqual(before);
  },
);
