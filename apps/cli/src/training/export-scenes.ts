import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import {
  COMPOSERS,
  type ComposedDomain,
  type PictureWindow,
  Random,
  type SceneDocument,
  type Texture,
  type TrainingFrame,
  buildMesh,
  exposureFor,
  lightScene,
  material,
  sampleCamera,
  writeGBuffers,
  writeTrainingScene,
} from '@maquette/scene';
import { sampleScene } from './sample-scene';

export interface ExportOptions {
  domain: ComposedDomain;
  out: string;
  /** Scenes to write; those that are there already are kept. */
  train: number;
  test: number;
  seed: number;
  /** Pictures a scene. */
  frames: number;
  /** Edge of a picture, pixels: a window of the full frame. */
  crop: number;
  width: number;
  height: number;
  /** Draws the G-buffers of scenes that are there already anew: after a change of light or rasteriser. Their targets stay. */
  redraw?: boolean;
  onScene?: (id: string, done: number, total: number) => void;
}

const SECONDS = 6;

/** Writes the training recipe's input: random scenes with the rasteriser's G-buffers, ready for the path tracer. */
export async function exportTrainingScenes(options: ExportOptions): Promise<void> {
  await mkdir(options.out, { recursive: true });
  const total = options.train + options.test;
  // Test scenes come first, so that the held-out curve stands on the same scenes from the first minute on.
  for (let i = 0; i < total; i++) {
    const split = i < options.test ? 'test' : 'train';
    const id = `${split}-${String(split === 'test' ? i : i - options.test).padStart(4, '0')}`;
    const folder = join(options.out, id);
    if (!existsSync(folder)) await exportScene(folder, id, split, options);
    else if (options.redraw) await redrawScene(folder);
    options.onScene?.(id, i + 1, total);
  }
  await writeFile(join(options.out, 'DONE'), '');
}

async function exportScene(
  folder: string,
  id: string,
  split: 'train' | 'test',
  options: ExportOptions,
): Promise<void> {
  const random = new Random(options.seed).fork(id);
  const composed = sampleScene(options.domain, random);
  const mesh = buildMesh(composed);
  const materials = mesh.materials.map(material);
  const lit = lightScene(composed, mesh, materials);
  const camera = COMPOSERS[options.domain].planCamera(composed, mesh, lit.bvh, SECONDS);
  const document: SceneDocument = { ...composed, camera };
  const times = Array.from(
    { length: options.frames },
    (_, i) => ((i + random.next()) / options.frames) * SECONDS,
  );
  const poses = times.map((time) => sampleCamera(document.camera, time));
  const exposure = exposureFor(lit, poses) * Math.pow(2, random.between(-0.3, 0.3));
  const frames = poses.map((pose, i) => ({
    id: String(i).padStart(3, '0'),
    pose,
    window: pickWindow(options, random),
  }));
  await writeTrainingScene(folder, { id, split, document, lit, materials, exposure, frames }, writeTexture);
}

interface WrittenFrame {
  id: string;
  camera: TrainingFrame['pose'];
  full: [width: number, height: number];
  crop: { x: number; y: number; width: number; height: number };
}

/** The scene as it was written: its document, exposure, cameras and windows. */
async function redrawScene(folder: string): Promise<void> {
  const read = async <T>(name: string): Promise<T> =>
    JSON.parse(await readFile(join(folder, name), 'utf8')) as T;
  const document = await read<SceneDocument>('document.json');
  const { exposure, frames } = await read<{ exposure: number; frames: WrittenFrame[] }>('scene.json');
  const mesh = buildMesh(document);
  const lit = lightScene(document, mesh, mesh.materials.map(material));
  const pictures = frames.map(({ id, camera, full, crop }) => ({
    id,
    pose: camera,
    window: { fullWidth: full[0], fullHeight: full[1], ...crop },
  }));
  await writeGBuffers(folder, lit, exposure, pictures);
}

/** A window at a random place of the full frame. */
function pickWindow(options: ExportOptions, random: Random): PictureWindow {
  const { crop, width, height } = options;
  return {
    fullWidth: width,
    fullHeight: height,
    x: random.integer(0, width - crop),
    y: random.integer(0, height - crop),
    width: crop,
    height: crop,
  };
}

async function writeTexture({ srgb, size }: Texture, path: string): Promise<void> {
  await sharp(srgb, { raw: { width: size, height: size, channels: 3 } })
    .png()
    .toFile(path);
}
