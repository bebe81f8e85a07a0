import type { Vec3 } from '../../../document/scene-document';
import type { MaterialName } from '../../../document/vocabulary';
import type { Random } from '../../../geometry/random';
import type { FloorPlan } from '../layout/floor-plan';
import { GROUND_SIZE, tree } from '../surroundings';

/** Grass to the horizon, level at y = 0. */
export function layGround(plan: FloorPlan, material: MaterialName = 'grass'): void {
  plan.add({
    type: 'ground',
    position: [0, -0.02, 0],
    size: [GROUND_SIZE, 0.02, GROUND_SIZE],
    materials: { top: material },
  });
}

/** Rows of trees and hedges around the plot, far enough to close the view and never before the building. */
export function plantHorizon(plan: FloorPlan, reach: number, random: Random): void {
  const rows: [x: number, z: number, yaw: number][] = [
    [0, -reach, 0],
    [-reach - 6, 0, Math.PI / 2],
    [reach + 6, 0, Math.PI / 2],
    [0, reach + 26, 0],
  ];
  for (const [x, z, yaw] of rows) {
    const length = 2 * reach + 8;
    plan.tryAdd({ type: 'hedge', position: [x, 0, z], yaw, size: [length, random.between(1.6, 2.2), 1] });
    for (let i = 0; i < 7; i++) {
      const along = ((i + random.between(0.2, 0.8)) / 7 - 0.5) * length;
      const out = random.between(3, 9);
      const position: Vec3 =
        yaw === 0 ? [x + along, 0, z + Math.sign(z) * out] : [x + Math.sign(x) * out, 0, z + along];
      plan.tryAdd({ ...tree(random.between(7, 12), random), position });
    }
  }
}

/** Trees of the garden at the places given, nudged by seed, where nothing stands. */
export function plantTrees(
  plan: FloorPlan,
  places: readonly (readonly [x: number, z: number])[],
  count: number,
  random: Random,
): void {
  let placed = 0;
  for (const [x, z] of places) {
    if (placed >= count) return;
    const position: Vec3 = [x + random.between(-0.8, 0.8), 0, z + random.between(-0.8, 0.8)];
    if (plan.tryAdd({ ...tree(random.between(4.5, 8), random), position })) placed++;
  }
}

/** A flat strip of paving a little above the ground. */
export function pave(
  plan: FloorPlan,
  x: number,
  z: number,
  width: number,
  depth: number,
  material: MaterialName,
  level = 0,
): void {
  plan.add({
    type: 'path',
    position: [x, level, z],
    size: [width, 0.02, depth],
    materials: { top: material },
  });
}
