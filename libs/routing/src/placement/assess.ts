import type { Waiting } from '../schedule/waiting';
import type { Demand } from './demand';
import { forecast } from './forecast';
import { loadSeconds, memoryOf, rateOf, secondsOf, type Figure } from './measures';
import type { Pool, PoolDevice } from './pool';
import { bytesIn, secondsIn } from './wording';

/** A pool that takes the generation, and on what terms. */
export interface Fit {
  kind: 'fit';
  pool: string;
  warm: boolean;
  devices: number;
  waiting: number;
  seconds: number;
  startIn: number;
  endIn: number;
  rate: Figure;
  memory: Figure | null;
}

export type Assessed =
  Fit | { kind: 'unfit'; reason: string } | { kind: 'full'; reason: string; retryAfter: number };

/** Least and longest time after which a full pool asks clients to come again. Seconds. */
const RETRY = { min: 5, max: 3_600 };
/** A pool whose worker has yet to start is planned for as if it had this. */
const UNSTARTED: PoolDevice = { worker: '', kind: 'cpu', memoryBytes: Infinity, warm: [], freeIn: 0 };

/** What a pool of the domain can do for a generation. */
export function assess(pool: Pool, demand: Demand, asked: Omit<Waiting, 'seconds'>, now: number): Assessed {
  const { name, state, labels, waiting, turns, measures } = pool;
  if (state !== 'open') return { kind: 'unfit', reason: `Pool ${name} is ${state}.` };
  const missing = (demand.labels ?? []).filter((label) => !labels.includes(label));
  if (missing.length > 0)
    return { kind: 'unfit', reason: `Pool ${name} has no label ${missing.join(', ')}.` };

  const devices = pool.devices.length > 0 ? pool.devices : [UNSTARTED];
  const memory = memoryOf(measures, demand.checkpoint, devices[0].kind, demand.fileBytes);
  const able = devices.filter((device) => isRoomy(device, pool, demand));
  if (able.length === 0) return { kind: 'unfit', reason: tooSmall(name, devices, memory) };

  const rate = rateOf(measures, demand.checkpoint, able[0].kind);
  const seconds = secondsOf(rate.value, demand.megapixelFrames);
  const loading = loadSeconds(demand.fileBytes);
  const foreseen = forecast({ ...asked, seconds }, { devices: able, waiting, turns, now, loading })!;
  const full = fullness(pool, asked.client, foreseen.startIn, now, asked.deadline);
  if (full) return full;
  return {
    kind: 'fit',
    pool: name,
    warm: able.some(({ warm }) => warm.includes(demand.checkpoint)),
    devices: pool.devices.length,
    waiting: waiting.length,
    seconds,
    ...foreseen,
    rate,
    memory,
  };
}

function isRoomy({ kind, memoryBytes }: PoolDevice, { measures }: Pool, demand: Demand): boolean {
  const needed = memoryOf(measures, demand.checkpoint, kind, demand.fileBytes);
  return !needed || needed.value <= memoryBytes;
}

function tooSmall(name: string, devices: readonly PoolDevice[], memory: Figure | null): string {
  const largest = Math.max(...devices.map(({ memoryBytes }) => memoryBytes));
  const how = memory?.measured ? 'measured' : 'taken from the size of its files';
  const needs = `the checkpoint needs ${bytesIn(memory?.value ?? 0)} (${how})`;
  return `Pool ${name} is too small: ${needs}, its largest device has ${bytesIn(largest)}.`;
}

/** Ask again when about as much as is too much has been worked off. */
function fullness(
  { name, waiting, devices, limits }: Pool,
  client: string,
  startIn: number,
  now: number,
  deadline: number | null,
): Assessed | null {
  const each = startIn / Math.max(1, waiting.length);
  const own = waiting.filter((one) => one.client === client).length;
  if (waiting.length >= limits.maxQueued) {
    return full(`${waiting.length} wait already, at most ${limits.maxQueued} may`, each);
  }
  if (own >= limits.clientQueued) {
    return full(`${own} of ${client} wait already, at most ${limits.clientQueued} of one client may`, each);
  }
  if (limits.maxWaitSeconds !== null && startIn > limits.maxWaitSeconds) {
    const limit = secondsIn(limits.maxWaitSeconds);
    return full(
      `the expected wait is ${secondsIn(startIn)}, at most ${limit} is allowed`,
      startIn - limits.maxWaitSeconds,
    );
  }
  if (deadline !== null && now + startIn > deadline && devices.length > 0) {
    return full(`the expected wait is ${secondsIn(startIn)}, beyond the deadline`, now + startIn - deadline);
  }
  return null;

  function full(what: string, after: number): Assessed {
    const retryAfter = Math.ceil(Math.min(RETRY.max, Math.max(RETRY.min, after)));
    return { kind: 'full', reason: `Pool ${name} is full: ${what}.`, retryAfter };
  }
}
