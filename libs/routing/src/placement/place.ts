import { NO_PRECEDENCE, PRIORITIES } from '../schedule/precedence';
import { assess, type Fit } from './assess';
import type { Demand } from './demand';
import type { Pool } from './pool';
import { bytesIn, secondsIn } from './wording';

export interface Placed {
  pool: string;
  reason: string;
  /** Device seconds that it will take, and when it begins and ends, in seconds from now; rounded to tenths. */
  expected: { seconds: number; startIn: number; endIn: number };
}

export interface NotPlaced {
  pool: null;
  reason: string;
  /** Set when pools would take it but are full: seconds after which to ask again. */
  retryAfter?: number;
}

/** How much longer one may wait for a device that has the checkpoint loaded. Seconds. */
export const WARM_WAIT = 60;

/**
 * The pool for a generation: where the checkpoint is warm, unless the wait there is WARM_WAIT longer than elsewhere; then
 * where it fits; of those the shortest expected wait. Paused, draining, full and unfit pools are left out, each with its
 * reason.
 * @param now seconds of the clock that the pools' generations have
 */
export function place(demand: Demand, pools: readonly Pool[], now = Date.now() / 1000): Placed | NotPlaced {
  const named = pools.filter(({ domains }) => domains === 'all' || domains.includes(demand.domain));
  if (named.length === 0) {
    return { pool: null, reason: `No pool takes work of the domain ${demand.domain} now.` };
  }
  const assessed = named.map((pool) => assess(pool, demand, waitingOf(demand, now), now));
  const fits = assessed.filter((one) => one.kind === 'fit');
  if (fits.length === 0) {
    const reason = assessed.map((one) => (one.kind === 'fit' ? '' : one.reason)).join(' ');
    const waits = assessed.flatMap((one) => (one.kind === 'full' ? [one.retryAfter] : []));
    return waits.length > 0 ? { pool: null, reason, retryAfter: Math.min(...waits) } : { pool: null, reason };
  }
  const chosen = best(fits);
  const { seconds, startIn, endIn } = chosen;
  return {
    pool: chosen.pool,
    reason: reasonFor(chosen, fits, named.length),
    expected: { seconds: tenths(seconds), startIn: tenths(startIn), endIn: tenths(endIn) },
  };
}

function best(fits: readonly Fit[]): Fit {
  const shortest = Math.min(...fits.map(({ startIn }) => startIn));
  const warm = fits.filter((fit) => fit.warm && fit.startIn <= shortest + WARM_WAIT);
  return (warm.length > 0 ? warm : fits).reduce((a, b) => (b.startIn < a.startIn ? b : a));
}

/** One sentence with the figures that decided. */
function reasonFor(chosen: Fit, fits: readonly Fit[], named: number): string {
  const { pool, warm, startIn, waiting, memory, rate, devices } = chosen;
  const among = named === 1 ? 'the only one of the domain' : `${fits.length} of ${named} could take it`;
  const load = warm ? 'the checkpoint is warm' : devices === 0 ? 'its worker has yet to start' : coldness();
  const wait = `expected wait ${secondsIn(startIn)} with ${waiting} waiting`;
  const took = rate.measured
    ? `${rate.value.toPrecision(2)} s a megapixel-frame measured`
    : `${rate.value} s a megapixel-frame assumed, nothing measured yet`;
  return `Pool ${pool}: ${among}; ${load}; ${wait}; ${took}.`;

  function coldness(): string {
    if (!memory) return 'the checkpoint has to be loaded, its size is not known';
    const how = memory.measured ? 'measured' : 'taken from the size of its files';
    return `the checkpoint has to be loaded and fits (${bytesIn(memory.value)}, ${how})`;
  }
}

function waitingOf({ checkpoint, precedence = NO_PRECEDENCE }: Demand, now: number) {
  const { client, priority, deadline } = precedence;
  return {
    id: '\uffff', // behind all that has the same age
    client,
    priority: PRIORITIES.indexOf(priority),
    acceptedAt: now,
    deadline: deadline ? deadline.getTime() / 1000 : null,
    checkpoint,
  };
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
