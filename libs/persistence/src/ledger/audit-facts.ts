import type { AuditEvent } from '@maquette/audit';
import type { NewArtefact, NewGeneration } from '@maquette/generation';
import { canonicalJson, digestOf, type Digest } from '@maquette/kernel';

/** Prompts and scenes may be private and are named by digest; whoever holds them can show that they are the ones. */
export function acceptedFacts(generation: NewGeneration, recordDigest: string): AuditEvent['data'] {
  const { request, scene, decision, precedence } = generation;
  return {
    request: digestOf(canonicalJson(request)),
    scene: digestOf(canonicalJson(scene)),
    decision: digestOf(canonicalJson(decision)),
    outcome: decision.outcome,
    domain: decision.domain,
    checkpoint: decision.checkpoint,
    checkpointDigest: decision.checkpointDigest,
    checkpointRecord: recordDigest,
    pool: decision.pool,
    use: request.use,
    territory: request.territory,
    client: precedence?.client,
    priority: precedence?.priority,
    deadline: precedence?.deadline?.toISOString(),
  };
}

/** Kept frames can be thousands, more than an entry holds: they are counted, and named by one digest over their list. */
export function publishedFacts(artefacts: readonly NewArtefact[]): AuditEvent['data'] {
  const frames = artefacts
    .filter(({ kind }) => kind === 'frame')
    .sort((a, b) => (a.frame ?? 0) - (b.frame ?? 0));
  const others = artefacts.filter(({ kind }) => kind !== 'frame');
  return {
    artefacts: others.map(({ kind, digest, mediaType, bytes, credential }) => ({
      kind,
      digest,
      mediaType,
      bytes,
      credential,
    })),
    frames: frames.length === 0 ? undefined : { count: frames.length, digest: digestOfList(frames) },
  };
}

function digestOfList(frames: readonly NewArtefact[]): Digest {
  return digestOf(canonicalJson(frames.map(({ frame, digest }) => [frame, digest])));
}
