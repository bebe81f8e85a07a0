import type { SceneMesh } from '../geometry/mesh';
import type { ElementType } from '../document/vocabulary';
import { COLUMNS, interestOf, ROWS, type Panorama } from './panorama';

/** What is nearer than this stands in the way, the more the nearer it is, metres. */
const TOO_NEAR = 1.8;
/** What the lower edge cuts nearer than this looks cropped rather than framed. */
const CROPPED = 2.2;

export interface Scorer {
  /** How good a picture with its middle at the column is; higher is better, about −1 to 3. */
  score(panorama: Panorama, column: number): number;
}

/**
 * Rates pictures of rooms: varied things seen whole rather than one thing large, some daylight but not a wall of windows, depth,
 * and nothing close before the lens. `halfAngle` is half the horizontal angle of view, radians.
 */
export function viewScorer(
  mesh: SceneMesh,
  types: ReadonlyMap<string, ElementType>,
  halfAngle: number,
): Scorer {
  const interest = Float32Array.from(mesh.elementIds, (id) => interestOf(types.get(id) ?? 'slab'));
  const reach = Math.floor((halfAngle / (2 * Math.PI)) * COLUMNS);
  const seen = new Float32Array(mesh.elementIds.length);
  return {
    score(panorama, middle) {
      seen.fill(0);
      let near = 0;
      let sky = 0;
      let depth = 0;
      let blank = 0;
      let cropped = 0;
      for (let offset = -reach; offset <= reach; offset++) {
        const column = (middle + offset + COLUMNS) % COLUMNS;
        const central = 1 - 0.5 * Math.abs(offset / reach);
        for (let row = 0; row < ROWS.length; row++) {
          const i = row * COLUMNS + column;
          const distance = panorama.distance[i];
          const element = panorama.element[i];
          if (distance < TOO_NEAR) near += (1 - distance / TOO_NEAR) * 2 * central;
          if (row === 0 && distance < CROPPED && element >= 0 && interest[element] > 0) cropped += central;
          depth += Math.log2(1 + Math.min(distance, 12)) * central;
          if (element < 0 || interest[element] < 0) sky += central;
          else if (interest[element] > 0) seen[element] += central;
          else blank += central;
        }
      }
      const total = (2 * reach + 1) * ROWS.length * 0.75;
      return (
        variety(seen, interest, total) +
        0.35 * Math.min(1, (4 * sky) / total) +
        (0.5 * depth) / total -
        2.5 * (near / total) -
        4 * (cropped / total) -
        1.1 * Math.max(0, blank / total - 0.5) -
        1.6 * Math.max(0, sky / total - 0.3)
      );
    },
  };
}

/**
 * Each element counts with the square root of its share of the picture: many things beat one large one. Shares count up to
 * a tenth; of what a room is about (sofa, bed, stairs) up to a fifth.
 */
function variety(seen: Float32Array, interest: Float32Array, total: number): number {
  let sum = 0;
  for (let i = 0; i < seen.length; i++) {
    if (seen[i] > 0)
      sum += interest[i] * Math.sqrt(Math.min(interest[i] > 1.35 ? 0.2 : 0.1, seen[i] / total));
  }
  return sum * 0.7;
}
