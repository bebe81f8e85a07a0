import { ceilingGrid, hangPainting, placePlants } from '../furnish/decor';
import { diningGroup } from '../furnish/dining';
import { workplace } from '../furnish/working';
import { placeAtAnyWall } from '../layout/against-wall';
import type { Anchor } from '../layout/anchor';
import { sizeOf } from '../layout/floor-plan';
import { doorAt, windowRhythm, windowsAsAsked } from '../layout/openings';
import type { Composition, InteriorRecipe } from './interior';

const DESK_WIDTH = 1.6;
const AISLE = 1.1;

export const office: InteriorRecipe = {
  space: 'office',
  measures: {
    compact: { width: [4, 4.8], depth: [4, 4.8], height: [2.6, 2.8] },
    regular: { width: [5.6, 7.2], depth: [5.2, 6.4], height: [2.7, 3.1] },
    spacious: { width: [7.8, 10], depth: [6.8, 8.4], height: [2.9, 3.5] },
  },
  lampsByDay: 0.5,

  openings(wish) {
    const { width, height, palette } = wish;
    const normal = {
      length: width,
      height,
      sill: wish.random.fork('glazing').chance(0.5) ? 0.1 : 0.8,
      head: height - 0.3,
      share: 0.8,
      count: Math.max(2, Math.round(width / 1.9)),
      frame: palette.frame,
    };
    return {
      north: windowRhythm(windowsAsAsked(wish.brief, normal)),
      south: [doorAt(width, wish.right === 'east' ? 1 : width - 1, palette.door, 0.95)],
    };
  },

  furnish(c) {
    const placed = placeDesks(c);
    if (placed === 0) c.wants('desk', 0);
    meet(c);
    const random = c.random.fork('storage');
    for (let i = 0; i < c.wants('bookshelf', random.integer(1, 2)); i++) {
      placeAtAnyWall(c.plan, c.room, { type: 'bookshelf', access: 0.6 }, { prefer: i === 0 ? 0.6 : 0.25 }, [
        'south',
        c.right,
        c.left,
      ]);
    }
    if (c.wants('sideboard', 1) > 0)
      placeAtAnyWall(c.plan, c.room, { type: 'sideboard', access: 0.6 }, {}, [c.right, c.left, 'south']);
    for (const [side, prefer] of [
      [c.left, 0.5],
      [c.right, 0.5],
    ] as const) {
      if (c.plan.count('painting') < c.wants('painting', 2))
        hangPainting(c.plan, c.room, side, prefer, [1.1, 0.8]);
    }
    placePlants(
      c.plan,
      c.room,
      c.wants('plant', c.random.fork('plants').integer(2, 4)),
      c.random.fork('plant-places'),
    );
    if (c.wants('ceiling-panel', 1) > 0) {
      ceilingGrid(
        c.plan,
        c.room,
        Math.max(2, Math.round(c.room.width / 2.2)),
        Math.max(2, Math.round(c.room.depth / 2.2)),
        [1.2, 0.05, 0.3],
      );
    }
  },
};

/** Pairs of desks face to face in blocks at right angles to the window, as many as asked or as the floor carries. */
function placeDesks(c: Composition): number {
  const random = c.random.fork('desks');
  const depth = sizeOf({ type: 'desk' })[2];
  const pitch = 2 * depth + 2 * (0.75 + AISLE / 2);
  const blocks = Math.max(1, Math.floor((c.room.width - 0.6) / pitch));
  const rows = Math.max(1, Math.floor((c.room.depth - 2.2) / (DESK_WIDTH + 0.05)));
  const wanted = c.wants('desk', Math.min(blocks * rows * 2, random.integer(4, 8)));
  let placed = 0;
  for (let row = 0; row < rows; row++) {
    for (let block = 0; block < blocks; block++) {
      const x = ((block + 0.5) / blocks - 0.5) * (c.room.width - 0.4);
      const z = -c.room.depth / 2 + 0.9 + DESK_WIDTH / 2 + row * (DESK_WIDTH + 0.05);
      // The users of a block look at one another: each one's −Z points to the middle line.
      const seats: Anchor[] = [
        { position: [x + 0.01, 0, z], yaw: Math.PI / 2 },
        { position: [x - 0.01, 0, z], yaw: -Math.PI / 2 },
      ];
      for (const seat of seats) {
        if (placed >= wanted) return placed;
        const wish = {
          width: DESK_WIDTH,
          screen: c.wants('screen', 1) > 0,
          lamp: c.wants('table-lamp', 0) > 0,
          chair: c.wants('office-chair', 1) > 0,
        };
        if (c.plan.tryGroup(workplace(seat, wish))) placed++;
      }
    }
  }
  return placed;
}

/** A meeting table in the rear of deep rooms. */
function meet(c: Composition): void {
  if (c.wants('dining-table', c.room.depth > 6.4 ? 1 : 0) === 0) return;
  const chairs = c.wants('chair', 6);
  const away = c.left === 'west' ? -1 : 1;
  for (const x of [1.6, 0.8, 2.4, 0]) {
    const anchor: Anchor = { position: [x * away, 0, c.room.depth / 2 - 1.6], yaw: 0 };
    const pendants = c.wants('pendant-lamp', 2);
    if (c.plan.tryGroup(diningGroup(anchor, { chairs, ceiling: c.room.height, pendants }))) return;
  }
}
