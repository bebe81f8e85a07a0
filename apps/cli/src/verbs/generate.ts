import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { assertCredential, type Artefact, type Generation } from '@maquette/generation';
import { MaquetteError, type ObjectStore } from '@maquette/kernel';
import {
  accept,
  checkRequest,
  failureOf,
  framesOf,
  prepare,
  waitForGeneration,
  type Platform,
  type Submission,
  type Submitted,
} from '@maquette/platform';
import { actorOf } from '../actor';
import { AppProcess } from '../child-process';
import { loadConfig } from '../configuration';
import { copyArtefact } from '../generate/copy-artefact';
import { assertRoom, destinationOf, type Destination } from '../generate/destination';
import { explain } from '../generate/explain';
import { ProgressView } from '../generate/progress-view';
import { readDocument } from '../generate/read-document';
import type { Interruption } from '../interruption';
import type { Output } from '../output';
import { withPlatform } from '../with-platform';

interface GenerateOptions {
  out: string;
  scene?: string;
  camera?: string;
  seconds: number;
  fps: number;
  size: { width: number; height: number };
  seed: number;
  upscale?: 2;
  checkpoint?: string;
  use: string;
  territory: string;
  keepFrames?: string;
  priority?: string;
  deadline?: string;
}

/** What a cancelled worker holds is worth nothing: while it bakes light it cannot hear us, and is not waited for. */
const CANCELLED_GRACE_MS = 2_500;

/** Prompt in, clip out: opens the platform, sees to a worker, waits, and lays the results at --out. */
export async function generate(output: Output, options: GenerateOptions, prompt: string): Promise<void> {
  const submission = await submissionOf(prompt, options);
  const destination = await destinationOf(options.out, options.keepFrames);
  const request = checkRequest(submission.request);
  const room = { frames: framesOf(request), width: request.width, height: request.height };
  await assertRoom(dirname(destination.clip), room, destination.frames !== null);

  const config = loadConfig();
  await withPlatform(config, async (platform, interruption) => {
    if (!config.s3) await assertRoom(config.home, room, destination.frames !== null);
    const prepared = await prepare(platform, { ...submission, client: await actorOf(platform) });
    explain(prepared, platform.registry, output);
    const generation = interruption.signal.aborted
      ? null
      : await carryOut(platform, await accept(platform, prepared), interruption);
    if (generation) {
      await deliver(platform, generation, destination);
      output.result(resultOf(generation, destination), destination.clip);
    } else {
      output.say('Cancelled.');
      process.exitCode = interruption.exitCode();
    }
  });
}

async function submissionOf(prompt: string, options: GenerateOptions): Promise<Submission> {
  const { seconds, fps, size, seed, use, territory, keepFrames, checkpoint, scene, camera } = options;
  const { priority, deadline, upscale } = options;
  return {
    request: {
      prompt,
      seconds,
      fps,
      ...size,
      seed,
      upscale,
      use,
      territory,
      keepFrames: keepFrames !== undefined,
    },
    checkpoint,
    priority,
    deadline,
    scene: scene === undefined ? undefined : await readDocument('scene', scene),
    camera: camera === undefined ? undefined : await readDocument('camera', camera),
  };
}

/** The finished generation; null when the user interrupted it. The worker that we started has ended by then. */
async function carryOut(
  platform: Platform,
  { generation }: Submitted,
  interruption: Interruption,
): Promise<Generation | null> {
  const worker = await ownWorker(platform, generation.pool);
  interruption.beforeExit = () => worker?.kill();
  try {
    const final = await follow(platform, generation.id, worker, interruption);
    if (final) return assertCompleted(final);
    await platform.ledger.cancel(generation.id);
    return null;
  } catch (error) {
    await platform.ledger.cancel(generation.id).catch(() => undefined);
    throw error;
  } finally {
    await worker?.stop(interruption.signal.aborted ? CANCELLED_GRACE_MS : undefined);
  }
}

/** A worker of our own for the pool, unless one is at work there already. */
async function ownWorker({ config, pools }: Platform, pool: string): Promise<AppProcess | null> {
  const live = await pools.live();
  if (live.some(({ name }) => name === pool)) return null;
  const logFile = join(config.home, 'logs', `worker-${process.pid}.log`);
  return AppProcess.start('worker', { ...config, pool }, { logFile });
}

/** The final state; null when interrupted. */
async function follow(
  { ledger }: Platform,
  id: string,
  worker: AppProcess | null,
  { signal }: Interruption,
): Promise<Generation | null> {
  const view = new ProgressView(process.stderr);
  const lost = new AbortController();
  void worker?.exited.then(() => lost.abort());
  let last: Generation | null = null;
  for await (const generation of waitForGeneration(ledger, id, {
    signal: AbortSignal.any([signal, lost.signal]),
  })) {
    view.update(generation);
    last = generation;
  }
  view.end();
  if (signal.aborted) return null;
  if (lost.signal.aborted) last = await ledger.get(id);
  if (last && !['queued', 'running'].includes(last.state)) return last;
  throw new MaquetteError('unavailable', 'worker-died', 'The worker ended before the clip was finished.', {
    hint: `Its log says why: ${worker?.logFile}`,
  });
}

function assertCompleted(generation: Generation): Generation {
  const { state } = generation;
  if (state === 'completed') return generation;
  if (state === 'failed' || state === 'parked') throw failureOf(generation);
  throw new MaquetteError(
    'conflict',
    'generation-cancelled',
    'The generation was cancelled by someone else.',
  );
}

/** The clip comes last: where it lies, everything else does. */
async function deliver({ store }: Platform, generation: Generation, to: Destination): Promise<void> {
  const { artefacts } = generation;
  if (to.frames !== null) {
    await mkdir(to.frames, { recursive: true });
    for (const frame of artefacts.filter(({ kind }) => kind === 'frame')) {
      const name = `frame-${String((frame.frame ?? 0) + 1).padStart(6, '0')}.png`;
      await copySigned(store, frame, join(to.frames, name));
    }
  }
  // Byte by byte the document that the clip's credential names.
  await copyArtefact(store, only(artefacts, 'scene').digest, to.scene);
  await copySigned(store, only(artefacts, 'poster'), to.poster);
  await copySigned(store, only(artefacts, 'video'), to.clip);
}

async function copySigned(store: ObjectStore, artefact: Artefact, path: string): Promise<void> {
  assertCredential(artefact);
  await copyArtefact(store, artefact.digest, path);
}

function only(artefacts: Artefact[], kind: Artefact['kind']): Artefact {
  const found = artefacts.find((artefact) => artefact.kind === kind);
  if (found) return found;
  throw new MaquetteError('internal', 'artefact-missing', `The generation was published without a ${kind}.`);
}

function resultOf(generation: Generation, { clip, poster, scene, frames }: Destination) {
  const { id, request, decision, framesTotal, artefacts, createdAt, completedAt } = generation;
  return {
    id,
    out: clip,
    poster,
    scene,
    keptFrames: frames,
    frames: framesTotal,
    digest: only(artefacts, 'video').digest,
    request,
    decision,
    seconds: completedAt ? (completedAt.getTime() - createdAt.getTime()) / 1_000 : null,
  };
}
