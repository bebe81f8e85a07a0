import type { JobQueue } from '@maquette/generation';
import type { LivePool, PrismaWorkers } from '@maquette/persistence';
import type { Pool } from '@maquette/routing';

/** A worker that was not heard of for this long is taken for dead; workers report several times in that span. */
const ALIVE_MS = 15_000;

export interface Pools {
  /** Pools that take work: those with a living worker, and this installation's own, whose worker may yet start. */
  open(): Promise<Pool[]>;
  /** Pools with a living worker. */
  live(): Promise<LivePool[]>;
}

export function openPools(parts: {
  workers: Pick<PrismaWorkers, 'livePools'>;
  queue: Pick<JobQueue, 'depth'>;
  ownPool: string;
}): Pools {
  const { workers, queue, ownPool } = parts;
  const live = () => workers.livePools(ALIVE_MS);
  return {
    live,
    async open() {
      const alive = await live();
      const own = alive.some(({ name }) => name === ownPool)
        ? []
        : [{ name: ownPool, domains: 'all' as const }];
      return Promise.all(
        [...own, ...alive].map(async ({ name, domains }) => ({
          name,
          domains,
          waiting: await queue.depth(name),
        })),
      );
    },
  };
}
