import { hangCurtains, hangPaintingAbove, hangPendant, placePlants } from '../furnish/decor';
import { diningGroup } from '../furnish/dining';
import { seatingGroup } from '../furnish/seating';
import { placeAtAnyWall, placeAtWall, placeGroupAtWall } from '../layout/against-wall';
import { alongWall } from '../furnish/decor';
import { doorAt, windowRhythm, windowsAsAsked } from '../layout/openings';
import { lengthOf, type Side } from '../layout/room';
import type { Composition, InteriorRecipe } from './interior';

const DINING_FROM_DEPTH = 5.3;

export const livingRoom: InteriorRecipe = {
  space: 'living-room',
  measures: {
    compact: { width: [3.8, 4.3], depth: [3.6, 4.2], height: [2.5, 2.7] },
    regular: { width: [4.4, 5.4], depth: [4.4, 5.8], height: [2.6, 2.9] },
    spacious: { width: [5.4, 6.8], depth: [6, 8], height: [2.8, 3.3] },
  },
  lampsByDay: 0.15,
  accent: ({ left, random }) => (random.fork('accent').chance(0.5) ? left : undefined),

  openings(wish) {
    const { width, depth, height, palette, random } = wish;
    const large = random.fork('glazing').chance(0.45);
    const normal = {
      length: width,
      height,
      sill: large ? 0.1 : 0.75,
      head: Math.min(height - 0.25, 2.4),
      share: large ? 0.75 : 0.55,
      count: Math.max(1, Math.round(width / (large ? 2.6 : 2))),
      frame: palette.frame,
    };
    const door = doorAt(
      width,
      wish.right === 'east' ? 0.9 : width - 0.9,
      palette.door === 'white-paint' ? 'white-paint' : palette.door,
    );
    const second = random.fork('second-window').chance(0.4) && wish.brief.windows !== 'few' && depth > 4.6;
    const side = windowRhythm({
      ...normal,
      length: depth,
      count: 1,
      share: 0.28,
      sill: 0.85,
      head: Math.min(height - 0.25, 2.3),
    });
    const shifted = side.map((o) => ({
      ...o,
      offset: wish.right === 'east' ? 0.45 : depth - 0.45 - o.width,
    }));
    return {
      north: windowRhythm(windowsAsAsked(wish.brief, normal)),
      south: [door],
      ...(second && wish.brief.counts?.['window-unit'] === undefined ? { [wish.right]: shifted } : {}),
    };
  },

  furnish(c) {
    const dining = wantsDining(c);
    hangCurtains(c.plan, c.room, 'north');
    const sofaAlong = seat(c, dining ? 0.3 : 0.46);
    faceTheSofa(c, sofaAlong);
    if (dining) dine(c);
    store(c);
    placePlants(
      c.plan,
      c.room,
      c.wants('plant', c.random.fork('plants').integer(1, 3)),
      c.random.fork('plant-places'),
    );
    const pendants = c.wants('pendant-lamp', dining ? 0 : 1);
    if (pendants > 0 && c.plan.count('pendant-lamp') === 0) hangPendant(c.plan, c.room, 0, 0.2, 0.75);
  },
};

function wantsDining({ room, brief }: Composition): boolean {
  const asked = brief.counts?.['dining-table'] ?? brief.counts?.chair;
  return asked === undefined ? room.depth >= DINING_FROM_DEPTH : asked > 0;
}

/** `share` along the left wall counted from the window. Returns where the sofa stands along its own wall. */
function seat(c: Composition, share: number): number {
  const random = c.random.fork('seating');
  const length = lengthOf(c.room, c.left);
  const fromWindow = fromNorth(c.left, share);
  const sofaWidth = Math.min(random.between(1.9, 2.5), length - 1.5);
  const gap = c.room.width > 5.6 ? c.room.width - 4.8 : 0.06;
  const armchairs = c.wants('armchair', random.integer(0, 2));
  const make = (chairs: number, width: number) => {
    const wish = {
      sofaWidth: width,
      armchairs: chairs,
      coffeeTable: c.wants('coffee-table', 1) > 0,
      rug: c.wants('rug', 1) > 0,
      sideTable: c.wants('side-table', 1) > 0,
      tableLamp: c.wants('table-lamp', 1) > 0,
      floorLamp: c.wants('floor-lamp', 1) > 0,
      gap,
      lampSide: c.left === 'west' ? 1 : -1,
    };
    return placeGroupAtWall(c.plan, c.room, c.left, width / 2, fromWindow, (anchor) =>
      seatingGroup(anchor, wish, random.fork('group')),
    );
  };
  if (c.wants('sofa', 1) === 0) return fromWindow;
  const placed = make(armchairs, sofaWidth) ?? make(armchairs, 1.6);
  const sofa = placed?.[0];
  if (!sofa) return fromWindow;
  if (gap < 0.3 && c.wants('painting', 1) > 0) {
    const width = Math.min(1.4, sofaWidth * 0.55);
    hangPaintingAbove(c.plan, c.room, c.left, sofa, [width, width * random.between(0.55, 0.8)]);
  }
  return alongWall(c.room, c.left, sofa);
}

