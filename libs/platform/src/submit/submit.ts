import type { Generation, GenerationLedger, GenerationRequest, JobQueue } from '@maquette/generation';
import type { Precedence, RouteDecision } from '@maquette/routing';
import type { SceneDocument } from '@maquette/scene';
import type { Log } from '../log';
import type { Router } from '../router';
import { checkRequest, framesOf, type RequestInput } from './check-request';
import { checkPrecedence, type PrecedenceInput } from './check-precedence';
import { composeScene, type GivenScene } from './compose-scene';
import { namingDocuments } from './given-documents';
import { needsOf } from './needs-of';
import { refusalOf } from './refusal';

/** What a client sends: a request, and where it wants them its own scene document, camera path and checkpoint. */
export interface Submission extends GivenScene, PrecedenceInput {
  request: RequestInput;
  checkpoint?: string;
}

/** A submission that may be generated; nothing of it is recorded yet. */
export interface Prepared {
  request: GenerationRequest;
  precedence: Precedence;
  decision: RouteDecision;
  scene: SceneDocument;
  /** What was understood, guessed and left aside, one sentence each. */
  notes: string[];
  /** Milliseconds. `composing` is work on the scene, the others belong to the ledger's side. */
  timings: { routing: number; composing: number };
}

export interface Submitted extends Prepared {
  generation: Generation;
  timings: Prepared['timings'] & { accepting: number; queueing: number };
}

export interface SubmitParts {
  ledger: Pick<GenerationLedger, 'accept' | 'refuse'>;
  queue: Pick<JobQueue, 'add'>;
  router: Pick<Router, 'decide' | 'embed'>;
  log: Log;
}

/** The whole way of a request into the platform: prepare, then accept. */
export async function submit(parts: SubmitParts, submission: Submission): Promise<Submitted> {
  return accept(parts, await prepare(parts, submission));
}

/**
 * validate → screen and route → scene → camera. Routing comes before composing: what is refused costs nothing more.
 * Errors: those of checkRequest and checkPrecedence; `policy-refused`, `licence-refused` (refused), `domain-unclassified` (bad-input),
 * `checkpoint-unavailable` (unavailable), whose decision is recorded with its reasons; those of composeScene;
 * `checkpoint-unknown` (not-found).
 */
export async function prepare(parts: Omit<SubmitParts, 'queue'>, submission: Submission): Promise<Prepared> {
  const request = checkRequest(submission.request);
  const precedence = checkPrecedence(submission);
  const clock = stopwatch();
  const decision = await parts.router.decide({
    ...request,
    checkpoint: submission.checkpoint,
    client: precedence.client,
    needs: needsOf(request),
    date: new Date(),
  });
  const refusal = refusalOf(decision);
  if (refusal) throw refusal(await parts.ledger.refuse(decision));
  const routing = clock();
  const { scene, notes } = await composeScene(request, submission, decision, parts.router.embed);
  return {
    request: namingDocuments(request, submission),
    precedence,
    decision,
    scene,
    notes,
    timings: { routing, composing: clock() },
  };
}

/** Records the generation and wakes a worker of its pool. */
export async function accept(
  { ledger, queue, log }: SubmitParts,
  { request, precedence, decision, scene, notes, timings }: Prepared,
): Promise<Submitted> {
  const clock = stopwatch();
  const generation = await ledger.accept({
    request,
    precedence,
    scene,
    decision,
    framesTotal: framesOf(request),
  });
  const accepting = clock();
  await queue.add(generation.pool, { generationId: generation.id }).catch((error: Error) => {
    // It is accepted all the same: the sweeper wakes what is stranded.
    log.warn({ generation: generation.id, error: error.message }, 'The wake-up of a generation was lost.');
  });
  return {
    request,
    precedence,
    decision,
    scene,
    notes,
    generation,
    timings: { ...timings, accepting, queueing: clock() },
  };
}

/** Answers the milliseconds since it was last asked. */
function stopwatch(): () => number {
  let since = performance.now();
  return () => {
    const now = performance.now();
    const elapsed = now - since;
    since = now;
    return elapsed;
  };
}
