import { afterEach, describe, expect, it } from 'vitest';
import { hasRedis } from '@maquette/testing';
import { Installation } from './support/installation';
import { KillableRedis } from './support/killable-redis';

// real: everything. Redis forgets or dies while workers are at work.
const GENERATIONS = 14;

let installation: Installation;
let redis: KillableRedis;
afterEach(async () => {
  await installation?.close();
  await redis?.stop();
});

describe.skipIf(!hasRedis())('Redis', () => {
  const faults: [string, { persistent: boolean }, () => Promise<void>][] = [
    ['forgets everything (FLUSHALL)', { persistent: false }, () => redis.forgetEverything()],
    ['is killed, and remembers nothing', { persistent: false }, () => redis.crash()],
    ['is killed, and has kept every write', { persistent: true }, () => redis.crash()],
  ];
  it.each(faults)('%s, three times: nothing is lost, nothing is done twice', async (_, options, fault) => {
    redis = await KillableRedis.start(options);
    installation = await Installation.open({ REDIS_URL: redis.url });
    await installation.startWorkers(2);
    const ids = await installation.accept(GENERATIONS);
    for (const done of [2, 5, 8]) {
      await installation.untilSettled(ids, done);
      await fault();
    }
    const tally = await installation.check(ids);
    expect(tally).toMatchObject({ completed: GENERATIONS, takeovers: 0 }); // no worker lost its lease over it
  });

  it('is away while generations are accepted: their wake-ups wait', async () => {
    redis = await KillableRedis.start();
    installation = await Installation.open({ REDIS_URL: redis.url });
    await installation.startWorkers(1);
    await redis.away();
    const ids = await installation.accept(4);
    await redis.back();
    expect(await installation.check(ids)).toMatchObject({ completed: 4 });
  });
});
