import { closestStopping } from '../light/clear';
import { sampleSky } from '../light/sky';
import { type MirrorBlocks, smear } from './smear';
import type { LitScene } from '../light/lit-scene';
import type { View } from './camera-view';
import type { VisibilityBuffer } from './visibility';

/** Rougher surfaces than this show no mirror image. */
const ROUGHEST = 0.5;
/** Smoother ones show it in full. */
const SMOOTHEST = 0.15;
/** Radius of the blur by the slope of a rough surface's facets: about the middle half of the reflected light. */
const SPREAD = 1.5;
/** Rays are traced for one pixel of each block of this edge. */
const BLOCK = 2;

/** Share of the mirror image in what a surface of this roughness reflects, 0–1. */
export function mirrorWeight(roughness: number): number {
  if (roughness >= ROUGHEST) return 0;
  if (roughness <= SMOOTHEST) return 1;
  const t = (ROUGHEST - roughness) / (ROUGHEST - SMOOTHEST);
  return t * t * (3 - 2 * t);
}

/** Mirror images on smooth surfaces: one ray a block of pixels, shaded with the baked light of what it meets. */
export class Reflections {
  /** [3·blocks] linear RGB */
  readonly radiance: Float32Array;
  private readonly blocks: MirrorBlocks;
  private readonly columns: number;
  private readonly rows: number;

  constructor(width: number, height: number) {
    this.columns = Math.ceil(width / BLOCK);
    this.rows = Math.ceil(height / BLOCK);
    const count = this.columns * this.rows;
    this.radiance = new Float32Array(count * 3);
    this.blocks = {
      columns: this.columns,
      rows: this.rows,
      radiance: this.radiance,
      owner: new Int32Array(count),
      normal: new Float32Array(count * 3),
      angle: new Float32Array(count),
      pace: new Float32Array(count),
    };
  }

  /** Index into `radiance` of the block's ray, or -1 when that ray left from another material. */
  at(x: number, y: number, material: number): number {
    const block = (y >> 1) * this.columns + (x >> 1);
    return this.blocks.owner[block] === material ? block * 3 : -1;
  }

  trace(scene: LitScene, view: View, visible: VisibilityBuffer): void {
    const { triangleMaterial } = scene.mesh;
    const { radiance, owner, normal, angle, pace } = this.blocks;
    for (let row = 0; row < this.rows; row++) {
      for (let column = 0; column < this.columns; column++) {
        const block = row * this.columns + column;
        const pixel = this.smoothPixel(scene, visible, column * BLOCK, row * BLOCK);
        owner[block] = pixel < 0 ? -1 : triangleMaterial[visible.triangle[pixel]];
        if (pixel < 0) continue;
        const at = block * 3;
        const distance = mirrorRadiance(
          scene,
          view,
          visible,
          pixel,
          radiance.subarray(at, at + 3),
          normal.subarray(at, at + 3),
        );
        const { roughness } = scene.surfaces[owner[block]];
        angle[block] = SPREAD * roughness * roughness;
        // In a flat mirror the eye sees the angle shrunk by the way to the mirror's share of the whole way.
        pace[block] =
          (BLOCK / view.focal) * (1 + 1 / (visible.inverseDepth[pixel] * Math.max(distance, 1e-4)));
      }
    }
    smear(this.blocks);
  }

  private smoothPixel({ mesh, surfaces }: LitScene, visible: VisibilityBuffer, x: number, y: number): number {
    for (let k = 0; k < BLOCK * BLOCK; k++) {
      const px = Math.min(visible.width - 1, x + (k % BLOCK));
      const py = Math.min(visible.height - 1, y + Math.floor(k / BLOCK));
      const triangle = visible.triangle[py * visible.width + px];
      if (triangle >= 0 && surfaces[mesh.triangleMaterial[triangle]].roughness < ROUGHEST)
        return py * visible.width + px;
    }
    return -1;
  }
}

