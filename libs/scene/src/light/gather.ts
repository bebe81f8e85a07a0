import type { Vec3 } from '../document/scene-document';
import type { SceneMesh } from '../geometry/mesh';
import type { Bvh } from './bvh';
import { closestStopping, passing } from './clear';
import { sunOverCell } from './direct-sun';
import type { GatherScene } from './gather-scene';
import { insetPositions, trianglesAround } from './neighbours';
import { cosineDirections, rotatedDirection, spin } from './hemisphere';
import type { Portal } from './portals';
import { sampleSky } from './sky';

/** What the rays of a range of vertices found: first-hand light, and where the bounces come from. */
export interface Gathered {
  from: number;
  to: number;
  rays: number;
  /** [3·n] irradiance straight from the sky */
  sky: Float32Array;
  /** Samples that a vertex sends through the portals. */
  portalSamples: number;
  /** [portalSamples·n] triangle outdoors that each sample met; -1 for the sky, or where something stands in the way */
  portalTriangle: Int32Array;
  /** [portalSamples·n] barycentric weights of the hit, as in `hitWeights` */
  portalWeights: Uint16Array;
  /** [portalSamples·n] irradiance that the hit gives for a radiance of one */
  portalFactor: Float32Array;
  /** [3·n] irradiance straight from lamps */
  lamps: Float32Array;
  /** [n] sun visibility times cosine, a mean over the cell */
  sun: Float32Array;
  /** [rays·n] triangle that each hemisphere ray met; -1 for the sky or the back of a face */
  hitTriangle: Int32Array;
  /** [rays·n] barycentric weights of the hit, 8 bits each: second vertex in the high byte */
  hitWeights: Uint16Array;
  /** [n] 1 where the vertex lies inside a solid and its light must come from its neighbours */
  buried: Uint8Array;
}

/** Rays leave the surface this far above it, metres. */
const OFFSET = 0.003;
/** Nearer to a window than this, plain hemisphere rays find it well and its explicit sampling would only add noise. */
const NEAR_PORTAL = 0.5;

/** Traces the rays of the vertices `from` ≤ v < `to`. Ranges are independent of each other: any split gives the same result. */
export function gather(scene: GatherScene, from: number, to: number): Gathered {
  const { mesh, bvh, sky, opacity } = scene;
  const n = to - from;
  const rays = scene.rays;
  const portalSamples = scene.portals.reduce((sum, portal) => sum + portal.samples ** 2, 0);
  const result: Gathered = {
    from,
    to,
    rays,
    sky: new Float32Array(n * 3),
    portalSamples,
    portalTriangle: new Int32Array(n * portalSamples).fill(-1),
    portalWeights: new Uint16Array(n * portalSamples),
    portalFactor: new Float32Array(n * portalSamples),
    lamps: new Float32Array(n * 3),
    sun: new Float32Array(n),
    hitTriangle: new Int32Array(n * rays).fill(-1),
    hitWeights: new Uint16Array(n * rays),
    buried: new Uint8Array(n),
  };
  const directions = cosineDirections(rays);
  const starts = insetPositions(mesh);
  const around = trianglesAround(mesh);
  const radiance = new Float32Array(3);
  const d = new Float32Array(3);
  for (let i = 0; i < n; i++) {
    const v = (from + i) * 3;
    const nx = mesh.normals[v];
    const ny = mesh.normals[v + 1];
    const nz = mesh.normals[v + 2];
    const px = starts[v] + nx * OFFSET;
    const py = starts[v + 1] + ny * OFFSET;
    const pz = starts[v + 2] + nz * OFFSET;
    const inside = isInside(scene.bounds, px, py, pz);
    const usePortals =
      inside && scene.portals.length > 0 && nearestPortal(scene.portals, px, py, pz) > NEAR_PORTAL;
    const step = inside || scene.portals.length === 0 ? 1 : 4;
    const turn = spin(from + i);
    result.sun[i] = sunOverCell(scene, around, from + i);
    let backs = 0;
    let shot = 0;
    for (let k = 0; k < rays; k += step) {
      rotatedDirection(directions, k, turn, nx, ny, nz, d);
      shot++;
      if (closestStopping(bvh, opacity, (from + i) * rays + k, px, py, pz, d[0], d[1], d[2])) {
        const t = bvh.hitTriangle;
        const solid = !scene.thin[mesh.triangleMaterial[t]] && (opacity === null || opacity[t] >= 1);
        if (solid && facesAway(mesh, t, d)) {
          backs++;
          continue;
        }
        if (usePortals && !hitInside(scene, px, py, pz, d)) continue;
        for (let s = k; s < k + step && s < rays; s++) {
          result.hitTriangle[i * rays + s] = t;
          result.hitWeights[i * rays + s] = packWeights(bvh);
        }
      } else if (!usePortals) {
        sampleSky(sky, d[0], d[1], d[2], radiance);
        const weight = (Math.PI * step) / rays;
        for (let c = 0; c < 3; c++) result.sky[i * 3 + c] += radiance[c] * weight;
      }
    }
    if (backs > shot * 0.3) {
      result.buried[i] = 1;
      continue;
    }
    if (usePortals) addPortals(scene, px, py, pz, nx, ny, nz, result, i);
    addLamps(scene, px, py, pz, nx, ny, nz, result.lamps, i * 3);
  }
  return result;
}

