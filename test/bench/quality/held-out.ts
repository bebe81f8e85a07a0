import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CHANNEL_COUNT } from '@maquette/scene';
import type { Picture } from './picture';

/** A held-out frame of the training recipe's data format (model-registry/training/frame_model/README.md). */
export interface HeldOutFrame {
  scene: string;
  space: string;
  width: number;
  height: number;
  /** [22·H·W] */
  gbuffer: Float32Array;
  preview: Picture;
  reference: Picture;
}

interface SceneFile {
  id: string;
  split: string;
  space: string;
  frames: { id: string; gbuffer: string; crop: { width: number; height: number } }[];
}

/** Folders of the held-out scenes under `data`. */
export function heldOutScenes(data: string): string[] {
  return readdirSync(data)
    .sort()
    .map((name) => join(data, name))
    .filter((folder) => existsSync(join(folder, 'scene.json')) && sceneFile(folder).split === 'test');
}

/** Its frames that have a target. */
export function framesOf(folder: string): HeldOutFrame[] {
  const { id, space, frames } = sceneFile(folder);
  return frames
    .filter((frame) => existsSync(join(folder, `${frame.id}.target.f16`)))
    .map((frame) => {
      const { width, height } = frame.crop;
      const gbuffer = halves(join(folder, frame.gbuffer), CHANNEL_COUNT * width * height);
      const target = halves(join(folder, `${frame.id}.target.f16`), 3 * width * height);
      const size = { width, height };
      return {
        scene: id,
        space,
        ...size,
        gbuffer,
        preview: { ...size, planes: gbuffer.slice(0, 3 * width * height) },
        reference: { ...size, planes: target.map(toDisplay) },
      };
    });
}

function sceneFile(folder: string): SceneFile {
  return JSON.parse(readFileSync(join(folder, 'scene.json'), 'utf8')) as SceneFile;
}

function halves(path: string, count: number): Float32Array {
  const bytes = readFileSync(path);
  if (bytes.length !== 2 * count)
    throw new Error(`${path} has ${bytes.length} bytes; ${2 * count} were expected.`);
  return Float32Array.from({ length: count }, (_, i) => fromHalf(bytes.readUInt16LE(2 * i)));
}

/** IEEE 754 binary16. */
function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** Exposed radiance → display, as libs/scene/src/raster/tone-map.ts. */
function toDisplay(x: number): number {
  const y = x <= 0 ? 0 : Math.min(1, (x * (2.51 * x + 0.03)) / (x * (2.43 * x + 0.59) + 0.14));
  return y <= 0.0031308 ? 12.92 * y : 1.055 * y ** (1 / 2.4) - 0.055;
}
