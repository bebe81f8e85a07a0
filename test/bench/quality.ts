import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FrameModel } from '@maquette/inference';
import { DOMAINS, type Domain } from '@maquette/kernel';
import { repositoryRoot } from '@maquette/platform';
import { openRegistry } from '@maquette/registry';
import type { SceneDocument } from '@maquette/scene';
import { printResult } from './print-result';
import { attributeControl } from './quality/attributes';
import { framesOf, heldOutScenes } from './quality/held-out';
import { type Score, means, scoreOf } from './quality/scored';
import { type WarpError, warpErrorOf } from './quality/warp';

/**
 * How good pictures are, through the shipped runtime, on held-out scenes with path-traced references (docs/quality.md):
 *   npm run bench -- quality [--domain architecture] [--data DIR] [--model FILE] [--warp-scenes 4] [--json]
 * With --json the answer has the members that model-registry/training/records/make_checkpoint.py reads.
 */
async function main(): Promise<void> {
  const root = repositoryRoot(__dirname);
  const domain = (option('domain') ?? 'architecture') as Domain;
  if (!DOMAINS.includes(domain)) throw new Error(`--domain is one of ${DOMAINS.join(', ')}.`);
  const data = option('data') ?? join(root, 'test/fixtures/quality', domain);
  if (!existsSync(data))
    throw new Error(`${data} does not exist: name a folder of held-out scenes by --data.`);
  const scenes = heldOutScenes(data);
  const model = await FrameModel.load(option('model') ?? (await shippedModel(root, domain)), { threads: 1 });

  const groups = new Map<string, Score[]>();
  for (const folder of scenes)
    for (const frame of framesOf(folder)) {
      const scores = groups.get(frame.space) ?? [];
      groups.set(frame.space, [...scores, await scoreOf(model, frame)]);
      process.stderr.write(`\r${frame.scene} `);
    }
  const all = [...groups.values()].flat();
  if (all.length === 0) throw new Error(`No held-out frame under ${data} has a target.`);
  const warp = await warpOf(model, scenes.slice(0, Number(option('warp-scenes') ?? 4)));
  const control = await attributeControl(model, domain);
  await model.close();
  report(domain, data, groups, all, { ...warp, attributeRatio: round(control.ratio) }, control.name);
}

async function shippedModel(root: string, domain: Domain): Promise<string> {
  const registry = await openRegistry(join(root, 'model-registry'));
  const [newest] = registry.candidates(domain);
  if (!newest) throw new Error(`No checkpoint of ${domain} is shipped: name one by --model.`);
  return registry.verifiedModelPath(newest.reference);
}

async function warpOf(model: FrameModel, scenes: readonly string[]): Promise<Record<string, number>> {
  const errors: WarpError[] = [];
  for (const folder of scenes) {
    const path = join(folder, 'document.json');
    if (existsSync(path))
      errors.push(await warpErrorOf(model, JSON.parse(readFileSync(path, 'utf8')) as SceneDocument));
  }
  if (errors.length === 0) return {};
  const mean = (of: (error: WarpError) => number): number =>
    round(errors.reduce((sum, error) => sum + of(error), 0) / errors.length);
  return {
    warpError: mean(({ ours }) => ours),
    previewWarpError: mean(({ preview }) => preview),
    warpCovered: mean(({ covered }) => covered),
  };
}

function report(
  domain: Domain,
  data: string,
  groups: ReadonlyMap<string, Score[]>,
  all: readonly Score[],
  more: Record<string, number>,
  attribute: string,
): void {
  const { psnr, ssim, previewPsnr, previewSsim, ...measures } = means(all);
  if (!process.argv.includes('--json'))
    return printResult('quality', {
      domain,
      frames: all.length,
      psnr,
      previewPsnr,
      ssim,
      previewSsim,
      ...measures,
      ...more,
      attribute,
    });
  const result = {
    reference: referenceOf(data),
    frames: all.length,
    psnr,
    ssim,
    previewPsnr,
    previewSsim,
    measuredAt: new Date().toISOString(),
    measures: { ...measures, ...more },
    attribute,
    groups: [...groups].sort().map(([label, scores]) => {
      const group = means(scores);
      return {
        label,
        frames: scores.length,
        psnr: group.psnr,
        ssim: group.ssim,
        previewPsnr: group.previewPsnr,
        previewSsim: group.previewSsim,
      };
    }),
  };
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
}

function referenceOf(data: string): string {
  const path = join(data, 'noise-floor.json');
  const what =
    'Path-traced frames of held-out scenes (Mitsuba 3, up to twenty-four bounces, denoised with Open Image Denoise), display-referred; no scene shares its layout with a training scene.';
  if (!existsSync(path)) return `${what} Their own noise was not measured.`;
  const noise = JSON.parse(readFileSync(path, 'utf8')) as {
    samples: number;
    frames: number;
    meanDecibel: number;
    lowestDecibel: number;
  };
  return `${what} ${noise.samples} samples a pixel; independent renders of ${noise.frames} of them put their own noise at ${noise.meanDecibel} dB on average, ${noise.lowestDecibel} dB at worst.`;
}

function option(name: string): string | undefined {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
}

function round(value: number): number {
  return Number(value.toFixed(4));
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 70;
});
