import type { SceneElement } from '../../../document/scene-document';
import type { Anchor } from './anchor';
import { sizeOf, type FloorPlan, type Part } from './floor-plan';
import { anchorOn, lengthOf, SIDES, type Room, type Side } from './room';

/** What stands or hangs at a wall; its place along the wall is still open. */
export type WallPart = Omit<Part, 'position' | 'yaw'>;

export interface WallPlace {
  /** Preferred place of the centre along the wall, 0 (left end, seen from inside) to 1. */
  prefer?: number;
  /** Free space between wall and thing, metres. */
  gap?: number;
  /** Height of the thing's base above the floor. */
  y?: number;
}

const STEP = 0.1;
/** Skirting and a finger's breadth. */
export const WALL_GAP = 0.03;

/** Slides along the wall from the preferred place outwards until the group fits. */
export function placeGroupAtWall(
  plan: FloorPlan,
  room: Room,
  side: Side,
  halfWidth: number,
  prefer: number,
  make: (anchor: Anchor) => Part[],
): SceneElement[] | undefined {
  const length = lengthOf(room, side);
  for (const along of placesAlong(length, halfWidth, prefer)) {
    const placed = plan.tryGroup(make(anchorOn(room, side, along)));
    if (placed) return placed;
  }
  return undefined;
}

/** One thing with its back to a wall, as near as possible to the preferred place. */
export function placeAtWall(
  plan: FloorPlan,
  room: Room,
  side: Side,
  part: WallPart,
  { prefer = 0.5, gap = WALL_GAP, y = 0 }: WallPlace = {},
): SceneElement | undefined {
  const size = sizeOf(part);
  const make = (anchor: Anchor): Part[] => {
    const [x, , z] = anchor.position;
    const out = gap + size[2] / 2;
    return [
      {
        ...part,
        position: [x + Math.sin(anchor.yaw) * out, y, z + Math.cos(anchor.yaw) * out],
        yaw: anchor.yaw,
      },
    ];
  };
  return placeGroupAtWall(plan, room, side, size[0] / 2, prefer, make)?.[0];
}

/** The first wall, in the order given, that has a place. */
export function placeAtAnyWall(
  plan: FloorPlan,
  room: Room,
  part: WallPart,
  place: WallPlace = {},
  sides: readonly Side[] = SIDES,
): SceneElement | undefined {
  for (const side of sides) {
    const element = placeAtWall(plan, room, side, part, place);
    if (element) return element;
  }
  return undefined;
}

/** Centres along the wall, nearest to the preferred one first. */
function placesAlong(length: number, halfWidth: number, prefer: number): number[] {
  const low = halfWidth + 0.03;
  const high = length - halfWidth - 0.03;
  if (high < low) return [];
  const start = Math.min(Math.max(prefer * length, low), high);
  const places = [start];
  for (let d = STEP; start - d >= low || start + d <= high; d += STEP) {
    if (start - d >= low) places.push(start - d);
    if (start + d <= high) places.push(start + d);
  }
  return places;
}
