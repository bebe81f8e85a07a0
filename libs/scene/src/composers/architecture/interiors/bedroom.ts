import {
  alongWall,
  hangCurtains,
  hangPainting,
  hangPaintingAbove,
  hangPendant,
  placePlants,
} from '../furnish/decor';
import { sleepingGroup } from '../furnish/sleeping';
import { workplace } from '../furnish/working';
import { placeAtAnyWall, placeAtWall, placeGroupAtWall } from '../layout/against-wall';
import { doorAt, windowRhythm, windowsAsAsked } from '../layout/openings';
import { lengthOf, type Side } from '../layout/room';
import type { Composition, InteriorRecipe } from './interior';
import { fromNorth } from './living-room';

export const bedroom: InteriorRecipe = {
  space: 'bedroom',
  measures: {
    compact: { width: [3.2, 3.6], depth: [3.2, 3.7], height: [2.5, 2.6] },
    regular: { width: [3.7, 4.5], depth: [3.8, 4.8], height: [2.5, 2.8] },
    spacious: { width: [4.8, 5.8], depth: [5, 6.2], height: [2.7, 3.1] },
  },
  lampsByDay: 0.15,
  accent: ({ left, random }) => (random.fork('accent').chance(0.65) ? left : undefined),

  openings(wish) {
    const { width, height, palette, random } = wish;
    const low = random.fork('glazing').chance(0.35);
    const normal = {
      length: width,
      height,
      sill: low ? 0.1 : 0.8,
      head: Math.min(height - 0.25, 2.3),
      share: 0.5,
      count: width > 4 ? 2 : 1,
      frame: palette.frame,
    };
    return {
      north: windowRhythm(windowsAsAsked(wish.brief, normal)),
      south: [doorAt(width, wish.right === 'east' ? 0.8 : width - 0.8, palette.door)],
    };
  },

  furnish(c) {
    hangCurtains(c.plan, c.room, 'north');
    sleep(c);
    dress(c);
    besideTheWindow(c);
    if (c.wants('painting', 2) > 1)
      hangPainting(c.plan, c.room, c.right, fromNorth(c.right, 0.4), [0.6, 0.8]);
    if (c.wants('mirror', c.random.fork('mirror').chance(0.4) ? 1 : 0) > 0) {
      placeAtAnyWall(
        c.plan,
        c.room,
        { type: 'mirror', size: [0.6, 1.6, 0.04] },
        { gap: 0.005, y: 0.15, prefer: 0.3 },
        [c.right, 'south'],
      );
    }
    placePlants(
      c.plan,
      c.room,
      c.wants('plant', c.random.fork('plants').integer(0, 2)),
      c.random.fork('plant-places'),
    );
    if (c.wants('pendant-lamp', 1) > 0) hangPendant(c.plan, c.room, 0, 0, 0.65);
  },
};

function sleep(c: Composition): void {
  const random = c.random.fork('bed');
  if (c.wants('bed', 1) === 0) return;
  const wide = c.room.depth > 3.5 ? random.pick([1.6, 1.8]) : 1.4;
  const wish = {
    bedWidth: wide,
    nightstands: c.wants('nightstand', 2),
    tableLamps: c.wants('table-lamp', 2),
    rug: c.wants('rug', random.chance(0.75) ? 1 : 0) > 0,
    bench: c.wants('bench', c.room.width > 4.4 && random.chance(0.5) ? 1 : 0) > 0,
  };
  const halfWidth = wide / 2 + (wish.nightstands > 0 ? 0.55 : 0.1);
  const prefer = fromNorth(c.left, 0.5);
  const bed = placeGroupAtWall(c.plan, c.room, c.left, halfWidth, prefer, (anchor) =>
    sleepingGroup(anchor, wish),
  )?.[0];
  if (bed && c.wants('painting', 1) > 0) {
    hangPaintingAbove(c.plan, c.room, c.left, bed, [wide * 0.6, wide * random.between(0.34, 0.45)]);
  }
}

/** The wardrobe stands where its doors can open: opposite the bed or beside the door. */
function dress(c: Composition): void {
  const height = Math.min(2.3, c.room.height - 0.1);
  const order: Side[] = ['south', c.right, c.left];
  for (let i = 0; i < c.wants('wardrobe', 1); i++) {
    for (const width of [Math.min(2.4, lengthOf(c.room, 'south') - 1.7), 1.6, 1.2]) {
      const part = { type: 'wardrobe' as const, size: [width, height, 0.6] as const, access: 0.6 };
      const prefer = c.left === 'west' ? 0.9 : 0.1;
      if (placeAtAnyWall(c.plan, c.room, part, { prefer }, order)) break;
    }
  }
}

/** An armchair, or in larger rooms a desk, near the daylight; else a low board. */
function besideTheWindow(c: Composition): void {
  const random = c.random.fork('window-place');
  const prefer = fromNorth(c.right, 0.2);
  const desk = c.wants('desk', random.chance(0.35) ? 1 : 0) > 0;
  if (desk) {
    const wish = {
      width: 1.2,
      screen: false,
      lamp: c.wants('table-lamp', 3) > 2,
      chair: c.wants('office-chair', 1) > 0,
    };
    if (placeGroupAtWall(c.plan, c.room, c.right, 0.6, prefer, (anchor) => workplace(anchor, wish))) return;
  }
  if (c.wants('armchair', random.chance(0.6) ? 1 : 0) > 0) {
    const chair = placeAtWall(c.plan, c.room, c.right, { type: 'armchair' }, { prefer, gap: 0.15 });
    const beside = chair ? alongWall(c.room, c.right, chair) : prefer;
    if (c.wants('floor-lamp', 1) > 0)
      placeAtWall(c.plan, c.room, c.right, { type: 'floor-lamp' }, { prefer: beside, gap: 0.1 });
  }
  if (c.wants('sideboard', random.chance(0.5) ? 1 : 0) > 0) {
    placeAtWall(
      c.plan,
      c.room,
      c.right,
      { type: 'sideboard', access: 0.6 },
      { prefer: fromNorth(c.right, 0.55) },
    );
  }
}
