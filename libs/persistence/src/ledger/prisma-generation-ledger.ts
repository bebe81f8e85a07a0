import type { AuditEvent, AuditKind } from '@maquette/audit';
import {
  HEARTBEAT_FROM,
  type Claim,
  type Generation,
  type GenerationError,
  type GenerationLedger,
  type GenerationPage,
  type HeartbeatAnswer,
  type NewArtefact,
  type NewGeneration,
  type RouteDecision,
  type TransitionName,
} from '@maquette/generation';
import { MaquetteError, type Digest } from '@maquette/kernel';
import { appendAuditEntry } from '../audit/append-audit-entry';
import { Prisma } from '../client/client';
import type { Database, Transaction } from '../database';
import { acceptGeneration, refuseRoute } from './accept-generation';
import { publishedFacts } from './audit-facts';
import { entered, leaseEnd, permits, permitted } from './conditions';
import { WHOLE, toGeneration } from './generation-rows';
import { insertArtefacts } from './insert-artefacts';

/** Most ids that `stranded` answers at once; the next call has the rest. */
const STRANDED_LIMIT = 1_000;

/** The ledger on Postgres: each change of state is one conditional UPDATE with its audit entry in one transaction. */
export class PrismaGenerationLedger implements GenerationLedger {
  constructor(private readonly database: Database) {}

  accept(generation: NewGeneration): Promise<Generation> {
    return this.database.transaction((tx) => acceptGeneration(tx, generation));
  }

  refuse(decision: RouteDecision): Promise<string> {
    return this.database.transaction((tx) => refuseRoute(tx, decision));
  }

  get(id: string): Promise<Generation> {
    return this.database.run((client) => read(client, id));
  }

  publishersOf(digest: Digest): Promise<Generation[]> {
    return this.database.run(async (client) => {
      const rows = await client.generation.findMany({
        where: { artefacts: { some: { digest } } },
        orderBy: { id: 'desc' },
        include: WHOLE,
      });
      return rows.map(toGeneration);
    });
  }

  list({ after, limit, order }: Parameters<GenerationLedger['list']>[0]): Promise<GenerationPage> {
    const beyond = after === undefined ? {} : { id: order === 'asc' ? { gt: after } : { lt: after } };
    return this.database.run(async (client) => {
      const rows = await client.generation.findMany({
        where: { removedAt: null, ...beyond },
        orderBy: { id: order },
        take: limit + 1,
        include: WHOLE,
      });
      return { items: rows.slice(0, limit).map(toGeneration), hasMore: rows.length > limit };
    });
  }

  claim(
    id: string,
    workerId: string,
    leaseMs: number,
  ): Promise<{ claim: Claim; generation: Generation } | null> {
    const taken = Prisma.sql`worker_id = ${workerId}, lease_expires_at = ${leaseEnd(leaseMs)},
      attempts = attempts + 1, frames_done = 0, started_at = coalesce(started_at, now())`;
    return this.database.transaction(async (tx) => {
      const change = await move(tx, 'claim', id, taken);
      if (!change) return null;
      const { leaseEpoch } = change;
      await record(tx, 'generation.claimed', change, { worker: workerId, leaseEpoch });
      return { claim: { generationId: id, workerId, leaseEpoch }, generation: await read(tx, id) };
    });
  }

  heartbeat(
    claim: Claim,
    { framesDone, leaseMs }: { framesDone: number; leaseMs: number },
  ): Promise<HeartbeatAnswer> {
    return this.database.run(async (client) => {
      const held = await client.$executeRaw`
        UPDATE generation
        SET lease_expires_at = ${leaseEnd(leaseMs)}, frames_done = greatest(0, least(frames_total, ${framesDone}))
        WHERE id = ${claim.generationId} AND ${permitted(HEARTBEAT_FROM, claim)}`;
      if (held) return 'held';
      const row = await client.generation.findUnique({ where: { id: claim.generationId } });
      return row?.state === 'cancelled' && row.leaseEpoch === claim.leaseEpoch ? 'cancelled' : 'lost';
    });
  }

