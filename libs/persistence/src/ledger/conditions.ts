import {
  TRANSITIONS,
  isSettled,
  type Claim,
  type TransitionName,
  type TransitionSource,
} from '@maquette/generation';
import { Prisma } from '../client/client';

/** The sources of a transition as a condition on `generation`, judged by the database's clock alone. */
export function permitted(sources: readonly TransitionSource[], claim?: Claim): Prisma.Sql {
  return Prisma.sql`(${Prisma.join(
    sources.map(({ state, lease }) => Prisma.sql`(state = ${state} AND ${leaseIs(lease, claim)})`),
    ' OR ',
  )})`;
}

export function permits(name: TransitionName, claim?: Claim): Prisma.Sql {
  const condition = permitted(TRANSITIONS[name].from, claim);
  if (!TRANSITIONS[name].raisesEpoch) return condition;
  return Prisma.sql`${condition} AND (state <> 'queued' OR queued_at <= now()::timestamptz(3)) AND ${POOL_WORKS}`;
}

/** A pool that nobody entered yet is one whose first worker is still to come. */
export const POOL_WORKS = Prisma.sql`NOT EXISTS (
  SELECT 1 FROM pool WHERE pool.id = generation.pool AND pool.state = 'paused')`;

function leaseIs(lease: TransitionSource['lease'], claim?: Claim): Prisma.Sql {
  if (lease === 'any') return Prisma.sql`TRUE`;
  if (lease === 'expired') return Prisma.sql`lease_expires_at <= now()`;
  if (!claim) throw new Error('This transition needs a claim.');
  return Prisma.sql`lease_epoch = ${claim.leaseEpoch} AND worker_id = ${claim.workerId}`;
}

/**
 * The columns that a transition sets besides its own: state, and what has to agree with it.
 * @param delayMs until it is due again, where it is queued
 */
export function entered(name: TransitionName, delayMs = 0): Prisma.Sql {
  const { to, raisesEpoch } = TRANSITIONS[name];
  const columns = [Prisma.sql`state = ${to}`];
  if (raisesEpoch) columns.push(Prisma.sql`lease_epoch = lease_epoch + 1`);
  if (to !== 'running') columns.push(Prisma.sql`lease_expires_at = NULL`);
  if (to === 'queued') {
    columns.push(Prisma.sql`worker_id = NULL, completed_at = NULL, queued_at = ${leaseEnd(delayMs)}`);
  }
  if (isSettled(to)) columns.push(Prisma.sql`completed_at = now()`);
  return Prisma.join(columns, ', ');
}

export function leaseEnd(leaseMs: number): Prisma.Sql {
  return Prisma.sql`now() + ${leaseMs}::double precision * interval '1 millisecond'`;
}
