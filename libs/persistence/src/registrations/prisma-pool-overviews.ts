import type { GenerationState, PoolState } from '@maquette/generation';
import { MaquetteError } from '@maquette/kernel';
import { Prisma } from '../client/client';
import type { Database } from '../database';
import { SETTINGS, type PoolSettings } from './prisma-pool-settings';

export interface PoolOverview extends PoolSettings {
  name: string;
  state: PoolState;
  /** `*` for all. */
  domains: string[];
  /** What its workers say it offers. */
  labels: string[];
  /** Seen within the asked time. */
  workers: number;
  queued: number;
  running: number;
  parked: number;
  /** How long the generation that is due for longest has waited, seconds; 0 when none waits. */
  waitingSeconds: number;
}

export interface QueuedGeneration {
  id: string;
  state: Extract<GenerationState, 'queued' | 'running'>;
  client: string;
  checkpoint: string;
  framesDone: number;
  framesTotal: number;
  attempts: number;
  workerId: string | null;
  queuedAt: Date;
}

/** What operators see of pools. Prompts and scenes are no part of it. */
export class PrismaPoolOverviews {
  constructor(private readonly database: Database) {}

  /** By name. */
  list(aliveMs: number): Promise<PoolOverview[]> {
    return this.read(aliveMs, Prisma.sql`true`);
  }

  /** Errors: `pool-unknown` (not-found). */
  async show(name: string, aliveMs: number): Promise<PoolOverview> {
    const [found] = await this.read(aliveMs, Prisma.sql`pool.id = ${name}`);
    if (found) return found;
    throw new MaquetteError('not-found', 'pool-unknown', `There is no pool ${name}.`, {
      hint: 'A pool is entered by its first worker.',
      details: { pool: name },
    });
  }

  /** What waits and runs, in order of acceptance, after the given id. Errors: `pool-unknown` (not-found). */
  async queue(
    name: string,
    { after = '', limit }: { after?: string; limit: number },
  ): Promise<QueuedGeneration[]> {
    await this.show(name, 0);
    return this.database.run(
      (client) => client.$queryRaw<QueuedGeneration[]>`
        SELECT id, state, client, checkpoint, frames_done AS "framesDone", frames_total AS "framesTotal", attempts,
               worker_id AS "workerId", queued_at AS "queuedAt"
        FROM generation
        WHERE pool = ${name} AND state IN ('queued', 'running') AND removed_at IS NULL AND id > ${after}
        ORDER BY id LIMIT ${limit}`,
    );
  }

  private read(aliveMs: number, which: Prisma.Sql): Promise<PoolOverview[]> {
    return this.database.run(
      (client) => client.$queryRaw<PoolOverview[]>`
        SELECT pool.id AS name, pool.state, pool.domains, pool.labels, ${SETTINGS},
          (SELECT count(*)::int FROM worker WHERE worker.pool_id = pool.id AND worker.stopped_at IS NULL
             AND worker.last_seen_at > now() - ${aliveMs}::double precision * interval '1 millisecond') AS workers,
          coalesce(count.queued, 0)::int AS queued, coalesce(count.running, 0)::int AS running,
          coalesce(count.parked, 0)::int AS parked,
          greatest(0, coalesce(count.waiting, 0))::double precision AS "waitingSeconds"
        FROM pool LEFT JOIN LATERAL (
          SELECT count(*) FILTER (WHERE state = 'queued') AS queued, count(*) FILTER (WHERE state = 'running') AS running,
                 count(*) FILTER (WHERE state = 'parked') AS parked,
                 extract(epoch FROM now() - min(queued_at) FILTER (WHERE state = 'queued')) AS waiting
          FROM generation
          WHERE generation.pool = pool.id AND state IN ('queued', 'running', 'parked') AND removed_at IS NULL
        ) AS count ON true
        WHERE ${which} ORDER BY pool.id`,
    );
  }
}
