import type { Vec3 } from '../../../document/scene-document';
import type { Random } from '../../../geometry/random';
import { at, facing, type Anchor } from '../layout/anchor';
import { sizeOf, type Part } from '../layout/floor-plan';

export interface SeatingWish {
  sofaWidth: number;
  armchairs: number;
  coffeeTable: boolean;
  rug: boolean;
  sideTable: boolean;
  tableLamp: boolean;
  floorLamp: boolean;
  /** Free space behind the sofa, metres. */
  gap: number;
  /** The side (local x: -1 or 1) on which the lamp stands; the first armchair takes the other. */
  lampSide: number;
}

/** Local distance from the wall to the far edge of the coffee table. */
const LEG_ROOM = 0.42;

/** A sofa with its back to the anchor, a coffee table before it on a rug, armchairs turned to the table, lamps beside. */
export function seatingGroup(anchor: Anchor, wish: SeatingWish, random: Random): Part[] {
  const sofa = sizeOf({ type: 'sofa' });
  const table: Vec3 = [
    Math.min(1.3, wish.sofaWidth * 0.55),
    sizeOf({ type: 'coffee-table' })[1],
    random.between(0.55, 0.7),
  ];
  const sofaZ = wish.gap + sofa[2] / 2;
  const tableZ = wish.gap + sofa[2] + LEG_ROOM + table[2] / 2;
  const parts: Part[] = [
    {
      type: 'sofa',
      position: at(anchor, 0, sofaZ),
      yaw: anchor.yaw,
      size: [wish.sofaWidth, sofa[1], sofa[2]],
    },
  ];
  if (wish.coffeeTable) {
    parts.push({ type: 'coffee-table', position: at(anchor, 0, tableZ), yaw: anchor.yaw, size: table });
    parts.push(...thingsOnTable(anchor, tableZ, table, random.fork('table-top')));
  }
  if (wish.rug) {
    const size: Vec3 = [wish.sofaWidth + 0.7, 0.012, table[2] + 1.5];
    parts.push({ type: 'rug', position: at(anchor, 0, tableZ - 0.1), yaw: anchor.yaw, size, optional: true });
  }
  parts.push(...armchairs(anchor, wish, tableZ, table, random.fork('armchairs')));
  const beside = wish.sofaWidth / 2 + 0.36;
  if (wish.floorLamp) {
    const position = at(anchor, wish.lampSide * beside, wish.gap + 0.32);
    parts.push({
      type: 'floor-lamp',
      position,
      yaw: facing(position, at(anchor, 0, tableZ)),
      optional: true,
    });
  }
  if (wish.sideTable) {
    const [w, h, d] = sizeOf({ type: 'side-table' });
    const x = -wish.lampSide * (wish.sofaWidth / 2 + w / 2 + 0.06);
    const top: Part = {
      type: 'side-table',
      position: at(anchor, x, wish.gap + d / 2 + 0.15),
      optional: true,
    };
    parts.push(top);
    if (wish.tableLamp)
      parts.push({
        type: 'table-lamp',
        position: at(anchor, x, wish.gap + d / 2 + 0.15, h),
        on: 'side-table',
        optional: true,
      });
  }
  return parts;
}

/** Opposite the sofa's ends, turned a little towards the table: first beside the table, then across it. */
function armchairs(anchor: Anchor, wish: SeatingWish, tableZ: number, table: Vec3, random: Random): Part[] {
  const chair = sizeOf({ type: 'armchair' });
  const parts: Part[] = [];
  for (let i = 0; i < wish.armchairs; i++) {
    const side = (i % 2 === 0 ? -1 : 1) * wish.lampSide;
    const row = Math.floor(i / 2);
    const position =
      row === 0
        ? at(anchor, side * (table[0] / 2 + 0.42 + chair[2] / 2), tableZ + 0.28)
        : at(anchor, side * 0.55, tableZ + table[2] / 2 + 0.45 + chair[2] / 2);
    const turn = row === 0 ? random.between(0, 0.3) * side : 0;
    const towards = row === 0 ? anchor.yaw - (side * Math.PI) / 2 : anchor.yaw + Math.PI;
    parts.push({ type: 'armchair', position, yaw: towards - turn, optional: true });
  }
  return parts;
}

function thingsOnTable(anchor: Anchor, z: number, table: Vec3, random: Random): Part[] {
  const side = random.chance(0.5) ? 1 : -1;
  const parts: Part[] = [];
  if (random.chance(0.8)) {
    const yaw = anchor.yaw + random.between(-0.3, 0.3);
    parts.push({
      type: 'books',
      position: at(anchor, side * table[0] * 0.24, z, table[1]),
      yaw,
      size: [0.26, 0.09, 0.2],
      on: 'coffee-table',
      optional: true,
    });
  }
  if (random.chance(0.7)) {
    parts.push({
      type: 'vase',
      position: at(anchor, -side * table[0] * 0.25, z, table[1]),
      size: [0.14, 0.24, 0.14],
      on: 'coffee-table',
      optional: true,
    });
  }
  return parts;
}
