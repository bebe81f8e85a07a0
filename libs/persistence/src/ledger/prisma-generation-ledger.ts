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
import { CLAIMED_COLUMNS, CLAIMED_DECISION, toClaimed, type ClaimedRow } from './claimed-rows';
import { POOL_WORKS, leaseEnd, permitted } from './conditions';
import { WHOLE, toGeneration } from './generation-rows';
import { insertArtefacts } from './insert-artefacts';
import { claimedBy, moveGeneration, moveStatement, type Change, type Move } from './move-generation';

/** Most ids that `stranded` answers at once; the next call has the rest. */
const STRANDED_LIMIT = 1_000;

/** What is recorded of a generation whose every attempt ended without a word. */
const UNSAID: GenerationError = {
  code: 'attempts-exhausted',
  message: 'Every attempt ended without an answer: the generation itself may bring its workers down.',
};

/** The ledger on Postgres: each change of state is one conditional statement, which writes its audit entry as well. */
export class PrismaGenerationLedger implements GenerationLedger {
  constructor(private readonly database: Database) {}

  accept(generation: NewGeneration): Promise<Generation> {
    return this.database.run((client) => acceptGeneration(client, generation));
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
    const statement = moveStatement('claim', Prisma.sql`${id}`, {
      ...claimedBy(workerId, leaseMs),
      answer: Prisma.sql`${CLAIMED_COLUMNS} FROM change ${CLAIMED_DECISION}`,
    });
    return this.database.run(async (client) => {
      const [row] = await client.$queryRaw<ClaimedRow[]>(statement);
      if (!row) return null;
      const generation = toClaimed(row);
      return { claim: { generationId: id, workerId, leaseEpoch: generation.leaseEpoch }, generation };
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
    return this.finish('publish', claim, () => ({
      columns: Prisma.sql`frames_done = frames_total, error_code = NULL, error_message = NULL`,
      entry: 'generation.completed',
      facts: publishedFacts(artefacts),
      besides: insertArtefacts(claim, artefacts),
    }));
  }

  fail(claim: Claim, error: GenerationError): Promise<boolean> {
    const facts = { error: error.code };
    return this.finish('fail', claim, () => ({
      columns: causedBy(error),
      entry: 'generation.failed',
      facts,
    }));
  }

  release(claim: Claim, error: GenerationError, delayMs = 0): Promise<boolean> {
    const move: Move = {
      columns: causedBy(error),
      entry: 'generation.released',
      facts: { error: error.code },
      delayMs,
    };
    return this.finish('release', claim, () => move);
  }

  snooze(claim: Claim, reason: string, delayMs: number): Promise<boolean> {
    const columns = Prisma.sql`attempts = greatest(0, attempts - 1)`;
    const move: Move = { columns, entry: 'generation.snoozed', facts: { reason }, delayMs };
    return this.finish('snooze', claim, () => move);
  }

  park(claim: Claim, error: GenerationError | null): Promise<boolean> {
    const columns = error
      ? causedBy(error)
      : Prisma.sql`
      error_code = coalesce(error_code, ${UNSAID.code}), error_message = coalesce(error_message, ${UNSAID.message})`;
    const facts = { error: (error ?? UNSAID).code };
    return this.finish('park', claim, () => ({ columns, entry: 'generation.parked', facts }));
  }

  parked({ pool, limit }: { pool?: string; limit: number }): Promise<Generation[]> {
    return this.database.run(async (client) => {
      const rows = await client.generation.findMany({
        where: { state: 'parked', pool, removedAt: null },
        orderBy: [{ completedAt: 'asc' }, { id: 'asc' }],
        take: limit,
        include: WHOLE,
      });
      return rows.map(toGeneration);
    });
  }

  requeue(id: string, actor: string): Promise<Generation> {
    return this.database.run(async (client) => {
      const columns = Prisma.sql`attempts = 0, frames_done = 0`;
      const move: Move = { columns, entry: 'generation.requeued', facts: { by: actor } };
      const change = await moveGeneration(client, 'requeue', id, move);
      const generation = await read(client, id);
      if (change) return generation;
      throw new MaquetteError(
        'conflict',
        'generation-not-parked',
        `The generation ${id} is ${generation.state}.`,
        {
          hint: 'Only a parked generation can be queued again; send the request again instead.',
          details: { id, state: generation.state },
        },
      );
    });
  }

  cancel(id: string): Promise<Generation> {
    return this.database.run(async (client) => {
      await cancelUnfinished(client, id);
      return read(client, id);
    });
  }

  remove(id: string): Promise<void> {
    return this.database.transaction(async (tx) => {
      await cancelUnfinished(tx, id);
      const [removed] = await tx.$queryRaw<{ at: Date }[]>`
        UPDATE generation SET removed_at = now() WHERE id = ${id} AND removed_at IS NULL
        RETURNING now() AS at`;
      if (!removed) throw notFound(id);
      await appendAuditEntry(tx, { kind: 'generation.removed', subject: id, at: removed.at, data: {} });
    });
  }

  stranded(ageMs: number): Promise<{ id: string; pool: string }[]> {
    return this.database.run(
      (client) => client.$queryRaw`
        SELECT id, pool FROM generation
        WHERE (state = 'queued' AND queued_at <= ${leaseEnd(-ageMs)}
            OR state = 'running' AND lease_expires_at <= now())
          AND ${POOL_WORKS}
        ORDER BY id LIMIT ${STRANDED_LIMIT}`,
    );
  }

  /** A move that only the holder of the lease may make. */
  private finish(name: TransitionName, claim: Claim, move: () => Move): Promise<boolean> {
    return this.database.run(async (client) => {
      const { facts, ...rest } = move();
      const held = { ...rest, claim, facts: { ...facts, worker: claim.workerId } };
      return (await moveGeneration(client, name, claim.generationId, held)) !== null;
    });
  }
}

async function cancelUnfinished(client: Transaction, id: string): Promise<Change | null> {
  const columns = Prisma.sql`removed_at = removed_at`;
  return moveGeneration(client, 'cancel', id, { columns, entry: 'generation.cancelled' });
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
