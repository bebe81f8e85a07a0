import type { Opening, Vec3 } from '../../../document/scene-document';
import { at, type Anchor } from './anchor';

/** Walls by where they stand on plan: north is −Z, east +X (compass points of the plan, not of the sun). */
export const SIDES = ['north', 'east', 'south', 'west'] as const;
export type Side = (typeof SIDES)[number];

export const WALL_THICKNESS = 0.2;

/** A rectangular room about the origin with its floor at y = 0; measures are clear inner measures in metres. */
export interface Room {
  width: number;
  depth: number;
  height: number;
  /** Openings per wall, measured from the wall's left end as seen from inside the room. */
  openings: Record<Side, Opening[]>;
}

const YAW: Record<Side, number> = { north: 0, east: -Math.PI / 2, south: Math.PI, west: Math.PI / 2 };

export function opposite(side: Side): Side {
  return SIDES[(SIDES.indexOf(side) + 2) % 4];
}

/** Yaw of an element that stands with its back to the wall. */
export function yawAt(side: Side): number {
  return YAW[side];
}

/** Inner length of a wall. */
export function lengthOf(room: Room, side: Side): number {
  return side === 'north' || side === 'south' ? room.width : room.depth;
}

/** Distance from a wall's inner face to the opposite one. */
export function reachOf(room: Room, side: Side): number {
  return side === 'north' || side === 'south' ? room.depth : room.width;
}

/**
 * The place at distance `along` from a wall's left end (seen from inside), `gap` metres in front of it and `y` above the
 * floor, facing the room.
 */
export function anchorOn(room: Room, side: Side, along: number, gap = 0, y = 0): Anchor {
  const middle: Anchor = { position: [0, 0, 0], yaw: YAW[side] };
  const position: Vec3 = at(middle, along - lengthOf(room, side) / 2, gap - reachOf(room, side) / 2, y);
  return { position, yaw: YAW[side] };
}

/** Area of the floor, m². */
export function areaOf(room: Room): number {
  return room.width * room.depth;
}
