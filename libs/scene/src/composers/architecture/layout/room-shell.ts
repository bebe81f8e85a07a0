import type { Opening } from '../../../document/scene-document';
import type { MaterialName } from '../../../document/vocabulary';
import type { FloorPlan } from './floor-plan';
import { anchorOn, lengthOf, SIDES, WALL_THICKNESS, type Room, type Side } from './room';

const SLAB = 0.2;
const SKIRTING = { height: 0.08, depth: 0.014 };
/** Free floor in front of a door, metres. */
const DOOR_CLEARANCE = 1;

export interface ShellFinish {
  floor: MaterialName;
  wall: MaterialName;
  ceiling: MaterialName;
  trim: MaterialName;
  frame: MaterialName;
  door: MaterialName;
  /** False where walls are tiled. */
  skirting: boolean;
  /** A wall of another material. */
  accent?: { side: Side; material: MaterialName };
}

/**
 * Floor, ceiling, four walls with their openings, and skirting. Nothing shines through: the walls along north and south
 * run past the corners, all walls rise beside the ceiling slab, footings lie below the walls beside the floor slab, and
 * every door has a panel behind it.
 */
export function buildShell(plan: FloorPlan, room: Room, finish: ShellFinish): void {
  const { width, depth, height } = room;
  plan.add({
    type: 'slab',
    name: 'floor',
    position: [0, -SLAB, 0],
    size: [width, SLAB, depth],
    materials: { top: finish.floor, bottom: 'concrete', side: finish.floor },
    params: { lit: 'top' },
  });
  plan.add({
    type: 'slab',
    name: 'ceiling',
    position: [0, height, 0],
    size: [width, SLAB, depth],
    materials: { top: 'concrete', bottom: finish.ceiling, side: finish.ceiling },
    params: { lit: 'bottom' },
  });
  for (const side of SIDES) {
    buildWall(plan, room, side, finish);
    closeDoors(plan, room, side);
    keepOpeningsClear(plan, room, side);
    if (finish.skirting) buildSkirting(plan, room, side, finish.trim);
  }
}

function buildWall(plan: FloorPlan, room: Room, side: Side, finish: ShellFinish): void {
  const past = side === 'north' || side === 'south' ? WALL_THICKNESS : 0;
  const length = lengthOf(room, side);
  const { position, yaw } = anchorOn(room, side, length / 2, -WALL_THICKNESS / 2);
  const material = finish.accent?.side === side ? finish.accent.material : finish.wall;
  plan.add({
    type: 'wall',
    name: `wall-${side}`,
    position,
    yaw,
    size: [length + 2 * past, room.height + SLAB, WALL_THICKNESS],
    materials: {
      front: material,
      back: 'white-plaster',
      reveal: finish.trim === 'black-metal' ? 'white-paint' : finish.trim,
      frame: finish.frame,
      leaf: finish.door,
    },
    openings: room.openings[side].map((opening) => ({ ...opening, offset: opening.offset + past })),
  });
  plan.add({
    type: 'slab',
    name: 'footing',
    position: [position[0], -SLAB, position[2]],
    yaw,
    size: [length + 2 * past, SLAB, WALL_THICKNESS],
    materials: { top: finish.floor, bottom: 'concrete', side: 'concrete' },
    params: { lit: 'bottom' },
  });
}

/** The leaf of a door leaves a gap of millimetres: the far side of the wall is boarded up. */
function closeDoors(plan: FloorPlan, room: Room, side: Side): void {
  for (const door of room.openings[side].filter((opening) => opening.kind === 'door')) {
    const { position, yaw } = anchorOn(
      room,
      side,
      door.offset + door.width / 2,
      -WALL_THICKNESS - 0.02 - 0.05,
      -SLAB,
    );
    plan.add({
      type: 'slab',
      name: 'door-backing',
      position,
      yaw,
      size: [door.width + 0.3, door.height + SLAB + 0.15, 0.1],
      materials: { top: 'grey-plaster', bottom: 'grey-plaster', side: 'grey-plaster' },
      params: { lit: 'bottom' },
    });
  }
}

/** Doors keep a square of free floor, windows keep tall things from standing before them. */
function keepOpeningsClear(plan: FloorPlan, room: Room, side: Side): void {
  for (const opening of room.openings[side]) {
    const reach = opening.kind === 'window' ? 0.5 : DOOR_CLEARANCE;
    const { position, yaw } = anchorOn(room, side, opening.offset + opening.width / 2, reach / 2);
    plan.reserve(
      {
        x: position[0],
        z: position[2],
        yaw,
        halfWidth: opening.width / 2 + (opening.kind === 'window' ? 0 : 0.05),
        halfDepth: reach / 2,
        bottom: Math.max(0.02, opening.sill),
        top: opening.sill + opening.height,
      },
      opening.kind === 'window' ? ['rug', 'curtain', 'plant'] : ['rug'],
    );
  }
}

/** Strips along the wall, broken at doors and at windows that reach the floor. */
function buildSkirting(plan: FloorPlan, room: Room, side: Side, material: MaterialName): void {
  const length = lengthOf(room, side);
  let from = side === 'north' || side === 'south' ? 0 : SKIRTING.depth;
  const end = length - from;
  const breaks = room.openings[side].filter(reachesFloor).sort((a, b) => a.offset - b.offset);
  for (const [left, right] of [
    ...breaks.map((o) => [o.offset - 0.06, o.offset + o.width + 0.06]),
    [end, end],
  ]) {
    if (left - from > 0.08) {
      const { position, yaw } = anchorOn(room, side, (from + left) / 2, SKIRTING.depth / 2);
      const size = [left - from, SKIRTING.height, SKIRTING.depth] as const;
      plan.add({ type: 'skirting', position, yaw, size, materials: { board: material } });
    }
    from = right;
  }
}

function reachesFloor(opening: Opening): boolean {
  return opening.sill < SKIRTING.height + 0.04;
}
