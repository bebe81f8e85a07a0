import { afterEach, describe, expect, it } from 'vitest';
import { hasRedis } from '@maquette/testing';
import { Installation } from './support/installation';
import { KillableRedis } from './support/killable-redis';

// real: everything. Postgres ends without a word (immediate shutdown) while workers and the api's side write, and recovers.
const GENERATIONS = 20;

let installation: Installation;
let redis: KillableRedis | undefined;
afterEach(async () => {
  await installation?.close();
  await redis?.stop();
  redis = undefined;
});

describe.each(['Postgres', 'Redis'])('with the queue on %s', (queue) => {
  it.skipIf(queue === 'Redis' && !hasRedis())(
    'Postgres crashes three times amid commits: what was acknowledged is there, and ends once',
    async () => {
      redis = queue === 'Redis' ? await KillableRedis.start() : undefined;
      installation = await Installation.open(redis ? { REDIS_URL: redis.url } : {});
      await installation.startWorkers(2);
      const ids: string[] = [];
      let accepting = true;
      const accepted = (async () => {
        while (accepting || ids.length < GENERATIONS) {
          const some = await installation.accept(1).catch(() => []); // not acknowledged: the client would ask again
          ids.push(...some);
          if (ids.length >= GENERATIONS)
            await installation.untilSettled(ids, ids.length - 4).catch(() => undefined);
        }
      })();
      for (const settled of [3, 8, 13]) {
        await expect.poll(() => ids.length, { timeout: 60_000 }).toBeGreaterThan(settled);
        await installation.untilSettled(ids, settled);
        await installation.crashPostgres();
      }
      accepting = false;
      await accepted;
      const tally = await installation.check(ids);
      expect(tally.completed).toBe(ids.length);
      // An acceptance whose acknowledgement was lost is a generation all the same, and ends as well.
      const all = await installation.sql('SELECT id FROM generation');
      await installation.check(all.map(({ id }) => String(id)));
    },
  );
});
