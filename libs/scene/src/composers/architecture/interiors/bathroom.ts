import type { SceneElement } from '../../../document/scene-document';
import type { Opening } from '../../../document/scene-document';
import { alongWall, ceilingGrid, hangPendant, placePlants } from '../furnish/decor';
import { placeAtAnyWall, placeAtWall } from '../layout/against-wall';
import { at } from '../layout/anchor';
import { sizeOf } from '../layout/floor-plan';
import { doorAt, windowRhythm, windowsAsAsked } from '../layout/openings';
import { lengthOf, type Side } from '../layout/room';
import type { Composition, InteriorRecipe, ShellWish } from './interior';
import { fromNorth } from './living-room';

export const bathroom: InteriorRecipe = {
  space: 'bathroom',
  measures: {
    compact: { width: [2.3, 2.6], depth: [2.6, 3], height: [2.4, 2.5] },
    regular: { width: [2.7, 3.3], depth: [3, 3.7], height: [2.5, 2.6] },
    spacious: { width: [3.5, 4.4], depth: [3.8, 4.8], height: [2.6, 2.9] },
  },
  wet: true,
  lampsByDay: 0.4,

  openings(wish: ShellWish): Partial<Record<Side, Opening[]>> {
    const { width, height, palette } = wish;
    const normal = {
      length: width,
      height,
      sill: 0.95,
      head: Math.min(height - 0.2, 2.2),
      share: 0.45,
      count: 1,
      frame: palette.frame,
    };
    return {
      north: windowRhythm(windowsAsAsked(wish.brief, normal)),
      south: [doorAt(width, wish.right === 'east' ? 0.65 : width - 0.65, palette.door, 0.8)],
    };
  },

  furnish(c) {
    const random = c.random.fork('fittings');
    bathe(c);
    washplace(c);
    if (c.wants('toilet', 1) > 0) {
      const prefer = fromNorth(c.right, random.between(0.35, 0.6));
      placeAtAnyWall(c.plan, c.room, { type: 'toilet', access: 0.5 }, { prefer, gap: 0.005 }, [
        c.right,
        'south',
        c.left,
      ]);
    }
    const roomForShower = c.room.width * c.room.depth > 8;
    if (c.wants('shower', roomForShower ? 1 : 0) > 0) {
      // In the corner by the door's far side.
      const places: [Side, number][] = [
        ['south', c.left === 'west' ? 1 : 0],
        [c.right, 0.5],
        [c.left, 0.5],
      ];
      places.some(([side, prefer]) =>
        placeAtWall(c.plan, c.room, side, { type: 'shower', access: 0.4 }, { prefer, gap: 0.005 }),
      );
    }
    rug(c);
    if (c.wants('stool', random.chance(0.5) ? 1 : 0) > 0)
      placeAtAnyWall(c.plan, c.room, { type: 'stool', size: [0.36, 0.45, 0.36] }, { prefer: 0.2 }, [
        c.right,
        c.left,
      ]);
    placePlants(c.plan, c.room, c.wants('plant', 1), c.random.fork('plants'));
    if (c.wants('pendant-lamp', random.chance(0.5) ? 1 : 0) > 0) hangPendant(c.plan, c.room, 0, 0, 0.45);
    else if (c.wants('ceiling-panel', 1) > 0) ceilingGrid(c.plan, c.room, 1, 2, [0.5, 0.05, 0.5]);
  },
};

/** The tub lies under the window, or along a side wall where the window is too low for it. */
function bathe(c: Composition): void {
  if (c.wants('bathtub', 1) === 0) return;
  const [, height, depth] = sizeOf({ type: 'bathtub' });
  for (const length of [1.8, 1.7, 1.6]) {
    for (const [side, prefer] of [
      ['north', c.right === 'east' ? 1 : 0],
      [c.right, fromNorth(c.right, 0)],
    ] as [Side, number][]) {
      const part = { type: 'bathtub' as const, size: [length, height, depth] as const, access: 0.45 };
      if (placeAtWall(c.plan, c.room, side, part, { prefer, gap: 0.005 })) return;
    }
  }
}

/** One or two basins with mirrors over them. */
function washplace(c: Composition): void {
  const count = c.wants('washbasin', c.room.depth > 3.7 ? 2 : 1);
  const basins: SceneElement[] = [];
  for (let i = 0; i < count; i++) {
    const prefer = fromNorth(c.left, 0.45);
    const basin = placeAtWall(
      c.plan,
      c.room,
      c.left,
      { type: 'washbasin', access: 0.55 },
      { prefer, gap: 0.005 },
    );
    if (basin) basins.push(basin);
  }
  for (const basin of basins.slice(0, c.wants('mirror', basins.length))) {
    const width = Math.min(0.8, basin.size[0]);
    placeAtWall(
      c.plan,
      c.room,
      c.left,
      { type: 'mirror', size: [width, 0.9, 0.04] },
      { prefer: alongWall(c.room, c.left, basin), gap: 0.005, y: 1.15 },
    );
  }
}

function rug(c: Composition): void {
  const basin = c.plan.elements.find((element) => element.type === 'washbasin' || element.type === 'bathtub');
  if (!basin || c.wants('rug', 1) === 0) return;
  const anchor = { position: basin.position, yaw: basin.yaw };
  const width = Math.min(0.9, lengthOf(c.room, c.left) / 3);
  c.plan.tryAdd({
    type: 'rug',
    position: at(anchor, 0, basin.size[2] / 2 + 0.4),
    yaw: basin.yaw,
    size: [width, 0.012, 0.55],
  });
}
