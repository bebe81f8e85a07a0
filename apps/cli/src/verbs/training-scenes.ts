import { resolve } from 'node:path';
import type { Domain } from '@maquette/kernel';
import { exportTrainingScenes } from '../training/export-scenes';
import type { Output } from '../output';

interface TrainingScenesOptions {
  domain: Domain;
  out: string;
  train: number;
  test: number;
  seed: number;
  frames: number;
  redraw?: boolean;
}

/** Edge of a training picture, and the full frame that it is a window of, pixels. */
const PICTURE = { crop: 256, width: 960, height: 540 };

/** First step of the frame model's recipe (model-registry/training/frame_model). */
export async function trainingScenes(output: Output, options: TrainingScenesOptions): Promise<void> {
  const { domain } = options;
  const out = resolve(options.out);
  await exportTrainingScenes({
    ...options,
    ...PICTURE,
    domain,
    out,
    onScene: (id, done, total) => process.stderr.write(`${id} (${done} of ${total})\n`),
  });
  output.result({ out, scenes: options.train + options.test }, out);
}
