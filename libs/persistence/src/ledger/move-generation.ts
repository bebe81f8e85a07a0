import type { AuditEvent, AuditKind } from '@maquette/audit';
import { TRANSITIONS, type Claim, type TransitionName } from '@maquette/generation';
import { canonicalJson } from '@maquette/kernel';
import { Prisma } from '../client/client';
import type { Transaction } from '../database';
import { entered, permits } from './conditions';

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
  /** Further `, name AS (…)` of the statement, which may select from `change`. */
  besides?: Prisma.Sql;
}

/** Stands for the epoch in the facts until the statement knows it. As JSON it has quotes that no value can contain. */
const EPOCH = '<epoch>';

/**
 * The one place where a generation changes its state; null when the state machine does not allow it from here. One
 * statement does it all, and so one round trip: the row, its audit entry, and the wake-up of what is queued again.
 */
export async function moveGeneration(
  client: Transaction,
  name: TransitionName,
  id: string,
  { claim, columns, entry, facts = {}, delayMs, besides = Prisma.empty }: Move,
): Promise<Change | null> {
  const data = canonicalJson({ ...facts, leaseEpoch: EPOCH });
  const [change] = await client.$queryRaw<Change[]>`
    WITH change AS (
      UPDATE generation SET ${entered(name, delayMs)}, ${columns}
      WHERE id = ${id} AND ${permits(name, claim)}
      RETURNING id, pool, lease_epoch, queued_at
    ), leaf AS (
      SELECT id, audit_leaf(now(), replace(${data}, ${JSON.stringify(EPOCH)}, lease_epoch::text), ${entry}, id) AS body
      FROM change
    ), entry AS (
      INSERT INTO audit_pending (kind, subject, body, leaf_hash)
      SELECT ${entry}, id, body::json, sha256('\\x00'::bytea || convert_to(body, 'UTF8')) FROM leaf
    )${TRANSITIONS[name].to === 'queued' ? WAKE_UP : Prisma.empty}${besides}
    SELECT id, lease_epoch AS "leaseEpoch" FROM change`;
  return change ?? null;
}

const WAKE_UP = Prisma.sql`, wake_up AS (
  INSERT INTO wake_up (generation_id, pool, due_at) SELECT id, pool, queued_at FROM change)`;
