import type { JobQueue, WakeUp, WakeUpOutcome } from '@maquette/generation';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Deliveries, gate, openSockets } from './waiting';

export interface JobQueueUnderTest {
  /** A fresh queue; several of them share one server. */
  open(options?: { maxAttempts?: number }): JobQueue;
  /** A queue whose server nobody runs. */
  openUnreachable(): JobQueue;
}

const DONE: WakeUpOutcome = { type: 'done' };
let poolCount = 0;

/** What every JobQueue does. `start` is called once; what it starts lives until the tests end. */
export function jobQueueContract(name: string, start: () => JobQueueUnderTest): void {
  describe(`JobQueue: ${name}`, () => {
    let queue: JobQueue;
    let pool: string;
    let idleSockets: number;
    const wake = (generationId: string): WakeUp => ({ generationId });

    beforeAll(() => {
      idleSockets = openSockets();
    });
    beforeEach(() => {
      queue = start().open();
      pool = `pool-${process.pid}-${(poolCount += 1)}`;
    });
    afterEach(() => queue.close());

    it('delivers what is added before and after the consumer starts, to its own pool only', async () => {
      const deliveries = new Deliveries();
      await queue.add(pool, wake('before'));
      await queue.add(`${pool}-other`, wake('elsewhere'));
      await queue.consume(
        pool,
        1,
        deliveries.handler(async () => DONE),
      );
      await deliveries.count(1);
      await queue.add(pool, wake('after'));
      await deliveries.count(2);
      expect(deliveries.ids).toEqual(['before', 'after']);
      expect(await queue.depth(`${pool}-other`)).toBe(1);
    });

    it('keeps the order of arrival', async () => {
      const ids = Array.from({ length: 20 }, (_, index) => `generation-${index}`);
      for (const id of ids) await queue.add(pool, wake(id));
      const deliveries = new Deliveries();
      await queue.consume(
        pool,
        1,
        deliveries.handler(async () => DONE),
      );
      await deliveries.count(ids.length);
      expect(deliveries.ids).toEqual(ids);
    });

    it('changes nothing when a generation is added again while it waits', async () => {
      await queue.add(pool, wake('first'));
      await queue.add(pool, wake('second'));
      await queue.add(pool, wake('first'));
      expect(await queue.depth(pool)).toBe(2);
      const deliveries = new Deliveries();
      await queue.consume(
        pool,
        1,
        deliveries.handler(async () => DONE),
      );
      await deliveries.count(2);
      await queue.add(pool, wake('last'));
      await deliveries.count(3);
      expect(deliveries.ids).toEqual(['first', 'second', 'last']);
    });

    it('keeps one generation apart in two pools', async () => {
      await queue.add(pool, wake('same'));
      await queue.add(`${pool}-b`, wake('same'));
      expect(await Promise.all([queue.depth(pool), queue.depth(`${pool}-b`)])).toEqual([1, 1]);
    });

    it('delivers again what is added after it was done', async () => {
      const deliveries = new Deliveries();
      await queue.consume(
        pool,
        1,
        deliveries.handler(async () => DONE),
      );
      for (let round = 1; round <= 3; round += 1) {
        await queue.add(pool, wake('again'));
        await deliveries.count(round);
      }
      expect(deliveries.ids).toEqual(['again', 'again', 'again']);
    });

    it('delivers again what is added while its handler runs, once', async () => {
      const running = gate();
      const deliveries = new Deliveries();
      const handler = async () => {
        if (deliveries.ids.length === 1) await running.passed;
        return DONE;
      };
      await queue.consume(pool, 1, deliveries.handler(handler));
      await queue.add(pool, wake('again'));
      await deliveries.count(1);
      await queue.add(pool, wake('again'));
      await queue.add(pool, wake('again'));
      expect(await queue.depth(pool)).toBe(1);
      running.open();
      await deliveries.count(2);
      await queue.add(pool, wake('last'));
      await deliveries.count(3);
      expect(deliveries.ids).toEqual(['again', 'again', 'last']);
    });

    it('delivers a snoozed wake-up again, not before its delay, and as one', async () => {
      const deliveries = new Deliveries();
      const outcome = async (): Promise<WakeUpOutcome> =>
        deliveries.ids.length === 1 ? { type: 'snooze', delayMs: 800 } : DONE;
      await queue.consume(pool, 1, deliveries.handler(outcome));
      await queue.add(pool, wake('later'));
      await deliveries.settled(1);
      await expect.poll(() => queue.depth(pool)).toBe(1);
      await queue.add(pool, wake('later'));
      expect(await queue.depth(pool)).toBe(1);
      await deliveries.count(2);
      expect(deliveries.times[1] - deliveries.times[0]).toBeGreaterThan(790);
      await deliveries.settled(2);
      expect(deliveries.ids).toEqual(['later', 'later']);
    });

    it('delivers again after the handler threw, and lets others pass meanwhile', async () => {
      const deliveries = new Deliveries();
      const outcome = async ({ generationId }: WakeUp): Promise<WakeUpOutcome> => {
        if (generationId === 'shaky' && deliveries.ids.length === 1) throw new Error('first try fails');
        return DONE;
      };
      await queue.consume(pool, 1, deliveries.handler(outcome));
      await queue.add(pool, wake('shaky'));
      await deliveries.settled(1);
      await expect.poll(() => queue.depth(pool)).toBe(1);
      await queue.add(pool, wake('steady'));
      await queue.add(pool, wake('shaky'));
      await deliveries.count(3);
      expect(deliveries.ids).toEqual(['shaky', 'steady', 'shaky']);
      await deliveries.settled(3);
    });

    it('gives up after its attempts, and delivers what is added again later', async () => {
      const impatient = start().open({ maxAttempts: 2 });
      const deliveries = new Deliveries();
      await impatient.consume(
        pool,
        1,
        deliveries.handler(async () => {
          if (deliveries.ids.length < 3) throw new Error('fails twice');
          return DONE;
        }),
      );
      await impatient.add(pool, wake('shaky'));
      await deliveries.settled(2);
      await expect.poll(() => impatient.depth(pool)).toBe(0);
      await impatient.add(pool, wake('shaky'));
      await deliveries.settled(3);
      await impatient.close();
      expect(deliveries.ids).toEqual(['shaky', 'shaky', 'shaky']);
    });

    it('runs as many handlers at once as it was told, and no more', async () => {
      const release = gate();
      const deliveries = new Deliveries();
      await queue.consume(
        pool,
        2,
        deliveries.handler(async () => {
          await release.passed;
          return DONE;
        }),
      );
      for (const id of ['a', 'b', 'c', 'd']) await queue.add(pool, wake(id));
      await deliveries.count(2);
      expect(await queue.depth(pool)).toBe(2);
      expect(deliveries.running).toBe(2);
      release.open();
      await deliveries.settled(4);
      expect(deliveries.mostAtOnce).toBe(2);
    });

    it('shares a pool between consumers, each wake-up going to one', async () => {
      const other = start().open();
      const deliveries = new Deliveries();
      await queue.consume(
        pool,
        1,
        deliveries.handler(async () => DONE),
      );
      await other.consume(
        pool,
        1,
        deliveries.handler(async () => DONE),
      );
      const ids = Array.from({ length: 30 }, (_, index) => `generation-${index}`);
      await Promise.all(ids.map((id) => queue.add(pool, wake(id))));
      await deliveries.settled(ids.length);
      await other.close();
      expect([...deliveries.ids].sort()).toEqual([...ids].sort());
    });

    it('stops only when the running handler has finished, and takes nothing new', async () => {
      const release = gate();
      const deliveries = new Deliveries();
      const consumer = await queue.consume(
        pool,
        1,
        deliveries.handler(async () => {
          await release.passed;
          return DONE;
        }),
      );
      await queue.add(pool, wake('running'));
      await queue.add(pool, wake('waiting'));
      await deliveries.count(1);
      let stopped = false;
      const stopping = consumer.stop().then(() => (stopped = true));
      await queue.depth(pool);
      expect(stopped).toBe(false);
      release.open();
      await stopping;
      expect(deliveries.ids).toEqual(['running']);
      expect(await queue.depth(pool)).toBe(1);

      await queue.consume(
        pool,
        1,
        deliveries.handler(async () => DONE),
      );
      await deliveries.count(2);
      expect(deliveries.ids).toEqual(['running', 'waiting']);
    });

    it('lets go of every connection when it is closed', async () => {
      await expect.poll(openSockets).toBe(idleSockets);
      const closing = start().open();
      const deliveries = new Deliveries();
      await closing.consume(
        pool,
        2,
        deliveries.handler(async () => DONE),
      );
      await closing.add(pool, wake('one'));
      await deliveries.settled(1);
      expect(openSockets()).toBeGreaterThan(idleSockets);
      await closing.close();
      await closing.close();
      await expect.poll(openSockets).toBe(idleSockets);
    });

    it('says so when its server is not there', async () => {
      await queue.check();
      const lost = start().openUnreachable();
      const unreachable = { kind: 'unavailable', code: 'queue-unreachable' };
      await expect(lost.check()).rejects.toMatchObject(unreachable);
      await expect(lost.add(pool, wake('x'))).rejects.toMatchObject(unreachable);
      await expect(lost.consume(pool, 1, async () => DONE)).rejects.toMatchObject(unreachable);
      await lost.close();
    });
  });
}
