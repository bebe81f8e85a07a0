import type { FastifyReply } from 'fastify';
import type { MaquetteError } from '@maquette/kernel';
import type { RouteDecision } from '@maquette/routing';

/**
 * Names the decision in the answer's headers, in the manner of model routers.
 * @param decisionId of its record; left out where nothing was recorded
 */
export function setDecisionHeaders(reply: FastifyReply, decision: RouteDecision, decisionId?: string): void {
  const { outcome, domain, confidence, checkpoint, checkpointDigest, pool, attempts, canary, algorithm } =
    decision;
  const headers = {
    decision: decisionId ?? null,
    outcome,
    domain,
    confidence: confidence.toFixed(4),
    algorithm,
    checkpoint,
    'checkpoint-digest': checkpointDigest,
    pool,
    attempts: String(attempts.length),
    canary: String(canary),
  };
  for (const [name, value] of Object.entries(headers)) {
    if (value !== null) reply.header(`x-maquette-${name}`, value);
  }
}

/** The same on a refusal that a decision led to; on any other error nothing. */
export function setRefusalHeaders(reply: FastifyReply, { details }: MaquetteError): void {
  const { decision, decisionId } = details as { decision?: RouteDecision; decisionId?: string };
  if (decision && decisionId) setDecisionHeaders(reply, decision, decisionId);
}