/** Radiance from the mirror direction of a pixel, into `out`, its normal into `normal`; answers how far away that comes from, metres. */
function mirrorRadiance(
  scene: LitScene,
  view: View,
  visible: VisibilityBuffer,
  pixel: number,
  out: Float32Array,
  normal: Float32Array,
): number {
  const { mesh, bvh, sky, opacity } = scene;
  const { positions, normals, indices } = mesh;
  const x = pixel % visible.width;
  const y = (pixel - x) / visible.width;
  const vx = (x + 0.5 - view.centreX) / view.focal;
  const vy = (view.centreY - y - 0.5) / view.focal;
  let dx = view.forward[0] + view.right[0] * vx + view.up[0] * vy;
  let dy = view.forward[1] + view.right[1] * vx + view.up[1] * vy;
  let dz = view.forward[2] + view.right[2] * vx + view.up[2] * vy;
  const depth = 1 / visible.inverseDepth[pixel];
  const hx = view.position[0] + dx * depth;
  const hy = view.position[1] + dy * depth;
  const hz = view.position[2] + dz * depth;
  const l = 1 / Math.sqrt(dx * dx + dy * dy + dz * dz);
  dx *= l;
  dy *= l;
  dz *= l;
  const t = visible.triangle[pixel] * 3;
  const [u, v] = weights(positions, indices, t, hx, hy, hz);
  const a = indices[t] * 3;
  const b = indices[t + 1] * 3;
  const c = indices[t + 2] * 3;
  const w = 1 - u - v;
  let nx = normals[a] * w + normals[b] * u + normals[c] * v;
  let ny = normals[a + 1] * w + normals[b + 1] * u + normals[c + 1] * v;
  let nz = normals[a + 2] * w + normals[b + 2] * u + normals[c + 2] * v;
  const n = 1 / Math.sqrt(nx * nx + ny * ny + nz * nz);
  nx *= n;
  ny *= n;
  nz *= n;
  normal[0] = nx;
  normal[1] = ny;
  normal[2] = nz;
  const facing = dx * nx + dy * ny + dz * nz;
  const mx = dx - 2 * facing * nx;
  const my = dy - 2 * facing * ny;
  const mz = dz - 2 * facing * nz;
  const side = facing < 0 ? 0.003 : -0.003;
  const [ox, oy, oz] = [hx + nx * side, hy + ny * side, hz + nz * side];
  if (!closestStopping(bvh, opacity, pixel, ox, oy, oz, mx, my, mz)) {
    sampleSky(sky, mx, my, mz, out);
    return 1e4;
  }
  const distance = bvh.hitDistance;
  shadeHit(scene, hx + mx * distance, hy + my * distance, hz + mz * distance, out);
  return distance;
}

/** Matt radiance of the triangle that the last ray met, from its baked light, the sun and its mean colour. */
function shadeHit(
  { mesh, bvh, surfaces, light, sky, shadows }: LitScene,
  x: number,
  y: number,
  z: number,
  out: Float32Array,
): void {
  const { indices, normals } = mesh;
  const t = bvh.hitTriangle * 3;
  const a = indices[t] * 3;
  const b = indices[t + 1] * 3;
  const c = indices[t + 2] * 3;
  const u = bvh.hitU;
  const v = bvh.hitV;
  const w = 1 - u - v;
  const s = sky.sunDirection;
  const cosine = normals[a] * s[0] + normals[a + 1] * s[1] + normals[a + 2] * s[2];
  const sun = shadows && cosine > 0 ? cosine * shadows.visibility(x, y, z, cosine) : 0;
  const surface = surfaces[mesh.triangleMaterial[bvh.hitTriangle]];
  for (let k = 0; k < 3; k++) {
    const irradiance =
      light.sky[a + k] * w + light.sky[b + k] * u + light.sky[c + k] * v +
      light.indirect[a + k] * w + light.indirect[b + k] * u + light.indirect[c + k] * v +
      sun * sky.sunIrradiance[k]; // prettier-ignore
    out[k] = ((surface.mean[k] * surface.gain + surface.offset) * irradiance) / Math.PI + surface.emission[k];
  }
}

/** Barycentric weights of the second and third corner for a point in a triangle's plane. */
function weights(
  positions: Float32Array,
  indices: Uint32Array,
  t: number,
  x: number,
  y: number,
  z: number,
): [number, number] {
  const a = indices[t] * 3;
  const b = indices[t + 1] * 3;
  const c = indices[t + 2] * 3;
  const e1x = positions[b] - positions[a];
  const e1y = positions[b + 1] - positions[a + 1];
  const e1z = positions[b + 2] - positions[a + 2];
  const e2x = positions[c] - positions[a];
  const e2y = positions[c + 1] - positions[a + 1];
  const e2z = positions[c + 2] - positions[a + 2];
  const px = x - positions[a];
  const py = y - positions[a + 1];
  const pz = z - positions[a + 2];
  const d11 = e1x * e1x + e1y * e1y + e1z * e1z;
  const d12 = e1x * e2x + e1y * e2y + e1z * e2z;
  const d22 = e2x * e2x + e2y * e2y + e2z * e2z;
  const dp1 = px * e1x + py * e1y + pz * e1z;
  const dp2 = px * e2x + py * e2y + pz * e2z;
  const det = d11 * d22 - d12 * d12;
  if (det === 0) return [0, 0];
  const u = (d22 * dp1 - d12 * dp2) / det;
  const v = (d11 * dp2 - d12 * dp1) / det;
  const cu = Math.min(1, Math.max(0, u));
  return [cu, Math.min(1 - cu, Math.max(0, v))];
}
