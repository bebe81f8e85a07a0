import { TRANSITIONS, type Claim, type TransitionName, type TransitionSource } from '@maquette/generation';
import { Prisma } from '../client/client';

/** The sources of a transition as a condition on `generation`, judged by the database's clock alone. */
export function permitted(sources: readonly TransitionSource[], claim?: Claim): Prisma.Sql {
  return Prisma.sql`(${Prisma.join(
    sources.map(({ state, lease }) => Prisma.sql`(state = ${state} AND ${leaseIs(lease, claim)})`),
    ' OR ',
  )})`;
}

export function permits(name: TransitionName, claim?: Claim): Prisma.Sql {
  return permitted(TRANSITIONS[name].from, claim);
}

function leaseIs(lease: TransitionSource['lease'], claim?: Claim): Prisma.Sql {
  if (lease === 'any') return Prisma.sql`TRUE`;
  if (lease === 'expired') return Prisma.sql`lease_expires_at <= now()`;
  if (!claim) throw new Error('This transition needs a claim.');
  return Prisma.sql`lease_epoch = ${claim.leaseEpoch} AND worker_id = ${claim.workerId}`;
}

/** The columns that a transition sets besides its own: state, and what has to agree with it. */
export function entered(name: TransitionName): Prisma.Sql {
  const { to, raisesEpoch } = TRANSITIONS[name];
  const columns = [Prisma.sql`state = ${to}`];
  if (raisesEpoch) columns.push(Prisma.sql`lease_epoch = lease_epoch + 1`);
  if (to !== 'running') columns.push(Prisma.sql`lease_expires_at = NULL`);
  if (to === 'queued') columns.push(Prisma.sql`worker_id = NULL, queued_at = now()`);
  if (to !== 'queued' && to !== 'running') columns.push(Prisma.sql`completed_at = now()`);
  return Prisma.join(columns, ', ');
}

export function leaseEnd(leaseMs: number): Prisma.Sql {
  return Prisma.sql`now() + ${leaseMs}::double precision * interval '1 millisecond'`;
}
