import type { Domain } from '@maquette/kernel';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import {
  type CameraPose,
  COMPOSERS,
  type PictureWindow,
  Random,
  type SceneDocument,
  type SceneMesh,
  type Texture,
  type TrainingFrame,
  buildMesh,
  documentAt,
  exposureFor,
  lightScene,
  material,
  sampleCamera,
  viewOf,
  writeGBuffers,
  writeTrainingScene,
} from '@maquette/scene';
import { sampleScene } from './sample-scene';

export interface ExportOptions {
  domain: Domain;
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
  // A scene that changes is trained at one of its moments.
  const composed = documentAt(sampleScene(options.domain, random), random.fork('moment').next());
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
    window: WINDOWS[options.domain](options, random, mesh, pose),
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

type PickWindow = (
  options: ExportOptions,
  random: Random,
  mesh: SceneMesh,
  pose: CameraPose,
) => PictureWindow;

/** A room fills the picture; of a figure or an organ on a stage most windows would show the backdrop alone. */
const WINDOWS: { [D in Domain]: PickWindow } = {
  architecture: anywhere,
  fashion: aboutTheSubject,
  medical: aboutTheSubject,
};

/** Share of windows that are laid about the subject. */
const ABOUT = 0.9;
/** Vertices that are tried, until one lies in the picture. */
const TRIES = 20;

/** A window at a random place of the full frame. */
function anywhere({ crop, width, height }: ExportOptions, random: Random): PictureWindow {
  return {
    fullWidth: width,
    fullHeight: height,
    x: random.integer(0, width - crop),
    y: random.integer(0, height - crop),
    width: crop,
    height: crop,
  };
}

/** A window with a random vertex in its middle half: nearly all vertices belong to the subject. */
function aboutTheSubject(
  options: ExportOptions,
  random: Random,
  mesh: SceneMesh,
  pose: CameraPose,
): PictureWindow {
  const window = anywhere(options, random);
  const { crop, width, height } = options;
  const view = viewOf(pose, { ...window, x: 0, y: 0 });
  for (let i = 0; i < TRIES && random.next() < ABOUT; i++) {
    const vertex = 3 * random.integer(0, mesh.positions.length / 3 - 1);
    const [dx, dy, dz] = [0, 1, 2].map((axis) => mesh.positions[vertex + axis] - view.position[axis]);
    const along = ([x, y, z]: readonly number[]): number => x * dx + y * dy + z * dz;
    const depth = along(view.forward);
    const x = view.centreX + (view.focal * along(view.right)) / depth;
    const y = view.centreY - (view.focal * along(view.up)) / depth;
    if (depth < 0.05 || x < 0 || y < 0 || x >= width || y >= height) continue;
    const place = (at: number, length: number): number =>
      Math.round(Math.min(length - crop, Math.max(0, at - crop * random.between(0.25, 0.75))));
    return { ...window, x: place(x, width), y: place(y, height) };
  }
  return window;
}

async function writeTexture({ srgb, size }: Texture, path: string): Promise<void> {
  await sharp(srgb, { raw: { width: size, height: size, channels: 3 } })
    .png()
    .toFile(path);
}
