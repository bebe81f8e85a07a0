import { PRIORITIES } from '@maquette/generation';
import { BullJobQueue, openBullQueue } from '@maquette/queue-bull';
import {
  expectationOf,
  idlePool,
  nextTurn,
  place,
  type Measure,
  type Pool,
  type PoolDevice,
  type Turn,
  type Waiting,
} from '@maquette/routing';
import { hasRedis, startRedis } from '../../libs/testing/src/redis-server'; // not through the index, which wants a test runner
import { printResult } from './print-result';
import { machineFacts } from './support/machine';
import { generationsPerSecond, withRealLedger } from './support/real-ledger';

/**
 * Devices that are simulated, under the real placement and the real turns: seeded, event by event, without a clock.
 * Twelve clients with eight checkpoints keep two pools of one kind each saturated for four hours; of the "mixed" ones
 * one in ten is of high priority and one in twenty has a deadline. Last, what the real ledger and queue do with nothing to paint, on Redis.
 */
const SIZES = [1, 4, 16, 64];
const HORIZON = 4 * 3600;
const CLIENTS = 12;
const CHECKPOINTS = Array.from({ length: 8 }, (_, index) => `architecture/model-${index}@1.0.0`);
const FILE_BYTES = 4e9;
const LOAD = 22; // what loadSeconds answers for such files
const RATE: Record<string, number> = { cuda: 0.3, cpu: 0.6 };
/** How many a client keeps waiting, by device: enough that nothing idles. */
const BACKLOG = 3;
const SHARE = { high: 0.1, deadline: 0.05 };
/** How long a generation with a deadline gives itself to begin, at least and at most. Seconds. */
const DEADLINE = [300, 1_800];

type Turns = 'fair' | 'naive';

interface Device extends PoolDevice {
  warm: string[];
  busyUntil: number;
  busy: number;
  loading: number;
}

interface Job extends Waiting {
  pool: string;
  estimate: number;
  /** Made anew when half of the expected wait was over; null: it was not asked. */
  later: number | null;
}

