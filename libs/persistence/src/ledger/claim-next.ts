import type { Claim, Generation } from '@maquette/generation';
import {
  chooseTurn,
  withoutIdle,
  AGEING,
  type Head,
  type Turn,
  type TurnTaken,
  type Waiting,
} from '@maquette/routing';
import { Prisma } from '../client/client';
import type { Database, Transaction } from '../database';
import { leaseEnd, permits } from './conditions';
import { WHOLE, toGeneration } from './generation-rows';
import { moveGeneration } from './move-generation';

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

/**
 * Whose turn it is on a pool, and the claim of that generation, in one transaction. Workers of a pool take their turns one
 * after the other, under an advisory lock; of workers of different pools none waits for another. The choice is that of
 * libs/routing (nextTurn): the statement finds each client's first generations, chooseTurn decides between the clients.
 */
export class PrismaTurns {
  constructor(private readonly database: Database) {}

  /**
   * The next generation for the worker, claimed: first what lost its worker, then what is overdue, then by turns. `held`:
   * something waits, but its clients have as many running as they may. Null: nothing waits that this worker can take.
   */
  claimNext(worker: AskingWorker, leaseMs: number): Promise<Taken | 'held' | null> {
    return this.database.transaction(async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('maquette.turn'), hashtext(${worker.pool}))`;
      const left = await leftBehind(tx, worker);
      if (left) return claim(tx, left.id, worker, leaseMs, left.overdue);
      for (;;) {
        const next = await chooseByTurn(tx, worker);
        if (next === null || next === 'held') return next;
        if (!(await lock(tx, next.taken.generation.id))) continue; // cancelled since it was looked at
        await saveTurns(tx, worker.pool, next.before, next.taken.turns);
        return claim(tx, next.taken.generation.id, worker, leaseMs, false);
      }
    });
  }
}

/** What costs no turn: its client paid already, or it is not carried out. */
async function leftBehind(
  tx: Transaction,
  { pool }: AskingWorker,
): Promise<{ id: string; overdue: boolean } | undefined> {
  const [found] = await tx.$queryRaw<{ id: string; overdue: boolean }[]>`
    SELECT id, state = 'queued' AS overdue FROM generation
    WHERE pool = ${pool} AND ${permits('claim')}
      AND (state = 'running' OR (state = 'queued' AND attempts = 0 AND deadline <= now()))
    ORDER BY state DESC, created_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`;
  return found;
}

interface Chosen {
  before: Turn[];
  taken: TurnTaken;
}

async function chooseByTurn(tx: Transaction, worker: AskingWorker): Promise<Chosen | 'held' | null> {
  const rows = await waitingHeads(tx, worker);
  if (rows.length === 0) return null;
  const open = rows.filter(({ held }) => !held);
  if (open.length === 0) return 'held';
  const before = withoutIdle(await turnsOf(tx, worker.pool), new Set(rows.map(({ client }) => client)));
  return { before, taken: chooseTurn(headsFrom(open), before, open[0].now)! };
}

/** Waits for a cancellation that is under way; false when there is nothing to claim any more. */
async function lock(tx: Transaction, id: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM generation WHERE id = ${id} AND ${permits('claim')} FOR UPDATE`;
  return rows.length === 1;
}

type HeadRow = Waiting & { now: number; held: boolean; first: boolean };

/**
 * What is due; a generation that failed waits until it may be tried again, whoever asks meanwhile.
 * Of each client the first generation of the class that is served now, and the first of them that is warm; and of clients
 * that are held or have only less urgent ones a row as well, so that they do not count as idle.
 */
function waitingHeads(tx: Transaction, worker: AskingWorker): Promise<HeadRow[]> {
  const { pool, deviceKind, memoryBytes, warm } = worker;
  const age = Prisma.sql`floor(greatest(0, extract(epoch FROM now() - created_at)) / ${AGEING}::float8)::int`;
  return tx.$queryRaw<HeadRow[]>`
    WITH held AS (
      SELECT client FROM generation JOIN pool ON pool.id = generation.pool
      WHERE generation.pool = ${pool} AND generation.state = 'running' AND pool.client_running IS NOT NULL
      GROUP BY client, pool.client_running HAVING count(*) >= pool.client_running
    ), waiting AS (
      SELECT id, client, priority, created_at, deadline, checkpoint, expected_seconds,
             least(3, priority + ${age}) AS class, client IN (SELECT client FROM held) AS held,
             checkpoint = ANY(${warm}) AS warm
      FROM generation
      WHERE pool = ${pool} AND state = 'queued' AND queued_at <= now() AND ${permits('claim')}
        AND NOT EXISTS (
          SELECT 1 FROM checkpoint_measure AS measure
          WHERE measure.checkpoint = generation.checkpoint AND measure.device_kind = ${deviceKind}
            AND measure.memory_bytes > ${Math.round(memoryBytes)}::bigint)
    ), served AS (
      SELECT max(class) AS class FROM waiting WHERE NOT held
    ), ranked AS (
      SELECT *,
             row_number() OVER (PARTITION BY client ORDER BY class DESC, deadline NULLS LAST, created_at, id) AS place,
             row_number() OVER (PARTITION BY client, class, warm ORDER BY deadline NULLS LAST, created_at, id) AS warm_place
      FROM waiting
    )
    SELECT id, client, priority::int AS priority, extract(epoch FROM created_at)::float8 AS "acceptedAt",
           extract(epoch FROM deadline)::float8 AS deadline, checkpoint, expected_seconds AS seconds,
           extract(epoch FROM now())::float8 AS now, place = 1 AS first,
           held OR ranked.class < (SELECT class FROM served) AS held
    FROM ranked
    WHERE place = 1 OR (warm AND warm_place = 1 AND NOT held AND ranked.class = (SELECT class FROM served))`;
}

function headsFrom(rows: readonly HeadRow[]): Head[] {
  const heads = new Map<string, Head>();
  for (const row of rows.filter(({ first }) => first))
    heads.set(row.client, { client: row.client, first: row, warm: null });
  return [...heads.values()].map((head) => ({
    ...head,
    warm: rows.find((row) => row.client === head.client && !row.first) ?? null,
  }));
}

async function turnsOf(tx: Transaction, pool: string): Promise<Turn[]> {
  const rows = await tx.clientTurn.findMany({ where: { pool } });
  return rows.map(({ client, deficit, turn }) => ({ client, deficit, turn: Number(turn) }));
}

async function saveTurns(
  tx: Transaction,
  pool: string,
  before: readonly Turn[],
  after: readonly Turn[],
): Promise<void> {
  const all = [...new Map([...before, ...after].map((turn) => [turn.client, turn])).values()];
  await tx.$executeRaw`
    INSERT INTO client_turn (pool, client, deficit, turn)
    SELECT ${pool}, client, deficit, turn
    FROM json_to_recordset(${JSON.stringify(all)}::json) AS given(client text, deficit float8, turn bigint)
    ON CONFLICT (pool, client) DO UPDATE SET deficit = excluded.deficit, turn = excluded.turn
    WHERE (client_turn.deficit, client_turn.turn) IS DISTINCT FROM (excluded.deficit, excluded.turn)`;
}

async function claim(
  tx: Transaction,
  id: string,
  worker: AskingWorker,
  leaseMs: number,
  overdue: boolean,
): Promise<Taken | null> {
  const columns = Prisma.sql`worker_id = ${worker.id}, lease_expires_at = ${leaseEnd(leaseMs)},
    attempts = attempts + 1, frames_done = 0, started_at = coalesce(started_at, now())`;
  const facts = { worker: worker.id };
  const change = await moveGeneration(tx, 'claim', id, { columns, entry: 'generation.claimed', facts });
  if (!change) return null; // cancelled in this instant
  const row = await tx.generation.findUniqueOrThrow({ where: { id }, include: WHOLE });
  const held = { generationId: id, workerId: worker.id, leaseEpoch: change.leaseEpoch };
  return { claim: held, generation: toGeneration(row), overdue };
}
