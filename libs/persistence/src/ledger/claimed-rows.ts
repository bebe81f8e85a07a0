import type { Generation } from '@maquette/generation';
import { Prisma } from '../client/client';
import { toGeneration } from './generation-rows';

/** What a claim answers: its generation, which has no artefacts yet. */
export type ClaimedRow = Omit<Parameters<typeof toGeneration>[0], 'artefacts'>;

/** Of `change` and `decision`, named as the rest of the code names them. */
export const CLAIMED_COLUMNS = Prisma.sql`
  change.id, change.state, change.request, change.scene, change.decision_id AS "decisionId", change.pool, change.checkpoint,
  change.lease_epoch AS "leaseEpoch", change.lease_expires_at AS "leaseExpiresAt", change.worker_id AS "workerId",
  change.attempts, change.frames_done AS "framesDone", change.frames_total AS "framesTotal",
  change.error_code AS "errorCode", change.error_message AS "errorMessage", change.created_at AS "createdAt",
  change.started_at AS "startedAt", change.completed_at AS "completedAt", change.client, change.priority::integer AS priority,
  change.deadline, change.estimated_start_at AS "estimatedStartAt", change.estimated_end_at AS "estimatedEndAt",
  change.trace, json_build_object(
    'outcome', decision.outcome, 'domain', decision.domain, 'confidence', decision.confidence,
    'checkpoint', decision.checkpoint, 'checkpointDigest', decision.checkpoint_digest, 'pool', decision.pool,
    'reasons', decision.reasons, 'candidates', decision.candidates, 'attempts', decision.attempts,
    'canary', decision.canary, 'algorithm', decision.algorithm) AS decision`;

export const CLAIMED_DECISION = Prisma.sql`LEFT JOIN route_decision AS decision ON decision.id = change.decision_id`;

export function toClaimed(row: ClaimedRow): Generation {
  return toGeneration({ ...row, artefacts: [] });
}
