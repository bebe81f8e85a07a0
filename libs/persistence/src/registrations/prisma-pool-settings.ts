import { MaquetteError, canonicalJson } from '@maquette/kernel';
import { appendAuditEntry } from '../audit/append-audit-entry';
import { Prisma } from '../client/client';
import type { Database, Transaction } from '../database';

/** What operators set of a pool. Its other labels come from its workers. */
export interface PoolSettings {
  /** Most generations that wait for it, of all clients and of one. */
  maxQueued: number;
  clientQueued: number;
  /** Most generations of one client that run at once; null: as many as there are workers. */
  clientRunning: number | null;
  /** Longest expected wait that it accepts, in seconds; null: any. */
  maxWaitSeconds: number | null;
  /** Labels besides those that its workers say. */
  givenLabels: string[];
}

/** The limits and labels of pools; each change leaves an audit entry with what held before. */
export class PrismaPoolSettings {
  constructor(private readonly database: Database) {}

  /** Sets what is given and keeps the rest; a change that changes nothing is not recorded. Errors: `pool-unknown` (not-found). */
  async change(pool: string, change: Partial<PoolSettings>, actor: string): Promise<PoolSettings> {
    return this.database.transaction(async (tx) => {
      const { at, ...before } = await lockedSettings(tx, pool);
      const after = { ...before, ...change };
      if (canonicalJson(after) === canonicalJson(before)) return after;
      await tx.pool.update({ where: { id: pool }, data: after });
      const data = { from: { ...before }, to: { ...after }, by: actor };
      await appendAuditEntry(tx, { kind: 'pool.changed', subject: pool, at, data });
      return after;
    });
  }
}

async function lockedSettings(tx: Transaction, pool: string): Promise<PoolSettings & { at: Date }> {
  const [row] = await tx.$queryRaw<(PoolSettings & { at: Date })[]>`
    SELECT ${SETTINGS}, now() AS at FROM pool WHERE id = ${pool} FOR UPDATE`;
  if (row) return row;
  throw new MaquetteError('not-found', 'pool-unknown', `There is no pool ${pool}.`, {
    hint: 'A pool is entered by its first worker.',
    details: { pool },
  });
}

/** Of `pool`, named as the rest of the code names them. */
export const SETTINGS = Prisma.sql`max_queued AS "maxQueued", client_queued AS "clientQueued",
  client_running AS "clientRunning", max_wait_seconds AS "maxWaitSeconds", given_labels AS "givenLabels"`;
