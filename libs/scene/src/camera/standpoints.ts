import type { SceneDocument, Vec3 } from '../document/scene-document';
import type { SceneMesh } from '../geometry/mesh';
import type { Bvh } from '../light/bvh';
import { isClear } from './clearance';
import { COLUMNS, lookAround } from './panorama';
import type { Scorer } from './view-score';
import type { WalkableFloor } from './walkable-floor';

/** Radius that a planned camera keeps from all geometry, metres. */
export const CAMERA_RADIUS = 0.25;
export interface Standpoint {
  position: Vec3;
  /** Score of every direction, [COLUMNS]. */
  scores: Float32Array;
}

export interface View {
  standpoint: number;
  column: number;
}

/** A grid of places that keep the clearance, with the pictures to be had from each. */
export function findStandpoints(
  document: SceneDocument,
  mesh: SceneMesh,
  bvh: Bvh,
  scorer: Scorer,
  floor: WalkableFloor,
  eye: number,
  clearance: number,
): Standpoint[] {
  const { min, max } = document.bounds;
  const step = Math.max(0.22, Math.sqrt(((max[0] - min[0]) * (max[2] - min[2])) / 220));
  const standpoints: Standpoint[] = [];
  for (let x = min[0] + clearance; x <= max[0] - clearance + 1e-6; x += step) {
    for (let z = min[2] + clearance; z <= max[2] - clearance + 1e-6; z += step) {
      const position: Vec3 = [x, eye, z];
      if (floor.clearanceAt(x, z) < clearance || !isClear(bvh, position, CAMERA_RADIUS + 0.02)) continue;
      const panorama = lookAround(mesh, bvh, position);
      const scores = Float32Array.from({ length: COLUMNS }, (_, column) => scorer.score(panorama, column));
      standpoints.push({ position, scores });
    }
  }
  return standpoints;
}

/** The best picture of each of the best places. */
export function bestViews(standpoints: Standpoint[], count: number): View[] {
  const views = standpoints.map((standpoint, i): View & { score: number } => {
    const column = bestColumn(standpoint.scores, () => true);
    return { standpoint: i, column, score: standpoint.scores[column] };
  });
  return views.sort((a, b) => b.score - a.score).slice(0, count);
}

/** The direction with the highest score among those allowed, −1 for none. */
export function bestColumn(scores: Float32Array, allowed: (column: number) => boolean): number {
  let best = -1;
  for (let column = 0; column < scores.length; column++) {
    if (allowed(column) && (best < 0 || scores[column] > scores[best])) best = column;
  }
  return best;
}

/** Signed angle between two columns, radians. */
export function turnBetween(a: number, b: number): number {
  const columns = ((((a - b) % COLUMNS) + COLUMNS + COLUMNS / 2) % COLUMNS) - COLUMNS / 2;
  return (columns / COLUMNS) * 2 * Math.PI;
}
