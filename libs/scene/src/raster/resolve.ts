import { sampleSky } from '../light/sky';
import type { LitScene } from '../light/lit-scene';
import { CHANNEL_COUNT, PLANE } from './channels';
import type { View } from './camera-view';
import type { VisibilityBuffer } from './visibility';
import { sampleTexture } from './surface-table';
import { encodeSrgb, toDisplayFast } from './tone-map';
import { type Reflections, mirrorWeight } from './reflections';

/** Reflectance of a dielectric at normal incidence (index of refraction 1.5). */
const DIELECTRIC = 0.04;
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
  exposure: number,
  planes: Float32Array,
  elements: Uint16Array,
): number {
  const { mesh, surfaces, light, sky, shadows } = scene;
  const { positions, normals, uvs, indices, triangleMaterial, triangleElement } = mesh;
  const { width, height } = view;
  const size = width * height;
  const [px, py, pz] = view.position;
  const [rx, ry, rz] = view.right;
  const [ux, uy, uz] = view.up;
  const [fx, fy, fz] = view.forward;
  const [sx, sy, sz] = sky.sunDirection;
  const [sunR, sunG, sunB] = sky.sunIrradiance;
  const colour = new Float32Array(3);
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
        const l = 1 / Math.sqrt(dx * dx + dy * dy + dz * dz);
        sampleSky(sky, dx * l, dy * l, dz * l, colour);
        writeSky(row, x, width, colour, exposure);
        elements[i] = 0;
        continue;
      }
      const i0 = indices[t * 3];
      const i1 = indices[t * 3 + 1];
      const i2 = indices[t * 3 + 2];
      const a = i0 * 3;
      const b = i1 * 3;
      const c = i2 * 3;
      // Barycentric weights from the ray itself: exact under perspective, and indifferent to clipping.
      const e1x = positions[b] - positions[a];
      const e1y = positions[b + 1] - positions[a + 1];
      const e1z = positions[b + 2] - positions[a + 2];
      const e2x = positions[c] - positions[a];
      const e2y = positions[c + 1] - positions[a + 1];
      const e2z = positions[c + 2] - positions[a + 2];
      const qx = dy * e2z - dz * e2y;
      const qy = dz * e2x - dx * e2z;
      const qz = dx * e2y - dy * e2x;
      const det = e1x * qx + e1y * qy + e1z * qz;
      const inv = det === 0 ? 0 : 1 / det;
      const tx = px - positions[a];
      const ty = py - positions[a + 1];
      const tz = pz - positions[a + 2];
      const wx = ty * e1z - tz * e1y;
      const wy = tz * e1x - tx * e1z;
      const wz = tx * e1y - ty * e1x;
      let u = (tx * qx + ty * qy + tz * qz) * inv;
      let v = (dx * wx + dy * wy + dz * wz) * inv;
      u = u < 0 ? 0 : u > 1 ? 1 : u;
      v = v < 0 ? 0 : v > 1 - u ? 1 - u : v;
      const w = 1 - u - v;
      const depth = 1 / visible.inverseDepth[i];
      const hx = px + dx * depth;
      const hy = py + dy * depth;
      const hz = pz + dz * depth;
      let nx = normals[a] * w + normals[b] * u + normals[c] * v;
      let ny = normals[a + 1] * w + normals[b + 1] * u + normals[c + 1] * v;
      let nz = normals[a + 2] * w + normals[b + 2] * u + normals[c + 2] * v;
      let facing = nx * dx + ny * dy + nz * dz;
      const norm = (facing > 0 ? -1 : 1) / Math.sqrt(nx * nx + ny * ny + nz * nz);
      nx *= norm;
      ny *= norm;
      nz *= norm;
      const distance = Math.sqrt(dx * dx + dy * dy + dz * dz);
      facing = Math.min(1, Math.abs(facing * norm) / distance);

      const surface = surfaces[triangleMaterial[t]];
      if (surface.texture) {
        const footprint = depth / view.focal / Math.sqrt(facing < 0.05 ? 0.05 : facing);
        sampleTexture(
          surface.texture,
          uvs[i0 * 2] * w + uvs[i1 * 2] * u + uvs[i2 * 2] * v,
          uvs[i0 * 2 + 1] * w + uvs[i1 * 2 + 1] * u + uvs[i2 * 2 + 1] * v,
          footprint,
          colour,
        );
      } else {
        colour[0] = surface.baseColour[0];
        colour[1] = surface.baseColour[1];
        colour[2] = surface.baseColour[2];
      }

      const sunCosine = nx * sx + ny * sy + nz * sz;
      const sun =
        shadows && sunCosine > 0
          ? sunCosine * shadows.visibility(hx + nx * 0.004, hy + ny * 0.004, hz + nz * 0.004, sunCosine)
          : 0;
      const skyR = light.sky[a] * w + light.sky[b] * u + light.sky[c] * v;
      const skyG = light.sky[a + 1] * w + light.sky[b + 1] * u + light.sky[c + 1] * v;
      const skyB = light.sky[a + 2] * w + light.sky[b + 2] * u + light.sky[c + 2] * v;
      const bounceR = light.indirect[a] * w + light.indirect[b] * u + light.indirect[c] * v;
      const bounceG = light.indirect[a + 1] * w + light.indirect[b + 1] * u + light.indirect[c + 1] * v;
      const bounceB = light.indirect[a + 2] * w + light.indirect[b + 2] * u + light.indirect[c + 2] * v;

      const mirror = mirrorWeight(surface.roughness);
      const traced = mirror > 0 ? reflections.at(x, y, triangleMaterial[t]) : -1;
      const seen = traced >= 0 ? mirror : 0;
      const away = 1 - facing;
      const graze = away * away * away * away * away * (1 - surface.roughness * 0.8);
      const metal = surface.metallic;
      // What the mirror image does not show is given back in all directions.
      const gain = surface.gain * (1 - metal * seen) * INVERSE_PI;
      const offset = surface.offset * (1 - seen) * INVERSE_PI;
      const r =
        (colour[0] * gain + offset) * (sun * sunR + skyR + bounceR) +
        (seen > 0 ? seen * fresnel(colour[0], metal, graze) * reflections.radiance[traced] : 0) +
        surface.emission[0];
      const g =
        (colour[1] * gain + offset) * (sun * sunG + skyG + bounceG) +
        (seen > 0 ? seen * fresnel(colour[1], metal, graze) * reflections.radiance[traced + 1] : 0) +
        surface.emission[1];
      const bl =
        (colour[2] * gain + offset) * (sun * sunB + skyB + bounceB) +
        (seen > 0 ? seen * fresnel(colour[2], metal, graze) * reflections.radiance[traced + 2] : 0) +
        surface.emission[2];
      if (!surface.glows) {
        logSum += Math.log2(0.2126 * r + 0.7152 * g + 0.0722 * bl + 1e-5);
        logCount++;
      }

      elements[i] = triangleElement[t];
      let k = x;
      row[k] = toDisplayFast(r * exposure);
      row[(k += width)] = toDisplayFast(g * exposure);
      row[(k += width)] = toDisplayFast(bl * exposure);
      row[(k += width)] = toSrgb(colour[0]);
      row[(k += width)] = toSrgb(colour[1]);
      row[(k += width)] = toSrgb(colour[2]);
      row[(k += width)] = nx * rx + ny * ry + nz * rz;
      row[(k += width)] = nx * ux + ny * uy + nz * uz;
      row[(k += width)] = -(nx * fx + ny * fy + nz * fz);
      row[(k += width)] = 1 / (1 + depth);
      row[(k += width)] = surface.roughness;
      row[(k += width)] = metal;
      row[(k += width)] = sun;
      const light01 = exposure * INVERSE_PI;
      row[(k += width)] = toDisplayFast(skyR * light01);
      row[(k += width)] = toDisplayFast(skyG * light01);
      row[(k += width)] = toDisplayFast(skyB * light01);
      row[(k += width)] = toDisplayFast(bounceR * light01);
      row[(k += width)] = toDisplayFast(bounceG * light01);
      row[(k += width)] = toDisplayFast(bounceB * light01);
      const shown = seen * exposure;
      row[(k += width)] = shown > 0 ? toDisplayFast(reflections.radiance[traced] * shown) : 0;
      row[(k += width)] = shown > 0 ? toDisplayFast(reflections.radiance[traced + 1] * shown) : 0;
      row[k + width] = shown > 0 ? toDisplayFast(reflections.radiance[traced + 2] * shown) : 0;
    }
    for (let c = 0; c < CHANNEL_COUNT; c++)
      planes.set(row.subarray(c * width, (c + 1) * width), c * size + y * width);
  }
  return logCount > 0 ? logSum / logCount : 0;
}

/** Reflectance of one channel towards the mirror direction, by Schlick's approximation. */
function fresnel(colour: number, metal: number, graze: number): number {
  const normal = DIELECTRIC + (colour - DIELECTRIC) * metal;
  return normal + (1 - normal) * graze;
}

function writeSky(row: Float32Array, x: number, width: number, colour: Float32Array, exposure: number): void {
  for (let c = 0; c < CHANNEL_COUNT; c++) row[c * width + x] = 0;
  for (let c = 0; c < 3; c++) row[c * width + x] = toDisplayFast(colour[c] * exposure);
  row[PLANE.roughness * width + x] = 1;
}
