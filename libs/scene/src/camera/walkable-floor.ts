import { distanceTo, footprintOf, type Footprint } from '../geometry/footprint';
import type { SceneDocument, SceneElement } from '../document/scene-document';
import { CATALOGUE } from '../elements/catalogue';

/** Where a camera may stand, at one height. */
export interface WalkableFloor {
  /** Metres from a point on plan to the nearest obstacle or wall; negative outside the bounds. */
  clearanceAt(x: number, z: number): number;
}

/** Band of heights around the eye in which anything is an obstacle, metres. */
const HEAD = { below: 0.45, above: 0.55 };
/** What lies lower than a tread's height is stepped over, what hangs higher is passed under. */
const STEP_OVER = 0.06;
const PASS_UNDER = 1.9;

/**
 * Obstacles as upright boxes: whatever crosses the eye's height, and, for `walking`, whatever solid stands on the floor.
 * A gliding camera (rooms too full to walk in) may pass over what is lower than its band.
 */
export function walkableFloor(document: SceneDocument, eye: number, walking: boolean): WalkableFloor {
  const obstacles = document.elements
    .filter((element) => isObstacle(document, element, eye, walking))
    .map((element) => footprintOf(element));
  const { min, max } = document.bounds;
  return {
    clearanceAt(x, z) {
      const border = Math.min(x - min[0], max[0] - x, z - min[2], max[2] - z);
      let nearest = border;
      for (const obstacle of obstacles) {
        if (nearest <= 0) break;
        if (mayBeNearer(obstacle, x, z, nearest)) nearest = Math.min(nearest, distanceTo(obstacle, x, z));
      }
      return nearest;
    },
  };
}

function isObstacle(document: SceneDocument, element: SceneElement, eye: number, walking: boolean): boolean {
  if (element.type === 'ground' || element.type === 'rug' || element.type === 'path') return false;
  // The shell of a room bounds the floor already.
  if (document.setting === 'interior' && (element.type === 'wall' || element.type === 'skirting'))
    return false;
  const bottom = element.position[1];
  const top = bottom + element.size[1];
  if (bottom < eye + HEAD.above && top > eye - HEAD.below) return true;
  const mass = element.type === 'slab' && document.setting === 'exterior' && top > 1;
  return (walking && CATALOGUE[element.type].solid && bottom < PASS_UNDER && top > STEP_OVER) || mass;
}

function mayBeNearer(f: Footprint, x: number, z: number, nearest: number): boolean {
  const reach = Math.hypot(f.halfWidth, f.halfDepth) + nearest;
  return Math.abs(f.x - x) < reach && Math.abs(f.z - z) < reach;
}
