import type { Generation, GenerationLedger, GenerationRequest, NewGeneration } from '@maquette/generation';
import type { Precedence, RouteDecision } from '@maquette/routing';
import type { SceneDocument } from '@maquette/scene';
import type { Log } from '../log';
import type { Router } from '../router';
import { checkRequest, framesOf, megapixelFramesOf, type RequestInput } from './check-request';
import { checkPrecedence, type PrecedenceInput } from './check-precedence';
import { checkRouting, type RoutingInput } from './check-routing';
import { composeScene, type GivenScene } from './compose-scene';
import { namingDocuments } from './given-documents';
import { needsOf } from './needs-of';
import { refusalOf } from './refusal';

/** What a client sends: a request, and where it wants them its own scene document, camera path and checkpoint. */
export interface Submission extends GivenScene, PrecedenceInput, RoutingInput {
  request: RequestInput;
  checkpoint?: string;
  /** What a client without a key is told apart by in a canary, and in nothing else. */
  caller?: string;
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
  timings: Prepared['timings'] & { accepting: number };
}

export interface SubmitParts {
  ledger: Pick<GenerationLedger, 'accept' | 'refuse'>;
  wakeUps: { nudge(): void };
  router: Pick<Router, 'decide' | 'embed'>;
  log: Log;
}

/** The whole way of a request into the platform: prepare, then accept. */
export async function submit(parts: SubmitParts, submission: Submission): Promise<Submitted> {
  return accept(parts, await prepare(parts, submission));
}

/**
 * validate → screen and route → scene → camera. Routing comes before composing: what is refused costs nothing more.
 * Errors: those of checkRequest, checkPrecedence and checkRouting; `policy-refused`, `licence-refused` (refused), `domain-unclassified` (bad-input),
 * `checkpoint-unavailable` (unavailable), whose decision is recorded with its reasons; those of composeScene;
 * `checkpoint-unknown` (not-found).
 */
export async function prepare(
  parts: Omit<SubmitParts, 'wakeUps'>,
  submission: Submission,
): Promise<Prepared> {
  const request = checkRequest(submission.request);
  const precedence = checkPrecedence(submission);
  const wishes = checkRouting(submission);
  const clock = stopwatch();
  const decision = await parts.router.decide({
    ...request,
    checkpoint: submission.checkpoint,
    client: submission.client?.name ?? submission.caller,
    attachment: wishes.attachment,
    placing: { precedence, labels: wishes.labels, megapixelFrames: megapixelFramesOf(request) },
    needs: needsOf(request, wishes),
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

/** Records the generation with the wake-up of a worker of its pool, and has it handed over. */
export async function accept(
  { ledger, wakeUps }: SubmitParts,
  { request, precedence, decision, scene, notes, timings }: Prepared,
): Promise<Submitted> {
  const clock = stopwatch();
  const generation = await ledger.accept({
    request,
    precedence,
    scene,
    decision,
    framesTotal: framesOf(request),
    ...expectationOf(decision),
  });
  const accepting = clock();
  wakeUps.nudge(); // the wake-up is recorded with it; this only makes it quick
  return {
    request,
    precedence,
    decision,
    scene,
    notes,
    generation,
    timings: { ...timings, accepting },
  };
}

/** What placing expected, as times of now. */
function expectationOf({ attempts }: RouteDecision): Pick<NewGeneration, 'expectedSeconds' | 'estimate'> {
  const expected = attempts.find(({ pool }) => pool !== null)?.expected;
  if (!expected) return {};
  const at = (seconds: number) => new Date(Date.now() + 1000 * seconds);
  const estimate = { startAt: at(expected.startIn), endAt: at(expected.endIn) };
  return { expectedSeconds: expected.seconds, estimate };
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