function simulate(size: number, turnsBy: Turns, mixed = false, seed = 20261124) {
  const random = generator(seed);
  const pools = poolsOf(size);
  const names = Object.keys(pools);
  const waits = new Map<string, number[]>();
  const waitsOf: Record<string, number[]> = { normal: [], high: [] };
  const errors: number[] = [];
  const errorsLater: number[] = [];
  const biases: number[] = [];
  let [claims, hits, number, due, late] = [0, 0, 0, 0, 0];
  let now = 0;
  const measures: Measure[] = CHECKPOINTS.flatMap((checkpoint) =>
    Object.entries(RATE).map(([deviceKind, rate]) => ({
      checkpoint,
      deviceKind,
      secondsPerMegapixelFrame: rate,
      memoryBytes: null,
    })),
  );

  const submit = (client: string): void => {
    const checkpoint = CHECKPOINTS[Math.floor(random() ** 1.5 * CHECKPOINTS.length)];
    const megapixelFrames = 40 + Math.floor(random() * 160);
    const priority = mixed && random() < SHARE.high ? 'high' : 'normal';
    const patience = mixed ? DEADLINE[0] + random() * (DEADLINE[1] - DEADLINE[0]) : 0;
    const deadline = mixed && random() < SHARE.deadline ? now + patience : null;
    const asked = { client, priority, deadline: null } as const;
    const precedence = { ...asked, deadline: deadline === null ? null : new Date(1000 * deadline) };
    const demand = {
      domain: 'architecture' as const,
      checkpoint,
      fileBytes: FILE_BYTES,
      megapixelFrames,
      precedence,
    };
    const snapshots = names.map((name) => view(name, pools[name], now, measures));
    const placed =
      turnsBy === 'fair'
        ? place(demand, snapshots, now)
        : { pool: names[number % names.length], expected: { seconds: 0, startIn: 0 } };
    if (placed.pool === null) return submit(client); // no pool keeps this deadline: the client asks for something else
    const kind = pools[placed.pool].kind;
    const seconds = megapixelFrames * RATE[kind];
    const id = `g${String((number += 1)).padStart(9, '0')}`;
    const estimate = now + placed.expected.startIn;
    pools[placed.pool].waiting.push({
      id,
      client,
      priority: PRIORITIES.indexOf(priority),
      acceptedAt: now,
      deadline,
      checkpoint,
      seconds,
      pool: placed.pool,
      estimate,
      later: null,
    });
    if (deadline !== null) due += 1;
  };

  const start = (name: string, device: Device): void => {
    const pool = pools[name];
    for (const job of pool.waiting.filter(({ deadline }) => deadline !== null && deadline <= now)) {
      pool.waiting = pool.waiting.filter((one) => one !== job);
      late += 1;
      submit(job.client);
    }
    const taken =
      turnsBy === 'fair'
        ? nextTurn(pool.waiting, pool.turns, { now, warm: device.warm })
        : pool.waiting.length > 0
          ? { generation: pool.waiting[0], turns: [] }
          : null;
    if (!taken) return;
    const job = pool.waiting.find(({ id }) => id === taken.generation.id)!;
    pool.waiting = pool.waiting.filter((one) => one !== job);
    pool.turns = taken.turns;
    const warm = device.warm.includes(job.checkpoint);
    const work = job.seconds * (0.9 + 0.2 * random());
    device.warm = [job.checkpoint];
    device.busy += Math.min(HORIZON, now + work + (warm ? 0 : LOAD)) - Math.min(HORIZON, now);
    device.loading += warm ? 0 : LOAD;
    device.busyUntil = now + work + (warm ? 0 : LOAD);
    if (now > HORIZON / 4) {
      claims += 1;
      if (warm) hits += 1;
      const wait = now - job.acceptedAt;
      waits.set(job.client, [...(waits.get(job.client) ?? []), wait]);
      waitsOf[PRIORITIES[job.priority]].push(wait);
      errors.push(Math.abs(now - job.estimate) / Math.max(60, wait));
      biases.push((now - job.estimate) / Math.max(60, wait));
      if (job.later !== null) errorsLater.push(Math.abs(now - job.later) / Math.max(60, wait));
    }
    submit(job.client); // the client sends the next one as soon as one begins
  };

  /** What somebody who waits is told when half of the time is over. */
  const lookAgain = (name: string): void => {
    const halfway = (job: Job) => job.later === null && now >= (job.acceptedAt + job.estimate) / 2;
    for (const job of pools[name].waiting.filter(halfway)) {
      const expected = expectationOf(view(name, pools[name], now, measures), job, {
        fileBytes: FILE_BYTES,
        now,
      });
      job.later = now + (expected?.startIn ?? 0);
    }
  };

  const backlog = Math.max(1, Math.ceil((BACKLOG * size) / CLIENTS)) + 1;
  for (let round = 0; round < backlog; round++)
    for (let client = 0; client < CLIENTS; client++) submit(`client-${String(client).padStart(2, '0')}`);
  while (now < HORIZON) {
    for (const name of names)
      for (const device of pools[name].devices) if (device.busyUntil <= now) start(name, device);
    const ends = names.flatMap((name) => pools[name].devices.map(({ busyUntil }) => busyUntil));
    const later = ends.filter((end) => end > now);
    if (later.length === 0) break;
    now = Math.min(...later);
    if (turnsBy === 'fair') for (const name of names) lookAgain(name);
  }
  const devices = names.flatMap((name) => pools[name].devices);
  const busy = devices.reduce((sum, device) => sum + device.busy, 0);
  return {
    utilisation: busy / (HORIZON * devices.length),
    useful: (busy - devices.reduce((sum, device) => sum + device.loading, 0)) / (HORIZON * devices.length),
    warm: hits / claims,
    jain: jain([...waits.values()].map(mean)),
    estimateError: quantile(errors, 0.5),
    estimateErrorP90: quantile(errors, 0.9),
    estimateErrorLater: quantile(errorsLater, 0.5),
    estimateBias: quantile(biases, 0.5),
    waitNormal: mean(waitsOf.normal),
    waitHigh: mean(waitsOf.high),
    deadlinesKept: 1 - late / Math.max(1, due),
    claims,
  };
}

