import { PRIORITIES, type Generation, type NewGeneration, type RouteDecision } from '@maquette/generation';
import { MaquetteError, canonicalJson, digestOf, newId } from '@maquette/kernel';
import { NO_PRECEDENCE } from '@maquette/routing';
import { appendAuditEntry } from '../audit/append-audit-entry';
import type { Transaction } from '../database';
import { acceptedFacts } from './audit-facts';

/** What a generation's turn costs when nobody said how long it takes. */
const UNKNOWN_SECONDS = 60;

/** A decision that names a checkpoint and a pool: a generation can come of it. */
type Placed = RouteDecision & { checkpoint: string; pool: string };

/**
 * Writes the decision and the queued generation. Plain statements: Prisma's own way through nested objects costs ten
 * times the processor time for a scene of some hundred objects.
 * Errors: `generation-not-placed` (internal), `checkpoint-not-registered` (conflict).
 */
export async function acceptGeneration(tx: Transaction, generation: NewGeneration): Promise<Generation> {
  const decision = placed(generation.decision);
  const { recordDigest, at } = await registeredRecord(tx, decision);
  const decisionId = await insertDecision(tx, decision, recordDigest);
  const accepted = queued({ ...generation, decisionId, decision }, at);
  await tx.$executeRaw`
    INSERT INTO generation (id, state, request, scene, decision_id, pool, checkpoint, frames_total,
                            client, priority, deadline, expected_seconds, estimated_start_at, estimated_end_at)
    VALUES (${accepted.id}, ${accepted.state}, ${JSON.stringify(accepted.request)}::json,
            ${JSON.stringify(accepted.scene)}::json, ${decisionId}, ${decision.pool}, ${decision.checkpoint},
            ${accepted.framesTotal}::integer,
            ${accepted.client}, ${PRIORITIES.indexOf(accepted.priority)}::smallint, ${accepted.deadline},
            ${generation.expectedSeconds ?? UNKNOWN_SECONDS}::double precision, ${accepted.estimate?.startAt ?? null},
            ${accepted.estimate?.endAt ?? null})`;
  const data = acceptedFacts(generation, recordDigest);
  await appendAuditEntry(tx, { kind: 'generation.accepted', subject: accepted.id, at, data });
  return accepted;
}

/** Writes a decision that no generation came of, and answers its id. */
export async function refuseRoute(tx: Transaction, decision: RouteDecision): Promise<string> {
  const id = await insertDecision(tx, decision, null);
  const { outcome, domain } = decision;
  const data = { decision: digestOf(canonicalJson(decision)), outcome, domain };
  await appendAuditEntry(tx, { kind: 'route.refused', subject: id, at: new Date(), data });
  return id;
}

async function insertDecision(
  tx: Transaction,
  decision: RouteDecision,
  recordDigest: string | null,
): Promise<string> {
  const id = newId('dec');
  const { outcome, domain, confidence, checkpoint, checkpointDigest, pool, reasons, candidates } = decision;
  const { attempts, canary, algorithm } = decision;
  await tx.$executeRaw`
    INSERT INTO route_decision (id, outcome, domain, confidence, checkpoint, checkpoint_digest, record_digest, pool,
                                reasons, candidates, attempts, canary, algorithm)
    VALUES (${id}, ${outcome}, ${domain}, ${confidence}::double precision, ${checkpoint}, ${checkpointDigest},
            ${recordDigest}, ${pool}, ${reasons}, ${JSON.stringify(candidates)}::json, ${JSON.stringify(attempts)}::json,
            ${canary}, ${algorithm})`;
  return id;
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
  const { request, scene, decision, decisionId, framesTotal, precedence, estimate } = generation;
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
