import { randomUUID } from 'node:crypto';
import { getQueueToken } from '@nestjs/bull';
import { NestFactory } from '@nestjs/core';
import { Module } from '@nestjs/common';
import {
  BULL_JOB_QUEUE,
  BullJobQueue,
  BullQueueModule,
  bullQueueName,
  openBullQueue,
} from '@maquette/queue-bull';
import { Deliveries, freePort, hasRedis, startRedis, type RunningRedis } from '@maquette/testing';
import type { Queue } from 'bull';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

async function appOn(redisUrl: string, prefix: string) {
  @Module({ imports: [BullQueueModule.register({ redisUrl, prefix, pools: ['cpu', 'gpu'] })] })
  class AppModule {}
  return NestFactory.createApplicationContext(AppModule, { logger: false });
}

describe.skipIf(!hasRedis())('BullQueueModule (needs REDIS_URL or redis-server on the PATH)', () => {
  let redis: RunningRedis;
  const prefix = `module-${randomUUID()}`;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  it('adds through the queues that @nestjs/bull registers, and opens those of other pools', async () => {
    const app = await appOn(redis.url, prefix);
    const queue = app.get<BullJobQueue>(BULL_JOB_QUEUE);
    const registered = app.get<Queue>(getQueueToken(bullQueueName('gpu')), { strict: false });
    await queue.add('gpu', { generationId: 'one' });
    await queue.add('late-pool', { generationId: 'two' });
    expect((await registered.getJob('one'))?.data).toEqual({ generationId: 'one' });
    expect(await queue.depth('late-pool')).toBe(1);

    const deliveries = new Deliveries();
    await queue.consume(
      'gpu',
      1,
      deliveries.handler(async () => ({ type: 'done' })),
    );
    await deliveries.count(1);
    await app.close();
    await expect(registered.client.ping()).rejects.toThrow();
  });

  it('closes while Redis is away, and while a handler runs', async () => {
    const lost = await appOn(`redis://127.0.0.1:${await freePort()}`, prefix);
    await expect(lost.get<BullJobQueue>(BULL_JOB_QUEUE).check()).rejects.toMatchObject({
      code: 'queue-unreachable',
    });
    await lost.close();

    const own = process.env.REDIS_URL ? null : await startRedis();
    if (!own) return; // a Redis that we did not start is not ours to stop
    const queue = new BullJobQueue({ open: (pool) => openBullQueue({ redisUrl: own.url, prefix }, pool) });
    const deliveries = new Deliveries();
    const consumer = await queue.consume(
      'cpu',
      1,
      deliveries.handler(async () => {
        await own.stop();
        return { type: 'done' };
      }),
    );
    await queue.add('cpu', { generationId: 'one' });
    await deliveries.settled(1);
    await consumer.stop();
    await expect(queue.add('cpu', { generationId: 'two' })).rejects.toMatchObject({
      code: 'queue-unreachable',
    });
    await queue.close();
  });
});
