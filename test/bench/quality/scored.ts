import type { FrameModel } from '@maquette/inference';
import type { HeldOutFrame } from './held-out';
import { type Picture, gradientDistance, psnr, rootMeanSquare, ssim } from './picture';

/** What is measured of one held-out frame; dB where the name says psnr. */
export interface Score {
  psnr: number;
  ssim: number;
  gradientDistance: number;
  previewPsnr: number;
  previewSsim: number;
  previewGradientDistance: number;
  /** With the reference known outside a hole: inside it, and the same pixels painted with nothing known. */
  inpaintingPsnr: number;
  withoutKnownPsnr: number;
  /** Root mean square change of the known pixels. */
  knownError: number;
}

export async function scoreOf(model: FrameModel, frame: HeldOutFrame): Promise<Score> {
  const { width, height, gbuffer, preview, reference } = frame;
  const painted = await paint(model, frame);
  const hole = holeOf(width, height);
  const mask = hole.map((inside) => 1 - inside);
  const known = reference.planes.map((value, i) => value * mask[i % mask.length]);
  const planes = await model.refine({ width, height, gbuffer, known, mask });
  const mended = { width, height, planes };
  return {
    psnr: psnr(painted, reference),
    ssim: ssim(painted, reference),
    gradientDistance: gradientDistance(painted, reference),
    previewPsnr: psnr(preview, reference),
    previewSsim: ssim(preview, reference),
    previewGradientDistance: gradientDistance(preview, reference),
    inpaintingPsnr: psnr(mended, reference, hole),
    withoutKnownPsnr: psnr(painted, reference, hole),
    knownError: rootMeanSquare(mended, reference, mask),
  };
}

export async function paint(
  model: FrameModel,
  { width, height, gbuffer }: Pick<HeldOutFrame, 'width' | 'height' | 'gbuffer'>,
): Promise<Picture> {
  return { width, height, planes: (await model.refine({ width, height, gbuffer })).slice() };
}

/** The middle third of either side. */
function holeOf(width: number, height: number): Float32Array {
  return Float32Array.from({ length: width * height }, (_, i) => {
    const inside = (at: number, length: number): boolean => at >= length / 3 && at < (2 * length) / 3;
    return inside(i % width, width) && inside(Math.floor(i / width), height) ? 1 : 0;
  });
}

/** Mean of each member, rounded to four places. */
export function means(scores: readonly Score[]): Score {
  const names = Object.keys(scores[0]) as (keyof Score)[];
  const mean = (name: keyof Score): number =>
    scores.reduce((sum, score) => sum + score[name], 0) / scores.length;
  return Object.fromEntries(names.map((name) => [name, Number(mean(name).toFixed(4))])) as unknown as Score;
}
