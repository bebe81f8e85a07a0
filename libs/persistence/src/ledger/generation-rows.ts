import {
  PRIORITIES,
  type Artefact,
  type ArtefactKind,
  type Generation,
  type GenerationRequest,
  type GenerationState,
  type RouteDecision,
} from '@maquette/generation';
import type { Digest, Domain } from '@maquette/kernel';
import type { Prisma } from '../client/client';

/** What a generation is read with. */
export const WHOLE = {
  decision: true,
  artefacts: { orderBy: { id: 'asc' } },
} as const satisfies Prisma.GenerationInclude;
type GenerationRow = Prisma.GenerationGetPayload<{ include: typeof WHOLE }>;

export function toGeneration(row: GenerationRow): Generation {
  const { decision, artefacts, errorCode, errorMessage } = row;
  return {
    id: row.id,
    state: row.state as GenerationState,
    request: row.request as unknown as GenerationRequest,
    scene: row.scene,
    decisionId: row.decisionId,
    decision: toDecision(decision),
    pool: row.pool,
    checkpoint: row.checkpoint,
    leaseEpoch: row.leaseEpoch,
    leaseExpiresAt: row.leaseExpiresAt,
    workerId: row.workerId,
    attempts: row.attempts,
    framesDone: row.framesDone,
    framesTotal: row.framesTotal,
    error: errorCode === null ? null : { code: errorCode, message: errorMessage ?? '' },
    artefacts: artefacts.map(toArtefact),
    client: row.client,
    priority: PRIORITIES[row.priority],
    deadline: row.deadline,
    estimate:
      row.estimatedStartAt && row.estimatedEndAt
        ? { startAt: row.estimatedStartAt, endAt: row.estimatedEndAt }
        : null,
    trace: row.trace,
    createdAt: row.createdAt,
    startedAt: row.startedAt,
    completedAt: row.completedAt,
  };
}

export function toDecision(row: GenerationRow['decision']): RouteDecision {
  return {
    outcome: row.outcome as RouteDecision['outcome'],
    domain: row.domain as Domain | null,
    confidence: row.confidence,
    checkpoint: row.checkpoint,
    checkpointDigest: row.checkpointDigest as Digest | null,
    pool: row.pool,
    reasons: row.reasons,
    candidates: row.candidates as unknown as RouteDecision['candidates'],
    attempts: row.attempts as unknown as RouteDecision['attempts'],
    canary: row.canary,
    algorithm: row.algorithm,
  };
}

export function toArtefact(row: GenerationRow['artefacts'][number]): Artefact {
  return {
    id: row.id,
    generationId: row.generationId,
    kind: row.kind as ArtefactKind,
    digest: row.digest as Digest,
    mediaType: row.mediaType,
    bytes: Number(row.bytes),
    frame: row.frame,
    credential: row.credential,
    createdAt: row.createdAt,
  };
}

/** A JSON column takes what JSON.stringify gives; `undefined` at the top is refused. */
export function asJson(value: unknown): Prisma.InputJsonValue {
  return value as Prisma.InputJsonValue;
}
