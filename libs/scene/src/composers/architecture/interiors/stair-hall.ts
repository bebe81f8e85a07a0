import type { Vec3 } from '../../../document/scene-document';
import { hangPainting, hangPaintingAbove, hangPendant, placePlants } from '../furnish/decor';
import { placeAtAnyWall, placeAtWall } from '../layout/against-wall';
import { footprintOf } from '../../../geometry/footprint';
import { doorAt, windowRhythm, windowsAsAsked } from '../layout/openings';
import type { Composition, InteriorRecipe } from './interior';
import { fromNorth } from './living-room';

const RISE = 0.172;
const GOING = 0.27;
const STAIR_WIDTH = 1.15;
const LANDING = { depth: 1.5, thickness: 0.22 };
const RAIL = { height: 1, depth: 0.06 };

/** A hall two storeys high: a flight along one wall up to a gallery over its rear end. */
export const stairHall: InteriorRecipe = {
  space: 'stair-hall',
  measures: {
    compact: { width: [4, 4.6], depth: [7, 7.4], height: [5.4, 5.7] },
    regular: { width: [4.6, 5.6], depth: [7.2, 8], height: [5.6, 6] },
    spacious: { width: [5.8, 7], depth: [8, 9.4], height: [5.8, 6.4] },
  },
  lampsByDay: 0.3,

  openings(wish) {
    const { width, height, palette } = wish;
    const normal = {
      length: width,
      height,
      sill: wish.random.fork('glazing').chance(0.5) ? 0.12 : 0.9,
      head: height - 0.5,
      share: 0.62,
      count: width > 5 ? 3 : 2,
      frame: palette.frame,
    };
    const front = windowRhythm(windowsAsAsked(wish.brief, normal));
    return { north: front, south: [doorAt(width, width / 2, palette.door, 1, 2.15)] };
  },

  furnish(c) {
    const upper = buildStairs(c);
    furnishGround(c);
    const wanted = c.wants('painting', 3);
    for (const [side, share] of [
      [c.right, 0.3],
      [c.right, 0.6],
      ['south', 0.2],
    ] as const) {
      if (c.plan.count('painting') < wanted)
        hangPainting(c.plan, c.room, side, side === 'south' ? share : fromNorth(side, share), [0.7, 0.95]);
    }
    placePlants(c.plan, c.room, c.wants('plant', 2), c.random.fork('plants'));
    const pendants = c.wants('pendant-lamp', 2);
    for (let i = 0; i < pendants; i++) {
      const z = -c.room.depth * 0.5 + (i + 1) * ((c.room.depth - LANDING.depth) / (pendants + 1));
      hangPendant(
        c.plan,
        c.room,
        0.25 * (c.left === 'west' ? 1 : -1),
        z,
        c.room.height - upper - (i % 2) * 0.4,
      );
    }
  },
};

/** The flight climbs southwards along the left wall and ends at the landing; returns the landing's level. */
function buildStairs(c: Composition): number {
  const { room, plan } = c;
  const sign = c.left === 'west' ? -1 : 1;
  // Never more run than there is between the landing and a metre before the windows.
  const available = room.depth - LANDING.depth - 1;
  const level = Math.min(room.height / 2 + 0.1, Math.floor(available / GOING) * RISE);
  const steps = Math.round(level / RISE);
  const run = Math.min(available, steps * GOING);
  const landingZ = room.depth / 2 - LANDING.depth / 2;
  const stairX = sign * (room.width / 2 - STAIR_WIDTH / 2 - 0.02);
  const stairZ = room.depth / 2 - LANDING.depth - run / 2;
  const stairs: Vec3 = [STAIR_WIDTH, level, run];
  plan.add({ type: 'stairs', position: [stairX, 0, stairZ], yaw: Math.PI, size: stairs, params: { steps } });
  plan.add({
    type: 'slab',
    name: 'landing',
    position: [0, level - LANDING.thickness, landingZ],
    size: [room.width, LANDING.thickness, LANDING.depth],
    materials: { top: c.palette.floor, bottom: c.palette.ceiling, side: c.palette.trim },
    params: { lit: 'both' },
  });
  // Nobody lives under the flight, and nothing stands before its first step.
  plan.reserve(
    { ...footprintOf({ position: [stairX, 0, stairZ], yaw: 0, size: stairs }), top: room.height },
    ['rug'],
  );
  const foot: Vec3 = [STAIR_WIDTH, 2, 1];
  plan.reserve(footprintOf({ position: [stairX, 0, stairZ - run / 2 - 0.5], yaw: 0, size: foot }), ['rug']);
  buildRailings(c, sign, level, run, landingZ, stairZ);
  return level;
}

/** Along the landing's edge beside the stairs, and up the flight's open side. */
function buildRailings(
  c: Composition,
  sign: number,
  level: number,
  run: number,
  landingZ: number,
  stairZ: number,
): void {
  const { room, plan } = c;
  const open = room.width - STAIR_WIDTH - 0.1;
  plan.add({
    type: 'railing',
    position: [-sign * (STAIR_WIDTH / 2 + 0.03), level, landingZ - LANDING.depth / 2 + RAIL.depth / 2 + 0.01],
    size: [open, RAIL.height, RAIL.depth],
  });
  // Local x runs along −Z at a yaw of a quarter turn, so the flight's rail, which climbs to +Z, sinks along it.
  plan.add({
    type: 'railing',
    position: [sign * (room.width / 2 - STAIR_WIDTH - 0.02 - RAIL.depth / 2), RISE, stairZ],
    yaw: Math.PI / 2,
    size: [run - 0.1, level - RISE + RAIL.height, RAIL.depth],
    params: { rise: -(level - RISE) },
  });
}

function furnishGround(c: Composition): void {
  const random = c.random.fork('ground');
  const board =
    c.wants('sideboard', 1) > 0
      ? placeAtWall(c.plan, c.room, c.right, { type: 'sideboard', access: 0.8 }, { prefer: 0.5 })
      : undefined;
  if (board) {
    const [w, h] = [0.9, 0.9];
    if (c.wants('mirror', 1) > 0) {
      const y = board.size[1] + 0.25;
      const size: Vec3 = [w, h, 0.04];
      const prefer = 0.5;
      placeAtWall(c.plan, c.room, c.right, { type: 'mirror', size }, { prefer, gap: 0.005, y });
    } else if (c.wants('painting', 1) > 0) hangPaintingAbove(c.plan, c.room, c.right, board, [w, h]);
    if (c.wants('vase', 1) > 0)
      c.plan.tryAdd({
        type: 'vase',
        position: [board.position[0], board.size[1], board.position[2]],
        on: 'sideboard',
      });
  }
  if (c.wants('bench', random.chance(0.6) ? 1 : 0) > 0)
    placeAtAnyWall(c.plan, c.room, { type: 'bench', access: 0.5 }, { prefer: 0.15 }, [c.right, 'south']);
  if (c.wants('armchair', random.chance(0.4) ? 1 : 0) > 0)
    placeAtAnyWall(c.plan, c.room, { type: 'armchair', access: 0.4 }, { prefer: 0.8 }, [c.right]);
  if (c.wants('rug', 1) > 0) {
    const x = (c.left === 'west' ? 1 : -1) * (STAIR_WIDTH / 2);
    c.plan.tryAdd({
      type: 'rug',
      position: [x, 0, -0.3],
      yaw: Math.PI / 2,
      size: [Math.min(3, c.room.depth - 3), 0.012, Math.min(1.8, c.room.width - STAIR_WIDTH - 1)],
    });
  }
}
