import type { GenerationState } from '@maquette/generation';
import { Prisma } from '../client/client';
import type { Database } from '../database';

export interface GenerationOverview {
  id: string;
  state: GenerationState;
  pool: string;
  client: string;
  checkpoint: string;
  framesDone: number;
  framesTotal: number;
  attempts: number;
  workerId: string | null;
  /** The last one, of an attempt or for good. */
  error: { code: string; message: string } | null;
  createdAt: Date;
  completedAt: Date | null;
}

export interface GenerationQuery {
  state?: GenerationState;
  pool?: string;
  client?: string;
  /** Id of the last one of the page before. */
  after?: string;
  limit: number;
}

/** Generations of all pools as operators see them. Prompts and scenes are no part of it. */
export class PrismaGenerationOverviews {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  async list({ state, pool, client, after, limit }: GenerationQuery): Promise<GenerationOverview[]> {
    const where = [
      Prisma.sql`removed_at IS NULL`,
      ...(state ? [Prisma.sql`state = ${state}`] : []),
      ...(pool ? [Prisma.sql`pool = ${pool}`] : []),
      ...(client ? [Prisma.sql`client = ${client}`] : []),
      ...(after ? [Prisma.sql`id < ${after}`] : []),
    ];
    return this.database.run(
      (connection) => connection.$queryRaw<GenerationOverview[]>`
        SELECT id, state, pool, client, checkpoint, frames_done AS "framesDone", frames_total AS "framesTotal", attempts,
               worker_id AS "workerId",
               CASE WHEN error_code IS NOT NULL
                 THEN json_build_object('code', error_code, 'message', error_message) END AS error,
               created_at AS "createdAt", completed_at AS "completedAt"
        FROM generation WHERE ${Prisma.join(where, ' AND ')} ORDER BY id DESC LIMIT ${limit}`,
    );
  }
}
