import type { FrameModel } from '@maquette/inference';
import { type CameraPose, type GBuffer, PLANE, type SceneDocument, viewOf } from '@maquette/scene';
import type { Picture } from './picture';
import { Shot, finished } from './shot';

const FPS = 24;
const SIZE = { width: 384, height: 208 };
/** Depths that differ by more are not the same surface. */
const SAME_DEPTH = 1.02;

/** Root mean square difference of neighbouring frames where both show the same surface, display range 0–1. */
export interface WarpError {
  ours: number;
  /** Of the rasteriser's previews of the same frames: what view-dependent light and resampling alone make. */
  preview: number;
  /** Share of the picture that both frames show. */
  covered: number;
}

/** Two frames a 24th of a second apart in the middle of the clip, the second carried back by depth and camera. */
export async function warpErrorOf(model: FrameModel, document: SceneDocument): Promise<WarpError> {
  const shot = Shot.of(document, SIZE);
  const [first, second] = [3, 3 + 1 / FPS].map((seconds) => shot.pose(seconds));
  const exposure = shot.exposure(first, second);
  const [a, b] = [first, second].map((pose) => shot.draw(pose, exposure));
  const flow = flowOf(shot, first, second, a, b);
  const [oursA, oursB] = [await finished(model, a), await finished(model, b)];
  return {
    ours: difference(oursA, oursB, flow),
    preview: difference(previewOf(a), previewOf(b), flow),
    covered: flow.filter((at) => at >= 0).length / 2 / (SIZE.width * SIZE.height),
  };
}

/** [2·H·W] where each pixel of the first frame lies in the second; -1 where it is hidden there, outside, or sky. */
function flowOf(shot: Shot, from: CameraPose, to: CameraPose, a: GBuffer, b: GBuffer): Float32Array {
  const { width, height } = a;
  const size = width * height;
  const flow = new Float32Array(2 * size).fill(-1);
  const [view, other] = [viewOf(from, shot.window), viewOf(to, shot.window)];
  for (let i = 0; i < size; i++) {
    if (a.elements[i] === 0) continue;
    const depth = depthAt(a, i);
    const x = ((i % width) + 0.5 - view.centreX) / view.focal;
    const y = (view.centreY - Math.floor(i / width) - 0.5) / view.focal;
    const ray = [0, 1, 2].map(
      (k) =>
        view.position[k] + depth * (view.forward[k] + x * view.right[k] + y * view.up[k]) - other.position[k],
    );
    const along = (axis: readonly number[]): number => ray[0] * axis[0] + ray[1] * axis[1] + ray[2] * axis[2];
    const z = along(other.forward);
    const u = other.centreX + (other.focal * along(other.right)) / z - 0.5;
    const v = other.centreY - (other.focal * along(other.up)) / z - 0.5;
    if (z <= 0 || u < 0 || v < 0 || u >= width - 1 || v >= height - 1) continue;
    const nearest = Math.round(v) * width + Math.round(u);
    const ratio = depthAt(b, nearest) / z;
    if (b.elements[nearest] !== a.elements[i] || ratio > SAME_DEPTH || ratio < 1 / SAME_DEPTH) continue;
    flow[i] = u;
    flow[size + i] = v;
  }
  return flow;
}

/** Metres along the view axis. */
function depthAt({ planes, width, height }: GBuffer, i: number): number {
  return 1 / planes[PLANE.depth * width * height + i] - 1;
}

function previewOf({ width, height, planes }: GBuffer): Picture {
  return { width, height, planes: planes.subarray(0, 3 * width * height) };
}

function difference(a: Picture, b: Picture, flow: Float32Array): number {
  const size = a.width * a.height;
  let sum = 0;
  let count = 0;
  for (let i = 0; i < size; i++) {
    if (flow[i] < 0) continue;
    const [x, y] = [Math.floor(flow[i]), Math.floor(flow[size + i])];
    const [fx, fy] = [flow[i] - x, flow[size + i] - y];
    for (let channel = 0; channel < 3; channel++) {
      const at = channel * size + y * a.width + x;
      const top = b.planes[at] * (1 - fx) + b.planes[at + 1] * fx;
      const bottom = b.planes[at + a.width] * (1 - fx) + b.planes[at + a.width + 1] * fx;
      sum += (top * (1 - fy) + bottom * fy - a.planes[channel * size + i]) ** 2;
      count++;
    }
  }
  return count === 0 ? NaN : Math.sqrt(sum / count);
}
