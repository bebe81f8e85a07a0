import type { LitScene } from '../light/lit-scene';
import type { View } from './camera-view';
import { PLANE } from './channels';
import { LAYERS, type LayerBuffer } from './layers';
import type { Reflections } from './reflections';
import { POINT, type Shader } from './shader';
import { encodeSrgb, toDisplayFast } from './tone-map';
import type { VisibilityBuffer } from './visibility';

/** A layer that stops less than this belongs to what lies behind it, for masks. */
const TOUCHABLE = 0.12;

/** Where the sums of one pixel stand: the shader's point, then what the surface and the camera add. */
const SUM = { reflection: 17, depth: 20, roughness: 21, metallic: 22 } as const;
const SUMS = 23;

/**
 * Lays the clear surfaces over the resolved planes, back to front, each with its opacity: every plane is the mean of what
 * lies behind one another in a pixel, weighed by what is seen of it. Pixels without clear surfaces stay as they are.
 * @returns mean of log2 of the radiance where there are any
 */
export function composeLayers(
  scene: LitScene,
  view: View,
  visible: VisibilityBuffer,
  layers: LayerBuffer,
  reflections: Reflections,
  shader: Shader,
  exposure: number,
  planes: Float32Array,
  elements: Uint16Array,
): number {
  const { width, height } = view;
  const size = width * height;
  const sums = new Float64Array(SUMS);
  const ray = new Float64Array(3);
  let logSum = 0;
  let logCount = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (layers.triangles[i * LAYERS] < 0) continue;
      rayThrough(view, x, y, ray);
      begin(scene, visible, reflections, shader, i, x, y, ray, sums);
      let touched = elements[i];
      for (let k = LAYERS - 1; k >= 0; k--) {
        const t = layers.triangles[i * LAYERS + k];
        if (t < 0) continue;
        const depth = 1 / layers.inverseDepths[i * LAYERS + k];
        shader.shade(t, ray[0], ray[1], ray[2], depth, -1);
        const share = scene.opacity![t];
        over(scene, shader, t, depth, share, sums);
        if (share >= TOUCHABLE) touched = scene.mesh.triangleElement[t];
      }
      elements[i] = touched;
      logSum += Math.log2(0.2126 * sums[0] + 0.7152 * sums[1] + 0.0722 * sums[2] + 1e-5);
      logCount++;
      write(view, sums, exposure, planes, i, size);
    }
  }
  return logCount > 0 ? logSum / logCount : 0;
}

/** Radiance of a pixel's sample with its clear surfaces, into `shader.point`, which holds what lies behind them. */
export function radianceThrough(
  scene: LitScene,
  layers: LayerBuffer,
  shader: Shader,
  i: number,
  ray: Float64Array,
): void {
  const { point } = shader;
  let [r, g, b] = [point[0], point[1], point[2]];
  for (let k = LAYERS - 1; k >= 0; k--) {
    const t = layers.triangles[i * LAYERS + k];
    if (t < 0) continue;
    shader.shade(t, ray[0], ray[1], ray[2], 1 / layers.inverseDepths[i * LAYERS + k], -1);
    const share = scene.opacity![t];
    r += (point[0] - r) * share;
    g += (point[1] - g) * share;
    b += (point[2] - b) * share;
  }
  point[0] = r;
  point[1] = g;
  point[2] = b;
}

/** The ray of a pixel's centre, with a component of one along the view axis. */
export function rayThrough(view: View, x: number, y: number, out: Float64Array): void {
  const vx = (x + 0.5 - view.centreX) / view.focal;
  const vy = (view.centreY - y - 0.5) / view.focal;
  for (let k = 0; k < 3; k++) out[k] = view.forward[k] + view.right[k] * vx + view.up[k] * vy;
}

/** The solid surface or the sky at the back. */
function begin(
  scene: LitScene,
  visible: VisibilityBuffer,
  reflections: Reflections,
  shader: Shader,
  i: number,
  x: number,
  y: number,
  ray: Float64Array,
  sums: Float64Array,
): void {
  sums.fill(0);
  const t = visible.triangle[i];
  if (t < 0) {
    shader.shadeSky(ray[0], ray[1], ray[2]);
    for (let k = 0; k < 3; k++) sums[k] = shader.point[k];
    sums[SUM.roughness] = 1;
    return;
  }
  const material = scene.mesh.triangleMaterial[t];
  const depth = 1 / visible.inverseDepth[i];
  const mirrored = reflections.at(x, y, material);
  shader.shade(t, ray[0], ray[1], ray[2], depth, mirrored);
  over(scene, shader, t, depth, 1, sums);
  for (let k = 0; k < 3; k++) {
    sums[SUM.reflection + k] =
      mirrored >= 0 ? reflections.radiance[mirrored + k] * shader.point[POINT.mirror] : 0;
  }
}

/** What the shader found, over what is there. */
function over(
  scene: LitScene,
  { point }: Shader,
  t: number,
  depth: number,
  share: number,
  sums: Float64Array,
): void {
  const surface = scene.surfaces[scene.mesh.triangleMaterial[t]];
  for (let k = 0; k < POINT.mirror; k++) sums[k] += (point[k] - sums[k]) * share;
  for (let k = 0; k < 3; k++) sums[SUM.reflection + k] *= 1 - share;
  sums[SUM.depth] += (1 / (1 + depth) - sums[SUM.depth]) * share;
  sums[SUM.roughness] += (surface.roughness - sums[SUM.roughness]) * share;
  sums[SUM.metallic] += (surface.metallic - sums[SUM.metallic]) * share;
}

function write(
  view: View,
  sums: Float64Array,
  exposure: number,
  planes: Float32Array,
  i: number,
  size: number,
): void {
  const put = (plane: number, value: number): void => {
    planes[plane * size + i] = value;
  };
  for (let k = 0; k < 3; k++) {
    put(PLANE.preview + k, toDisplayFast(sums[POINT.radiance + k] * exposure));
    put(PLANE.baseColour + k, encodeSrgb(Math.min(1, sums[POINT.baseColour + k])));
    put(PLANE.sky + k, toDisplayFast((sums[POINT.sky + k] * exposure) / Math.PI));
    put(PLANE.indirect + k, toDisplayFast((sums[POINT.indirect + k] * exposure) / Math.PI));
    put(PLANE.reflection + k, toDisplayFast(sums[SUM.reflection + k] * exposure));
  }
  const [nx, ny, nz] = [sums[POINT.normal], sums[POINT.normal + 1], sums[POINT.normal + 2]];
  const length = Math.hypot(nx, ny, nz) || 1;
  const along = (axis: readonly number[]): number => (nx * axis[0] + ny * axis[1] + nz * axis[2]) / length;
  put(PLANE.normal, along(view.right));
  put(PLANE.normal + 1, along(view.up));
  put(PLANE.normal + 2, -along(view.forward));
  put(PLANE.depth, sums[SUM.depth]);
  put(PLANE.roughness, sums[SUM.roughness]);
  put(PLANE.metallic, sums[SUM.metallic]);
  put(PLANE.sun, sums[POINT.sun]);
}
