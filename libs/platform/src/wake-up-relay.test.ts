import { describe, expect, it, vi } from 'vitest';
import type { DueWakeUp } from '@maquette/generation';
import { WakeUpRelay } from './wake-up-relay';

// real: the relay. fake: outbox and queue.
function parts(due: string[]) {
  const log = { debug() {}, info() {}, warn: vi.fn(), error() {} };
  const taken: string[] = [];
  const queue = {
    add: async (_pool: string, { generationId }: { generationId: string }) => void taken.push(generationId),
  };
  const outbox = {
    async handOver(limit: number, hand: (wakeUps: DueWakeUp[]) => Promise<void>): Promise<number> {
      const some = due.slice(0, limit);
      if (some.length > 0) await hand(some.map((generationId) => ({ generationId, pool: 'cpu' })));
      due.splice(0, some.length);
      return some.length;
    },
  };
  return { due, taken, queue, outbox, log };
}

describe('WakeUpRelay', () => {
  it('hands over everything that is due, in order, batch after batch', async () => {
    const given = parts(['a', 'b', 'c', 'd', 'e']);
    const relay = new WakeUpRelay(given, { batch: 2 });
    await relay.close();
    expect(given.taken).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(given.due).toEqual([]);
  });

  it('keeps what the queue did not take, says so once, and hands it over later', async () => {
    vi.useFakeTimers();
    const given = parts(['a']);
    const { add } = given.queue;
    given.queue.add = () => Promise.reject(new Error('down'));
    const relay = new WakeUpRelay(given, { pollMs: 100 });
    await vi.advanceTimersByTimeAsync(350);
    expect(given.due).toEqual(['a']);
    expect(given.log.warn).toHaveBeenCalledOnce();
    given.queue.add = add;
    await vi.advanceTimersByTimeAsync(100);
    expect([given.due, given.taken]).toEqual([[], ['a']]);
    await relay.close();
    vi.useRealTimers();
  });

  it('looks again when it is nudged during a round', async () => {
    const given = parts(['a']);
    const relay = new WakeUpRelay(given);
    const { add } = given.queue;
    given.queue.add = async (pool, wakeUp) => {
      if (wakeUp.generationId === 'a') {
        given.due.push('b');
        relay.nudge();
      }
      await add(pool, wakeUp);
    };
    relay.nudge();
    await expect.poll(() => given.taken).toEqual(['a', 'b']);
    await relay.close();
  });

  it('does nothing after it was closed', async () => {
    const given = parts([]);
    const relay = new WakeUpRelay(given);
    await relay.close();
    given.due.push('late');
    relay.nudge();
    expect(given.due).toEqual(['late']);
  });
});
