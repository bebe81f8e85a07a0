import type { SceneElement } from '../../../document/scene-document';
import { hangPainting, hangPendant, placePlants } from '../furnish/decor';
import { diningGroup, pendantsOver } from '../furnish/dining';
import { kitchenRun } from '../furnish/kitchen-run';
import { at, facing, type Anchor } from '../layout/anchor';
import { sizeOf, type Part } from '../layout/floor-plan';
import { doorAt, windowRhythm, windowsAsAsked } from '../layout/openings';
import { anchorOn, lengthOf } from '../layout/room';
import type { Composition, InteriorRecipe } from './interior';

export const kitchen: InteriorRecipe = {
  space: 'kitchen',
  measures: {
    compact: { width: [3, 3.5], depth: [3.4, 4], height: [2.5, 2.7] },
    regular: { width: [3.8, 4.8], depth: [4, 5], height: [2.6, 2.8] },
    spacious: { width: [5, 6.2], depth: [5.2, 6.4], height: [2.7, 3.1] },
  },
  lampsByDay: 0.25,

  openings(wish) {
    const { width, height, palette, random } = wish;
    const low = random.fork('glazing').chance(0.4);
    const normal = {
      length: width,
      height,
      sill: low ? 0.12 : 1.05,
      head: Math.min(height - 0.2, 2.35),
      share: 0.6,
      count: width > 4.2 ? 2 : 1,
      frame: palette.frame,
    };
    return {
      north: windowRhythm(windowsAsAsked(wish.brief, normal)),
      south: [doorAt(width, wish.right === 'east' ? 0.85 : width - 0.85, palette.door)],
    };
  },

  furnish(c) {
    layRun(c);
    const island =
      c.wants('kitchen-island', c.room.width >= 4.1 && c.random.fork('island').chance(0.65) ? 1 : 0) > 0 &&
      layIsland(c);
    dine(c, Boolean(island));
    if (c.wants('painting', 1) > 0) hangPainting(c.plan, c.room, c.right, 0.5, [0.7, 0.9]);
    placePlants(c.plan, c.room, c.wants('plant', 1), c.random.fork('plants'));
    if (c.plan.count('pendant-lamp') === 0 && c.wants('pendant-lamp', 1) > 0)
      hangPendant(c.plan, c.room, 0.3, 0, 0.7);
  },
};

function layRun(c: Composition): void {
  const length = lengthOf(c.room, c.left);
  const end = c.left === 'west' ? -1 : 1;
  // A low window in the corner shortens the run.
  for (const free of [0.05, 0.55, 0.8]) {
    const anchor = anchorOn(c.room, c.left, length / 2 + (end * (free - 0.05)) / 2);
    if (c.plan.tryGroup(runParts(c, anchor, length - 0.05 - free, end))) return;
  }
}

function runParts(c: Composition, anchor: Anchor, length: number, end: number): Part[] {
  return kitchenRun(anchor, {
    length,
    // Tall units stand at the door's end, away from the light.
    tallEnd: end,
    fridge: c.wants('fridge', 1) > 0,
    ovenTower: c.wants('oven-tower', length > 3.7 ? 1 : 0) > 0,
    cabinets: c.wants('wall-cabinet', 1) > 0,
    hood: c.wants('extractor-hood', 1) > 0,
    ceiling: c.room.height,
  });
}

/** Parallel to the run, with room to work between; stools on its far side and pendants above. */
function layIsland(c: Composition): SceneElement | undefined {
  const length = lengthOf(c.room, c.left);
  const [, height] = sizeOf({ type: 'kitchen-island' });
  const size = [Math.min(2.4, length - 2), height, 0.9] as const;
  const anchor = anchorOn(c.room, c.left, length * (c.left === 'west' ? 0.55 : 0.45));
  const z = 0.62 + 1.05 + size[2] / 2;
  const stool = sizeOf({ type: 'stool' });
  const stools = c.wants('stool', Math.floor(size[0] / 0.75));
  const centre = { position: at(anchor, 0, z), yaw: anchor.yaw };
  const parts: Part[] = [{ type: 'kitchen-island', position: centre.position, yaw: anchor.yaw, size }];
  for (let i = 0; i < stools; i++) {
    const x = ((i + 0.5) / stools - 0.5) * size[0];
    const position = at(centre, x, size[2] / 2 + stool[2] / 2 + 0.08);
    parts.push({ type: 'stool', position, yaw: facing(position, at(centre, x, 0)), optional: true });
  }
  parts.push(
    ...pendantsOver(centre, size[0], c.wants('pendant-lamp', size[0] > 2 ? 3 : 2), c.room.height, 1.6),
  );
  return c.plan.tryGroup(parts)?.[0];
}

/** A table in what floor is left on the side away from the run. */
function dine(c: Composition, island: boolean): void {
  const random = c.random.fork('dining');
  const chairs = c.wants('chair', c.room.width < 3.6 ? 2 : random.pick([4, 4, 6]));
  if (c.wants('dining-table', island ? 0 : 1) === 0) return;
  const away = c.left === 'west' ? 1 : -1;
  for (const count of [chairs, Math.min(chairs, 4), Math.min(chairs, 2)]) {
    for (const x of [0.55, 0.75, 0.35, 0.95, 1.15, 1.35]) {
      for (const yaw of [Math.PI / 2, 0]) {
        for (const z of [-0.3, -0.7, 0.1, 0.5, -1.1]) {
          const parts = diningGroup(
            { position: [x * away, 0, z], yaw },
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
    }
  }
}
