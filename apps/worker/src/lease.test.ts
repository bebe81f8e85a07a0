import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { GenerationLedger, HeartbeatAnswer } from '@maquette/generation';
import { Lease } from './lease';

// real: the lease and its counting. fake: the clock, and the ledger's answers.
const TIMES = { leaseMs: 8_000, beatMs: 1_000 };
const claim = { generationId: 'gen_1', workerId: 'wrk_1', leaseEpoch: 1 };

let beats: number[];
let ended: number;
let lease: Lease;

function hold(answer: () => Promise<HeartbeatAnswer>): Lease {
  const heartbeat: GenerationLedger['heartbeat'] = (_claim, { framesDone }) => {
    beats.push(framesDone);
    return answer();
  };
  lease = new Lease({ heartbeat } as GenerationLedger, claim, TIMES, () => ended++);
  return lease;
}

beforeEach(() => {
  vi.useFakeTimers();
  beats = [];
  ended = 0;
});
afterEach(() => {
  lease.stop();
  vi.useRealTimers();
});

describe('Lease', () => {
  it('tells the progress with each beat', async () => {
    hold(async () => 'held').framesDone = 3;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(beats).toEqual(Array(20).fill(3));
    expect([lease.over, ended]).toEqual([null, 0]);
  });

  it.each(['cancelled', 'lost'] as const)('is over once, when the ledger says %s', async (answer) => {
    hold(async () => answer);
    await vi.advanceTimersByTimeAsync(20_000);
    expect([lease.over, ended, beats.length]).toEqual([answer, 1, 1]);
  });

  it('outlives a database that is away for less than the lease', async () => {
    let away = true;
    hold(async () => {
      if (away) throw new Error('away');
      return 'held';
    });
    await vi.advanceTimersByTimeAsync(7_500);
    away = false;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(lease.over).toBeNull();
    away = true;
    await vi.advanceTimersByTimeAsync(8_500);
    expect([lease.over, ended]).toEqual(['lost', 1]);
  });

  it('is lost when the database has kept silent for as long, and is not asked meanwhile', async () => {
    hold(() => new Promise(() => undefined));
    await vi.advanceTimersByTimeAsync(8_500);
    expect(lease.over).toBeNull();
    await vi.advanceTimersByTimeAsync(1_000);
    expect([lease.over, ended, beats.length]).toEqual(['lost', 1, 1]);
  });
});
