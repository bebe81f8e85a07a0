import type { AuditKind } from '@maquette/audit';
import type { PoolState } from '@maquette/generation';
import { MaquetteError } from '@maquette/kernel';
import { appendAuditEntry } from '../audit/append-audit-entry';
import type { Database } from '../database';

const ENTRIES = {
  open: 'pool.opened',
  draining: 'pool.drained',
  paused: 'pool.paused',
} as const satisfies Record<PoolState, AuditKind>;

/** Whether pools are placed on and worked for. Errors of every call: `pool-unknown` (not-found). */
export class PrismaPoolStates {
  constructor(private readonly database: Database) {}

  async of(pool: string): Promise<PoolState> {
    const row = await this.database.run((client) => client.pool.findUnique({ where: { id: pool } }));
    if (!row) throw unknown(pool);
    return row.state as PoolState;
  }

  /** Answers the state that held before. What waited for a paused pool is woken when it is worked for again. */
  async set(pool: string, state: PoolState, actor: string): Promise<PoolState> {
    return this.database.transaction(async (tx) => {
      const [row] = await tx.$queryRaw<{ state: PoolState; at: Date }[]>`
        SELECT state, now() AS at FROM pool WHERE id = ${pool} FOR UPDATE`;
      if (!row) throw unknown(pool);
      if (row.state === state) return state;
      await tx.$executeRaw`UPDATE pool SET state = ${state} WHERE id = ${pool}`;
      if (row.state === 'paused') {
        await tx.$executeRaw`
          INSERT INTO wake_up (generation_id, pool, due_at)
          SELECT id, pool, greatest(queued_at, now()) FROM generation
          WHERE pool = ${pool} AND state = 'queued' ORDER BY queued_at, id`;
      }
      const data = { from: row.state, by: actor };
      await appendAuditEntry(tx, { kind: ENTRIES[state], subject: pool, at: row.at, data });
      return row.state;
    });
  }
}

function unknown(pool: string): MaquetteError {
  return new MaquetteError('not-found', 'pool-unknown', `There is no pool ${pool}.`, {
    hint: 'A pool is entered by its first worker.',
    details: { pool },
  });
}
