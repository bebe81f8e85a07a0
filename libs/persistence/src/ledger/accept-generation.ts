import type { Generation, NewGeneration, RouteDecision } from '@maquette/generation';
import { MaquetteError, canonicalJson, digestOf, newId } from '@maquette/kernel';
import { appendAuditEntry } from '../audit/append-audit-entry';
import type { Transaction } from '../database';
import { acceptedFacts } from './audit-facts';
import { WHOLE, asJson, toGeneration } from './generation-rows';

/** Writes the decision and the queued generation. Errors: `generation-not-placed`, `checkpoint-not-registered`. */
export async function acceptGeneration(tx: Transaction, generation: NewGeneration): Promise<Generation> {
  const { decision, request, scene, framesTotal } = generation;
  const { checkpoint, pool } = decision;
  if (checkpoint === null || pool === null) throw notPlaced(decision.outcome);
  const recordDigest = await registeredRecord(tx, decision);
  const row = await tx.generation.create({
    data: {
      id: newId('gen'),
      state: 'queued',
      request: asJson(request),
      scene: asJson(scene),
      pool,
      checkpoint,
      framesTotal,
      decision: { create: decisionRow(decision, recordDigest) },
    },
    include: WHOLE,
  });
  await appendAuditEntry(tx, {
    kind: 'generation.accepted',
    subject: row.id,
    at: row.createdAt,
    data: acceptedFacts(generation, recordDigest),
  });
  return toGeneration(row);
}

/** Writes a decision that no generation came of, and answers its id. */
export async function refuseRoute(tx: Transaction, decision: RouteDecision): Promise<string> {
  const row = await tx.routeDecision.create({ data: decisionRow(decision, null) });
  const { outcome, domain } = decision;
  const data = { decision: digestOf(canonicalJson(decision)), outcome, domain };
  await appendAuditEntry(tx, { kind: 'route.refused', subject: row.id, at: row.createdAt, data });
  return row.id;
}

function decisionRow(decision: RouteDecision, recordDigest: string | null) {
  return { id: newId('dec'), ...decision, candidates: asJson(decision.candidates), recordDigest };
}

/** The record of the chosen bytes: without it nobody could say which datasets the result came from. */
async function registeredRecord(tx: Transaction, decision: NewGeneration['decision']): Promise<string> {
  const [checkpointId, version] = (decision.checkpoint ?? '').split('@');
  const found = await tx.checkpointVersion.findFirst({
    where: { checkpointId, version, checkpointDigest: decision.checkpointDigest ?? '', supersededAt: null },
    select: { recordDigest: true },
  });
  if (found) return found.recordDigest;
  const name = `${decision.checkpoint} (${decision.checkpointDigest})`;
  throw new MaquetteError('conflict', 'checkpoint-not-registered', `The database does not know ${name}.`, {
    hint: 'The model registry changed since it was loaded: restart the server, so that it registers what it loads.',
    details: { checkpoint: decision.checkpoint, digest: decision.checkpointDigest },
  });
}

function notPlaced(outcome: string): MaquetteError {
  return new MaquetteError(
    'internal',
    'generation-not-placed',
    `A decision "${outcome}" names no checkpoint or no pool.`,
  );
}
