import { requirePermission, type Actor } from '@maquette/access';
import type { Generation, PoolState } from '@maquette/generation';
import type { PoolOverview, PoolSettings, QueuedGeneration } from '@maquette/persistence';
import { checkPoolChange } from './check-pool-change';
import type { Platform } from './open-platform';

/** A worker that was not heard of for this long is taken for dead. */
const ALIVE_MS = 15_000;

type Parts = Pick<Platform, 'poolOverviews' | 'poolStates' | 'poolSettings' | 'ledger' | 'wakeUps'>;

/**
 * What operators do with pools. Reading needs `pool.read`, changing `pool.manage`; each change leaves an audit entry.
 * Errors of every call: `permission-missing` (refused), `pool-unknown` (not-found).
 */
export class PoolDesk {
  constructor(private readonly parts: Parts) {}

  async list(by: Actor): Promise<PoolOverview[]> {
    requirePermission(by, 'pool.read');
    return this.parts.poolOverviews.list(ALIVE_MS);
  }

  async show(by: Actor, pool: string): Promise<PoolOverview> {
    requirePermission(by, 'pool.read');
    return this.parts.poolOverviews.show(pool, ALIVE_MS);
  }

  /** What waits and runs, in order of acceptance. `next` is null on the last page. */
  async queue(
    by: Actor,
    pool: string,
    { after, limit }: { after?: string; limit: number },
  ): Promise<{ items: QueuedGeneration[]; next: string | null }> {
    requirePermission(by, 'pool.read');
    const found = await this.parts.poolOverviews.queue(pool, { after, limit: limit + 1 });
    const items = found.slice(0, limit);
    return { items, next: found.length > limit ? items[limit - 1].id : null };
  }

  /** Longest parked first. */
  async parked(by: Actor, pool: string, limit: number): Promise<Generation[]> {
    await this.show(by, pool);
    return this.parts.ledger.parked({ pool, limit });
  }

  async setState(by: Actor, pool: string, state: PoolState): Promise<PoolOverview> {
    requirePermission(by, 'pool.manage');
    await this.parts.poolStates.set(pool, state, by.name);
    this.parts.wakeUps.nudge();
    return this.show(by, pool);
  }

  /** Limits and labels; what is left out stays. Errors: those of checkPoolChange. */
  async change(by: Actor, pool: string, change: Partial<PoolSettings>): Promise<PoolOverview> {
    requirePermission(by, 'pool.manage');
    await this.parts.poolSettings.change(pool, checkPoolChange(change), by.name);
    return this.show(by, pool);
  }

  /** Gives a parked generation all its attempts again. Errors: `generation-not-parked` (conflict). */
  async requeue(by: Actor, generation: string): Promise<Generation> {
    requirePermission(by, 'pool.manage');
    const requeued = await this.parts.ledger.requeue(generation, by.name);
    this.parts.wakeUps.nudge();
    return requeued;
  }
}
