import { describe, expect, it, vi } from 'vitest';
import { startSweeper, sweep } from './sweeper';

const silent = { debug() {}, info() {}, warn() {}, error() {} };

function parts(stranded: () => Promise<{ id: string; pool: string }[]>) {
  const woken: string[] = [];
  const queue = {
    add: async (pool: string, wakeUp: { generationId: string }) =>
      void woken.push(`${pool} ${wakeUp.generationId}`),
  };
  return { woken, given: { ledger: { stranded }, queue, log: { ...silent, warn: vi.fn() } } };
}

describe('sweep', () => {
  it('wakes every stranded generation in its pool', async () => {
    const { woken, given } = parts(async () => [
      { id: 'gen_1', pool: 'a' },
      { id: 'gen_2', pool: 'b' },
    ]);
    expect(await sweep(given, 1_000)).toBe(2);
    expect(woken).toEqual(['a gen_1', 'b gen_2']);
  });

  it('outlives a database that is down', async () => {
    const { given } = parts(() => Promise.reject(new Error('down')));
    expect(await sweep(given, 1_000)).toBe(0);
    expect(given.log.warn).toHaveBeenCalledOnce();
  });
});

describe('startSweeper', () => {
  it('sweeps one at a time, and its end waits for the running one', async () => {
    vi.useFakeTimers();
    let release: () => void = () => undefined;
    let begun = 0;
    const { given } = parts(() => {
      begun++;
      return new Promise((resolve) => (release = () => resolve([])));
    });
    const stop = startSweeper(given, { intervalMs: 100, ageMs: 1_000 });
    await vi.advanceTimersByTimeAsync(450);
    expect(begun).toBe(1);
    let stopped = false;
    const stopping = stop().then(() => (stopped = true));
    await vi.advanceTimersByTimeAsync(0);
    expect(stopped).toBe(false);
    release();
    await stopping;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(begun).toBe(1);
    vi.useRealTimers();
  });
});
