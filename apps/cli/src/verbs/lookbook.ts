import { dirname } from 'node:path';
import type { Artefact, Generation } from '@maquette/generation';
import { MaquetteError } from '@maquette/kernel';
import { lookbookPdf } from '@maquette/media';
import { accept, prepareLookbook, type Platform, type Prepared, type Submission } from '@maquette/platform';
import { actorOf } from '../actor';
import { loadConfig } from '../configuration';
import { carryOut } from '../generate/carry-out';
import { copyArtefact, writeStream } from '../generate/copy-artefact';
import { copySigned, only } from '../generate/copy-signed';
import { assertRoom } from '../generate/destination';
import { explain } from '../generate/explain';
import { bookOf, type FinishedLook } from '../lookbook/book-of';
import { lookFiles, lookbookDestination, type LookbookDestination } from '../lookbook/destination';
import type { Output } from '../output';
import { withPlatform } from '../with-platform';

interface LookbookOptions {
  out: string;
  looks: number;
  size: { width: number; height: number };
  seed: number;
  upscale?: 2;
  checkpoint?: string;
  use: string;
  territory: string;
  priority?: string;
  deadline?: string;
}

/** Brief in, book out: a generation a look, their pictures beside the book, and the book last. */
export async function lookbook(output: Output, options: LookbookOptions, prompt: string): Promise<void> {
  const destination = await lookbookDestination(options.out);
  const room = { frames: 2 * Math.max(1, options.looks), ...options.size };
  await assertRoom(dirname(destination.book), room, true);
  const config = loadConfig();
  await withPlatform(config, async (platform, interruption) => {
    const submission = { ...submissionOf(prompt, options), client: await actorOf(platform) };
    const prepared = await prepareLookbook(platform, submission, options.looks);
    tell(prepared, platform, output);
    const accepted = [];
    for (const look of prepared)
      if (!interruption.signal.aborted) accepted.push(await accept(platform, look));
    const say = ({ request: { look } }: Generation) =>
      output.say(`Look ${look?.number} of ${look?.of} is done.`);
    const done =
      accepted.length === prepared.length ? await carryOut(platform, accepted, interruption, say) : null;
    if (!done) {
      output.say('Cancelled.');
      process.exitCode = interruption.exitCode();
      return;
    }
    const looks = await deliver(platform, done, destination);
    const book = await bookOf(looks, platform.registry, config.organisation ?? 'Maquette');
    const bytes = await lookbookPdf(book);
    const digest = await writeStream(destination.book, once(bytes));
    output.result(resultOf(looks, destination, digest), destination.book);
  });
}

function submissionOf(prompt: string, options: LookbookOptions): Submission {
  const { size, seed, upscale, use, territory, checkpoint, priority, deadline } = options;
  return { request: { prompt, ...size, seed, upscale, use, territory }, checkpoint, priority, deadline };
}

/** The first look's route and licences are all looks'. */
function tell(prepared: readonly Prepared[], { registry }: Platform, output: Output): void {
  explain(prepared[0], registry, output);
  const titles = prepared.map(({ scene, request: { look } }) => `${look?.number}. ${scene.title}`);
  output.say(['Looks', ...titles.map((title) => `  ${title}`), ''].join('\n'));
}

async function deliver(
  { store }: Platform,
  generations: readonly Generation[],
  destination: LookbookDestination,
): Promise<FinishedLook[]> {
  const looks: FinishedLook[] = [];
  for (const [index, generation] of generations.entries()) {
    const files = await lookFiles(destination, generation.request.look?.number ?? index + 1);
    const { artefacts } = generation;
    await copyArtefact(store, only(artefacts, 'scene').digest, files.scene);
    await copySigned(store, still(artefacts, 0), files.picture);
    await copySigned(store, still(artefacts, 1), files.detail);
    looks.push({ generation, files });
  }
  return looks;
}

function still(artefacts: readonly Artefact[], number: number): Artefact {
  const found = artefacts.find(({ kind, frame }) => kind === 'frame' && frame === number);
  if (found) return found;
  throw new MaquetteError(
    'internal',
    'artefact-missing',
    `The look was published without its still ${number + 1}.`,
  );
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

function resultOf(looks: readonly FinishedLook[], { book }: LookbookDestination, digest: string) {
  return {
    out: book,
    digest,
    looks: looks.map(({ generation: { id, request, decision, artefacts }, files }) => ({
      number: request.look?.number,
      id,
      picture: files.picture,
      detail: files.detail,
      scene: files.scene,
      digest: still(artefacts, 0).digest,
      checkpoint: decision.checkpoint,
    })),
    request: looks[0].generation.request,
    decision: looks[0].generation.decision,
  };
}
