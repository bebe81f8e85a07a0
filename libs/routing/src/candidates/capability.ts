import type { CheckpointRecord, TensorContract } from '@maquette/registry';

/** What a request can ask of a checkpoint besides its domain. */
export interface CapabilityNeeds {
  /** Kind of model: what it makes of what. */
  task?: CheckpointRecord['kind'];
  /** Size of what the model is given, in pixels. */
  picture?: { width: number; height: number };
  /** `known-pixels`: keeps pixels that are known, by a mask; editing, coherence and tiling need it. */
  conditioning?: readonly Conditioning[];
  /** How many times as wide and as high its own upscaler must make a picture. */
  upscaling?: number;
}

export const CONDITIONINGS = ['known-pixels'] as const;
export type Conditioning = (typeof CONDITIONINGS)[number];

/** Axes of an input's shape: batch, channels, height, width. */
const [HEIGHT, WIDTH] = [2, 3];
const PICTURE_INPUT = 'gbuffer';
const KNOWN_PIXELS_INPUTS = ['known', 'mask'];

/** Why the checkpoint cannot do what is asked, by the contract in its record; null: it can. */
export function lacking(
  { kind, contract, upscaler }: Pick<CheckpointRecord, 'kind' | 'contract' | 'upscaler'>,
  { task, picture, conditioning = [], upscaling }: CapabilityNeeds,
): string | null {
  if (task !== undefined && task !== kind) return `It is a ${kind}; a ${task} is asked for.`;
  if (conditioning.includes('known-pixels') && !takes(contract.inputs, KNOWN_PIXELS_INPUTS))
    return 'It takes no known pixels with a mask, which this request needs.';
  if (upscaling !== undefined && upscaler?.scale !== upscaling)
    return `It has no upscaler by ${upscaling}, which this request needs.`;
  return picture ? wrongSize(contract, picture) : null;
}

function takes(inputs: readonly TensorContract[], names: readonly string[]): boolean {
  return names.every((name) => inputs.some((input) => input.name === name));
}

function wrongSize(
  { inputs, resolutionMultiple }: CheckpointRecord['contract'],
  { width, height }: { width: number; height: number },
): string | null {
  if (width % resolutionMultiple !== 0 || height % resolutionMultiple !== 0)
    return `It takes pictures in multiples of ${resolutionMultiple} pixels, not ${width}×${height}.`;
  const shape = inputs.find(({ name }) => name === PICTURE_INPUT)?.shape ?? [];
  const differs = (axis: number, pixels: number) => typeof shape[axis] === 'number' && shape[axis] !== pixels;
  if (!differs(WIDTH, width) && !differs(HEIGHT, height)) return null;
  return `It takes ${shape[WIDTH]}×${shape[HEIGHT]} alone, not ${width}×${height}.`;
}
