import type { LitScene } from '../light/lit-scene';
import { CHANNEL_COUNT, PLANE } from './channels';
import type { View } from './camera-view';
import type { VisibilityBuffer } from './visibility';
import { encodeSrgb, toDisplayFast } from './tone-map';
import type { Reflections } from './reflections';
import { POINT, type Shader } from './shader';

const INVERSE_PI = 1 / Math.PI;

const srgbTable = Float32Array.from({ length: 1025 }, (_, i) => encodeSrgb(i / 1024));
const toSrgb = (linear: number): number => srgbTable[linear >= 1 ? 1024 : (linear * 1024 + 0.5) | 0];

/**
 * Shades what the visibility buffer holds and writes the encoded planes (see channels.ts).
 * @param planes [C·H·W], overwritten in full
 * @param elements [H·W] element number of each pixel (0: sky), overwritten in full
 * @returns mean of log2 of the preview's radiance before exposure, the sky left out
 */
export function resolve(
  scene: LitScene,
  view: View,
  visible: VisibilityBuffer,
  reflections: Reflections,
  shader: Shader,
  exposure: number,
  planes: Float32Array,
  elements: Uint16Array,
): number {
  const { surfaces } = scene;
  const { triangleMaterial, triangleElement } = scene.mesh;
  const { width, height } = view;
  const size = width * height;
  const [rx, ry, rz] = view.right;
  const [ux, uy, uz] = view.up;
  const [fx, fy, fz] = view.forward;
  const { point } = shader;
  const light01 = exposure * INVERSE_PI;
  // One row of all planes: the planes themselves lie a power of two apart, and writing them pixel by pixel would thrash the cache.
  const row = new Float32Array(CHANNEL_COUNT * width);
  let logSum = 0;
  let logCount = 0;
  for (let y = 0; y < height; y++) {
    const vy = (view.centreY - y - 0.5) / view.focal;
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const vx = (x + 0.5 - view.centreX) / view.focal;
      // Ray with a component of one along the view axis: its parameter is the depth.
      const dx = fx + rx * vx + ux * vy;
      const dy = fy + ry * vx + uy * vy;
      const dz = fz + rz * vx + uz * vy;
      const t = visible.triangle[i];
      if (t < 0) {
        shader.shadeSky(dx, dy, dz);
        writeSky(row, x, width, point, exposure);
        elements[i] = 0;
        continue;
      }
      const depth = 1 / visible.inverseDepth[i];
      const mirrored = reflections.at(x, y, triangleMaterial[t]);
      shader.shade(t, dx, dy, dz, depth, mirrored);
      const surface = surfaces[triangleMaterial[t]];
      if (!surface.unmetered) {
        logSum += Math.log2(0.2126 * point[0] + 0.7152 * point[1] + 0.0722 * point[2] + 1e-5);
        logCount++;
      }
      elements[i] = triangleElement[t];
      const nx = point[POINT.normal];
      const ny = point[POINT.normal + 1];
      const nz = point[POINT.normal + 2];
      const shown = point[POINT.mirror] * exposure;
      for (let k = 0; k < 3; k++) {
        row[(PLANE.preview + k) * width + x] = toDisplayFast(point[POINT.radiance + k] * exposure);
        row[(PLANE.baseColour + k) * width + x] = toSrgb(point[POINT.baseColour + k]);
        row[(PLANE.sky + k) * width + x] = toDisplayFast(point[POINT.sky + k] * light01);
        row[(PLANE.indirect + k) * width + x] = toDisplayFast(point[POINT.indirect + k] * light01);
        row[(PLANE.reflection + k) * width + x] =
          shown > 0 ? toDisplayFast(reflections.radiance[mirrored + k] * shown) : 0;
      }
      row[PLANE.normal * width + x] = nx * rx + ny * ry + nz * rz;
      row[(PLANE.normal + 1) * width + x] = nx * ux + ny * uy + nz * uz;
      row[(PLANE.normal + 2) * width + x] = -(nx * fx + ny * fy + nz * fz);
      row[PLANE.depth * width + x] = 1 / (1 + depth);
      row[PLANE.roughness * width + x] = surface.roughness;
      row[PLANE.metallic * width + x] = surface.metallic;
      row[PLANE.sun * width + x] = point[POINT.sun];
    }
    for (let c = 0; c < CHANNEL_COUNT; c++)
      planes.set(row.subarray(c * width, (c + 1) * width), c * size + y * width);
  }
  return logCount > 0 ? logSum / logCount : 0;
}

function writeSky(
  row: Float32Array,
  x: number,
  width: number,
  radiance: Float64Array,
  exposure: number,
): void {
  for (let c = 0; c < CHANNEL_COUNT; c++) row[c * width + x] = 0;
  for (let c = 0; c < 3; c++) row[c * width + x] = toDisplayFast(radiance[c] * exposure);
  row[PLANE.roughness * width + x] = 1;
}
