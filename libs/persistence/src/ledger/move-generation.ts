import type { AuditEvent, AuditKind } from '@maquette/audit';
import { TRANSITIONS, type Claim, type TransitionName } from '@maquette/generation';
import { canonicalJson } from '@maquette/kernel';
import { Prisma } from '../client/client';
import type { Transaction } from '../database';
import { entered, leaseEnd, permits } from './conditions';

/** A transition that happened, and the epoch that holds now. */
export interface Change {
  id: string;
  leaseEpoch: number;
}

export interface Move {
  /** Named by every transition that only the holder of the lease may make. */
  claim?: Claim;
  /** What it sets besides state and lease. */
  columns: Prisma.Sql;
  entry: AuditKind;
  facts?: AuditEvent['data'];
  /** Until it is due again, where it goes back into the queue. */
  delayMs?: number;
  /** `name AS (…), ` of the statement that come first. */
  before?: Prisma.Sql;
  /** Further `, name AS (…)` of the statement, which may select from `change`. */
  besides?: Prisma.Sql;
  /** What the statement selects; left out, a Change. */
  answer?: Prisma.Sql;
}

/** Stands for the epoch in the facts until the statement knows it. As JSON it has quotes that no value can contain. */
const EPOCH = '<epoch>';

/** Null when the state machine does not allow it from here. */
export async function moveGeneration(
  client: Transaction,
  name: TransitionName,
  id: string,
  move: Move,
): Promise<Change | null> {
  const [change] = await client.$queryRaw<Change[]>(moveStatement(name, Prisma.sql`${id}`, move));
  return change ?? null;
}

/**
 * The one place where a generation changes its state. One statement does it all, and so one round trip: the row (which is
 * `change` in it), its audit entry, and the wake-up of what is queued again.
 * @param id an expression
 */
export function moveStatement(name: TransitionName, id: Prisma.Sql, move: Move): Prisma.Sql {
  const { claim, columns, entry, facts = {}, delayMs } = move;
  const { before = Prisma.empty, besides = Prisma.empty, answer = CHANGE } = move;
  const data = canonicalJson({ ...facts, leaseEpoch: EPOCH });
  return Prisma.sql`
    WITH ${before}change AS (
      UPDATE generation SET ${entered(name, delayMs)}, ${columns}
      WHERE id = ${id} AND ${permits(name, claim)}
      RETURNING generation.*
    ), leaf AS (
      SELECT id, audit_leaf(now(), replace(${data}, ${JSON.stringify(EPOCH)}, lease_epoch::text), ${entry}, id) AS body
      FROM change
    ), entry AS (
      INSERT INTO audit_pending (kind, subject, body, leaf_hash)
      SELECT ${entry}, id, body::json, sha256('\\x00'::bytea || convert_to(body, 'UTF8')) FROM leaf
    )${TRANSITIONS[name].to === 'queued' ? WAKE_UP : Prisma.empty}${besides}
    SELECT ${answer}`;
}

/** What a claim by the worker changes and records. */
export function claimedBy(worker: string, leaseMs: number): Move {
  const columns = Prisma.sql`worker_id = ${worker}, lease_expires_at = ${leaseEnd(leaseMs)},
    attempts = attempts + 1, frames_done = 0, started_at = coalesce(started_at, now())`;
  return { columns, entry: 'generation.claimed', facts: { worker } };
}

const CHANGE = Prisma.sql`id, lease_epoch AS "leaseEpoch" FROM change`;

const WAKE_UP = Prisma.sql`, wake_up AS (
  INSERT INTO wake_up (generation_id, pool, due_at) SELECT id, pool, queued_at FROM change)`;
