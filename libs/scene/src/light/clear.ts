import type { SceneDocument } from '../document/scene-document';
import type { SceneMesh } from '../geometry/mesh';
import type { Bvh } from './bvh';

/** Share of light that each triangle's surface stops, 0–1; what it does not stop goes straight through. */
export type Opacity = Float32Array;

/** Clear surfaces that a ray may pass one after another. */
const MOST = 12;
/** Beyond a surface that a ray has passed, as a distance along it, metres. */
const ONWARDS = 1e-3;

/** `params.opacity` of elements, by triangle; null when all are solid. */
export function opacityOf(document: Pick<SceneDocument, 'elements'>, mesh: SceneMesh): Opacity | null {
  const byElement = new Float32Array(mesh.elementIds.length + 1).fill(1);
  let clear = false;
  for (const { id, params } of document.elements) {
    const value = params?.opacity;
    if (typeof value !== 'number' || !(value < 1)) continue;
    byElement[mesh.elementIds.indexOf(id) + 1] = Math.max(0, value);
    clear = true;
  }
  return clear ? Float32Array.from(mesh.triangleElement, (element) => byElement[element]) : null;
}

/** Which triangles are not solid. */
export const isClear = (opacity: Opacity): Uint8Array =>
  Uint8Array.from(opacity, (value) => (value < 1 ? 1 : 0));

/**
 * The nearest surface that stops a ray, as `Bvh.closest`; clear ones stop as many rays as their opacity says, by a draw that
 * follows from `seed`. The hit's distance is from the origin.
 */
export function closestStopping(
  bvh: Bvh,
  opacity: Opacity | null,
  seed: number,
  x: number,
  y: number,
  z: number,
  dx: number,
  dy: number,
  dz: number,
): boolean {
  if (opacity === null) return bvh.closest(x, y, z, dx, dy, dz);
  let gone = 0;
  for (let k = 0; k < MOST; k++) {
    if (!bvh.closest(x + dx * gone, y + dy * gone, z + dz * gone, dx, dy, dz)) return false;
    const stops = opacity[bvh.hitTriangle];
    if (stops >= 1 || draw(seed, k) < stops) {
      bvh.hitDistance += gone;
      return true;
    }
    gone += bvh.hitDistance + ONWARDS;
  }
  return false;
}

/** Share of light that comes from a point to another `limit` away. */
export function passing(
  bvh: Bvh,
  opacity: Opacity | null,
  x: number,
  y: number,
  z: number,
  dx: number,
  dy: number,
  dz: number,
  limit: number,
): number {
  if (opacity === null) return bvh.occluded(x, y, z, dx, dy, dz, limit) ? 0 : 1;
  let share = 1;
  let gone = 0;
  for (let k = 0; k < MOST && gone < limit; k++) {
    if (!bvh.closest(x + dx * gone, y + dy * gone, z + dz * gone, dx, dy, dz, limit - gone)) return share;
    share *= 1 - opacity[bvh.hitTriangle];
    if (share <= 0) return 0;
    gone += bvh.hitDistance + ONWARDS;
  }
  return share;
}

/** 0 ≤ x < 1, well spread over seeds and counts. */
function draw(seed: number, k: number): number {
  let t = Math.imul(seed ^ Math.imul(k + 1, 0x9e3779b1), 0x85ebca6b);
  t = Math.imul(t ^ (t >>> 13), 0xc2b2ae35);
  return ((t ^ (t >>> 16)) >>> 0) / 4294967296;
}
