import type { Vec3 } from '../../document/scene-document';
import type { MaterialName } from '../../document/vocabulary';
import type { Random } from '../../geometry/random';
import { at, type Anchor } from './layout/anchor';
import type { FloorPlan, Part } from './layout/floor-plan';
import { anchorOn, lengthOf, SIDES, WALL_THICKNESS, type Room } from './layout/room';

/** Far enough that its edge melts into the horizon. */
export const GROUND_SIZE = 160;
/** Level of the ground below an interior's floor. */
const OUTSIDE_LEVEL = -0.3;

/**
 * Ground, a terrace, trees and a hedge, so that every window looks out on something. The terrace also keeps the light that
 * the ground throws in from turning the ceiling green.
 */
export function plantSurroundings(plan: FloorPlan, room: Room, paving: MaterialName, random: Random): void {
  plan.add({
    type: 'ground',
    position: [0, OUTSIDE_LEVEL - 0.02, 0],
    size: [GROUND_SIZE, 0.02, GROUND_SIZE],
  });
  for (const side of SIDES) {
    if (!room.openings[side].some((opening) => opening.kind === 'window')) continue;
    const view = anchorOn(room, side, lengthOf(room, side) / 2, -WALL_THICKNESS, OUTSIDE_LEVEL);
    // The anchor faces the room; the view is behind it.
    const terrace: Vec3 = [lengthOf(room, side) + 5, 0.03, random.fork(`terrace-${side}`).between(4.5, 6.5)];
    const away: Anchor = { position: view.position, yaw: view.yaw + Math.PI };
    plan.add({
      type: 'path',
      name: 'terrace',
      position: at(away, 0, terrace[2] / 2),
      yaw: away.yaw,
      size: terrace,
      materials: { top: paving },
    });
    plantView(plan, away, random.fork(side));
  }
}

/** Trees in staggered rows between 7 and 20 m and a hedge behind them, seen along the anchor's +Z. */
export function plantView(plan: FloorPlan, view: Anchor, random: Random): void {
  const hedge: Vec3 = [34, random.between(1.3, 2.1), 0.9];
  plan.tryAdd({
    type: 'hedge',
    position: at(view, 0, random.between(21, 24)),
    yaw: view.yaw,
    size: hedge,
    outside: true,
  });
  const count = random.integer(3, 5);
  for (let i = 0; i < count; i++) {
    const distance = random.between(7, 18);
    const across = ((i + random.between(0.2, 0.8)) / count - 0.5) * (8 + distance);
    const height = random.between(4.5, 8);
    plan.tryAdd({ ...tree(height, random), position: at(view, across, distance), outside: true });
  }
  for (let i = 0; i < 5; i++) {
    const height = random.between(7, 11);
    const position = at(view, (i - 2) * 9 + random.between(-2, 2), random.between(27, 34));
    plan.tryAdd({ ...tree(height, random), position, outside: true });
  }
}

/** A tree of some kind: round ones for the most part, birches now and then. */
export function tree(height: number, random: Random): Omit<Part, 'position'> {
  const kind = random.pick(['round', 'round', 'round', 'birch']);
  const spread = height * (kind === 'birch' ? random.between(0.35, 0.45) : random.between(0.55, 0.75));
  return { type: 'tree', yaw: random.between(0, 6), size: [spread, height, spread], params: { kind } };
}