/** Looks out of the windows from one vertex: what is sky counts at once, what stands outdoors when the light is settled. */
function addPortals(
  scene: GatherScene,
  px: number,
  py: number,
  pz: number,
  nx: number,
  ny: number,
  nz: number,
  out: Gathered,
  vertex: number,
): void {
  const { bvh } = scene;
  const radiance = new Float32Array(3);
  let slot = vertex * out.portalSamples;
  for (const portal of scene.portals) {
    const side = portal.samples;
    for (let k = 0; k < side * side; k++, slot++) {
      // Other points for every vertex (a low-discrepancy sequence, Roberts' R2). The same ones for all would meet the
      // regular bars of a window at the same places: all of them, or none.
      const n = (out.from + vertex) * side * side + k;
      const s = ((k % side) + fraction(n * 0.7548776662466927)) / side;
      const t = (Math.floor(k / side) + fraction(n * 0.5698402909980532)) / side;
      const dx = portal.origin[0] + portal.u[0] * s + portal.v[0] * t - px;
      const dy = portal.origin[1] + portal.u[1] * s + portal.v[1] * t - py;
      const dz = portal.origin[2] + portal.u[2] * s + portal.v[2] * t - pz;
      const distance = Math.hypot(dx, dy, dz);
      const x = dx / distance;
      const y = dy / distance;
      const z = dz / distance;
      const cosine = x * nx + y * ny + z * nz;
      const through = Math.abs(x * portal.normal[0] + y * portal.normal[1] + z * portal.normal[2]);
      if (cosine <= 0 || through <= 0.01) continue;
      const factor = (cosine * through * portal.area) / (side * side * distance * distance);
      if (!bvh.closest(px, py, pz, x, y, z)) {
        sampleSky(scene.sky, x, y, z, radiance);
        for (let c = 0; c < 3; c++) out.sky[vertex * 3 + c] += radiance[c] * factor;
      } else if (
        !isInside(scene.bounds, px + x * bvh.hitDistance, py + y * bvh.hitDistance, pz + z * bvh.hitDistance)
      ) {
        out.portalTriangle[slot] = bvh.hitTriangle;
        out.portalWeights[slot] = packWeights(bvh);
        out.portalFactor[slot] = factor;
      }
    }
  }
}

/** Barycentric weights of the last hit, 8 bits each: second vertex in the high byte. */
function packWeights(bvh: Bvh): number {
  return (Math.round(bvh.hitU * 255) << 8) | Math.round(bvh.hitV * 255);
}

function addLamps(
  scene: GatherScene,
  px: number,
  py: number,
  pz: number,
  nx: number,
  ny: number,
  nz: number,
  out: Float32Array,
  at: number,
): void {
  for (const lamp of scene.lamps) {
    for (const sample of lamp.samples) {
      const dx = sample.position[0] - px;
      const dy = sample.position[1] - py;
      const dz = sample.position[2] - pz;
      const squared = Math.max(1e-3, dx * dx + dy * dy + dz * dz);
      const distance = Math.sqrt(squared);
      const cosine = (dx * nx + dy * ny + dz * nz) / distance;
      const facing = -(dx * sample.normal[0] + dy * sample.normal[1] + dz * sample.normal[2]) / distance;
      if (cosine <= 0 || facing <= 0) continue;
      const weight = (cosine * facing * sample.area) / squared;
      if (weight * lamp.peak < scene.faintest) continue;
      const [x, y, z] = [dx / distance, dy / distance, dz / distance];
      const share = passing(scene.bvh, scene.opacity, px, py, pz, x, y, z, distance - 0.01);
      if (share === 0) continue;
      for (let c = 0; c < 3; c++) out[at + c] += lamp.radiance[c] * weight * share;
    }
  }
}

function hitInside(scene: GatherScene, px: number, py: number, pz: number, d: Float32Array): boolean {
  const t = scene.bvh.hitDistance;
  return isInside(scene.bounds, px + d[0] * t, py + d[1] * t, pz + d[2] * t);
}

const fraction = (x: number): number => x - Math.floor(x);

function facesAway(mesh: SceneMesh, triangle: number, d: Float32Array): boolean {
  const a = mesh.indices[triangle * 3] * 3;
  return mesh.normals[a] * d[0] + mesh.normals[a + 1] * d[1] + mesh.normals[a + 2] * d[2] > 0;
}

function isInside(bounds: { min: Vec3; max: Vec3 }, x: number, y: number, z: number): boolean {
  const margin = 0.4;
  return (
    x > bounds.min[0] - margin &&
    x < bounds.max[0] + margin &&
    y > bounds.min[1] - margin &&
    y < bounds.max[1] + margin &&
    z > bounds.min[2] - margin &&
    z < bounds.max[2] + margin
  );
}

function nearestPortal(portals: Portal[], x: number, y: number, z: number): number {
  let nearest = Infinity;
  for (const portal of portals) {
    const dx = Math.max(portal.min[0] - x, 0, x - portal.max[0]);
    const dy = Math.max(portal.min[1] - y, 0, y - portal.max[1]);
    const dz = Math.max(portal.min[2] - z, 0, z - portal.max[2]);
    nearest = Math.min(nearest, Math.hypot(dx, dy, dz));
  }
  return nearest;
}
