import { auditLeaf, leafHash } from '@maquette/audit';
import { PRIORITIES, type Generation, type NewGeneration, type RouteDecision } from '@maquette/generation';
import { MaquetteError, canonicalJson, digestOf, newId } from '@maquette/kernel';
import { NO_PRECEDENCE } from '@maquette/routing';
import { appendAuditEntry } from '../audit/append-audit-entry';
import { Prisma } from '../client/client';
import type { Transaction } from '../database';
import { acceptedFacts } from './audit-facts';

/** What a generation's turn costs when nobody said how long it takes. */
const UNKNOWN_SECONDS = 60;

/** A decision that names a checkpoint and a pool: a generation can come of it. */
type Placed = RouteDecision & { checkpoint: string; pool: string };

/**
 * Writes the decision, the queued generation, its audit entry and its wake-up, in one statement: each round trip less is
 * a generation more a second. Errors: `generation-not-placed` (internal), `checkpoint-not-registered` (conflict).
 */
export async function acceptGeneration(client: Transaction, generation: NewGeneration): Promise<Generation> {
  const decision = placed(generation.decision);
  const { recordDigest, at } = await registeredRecord(client, decision);
  const decisionId = newId('dec');
  const accepted = queued({ ...generation, decisionId, decision }, at);
  const data = acceptedFacts(generation, recordDigest);
  const leaf = auditLeaf({ kind: 'generation.accepted', subject: accepted.id, at, data });
  await client.$executeRaw`
    WITH decision AS (${insertDecision(decisionId, decision, recordDigest)}),
    accepted AS (${insertGeneration(accepted, generation.expectedSeconds ?? UNKNOWN_SECONDS)}),
    wake_up AS (INSERT INTO wake_up (generation_id, pool) VALUES (${accepted.id}, ${accepted.pool}))
    INSERT INTO audit_pending (kind, subject, body, leaf_hash)
    VALUES ('generation.accepted', ${accepted.id}, ${leaf}::json, ${leafHash(leaf)})`;
  return accepted;
}

/** Plain SQL: Prisma's own way through nested objects costs ten times the processor time for a scene of some hundred objects. */
function insertGeneration(accepted: Generation, expectedSeconds: number): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO generation (id, state, request, scene, decision_id, pool, checkpoint, frames_total,
                            client, priority, deadline, expected_seconds, estimated_start_at, estimated_end_at, trace)
    VALUES (${accepted.id}, ${accepted.state}, ${JSON.stringify(accepted.request)}::json,
            ${JSON.stringify(accepted.scene)}::json, ${accepted.decisionId}, ${accepted.pool}, ${accepted.checkpoint},
            ${accepted.framesTotal}::integer,
            ${accepted.client}, ${PRIORITIES.indexOf(accepted.priority)}::smallint, ${accepted.deadline},
            ${expectedSeconds}::double precision, ${accepted.estimate?.startAt ?? null},
            ${accepted.estimate?.endAt ?? null}, ${accepted.trace})`;
}

/** Writes a decision that no generation came of, and answers its id. */
export async function refuseRoute(tx: Transaction, decision: RouteDecision): Promise<string> {
  const id = newId('dec');
  await tx.$executeRaw(insertDecision(id, decision, null));
  const { outcome, domain } = decision;
  const data = { decision: digestOf(canonicalJson(decision)), outcome, domain };
  await appendAuditEntry(tx, { kind: 'route.refused', subject: id, at: new Date(), data });
  return id;
}

function insertDecision(id: string, decision: RouteDecision, recordDigest: string | null): Prisma.Sql {
  const { outcome, domain, confidence, checkpoint, checkpointDigest, pool, reasons, candidates } = decision;
  const { attempts, canary, algorithm } = decision;
  return Prisma.sql`
    INSERT INTO route_decision (id, outcome, domain, confidence, checkpoint, checkpoint_digest, record_digest, pool,
                                reasons, candidates, attempts, canary, algorithm)
    VALUES (${id}, ${outcome}, ${domain}, ${confidence}::double precision, ${checkpoint}, ${checkpointDigest},
            ${recordDigest}, ${pool}, ${reasons}, ${JSON.stringify(candidates)}::json, ${JSON.stringify(attempts)}::json,
            ${canary}, ${algorithm})`;
}

/** The record of the chosen bytes, without which nobody could say what the result was made of; and the time by the database's clock. */
async function registeredRecord(
  tx: Transaction,
  decision: Placed,
): Promise<{ recordDigest: string; at: Date }> {
  const [checkpointId, version] = decision.checkpoint.split('@');
  const [found] = await tx.$queryRaw<{ recordDigest: string; at: Date }[]>`
    SELECT record_digest AS "recordDigest", now()::timestamptz(3) AS at FROM checkpoint_version
    WHERE checkpoint_id = ${checkpointId} AND version = ${version} AND superseded_at IS NULL
      AND checkpoint_digest = ${decision.checkpointDigest}`;
  if (found) return found;
  const name = `${decision.checkpoint} (${decision.checkpointDigest})`;
  throw new MaquetteError('conflict', 'checkpoint-not-registered', `The database does not know ${name}.`, {
    hint: 'The model registry changed since it was loaded: restart the server, so that it registers what it loads.',
    details: { checkpoint: decision.checkpoint, digest: decision.checkpointDigest },
  });
}

function placed(decision: RouteDecision): Placed {
  const { checkpoint, pool, outcome } = decision;
  if (checkpoint !== null && pool !== null) return { ...decision, checkpoint, pool };
  const message = `A decision "${outcome}" without checkpoint or pool cannot become a generation.`;
  throw new MaquetteError('internal', 'generation-not-placed', message);
}

function queued(
  generation: NewGeneration & { decisionId: string; decision: Placed },
  createdAt: Date,
): Generation {
  const { request, scene, decision, decisionId, framesTotal, precedence, estimate, trace } = generation;
  return {
    id: newId('gen'),
    state: 'queued',
    request,
    scene,
    decision,
    decisionId,
    framesTotal,
    ...(precedence ?? NO_PRECEDENCE),
    estimate: estimate ?? null,
    trace: trace ?? null,
    pool: decision.pool,
    checkpoint: decision.checkpoint,
    leaseEpoch: 0,
    leaseExpiresAt: null,
    workerId: null,
    attempts: 0,
    framesDone: 0,
    error: null,
    artefacts: [],
    createdAt,
    startedAt: null,
    completedAt: null,
  };
}
