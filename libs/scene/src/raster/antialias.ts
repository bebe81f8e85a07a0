import type { SceneMesh } from '../geometry/mesh';
import { PLANE } from './channels';
import type { View } from './camera-view';
import type { ClearSurfaces } from './clear-surfaces';
import type { Reflections } from './reflections';
import type { Shader } from './shader';
import { toDisplayFast } from './tone-map';
import { VisibilityBuffer } from './visibility';

/** Places of the samples within a pixel, from its centre: a rotated grid, so that no edge direction lies along it. */
const SAMPLES = [
  [-0.125, -0.375],
  [0.375, -0.125],
  [0.125, 0.375],
  [-0.375, 0.125],
] as const;

/** Neighbours that differ by more than this count as an edge. */
const NORMAL_STEP = 0.2;
const DEPTH_RATIO = 1.04;
const SUN_STEP = 0.25;

/**
 * Shades the pixels on edges of things, of creases and of shadows anew at four places each, and writes their mean into the
 * preview. All other planes stay as the pixel's centre has them: the frame model wants them sharp.
 */
export class Antialias {
  private readonly samples: VisibilityBuffer[];

  constructor(width: number, height: number) {
    this.samples = SAMPLES.map(() => new VisibilityBuffer(width, height));
  }

  apply(
    mesh: SceneMesh,
    view: View,
    reflections: Reflections,
    shader: Shader,
    exposure: number,
    planes: Float32Array,
    elements: Uint16Array,
    clear: ClearSurfaces | null = null,
  ): void {
    const views = SAMPLES.map(([x, y]) => ({
      ...view,
      centreX: view.centreX - x,
      centreY: view.centreY - y,
    }));
    this.samples.forEach((sample, k) => {
      sample.draw(mesh, views[k], clear?.left);
      clear?.drawSample(k, sample, views[k]);
    });
    const { width, height } = view;
    const size = width * height;
    const { point } = shader;
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        if (!onEdge(planes, elements, x, y, width, height)) continue;
        const i = y * width + x;
        let r = 0;
        let g = 0;
        let b = 0;
        for (let k = 0; k < SAMPLES.length; k++) {
          this.shadeSample(mesh, views[k], this.samples[k], reflections, shader, x, y);
          clear?.overSample(k, views[k], shader, x, y);
          r += point[0];
          g += point[1];
          b += point[2];
        }
        const scale = exposure / SAMPLES.length;
        planes[i] = toDisplayFast(r * scale);
        planes[size + i] = toDisplayFast(g * scale);
        planes[2 * size + i] = toDisplayFast(b * scale);
      }
    }
  }

  private shadeSample(
    mesh: SceneMesh,
    view: View,
    visible: VisibilityBuffer,
    reflections: Reflections,
    shader: Shader,
    x: number,
    y: number,
  ): void {
    const vx = (x + 0.5 - view.centreX) / view.focal;
    const vy = (view.centreY - y - 0.5) / view.focal;
    const dx = view.forward[0] + view.right[0] * vx + view.up[0] * vy;
    const dy = view.forward[1] + view.right[1] * vx + view.up[1] * vy;
    const dz = view.forward[2] + view.right[2] * vx + view.up[2] * vy;
    const i = y * view.width + x;
    const t = visible.triangle[i];
    if (t < 0) shader.shadeSky(dx, dy, dz);
    else
      shader.shade(
        t,
        dx,
        dy,
        dz,
        1 / visible.inverseDepth[i],
        reflections.at(x, y, mesh.triangleMaterial[t]),
      );
  }
}

/** Does the pixel differ from one of its four neighbours in element, depth, normal or sun. */
function onEdge(
  planes: Float32Array,
  elements: Uint16Array,
  x: number,
  y: number,
  width: number,
  height: number,
): boolean {
  const i = y * width + x;
  return (
    (x > 0 && differs(planes, elements, i, i - 1, width * height)) ||
    (x + 1 < width && differs(planes, elements, i, i + 1, width * height)) ||
    (y > 0 && differs(planes, elements, i, i - width, width * height)) ||
    (y + 1 < height && differs(planes, elements, i, i + width, width * height))
  );
}

function differs(planes: Float32Array, elements: Uint16Array, i: number, j: number, size: number): boolean {
  if (elements[i] !== elements[j]) return true;
  if (elements[i] === 0) return false;
  const depth = PLANE.depth * size;
  const a = planes[depth + i];
  const b = planes[depth + j];
  if (a > b * DEPTH_RATIO || b > a * DEPTH_RATIO) return true;
  if (Math.abs(planes[PLANE.sun * size + i] - planes[PLANE.sun * size + j]) > SUN_STEP) return true;
  for (let c = PLANE.normal; c < PLANE.normal + 3; c++) {
    if (Math.abs(planes[c * size + i] - planes[c * size + j]) > NORMAL_STEP) return true;
  }
  return false;
}
