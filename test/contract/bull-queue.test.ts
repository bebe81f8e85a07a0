import { randomUUID } from 'node:crypto';
import { BullJobQueue, openBullQueue } from '@maquette/queue-bull';
import { freePort, hasRedis, jobQueueContract, startRedis, type RunningRedis } from '@maquette/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

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

  it('wakes a generation whose job Redis forgot but for a bare hash', async () => {
    const bare = openBullQueue({ redisUrl: redis.url, prefix }, 'forgetful');
    const queue = openAt(redis.url);
    await bare.isReady();
    // As Bull's own script leaves it behind when the data went between taking a job and starting it.
    await bare.client.hset(bare.toKey('gen_forgotten'), 'processedOn', '1');
    const delivered: string[] = [];
    await queue.add('forgetful', { generationId: 'gen_forgotten' });
    await queue.consume('forgetful', 1, async ({ generationId }) => {
      delivered.push(generationId);
      return { type: 'done' };
    });
    await expect.poll(() => delivered, { timeout: 20_000 }).toEqual(['gen_forgotten']);
    await queue.close();
    await bare.close();
  });
});
