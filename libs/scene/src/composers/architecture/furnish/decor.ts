import type { SceneElement, Vec3 } from '../../../document/scene-document';
import type { Random } from '../../../geometry/random';
import { placeAtWall } from '../layout/against-wall';
import { at } from '../layout/anchor';
import { sizeOf, type FloorPlan } from '../layout/floor-plan';
import { anchorOn, lengthOf, SIDES, yawAt, type Room, type Side } from '../layout/room';

const DRAPE = { width: 0.38, depth: 0.12, above: 0.14 };
const EYE_LEVEL = 1.5;
const PICTURES = ['painting-warm', 'painting-cool', 'painting-mono'] as const;

/** A drape at each end of a wall's windows, as far as there is wall for it. */
export function hangCurtains(plan: FloorPlan, room: Room, side: Side): void {
  const windows = room.openings[side].filter((opening) => opening.kind === 'window');
  if (windows.length === 0) return;
  const left = Math.min(...windows.map((o) => o.offset));
  const right = Math.max(...windows.map((o) => o.offset + o.width));
  const height =
    Math.min(Math.max(...windows.map((o) => o.sill + o.height)) + DRAPE.above, room.height - 0.03) - 0.02;
  for (const along of [left - DRAPE.width / 2 + 0.12, right + DRAPE.width / 2 - 0.12]) {
    const inside = Math.min(
      Math.max(along, DRAPE.width / 2 + 0.03),
      lengthOf(room, side) - DRAPE.width / 2 - 0.03,
    );
    const { position, yaw } = anchorOn(room, side, inside, DRAPE.depth / 2 + 0.03, 0.02);
    plan.tryAdd({ type: 'curtain', position, yaw, size: [DRAPE.width, height, DRAPE.depth] });
  }
}

/** A picture with its middle at eye level, or just above what stands below it. The first is the palette's, others differ. */
export function hangPainting(
  plan: FloorPlan,
  room: Room,
  side: Side,
  prefer: number,
  size: readonly [width: number, height: number],
  above = 0,
): SceneElement | undefined {
  const y = Math.min(Math.max(EYE_LEVEL + 0.05 - size[1] / 2, above + 0.18), room.height - size[1] - 0.15);
  const depth = Math.min(0.04, sizeOf({ type: 'painting' })[2]);
  const hung = plan.count('painting');
  const materials = hung > 0 ? { picture: PICTURES[((hung + size[0] * 7) % 3) | 0] } : undefined;
  return placeAtWall(
    plan,
    room,
    side,
    { type: 'painting', size: [size[0], size[1], depth], materials },
    { prefer, gap: 0.004, y },
  );
}

/** Above the middle of a piece of furniture that stands with its back to the wall. */
export function hangPaintingAbove(
  plan: FloorPlan,
  room: Room,
  side: Side,
  furniture: SceneElement,
  size: readonly [width: number, height: number],
): SceneElement | undefined {
  return hangPainting(
    plan,
    room,
    side,
    alongWall(room, side, furniture),
    size,
    furniture.position[1] + furniture.size[1],
  );
}

/** Where along a wall an element stands, 0 (left end, seen from inside) to 1. */
export function alongWall(room: Room, side: Side, element: Pick<SceneElement, 'position'>): number {
  const yaw = yawAt(side);
  const [x, , z] = element.position;
  return (x * Math.cos(yaw) - z * Math.sin(yaw)) / lengthOf(room, side) + 0.5;
}

/** Potted plants in free corners, those beside windows first. */
export function placePlants(
  plan: FloorPlan,
  room: Room,
  count: number,
  random: Random,
  nearest: Side = 'north',
): number {
  const order = [nearest, ...SIDES.filter((side) => side !== nearest)];
  let placed = 0;
  for (const side of order) {
    for (const prefer of random.chance(0.5) ? [0, 1] : [1, 0]) {
      if (placed >= count) return placed;
      const height = random.between(0.9, 1.55);
      const width = 0.3 + height * 0.2;
      const size: Vec3 = [width, height, width];
      const place = { prefer, gap: 0.08 };
      if (placeAtWall(plan, room, side, { type: 'plant', size }, place)) placed++;
    }
  }
  return placed;
}

/** A regular grid of flush lights; returns how many were placed. */
export function ceilingGrid(plan: FloorPlan, room: Room, columns: number, rows: number, size: Vec3): void {
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const x = ((column + 0.5) / columns - 0.5) * room.width;
      const z = ((row + 0.5) / rows - 0.5) * room.depth;
      plan.tryAdd({ type: 'ceiling-panel', position: [x, room.height - size[1], z], size });
    }
  }
}

/** A pendant lamp at a point of the ceiling. */
export function hangPendant(
  plan: FloorPlan,
  room: Room,
  x: number,
  z: number,
  drop: number,
): SceneElement | undefined {
  const [width, , depth] = sizeOf({ type: 'pendant-lamp' });
  const position = at({ position: [0, 0, 0], yaw: 0 }, x, z, room.height - drop);
  return plan.tryAdd({ type: 'pendant-lamp', position, size: [width, drop, depth] });
}
