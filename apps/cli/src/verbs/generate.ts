import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Generation } from '@maquette/generation';
import { accept, checkRequest, framesOf, prepare, type Platform, type Submission } from '@maquette/platform';
import { actorOf } from '../actor';
import { loadConfig } from '../configuration';
import { carryOut } from '../generate/carry-out';
import { copyArtefact } from '../generate/copy-artefact';
import { copySigned, only } from '../generate/copy-signed';
import { assertRoom, destinationOf, type Destination } from '../generate/destination';
import { explain } from '../generate/explain';
import { readDocument } from '../generate/read-document';
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
  attachment?: string;
  labels?: string[];
  conditioning?: string[];
}

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
    const done = interruption.signal.aborted
      ? null
      : await carryOut(platform, [await accept(platform, prepared)], interruption);
    if (done) {
      const [generation] = done;
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
  const { priority, deadline, attachment, labels, conditioning, upscale } = options;
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
    attachment,
    labels,
    conditioning,
    scene: scene === undefined ? undefined : await readDocument('scene', scene),
    camera: camera === undefined ? undefined : await readDocument('camera', camera),
  };
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
