import type { Turn, Waiting } from '@maquette/routing';
import type { Database } from '../database';

/** What stands and waits on a pool, besides its workers. Times are seconds since 1970, by the database's clock. */
export interface PoolWork {
  pool: string;
  state: 'open' | 'draining' | 'paused';
  labels: string[];
  maxQueued: number;
  clientQueued: number;
  maxWaitSeconds: number | null;
  waiting: (Waiting & { megapixelFrames: number })[];
  turns: Turn[];
  /** Seconds that the generations in hand are still expected to take, by worker. */
  remaining: Record<string, number>;
}

/** What runs is expected to take a little longer at least, however long it has taken already. Seconds. */
const NEARLY_DONE = 1;

/** All that placing asks about pools, in one statement. */
export class PrismaPoolViews {
  constructor(private readonly database: Database) {}

  all(): Promise<PoolWork[]> {
    return this.database.run(
      (client) => client.$queryRaw<PoolWork[]>`
        SELECT pool.id AS pool, state, labels || given_labels AS labels, max_queued AS "maxQueued", client_queued AS "clientQueued",
          max_wait_seconds AS "maxWaitSeconds",
          (SELECT coalesce(json_agg(json_build_object(
              'id', id, 'client', client, 'priority', priority, 'acceptedAt', extract(epoch FROM created_at),
              'deadline', extract(epoch FROM deadline), 'checkpoint', checkpoint, 'seconds', expected_seconds,
              'megapixelFrames', (request ->> 'width')::float8 * (request ->> 'height')::float8 * frames_total / 1e6)
              ORDER BY id), '[]')
            FROM generation WHERE generation.pool = pool.id AND generation.state = 'queued') AS waiting,
          (SELECT coalesce(json_agg(json_build_object('client', client, 'deficit', deficit, 'turn', turn)), '[]')
            FROM client_turn WHERE client_turn.pool = pool.id) AS turns,
          (SELECT coalesce(json_object_agg(worker_id, seconds), '{}') FROM (
            SELECT worker_id, max(greatest(${NEARLY_DONE}::float8, expected_seconds * CASE
                WHEN frames_done > 0 THEN 1 - frames_done::float8 / frames_total
                ELSE 1 - least(1, extract(epoch FROM now() - started_at)::float8 / expected_seconds) END)) AS seconds
            FROM generation WHERE generation.pool = pool.id AND generation.state = 'running' AND worker_id IS NOT NULL
            GROUP BY worker_id) AS running) AS remaining
        FROM pool ORDER BY pool.id`,
    );
  }
}
