import { randomUUID } from 'node:crypto';
import { BullJobQueue, openBullQueue } from '@maquette/queue-bull';
import { freePort, hasRedis, jobQueueContract, startRedis, type RunningRedis } from '@maquette/testing';
import { afterAll, beforeAll, describe } from 'vitest';

describe.skipIf(!hasRedis())('Redis (needs REDIS_URL or redis-server on the PATH)', () => {
  const prefix = `test-${randomUUID()}`;
  let redis: RunningRedis;
  let nobody: string;
  beforeAll(async () => {
    redis = await startRedis();
    nobody = `redis://127.0.0.1:${await freePort()}`;
  });
  afterAll(() => redis.stop());

  const openAt = (redisUrl: string, options = {}) =>
    new BullJobQueue({
      open: (pool) => openBullQueue({ redisUrl, prefix }, pool),
      retryDelayMs: 200,
      ...options,
    });
  jobQueueContract('Bull on Redis', () => ({
    open: (options) => openAt(redis.url, options),
    openUnreachable: () => openAt(nobody),
  }));
});