interface SimulatedPool {
  kind: string;
  devices: Device[];
  waiting: Job[];
  turns: Turn[];
}

function poolsOf(size: number): Record<string, SimulatedPool> {
  const make = (kind: string, count: number): SimulatedPool => ({
    kind,
    devices: Array.from({ length: count }, (_, index) => ({
      worker: `${kind}-${index}`,
      kind,
      memoryBytes: 80e9,
      warm: [],
      freeIn: 0,
      busyUntil: 0,
      busy: 0,
      loading: 0,
    })),
    waiting: [],
    turns: [],
  });
  return size === 1 ? { gpu: make('cuda', 1) } : { gpu: make('cuda', size / 2), cpu: make('cpu', size / 2) };
}

function view(name: string, pool: SimulatedPool, now: number, measures: readonly Measure[]): Pool {
  const devices = pool.devices.map((device) => ({ ...device, freeIn: Math.max(0, device.busyUntil - now) }));
  return { ...idlePool(name), devices, waiting: pool.waiting, turns: pool.turns, measures };
}

/** Park and Miller's generator: the same history for the same seed. */
function generator(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

/** 1: all alike; 1/n: one has it all. */
function jain(values: readonly number[]): number {
  const sum = values.reduce((a, b) => a + b, 0);
  return sum ** 2 / (values.length * values.reduce((a, b) => a + b * b, 0));
}

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

function quantile(values: readonly number[], q: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(q * (values.length - 1))];
}

async function main(): Promise<void> {
  printResult('machine', machineFacts());
  const figures: Record<string, number> = {};
  for (const size of SIZES) {
    const fair = simulate(size, 'fair');
    const naive = simulate(size, 'naive');
    const mixed = simulate(size, 'fair', true);
    const at = (name: string, value: number) => (figures[`${name}At${size}`] = Number(value.toFixed(3)));
    at('utilisation', fair.utilisation);
    at('useful', fair.useful);
    at('usefulNaive', naive.useful);
    at('warmHitRate', fair.warm);
    at('warmHitRateNaive', naive.warm);
    at('jainOfWaits', fair.jain);
    at('jainOfWaitsNaive', naive.jain);
    at('estimateErrorMedian', fair.estimateError);
    at('estimateErrorP90', fair.estimateErrorP90);
    at('estimateErrorMedianHalfway', fair.estimateErrorLater);
    at('estimateBiasMedian', fair.estimateBias);
    at('mixedUtilisation', mixed.utilisation);
    at('mixedWaitSecondsNormal', mixed.waitNormal);
    at('mixedWaitSecondsHigh', mixed.waitHigh);
    at('mixedDeadlinesKept', mixed.deadlinesKept);
    at('mixedEstimateErrorMedian', mixed.estimateError);
    figures[`generationsAt${size}`] = fair.claims;
  }
  printResult('pool', figures);
  if (hasRedis()) await withRealLedger(measureOnRedis);
}

async function measureOnRedis(ledger: Parameters<typeof generationsPerSecond>[0]): Promise<void> {
  const redis = await startRedis();
  const queue = new BullJobQueue({ open: (pool) => openBullQueue({ redisUrl: redis.url }, pool) });
  for (const pools of [1, 4])
    printResult('ledger on Redis', await generationsPerSecond(ledger, queue, pools));
  await queue.close();
  await redis.stop();
}

main().catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 70;
});
