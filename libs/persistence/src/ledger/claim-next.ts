import type { Claim, Generation } from '@maquette/generation';
import { AGEING, QUANTUM, WARM_DEBT, WARM_PATIENCE } from '@maquette/routing';
import { Prisma } from '../client/client';
import type { Database } from '../database';
import { CLAIMED_COLUMNS, CLAIMED_DECISION, toClaimed, type ClaimedRow } from './claimed-rows';
import { claimedBy, moveStatement } from './move-generation';

/** A worker that asks for its next generation. */
export interface AskingWorker {
  id: string;
  pool: string;
  deviceKind: string;
  memoryBytes: number;
  /** References of the checkpoint versions that are loaded. */
  warm: readonly string[];
}

export interface Taken {
  claim: Claim;
  generation: Generation;
  /** Its deadline passed before it began: it is to be failed, not carried out. */
  overdue: boolean;
}

/** What the statement answers; `id` is null where the choice came to nothing. */
type Answer = Partial<ClaimedRow> & { held: boolean; overdue: boolean; id: string | null };

/**
 * Whose turn it is on a pool, and the claim of that generation, in one statement. Workers of a pool take their turns one
 * after the other, under an advisory lock; of workers of different pools none waits for another. The choice is that of
 * libs/routing (nextTurn), which the database's function `next_turn` makes, so that the lock is held for no round trip.
 */
export class PrismaTurns {
  constructor(private readonly database: Database) {}

  /**
   * The next generation for the worker, claimed: first what lost its worker, then what is overdue, then by turns. `held`:
   * something waits, but its clients have as many running as they may. Null: nothing waits that this worker can take.
   */
  claimNext(worker: AskingWorker, leaseMs: number): Promise<Taken | 'held' | null> {
    const statement = claimOfNext(worker, leaseMs);
    return this.database.run(async (client) => {
      for (;;) {
        const [answer] = await client.$queryRaw<Answer[]>(statement);
        if (!answer) return null;
        if (answer.held) return 'held';
        // It was cancelled in this instant, or accepted while the lock was waited for: the next look sees it.
        if (answer.id === null) continue;
        const generation = toClaimed(answer as ClaimedRow);
        const { id, leaseEpoch } = generation;
        const claim = { generationId: id, workerId: worker.id, leaseEpoch };
        return { claim, generation, overdue: answer.overdue };
      }
    });
  }
}

function claimOfNext({ id, pool, deviceKind, memoryBytes, warm }: AskingWorker, leaseMs: number): Prisma.Sql {
  return moveStatement('claim', Prisma.sql`(SELECT id FROM turn)`, {
    ...claimedBy(id, leaseMs),
    before: Prisma.sql`turn AS MATERIALIZED (
      SELECT * FROM next_turn(${pool}, ${deviceKind}, ${Math.round(memoryBytes)}::bigint, ${warm}::text[],
        ${QUANTUM}::float8, ${AGEING}::float8, ${WARM_DEBT}::float8, ${WARM_PATIENCE}::float8)), `,
    besides: Prisma.sql`, turns AS (
      INSERT INTO client_turn (pool, client, deficit, turn)
      SELECT change.pool, given.client, given.deficit, given.turn
      FROM change, turn, json_to_recordset(turn.turns) AS given(client text, deficit float8, turn bigint)
      ON CONFLICT (pool, client) DO UPDATE SET deficit = excluded.deficit, turn = excluded.turn)`,
    answer: Prisma.sql`turn.held, turn.overdue, ${CLAIMED_COLUMNS}
      FROM turn LEFT JOIN change ON TRUE ${CLAIMED_DECISION}`,
  });
}
