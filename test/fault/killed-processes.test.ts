import { afterEach, describe, expect, it } from 'vitest';
import { seededRandom } from './support/seeded-random';
import { Installation, PATIENCE_MS } from './support/installation';
import { KillableRedis } from './support/killable-redis';
import { hasRedis } from '@maquette/testing';
import type { WorkerProcess } from './support/worker-process';

// real: everything from the acceptance to the published bytes: Postgres, Redis, built workers, inference processes, the
// checkpoint, encoder, signer, store. Small: the clips, of one frame.
const GENERATIONS = 150;
const WORKERS = 3;
const SEED = 20261124;

let installation: Installation;
let redis: KillableRedis | undefined;
afterEach(async () => {
  await installation?.close();
  await redis?.stop();
  redis = undefined;
});

interface Killed {
  /** Workers, and how many of them held a generation: each is taken over by another one. */
  workers: number;
  holding: number;
  inference: number;
}

/** Kills a worker or an inference process after each few generations; who, is chosen by the seed. */
async function killWhileTheyWork(ids: string[]): Promise<Killed> {
  const random = seededRandom(SEED);
  const killed: Killed = { workers: 0, holding: 0, inference: 0 };
  for (let settled = 0; settled < 0.9 * ids.length;) {
    const next = settled + 3 + Math.floor(random() * 10);
    await installation.untilSettled(ids, Math.min(next, ids.length));
    settled = await installation.settled(ids);
    const alive = installation.workers.filter(({ running }) => running);
    const victim = alive[Math.floor(random() * alive.length)];
    if (random() < 0.5) {
      if (await holdsOne(victim)) killed.holding++;
      await victim.kill();
      killed.workers++;
      await installation.startWorkers(1);
    } else {
      const pid = await victim.inference();
      if (pid === null) continue;
      process.kill(pid, 'SIGKILL');
      killed.inference++;
    }
  }
  return killed;
}

/** Stops the worker, so that what it holds now it still holds when it is killed. */
async function holdsOne(worker: WorkerProcess): Promise<boolean> {
  worker.signal('SIGSTOP');
  const held = await installation.sql(
    "SELECT 1 FROM generation WHERE state = 'running' AND worker_id = $1 FOR UPDATE",
    [await worker.ready],
  );
  return held.length > 0;
}

describe.each(['Postgres', 'Redis'])('while processes are killed, with the queue on %s', (queue) => {
  it.skipIf(queue === 'Redis' && !hasRedis())(
    `${GENERATIONS} generations end once each`,
    async () => {
      redis = queue === 'Redis' ? await KillableRedis.start() : undefined;
      installation = await Installation.open(redis ? { REDIS_URL: redis.url } : {});
      await installation.startWorkers(WORKERS);
      const ids = await installation.accept(GENERATIONS, { fps: 1 });
      const killed = await killWhileTheyWork(ids);
      const tally = await installation.check(ids);
      expect(tally.completed + tally.parked).toBe(ids.length);
      expect(tally.parked).toBeLessThan(3); // five times in the hands of a victim
      expect(tally.takeovers).toBeGreaterThanOrEqual(killed.holding);
      expect(Math.min(killed.holding, killed.inference)).toBeGreaterThan(2);
      process.stdout.write(`${queue}: ${JSON.stringify({ ...killed, ...tally })}\n`);
    },
    3 * PATIENCE_MS,
  );
});