/** Opposite the sofa: a fireplace or a low board with a screen. */
function faceTheSofa(c: Composition, sofaAlong: number): void {
  const random = c.random.fork('opposite');
  const prefer = 1 - sofaAlong;
  const classic = c.palette.style === 'classic' || c.palette.style === 'industrial';
  if (c.wants('fireplace', random.chance(classic ? 0.6 : 0.25) ? 1 : 0) > 0) {
    const fireplace = placeAtWall(
      c.plan,
      c.room,
      c.right,
      { type: 'fireplace', access: 0.4 },
      { prefer, gap: 0 },
    );
    if (fireplace) {
      if (c.wants('painting', 2) > 1) hangPaintingAbove(c.plan, c.room, c.right, fireplace, [0.9, 0.65]);
      return;
    }
  }
  const stand =
    c.wants('tv-stand', 1) > 0 &&
    placeAtWall(c.plan, c.room, c.right, { type: 'tv-stand', access: 0.4 }, { prefer });
  if (!stand || c.wants('screen', 1) === 0) return;
  const width = random.between(1.1, 1.45);
  c.plan.tryAdd({
    type: 'screen',
    position: [stand.position[0], stand.size[1], stand.position[2]],
    yaw: stand.yaw,
    size: [width, width * 0.6, 0.2],
    params: { stand: true },
    on: 'tv-stand',
  });
}

function dine(c: Composition): void {
  const random = c.random.fork('dining');
  const chairs = c.wants('chair', random.pick([4, 4, 6]));
  const z = c.room.depth / 2 - 1.55;
  for (const [count, x] of [
    [chairs, 0],
    [chairs, -0.4],
    [chairs, 0.4],
    [Math.min(4, chairs), 0.5],
    [Math.min(4, chairs), -0.5],
  ]) {
    const parts = diningGroup(
      { position: [x, 0, z], yaw: 0 },
      {
        chairs: count,
        ceiling: c.room.height,
        pendants: Math.min(1, c.wants('pendant-lamp', 1)),
        vase: c.wants('vase', 1) > 0,
      },
    );
    if (c.plan.tryGroup(parts)) return;
  }
}

/** Shelves and a sideboard on the walls that are left. */
function store(c: Composition): void {
  const random = c.random.fork('storage');
  const walls: Side[] = ['south', c.right, c.left];
  for (let i = 0; i < c.wants('bookshelf', random.integer(0, 2)); i++) {
    placeAtAnyWall(
      c.plan,
      c.room,
      { type: 'bookshelf', access: 0.5 },
      { prefer: i === 0 ? 0.5 : 0.9 },
      walls,
    );
  }
  if (c.wants('sideboard', random.chance(0.6) ? 1 : 0) > 0) {
    const side = walls.find((wall) => {
      const board = placeAtWall(c.plan, c.room, wall, { type: 'sideboard', access: 0.5 }, { prefer: 0.5 });
      if (board && c.wants('painting', 3) > 2) hangPaintingAbove(c.plan, c.room, wall, board, [0.8, 0.6]);
      return board;
    });
    if (side && c.wants('vase', 1) > 0) {
      const board = c.plan.elements.find((element) => element.type === 'sideboard');
      if (board)
        c.plan.tryAdd({
          type: 'vase',
          position: [board.position[0], board.size[1], board.position[2]],
          on: 'sideboard',
        });
    }
  }
}

/** A share counted from the north wall as a place along a side wall (seen from inside, from its left end). */
export function fromNorth(side: Side, share: number): number {
  return side === 'east' ? share : 1 - share;
}
