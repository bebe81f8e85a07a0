import type { FastifyReply } from 'fastify';
import type { RouteDecision } from '@maquette/routing';

/** Names the decision in the answer's headers, in the manner of model routers. */
export function setDecisionHeaders(reply: FastifyReply, decision: RouteDecision): void {
  const { outcome, domain, confidence, checkpoint, pool } = decision;
  const headers = { outcome, domain, confidence: confidence.toFixed(4), checkpoint, pool };
  for (const [name, value] of Object.entries(headers)) {
    if (value !== null) reply.header(`x-maquette-${name}`, value);
  }
}
