import type { Vec3 } from '../../../document/scene-document';
import { at, type Anchor } from '../layout/anchor';
import { sizeOf, type Part } from '../layout/floor-plan';

export interface DiningWish {
  chairs: number;
  /** Height of the ceiling, metres: pendants hang from it to 0.75 m above the table. */
  ceiling: number;
  pendants: number;
  rug?: boolean;
  vase?: boolean;
}

const SEAT_PITCH = 0.62;
/** How far a chair's seat is pushed under the table top. */
const TUCK = 0.12;

/** Table length for a number of chairs: two rows, and heads once there are more than six. */
export function tableLength(chairs: number): number {
  return Math.max(1.2, rowLength(chairs) * SEAT_PITCH + 0.3);
}

function rowLength(chairs: number): number {
  const heads = chairs > 6 ? 2 : 0;
  return Math.ceil((chairs - heads) / 2);
}

/** A table along the anchor's x axis with chairs facing it from both sides, and pendants over it. */
export function diningGroup(anchor: Anchor, wish: DiningWish): Part[] {
  const [, height] = sizeOf({ type: 'dining-table' });
  const table: Vec3 = [tableLength(wish.chairs), height, 0.9];
  const parts: Part[] = [{ type: 'dining-table', position: anchor.position, yaw: anchor.yaw, size: table }];
  if (wish.rug) {
    parts.push({
      type: 'rug',
      position: anchor.position,
      yaw: anchor.yaw,
      size: [table[0] + 1.1, 0.012, 2.3],
      optional: true,
    });
  }
  parts.push(...chairsAround(anchor, table, wish.chairs));
  parts.push(...pendantsOver(anchor, table[0], wish.pendants, wish.ceiling, height + 0.75));
  if (wish.vase)
    parts.push({ type: 'vase', position: at(anchor, 0, 0, height), on: 'dining-table', optional: true });
  return parts;
}

function chairsAround(anchor: Anchor, table: Vec3, count: number): Part[] {
  const depth = sizeOf({ type: 'chair' })[2];
  const chair = (x: number, z: number, turn: number): Part => ({
    type: 'chair',
    position: at(anchor, x, z),
    yaw: anchor.yaw + turn,
  });
  const heads = count > 6 ? 2 : 0;
  const front = Math.ceil((count - heads) / 2);
  const parts: Part[] = [];
  for (let i = 0; i < count - heads; i++) {
    const inFront = i < front;
    const [index, row] = inFront ? [i, front] : [i - front, count - heads - front];
    const x = (index - (row - 1) / 2) * SEAT_PITCH;
    const z = table[2] / 2 + depth / 2 - TUCK;
    parts.push(inFront ? chair(x, z, Math.PI) : chair(x, -z, 0));
  }
  const headX = table[0] / 2 + depth / 2 - TUCK;
  if (heads) parts.push(chair(headX, 0, -Math.PI / 2), chair(-headX, 0, Math.PI / 2));
  return parts;
}

/** Pendants in a row along the anchor's x axis, with their lower rim at `rim` above the floor. */
export function pendantsOver(
  anchor: Anchor,
  length: number,
  count: number,
  ceiling: number,
  rim: number,
): Part[] {
  const [width, , depth] = sizeOf({ type: 'pendant-lamp' });
  const drop = Math.max(0.4, ceiling - rim);
  return Array.from({ length: count }, (_, i) => ({
    type: 'pendant-lamp' as const,
    position: at(anchor, ((i + 0.5) / count - 0.5) * length, 0, ceiling - drop),
    yaw: anchor.yaw,
    size: [width, drop, depth] as const,
    optional: true,
  }));
}
