import type {
  LivePool,
  PoolWork,
  PrismaMeasures,
  PrismaPoolViews,
  PrismaWorkers,
} from '@maquette/persistence';
import { idlePool, remeasured, type Measure, type Pool } from '@maquette/routing';

/** A worker that was not heard of for this long is taken for dead; workers report several times in that span. */
export const ALIVE_MS = 15_000;

export interface Pools {
  /** Pools that take work: those with a living worker, and this installation's own, whose worker may yet start. */
  open(): Promise<Pool[]>;
  /** Pools with a living worker. */
  live(): Promise<LivePool[]>;
}

export function openPools(parts: {
  workers: Pick<PrismaWorkers, 'livePools'>;
  views: Pick<PrismaPoolViews, 'all'>;
  measures: Pick<PrismaMeasures, 'all'>;
  ownPool: string;
}): Pools {
  const { workers, views, measures, ownPool } = parts;
  const live = () => workers.livePools(ALIVE_MS);
  return {
    live,
    async open() {
      const [alive, works, measured] = await Promise.all([live(), views.all(), measures.all()]);
      const workOf = (pool: string) => works.find((work) => work.pool === pool);
      const pools = alive.map((pool) =>
        withWork(devicesOf(pool, workOf(pool.name)), workOf(pool.name), measured),
      );
      if (alive.some(({ name }) => name === ownPool)) return pools;
      return [withWork(idlePool(ownPool), workOf(ownPool), measured), ...pools];
    },
  };
}

function devicesOf({ name, domains, workers }: LivePool, work: PoolWork | undefined): Pool {
  const devices = workers.map(({ id, device, memoryBytes, warmCheckpoints }) => ({
    worker: id,
    kind: deviceKindOf(device),
    memoryBytes,
    warm: warmCheckpoints,
    freeIn: work?.remaining[id] ?? 0,
  }));
  return { ...idlePool(name), domains, devices };
}

function withWork(pool: Pool, work: PoolWork | undefined, measures: readonly Measure[]): Pool {
  if (!work) return { ...pool, measures };
  const { state, labels, turns, maxQueued, clientQueued, maxWaitSeconds } = work;
  const limits = { maxQueued, clientQueued, maxWaitSeconds };
  const kind = pool.devices[0]?.kind;
  const waiting = kind ? work.waiting.map((one) => remeasured(one, kind, measures)) : work.waiting;
  return { ...pool, state, labels, waiting, turns, limits, measures };
}

/** `cuda` of `cuda:0`: what is measured on one of them holds for the others of the pool. */
export function deviceKindOf(device: string): string {
  return device.split(':')[0];
}
