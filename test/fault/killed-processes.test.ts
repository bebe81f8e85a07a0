import { afterEach, describe, expect, it } from 'vitest';
import { seededRandom } from './support/seeded-random';
import { Installation, PATIENCE_MS } from './support/installation';
import { KillableRedis } from './support/killable-redis';
import { hasRedis } from '@maquette/testing';

// real: everything from the acceptance to the published bytes: Postgres, Redis, built workers, inference processes, the
// checkpoint, encoder, signer, store. Small: the clips.
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

/** Kills a worker or an inference process after each few generations; who, is chosen by the seed. */
async function killWhileTheyWork(ids: string[]): Promise<{ workers: number; inference: number }> {
  const random = seededRandom(SEED);
  const killed = { workers: 0, inference: 0 };
  for (let settled = 0; settled < 0.9 * ids.length;) {
    const next = settled + 2 + Math.floor(random() * 8);
    await installation.untilSettled(ids, Math.min(next, ids.length));
    settled = await installation.settled(ids);
    const alive = installation.workers.filter(({ running }) => running);
    const victim = alive[Math.floor(random() * alive.length)];
    if (random() < 0.4) {
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

describe.each(['Postgres', 'Redis'])('while processes are killed, with the queue on %s', (queue) => {
  it.skipIf(queue === 'Redis' && !hasRedis())(
    `${GENERATIONS} generations end once each`,
    async () => {
      redis = queue === 'Redis' ? await KillableRedis.start() : undefined;
      installation = await Installation.open(redis ? { REDIS_URL: redis.url } : {});
      await installation.startWorkers(WORKERS);
      const ids = await installation.accept(GENERATIONS);
      const killed = await killWhileTheyWork(ids);
      const tally = await installation.check(ids);
      expect(tally.completed + tally.parked).toBe(ids.length);
      expect(tally.parked).toBeLessThan(3); // five times in the hands of a victim
      expect(tally.takeovers).toBeGreaterThan(0);
      expect(Math.min(killed.workers, killed.inference)).toBeGreaterThan(2);
      process.stdout.write(`${queue}: ${JSON.stringify({ ...killed, ...tally })}\n`);
    },
    3 * PATIENCE_MS,
  );
});