  publish(claim: Claim, artefacts: NewArtefact[]): Promise<boolean> {
    const done = Prisma.sql`frames_done = frames_total, error_code = NULL, error_message = NULL`;
    return this.finish('publish', claim, done, 'generation.completed', publishedFacts(artefacts), (tx) =>
      insertArtefacts(tx, claim, artefacts),
    );
  }

  fail(claim: Claim, error: GenerationError): Promise<boolean> {
    return this.finish('fail', claim, causedBy(error), 'generation.failed', { error: error.code });
  }

  release(claim: Claim, error: GenerationError): Promise<boolean> {
    return this.finish('release', claim, causedBy(error), 'generation.released', { error: error.code });
  }

  cancel(id: string): Promise<Generation> {
    return this.database.transaction(async (tx) => {
      await cancelUnfinished(tx, id);
      return read(tx, id);
    });
  }

  remove(id: string): Promise<void> {
    return this.database.transaction(async (tx) => {
      await cancelUnfinished(tx, id);
      const [removed] = await tx.$queryRaw<Change[]>`
        UPDATE generation SET removed_at = now() WHERE id = ${id} AND removed_at IS NULL
        RETURNING id, lease_epoch AS "leaseEpoch", now() AS at`;
      if (!removed) throw notFound(id);
      await record(tx, 'generation.removed', removed, {});
    });
  }

  stranded(ageMs: number): Promise<{ id: string; pool: string }[]> {
    return this.database.run(
      (client) => client.$queryRaw`
        SELECT id, pool FROM generation
        WHERE (state = 'queued' AND queued_at <= ${leaseEnd(-ageMs)})
           OR (state = 'running' AND lease_expires_at <= now())
        ORDER BY id LIMIT ${STRANDED_LIMIT}`,
    );
  }

  private finish(
    name: TransitionName,
    claim: Claim,
    columns: Prisma.Sql,
    kind: AuditKind,
    facts: AuditEvent['data'],
    besides?: (tx: Transaction) => Promise<unknown>,
  ): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const change = await move(tx, name, claim.generationId, columns, claim);
      if (!change) return false;
      await besides?.(tx);
      await record(tx, kind, change, { worker: claim.workerId, leaseEpoch: claim.leaseEpoch, ...facts });
      return true;
    });
  }
}

/** A transition that happened: when, by the database's clock, and the epoch that holds now. */
interface Change {
  id: string;
  leaseEpoch: number;
  at: Date;
}

/** The one place where a generation changes its state; null when the state machine does not allow it from here. */
async function move(
  tx: Transaction,
  name: TransitionName,
  id: string,
  columns: Prisma.Sql,
  claim?: Claim,
): Promise<Change | null> {
  const [change] = await tx.$queryRaw<Change[]>`
    UPDATE generation SET ${entered(name)}, ${columns}
    WHERE id = ${id} AND ${permits(name, claim)}
    RETURNING id, lease_epoch AS "leaseEpoch", now() AS at`;
  return change ?? null;
}

async function cancelUnfinished(tx: Transaction, id: string): Promise<void> {
  const change = await move(tx, 'cancel', id, Prisma.sql`removed_at = removed_at`);
  if (change) await record(tx, 'generation.cancelled', change, { leaseEpoch: change.leaseEpoch });
}

function record(
  tx: Transaction,
  kind: AuditKind,
  { id, at }: Change,
  data: AuditEvent['data'],
): Promise<void> {
  return appendAuditEntry(tx, { kind, subject: id, at, data });
}

async function read(client: Transaction, id: string): Promise<Generation> {
  const row = await client.generation.findUnique({ where: { id, removedAt: null }, include: WHOLE });
  if (!row) throw notFound(id);
  return toGeneration(row);
}

function causedBy({ code, message }: GenerationError): Prisma.Sql {
  return Prisma.sql`error_code = ${code}, error_message = ${message}`;
}

function notFound(id: string): MaquetteError {
  return new MaquetteError('not-found', 'generation-not-found', `There is no generation ${id}.`, {
    details: { id },
  });
}
