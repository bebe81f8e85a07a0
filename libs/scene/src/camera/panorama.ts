import type { Vec3 } from '../document/scene-document';
import type { ElementType } from '../document/vocabulary';
import type { SceneMesh } from '../geometry/mesh';
import type { Bvh } from '../light/bvh';

/** What a coarse ring of rays around a point meets: columns by yaw, rows by pitch. */
export interface Panorama {
  columns: number;
  rows: number;
  /** [columns·rows] metres; Infinity for the sky */
  distance: Float32Array;
  /** [columns·rows] index into the mesh's elements, −1 for the sky */
  element: Int16Array;
}

/** Picture rows as tangents of the pitch: the share of the picture's height that each covers is the same. */
export const ROWS = [-0.42, -0.3, -0.18, -0.06, 0.06, 0.18, 0.3, 0.42];
export const COLUMNS = 60;

/** Yaw of a column: 0 looks along +Z, counter-clockwise seen from above. */
export function yawOf(column: number): number {
  return ((column + 0.5) / COLUMNS) * 2 * Math.PI;
}

export function lookAround(mesh: SceneMesh, bvh: Bvh, from: Vec3): Panorama {
  const distance = new Float32Array(COLUMNS * ROWS.length).fill(Infinity);
  const element = new Int16Array(COLUMNS * ROWS.length).fill(-1);
  for (let column = 0; column < COLUMNS; column++) {
    const yaw = yawOf(column);
    for (let row = 0; row < ROWS.length; row++) {
      const scale = 1 / Math.hypot(1, ROWS[row]);
      const found = bvh.closest(
        from[0],
        from[1],
        from[2],
        Math.sin(yaw) * scale,
        ROWS[row] * scale,
        Math.cos(yaw) * scale,
        200,
      );
      if (!found) continue;
      const i = row * COLUMNS + column;
      distance[i] = bvh.hitDistance;
      element[i] = mesh.triangleElement[bvh.hitTriangle] - 1;
    }
  }
  return { columns: COLUMNS, rows: ROWS.length, distance, element };
}

/** How much a kind of element adds to a picture of a room: furniture much, the shell nothing; below 0 is the view outside. */
export function interestOf(type: ElementType): number {
  return INTEREST[type] ?? 1;
}

const INTEREST: Partial<Record<ElementType, number>> = {
  slab: 0,
  wall: 0,
  skirting: 0,
  ground: -1,
  path: -1,
  hedge: -1,
  tree: -1,
  'ceiling-panel': 0.2,
  curtain: 0.5,
  rug: 0.6,
  column: 0.5,
  wardrobe: 0.6,
  sofa: 1.6,
  bed: 1.6,
  stairs: 1.2,
  fireplace: 1.5,
  'dining-table': 1.4,
  'kitchen-island': 1.4,
  'kitchen-counter': 1.4,
  bathtub: 1.6,
  'reception-desk': 1.6,
  sculpture: 1.5,
  painting: 1.3,
};
