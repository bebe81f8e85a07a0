import { describe, expect, it } from 'vitest';
import type { Waiting } from '../schedule/waiting';
import { averaged, MEMORY_FACTOR } from './measures';
import type { Demand } from './demand';
import { place, WARM_WAIT } from './place';
import { idlePool, type Pool, type PoolDevice } from './pool';

const REFERENCE = 'architecture/daylight@1.0.0';
const DEMAND: Demand = { domain: 'architecture', checkpoint: REFERENCE, fileBytes: 1e9, megapixelFrames: 10 };

function device(change: Partial<PoolDevice> = {}): PoolDevice {
  return { worker: 'wrk_1', kind: 'cuda', memoryBytes: 80e9, warm: [], freeIn: 0, ...change };
}

function pool(name: string, devices: PoolDevice[], change: Partial<Pool> = {}): Pool {
  return { ...idlePool(name), devices, ...change };
}

function queue(count: number, client = 'mara', seconds = 30): Waiting[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `${client}${index}`,
    client,
    priority: 1,
    acceptedAt: 0,
    deadline: null,
    checkpoint: REFERENCE,
    seconds,
  }));
}

const placed = (pools: Pool[], change: Partial<Demand> = {}) => place({ ...DEMAND, ...change }, pools, 0);

describe('place', () => {
  it('prefers the warm device, within bounds', () => {
    const cold = pool('cold', [device()]);
    const warm = (freeIn: number) => pool('warm', [device({ warm: [REFERENCE], freeIn })]);
    expect(placed([cold, warm(WARM_WAIT)])).toMatchObject({ pool: 'warm' });
    expect(placed([cold, warm(WARM_WAIT + 1)])).toMatchObject({ pool: 'cold' });
  });

  it('then takes the shortest expected wait, by what runs and by what waits before it', () => {
    const running = pool('running', [device({ freeIn: 100 })]);
    const queued = pool('queued', [device()], { waiting: queue(2) });
    expect(placed([running, queued])).toMatchObject({ pool: 'queued' });
    expect(placed([running, pool('queued', [device()], { waiting: queue(9, 'anonymous') })])).toMatchObject({
      pool: 'running',
      expected: { startIn: 100 },
    });
  });

  it('leaves out what has too little memory, by measure or by the size of the files, and says which', () => {
    const small = pool('small', [device({ memoryBytes: MEMORY_FACTOR * 1e9 - 1 })]);
    expect(placed([small])).toMatchObject({
      pool: null,
      reason: expect.stringContaining('size of its files'),
    });
    const measure = {
      checkpoint: REFERENCE,
      deviceKind: 'cuda',
      secondsPerMegapixelFrame: 0.5,
      memoryBytes: 2e9,
    };
    expect(placed([{ ...small, measures: [measure] }])).toMatchObject({
      pool: 'small',
      expected: { seconds: 5 },
    });
    const large = { ...measure, memoryBytes: 90e9 };
    expect(placed([pool('big', [device()], { measures: [large] })])).toMatchObject({
      pool: null,
      reason: expect.stringContaining('90.0 GB (measured)'),
    });
  });

  it('names its figures', () => {
    const { reason } = placed([pool('gpu', [device({ freeIn: 40 })])]);
    expect(reason).toContain('4.0 GB, taken from the size of its files');
    expect(reason).toContain('expected wait 40 s with 0 waiting');
    expect(reason).toContain('nothing measured yet');
  });

  it('places nothing on pools that drain, pause, lack a label or run other domains', () => {
    const reasons = [
      placed([pool('a', [device()], { state: 'draining' })]),
      placed([pool('a', [device()], { state: 'paused' })]),
      placed([pool('a', [device()], { labels: ['4k'] })], { labels: ['4k', 'hdr'] }),
      placed([pool('a', [device()], { domains: ['fashion'] })]),
      placed([]),
    ];
    for (const one of reasons) expect(one).toEqual({ pool: null, reason: expect.any(String) });
    expect(reasons[2].reason).toContain('hdr');
    expect(placed([pool('a', [device()], { labels: ['4k'] })], { labels: ['4k'] })).toMatchObject({
      pool: 'a',
    });
  });

  it('says of a full pool when to come again, and takes another one that is not full', () => {
    const limits = { maxQueued: 3, clientQueued: 2, maxWaitSeconds: null };
    const full = pool('full', [device()], { waiting: queue(3), limits });
    expect(placed([full])).toMatchObject({ pool: null, retryAfter: expect.any(Number) });
    const own = pool('own', [device()], { waiting: queue(2, 'anonymous'), limits });
    expect(placed([own])).toMatchObject({ pool: null, reason: expect.stringContaining('of one client') });
    const slow = pool('slow', [device({ freeIn: 90 })], { limits: { ...limits, maxWaitSeconds: 60 } });
    expect(placed([slow])).toMatchObject({ pool: null, retryAfter: 30 });
    expect(placed([full, pool('free', [device()])])).toMatchObject({ pool: 'free' });
  });

  it('refuses a deadline that it expects to miss', () => {
    const precedence = { client: 'mara', priority: 'normal' as const, deadline: new Date(50_000) };
    expect(placed([pool('a', [device({ freeIn: 51 })])], { precedence })).toMatchObject({ pool: null });
    expect(placed([pool('a', [device({ freeIn: 49 })])], { precedence })).toMatchObject({ pool: 'a' });
  });

  it('plans for a pool whose worker has yet to start', () => {
    expect(placed([idlePool('own')])).toMatchObject({ pool: 'own', expected: { startIn: 0 } });
  });
});

describe('averaged', () => {
  it('is plain for the first clips, and exponential from then on', () => {
    expect(averaged(null, 3)).toBe(3);
    expect(averaged({ value: 3, clips: 1 }, 5)).toBe(4);
    expect(averaged({ value: 1, clips: 100 }, 2)).toBeCloseTo(1.2);
  });
});
