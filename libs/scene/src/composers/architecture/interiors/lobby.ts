import type { SceneElement, Vec3 } from '../../../document/scene-document';
import { hangPainting, hangPendant, placePlants } from '../furnish/decor';
import { seatingGroup } from '../furnish/seating';
import { placeGroupAtWall } from '../layout/against-wall';
import { sizeOf } from '../layout/floor-plan';
import { apart, doorAt, windowRhythm, windowsAsAsked } from '../layout/openings';
import type { Composition, InteriorRecipe } from './interior';
import { fromNorth } from './living-room';

export const lobby: InteriorRecipe = {
  space: 'lobby',
  measures: {
    compact: { width: [6.4, 7.6], depth: [6.4, 7.6], height: [3.2, 3.8] },
    regular: { width: [8, 9.8], depth: [8, 10], height: [3.8, 4.6] },
    spacious: { width: [10, 12.4], depth: [10, 12.4], height: [4.6, 5.6] },
  },
  lampsByDay: 0.6,
  accent: () => 'south',

  openings(wish) {
    const { width, depth, height, palette } = wish;
    const normal = {
      length: width,
      height,
      sill: 0.1,
      head: height - 0.3,
      share: 0.86,
      count: Math.max(3, Math.round(width / 2.4)),
      frame: palette.frame,
    };
    const front = windowRhythm(windowsAsAsked(wish.brief, normal));
    // The entrance takes the place of the middle window; the lifts' door is at the side.
    const entrance = doorAt(width, width / 2, palette.frame, 1.8, 2.5);
    const side = doorAt(depth, fromNorth(wish.right, 0.8) * depth, palette.door, 1, 2.2);
    return { north: [...front.filter((o) => apart(o, entrance)), entrance], [wish.right]: [side] };
  },

  furnish(c) {
    receive(c);
    columns(c);
    wait(c);
    const wanted = c.wants('painting', 2);
    for (const [side, share] of [
      [c.right, 0.45],
      [c.left, 0.75],
      ['south', 0.5],
    ] as const) {
      if (c.plan.count('painting') < wanted)
        hangPainting(c.plan, c.room, side, fromNorth(side === 'south' ? 'east' : side, share), [1.8, 1.2]);
    }
    placePlants(
      c.plan,
      c.room,
      c.wants('plant', c.random.fork('plants').integer(2, 4)),
      c.random.fork('plant-places'),
    );
    lights(c);
  },
};

/** The reception desk stands before the rear wall and faces the entrance; its user has a chair behind it. */
function receive(c: Composition): SceneElement | undefined {
  if (c.wants('reception-desk', 1) === 0) return undefined;
  const [, height, depth] = sizeOf({ type: 'reception-desk' });
  const width = Math.min(3.4, c.room.width * 0.4);
  const x = c.random.fork('reception').between(-0.6, 0.6);
  const z = c.room.depth / 2 - 1.6 - depth / 2;
  const desk = c.plan.tryAdd({
    type: 'reception-desk',
    position: [x, 0, z],
    yaw: Math.PI,
    size: [width, height, depth],
    access: 1.2,
  });
  if (desk && c.wants('office-chair', 1) > 0) {
    c.plan.tryAdd({ type: 'office-chair', position: [x + 0.4, 0, z + depth / 2 + 0.45], yaw: Math.PI });
  }
  return desk;
}

/** Two rows of columns along the way from the entrance to the desk. */
function columns(c: Composition): void {
  const wanted = c.wants('column', c.room.width > 7.4 ? 4 : 0);
  const x = c.room.width * 0.29;
  const size: Vec3 = [0.42, c.room.height, 0.42];
  for (let i = 0; i < wanted; i++) {
    const z = (Math.floor(i / 2) - (Math.ceil(wanted / 2) - 1) / 2) * (c.room.depth * 0.4);
    c.plan.tryAdd({ type: 'column', position: [i % 2 === 0 ? x : -x, 0, z], size });
  }
}

/** Places to wait along the left wall. */
function wait(c: Composition): void {
  const random = c.random.fork('waiting');
  const sofas = c.wants('sofa', c.room.depth > 8.4 ? 2 : 1);
  for (let i = 0; i < sofas; i++) {
    const wish = {
      sofaWidth: random.between(2, 2.5),
      armchairs: Math.max(0, Math.min(2, c.wants('armchair', 2) - c.plan.count('armchair'))),
      coffeeTable: c.wants('coffee-table', 1) > 0,
      rug: c.wants('rug', 1) > 0,
      sideTable: false,
      tableLamp: false,
      floorLamp: c.wants('floor-lamp', 1) > 0,
      gap: 0.1,
      lampSide: c.left === 'west' ? 1 : -1,
    };
    const prefer = fromNorth(c.left, i === 0 ? 0.32 : 0.75);
    placeGroupAtWall(c.plan, c.room, c.left, wish.sofaWidth / 2, prefer, (anchor) =>
      seatingGroup(anchor, wish, random.fork(`group-${i}`)),
    );
  }
}

/** A row of pendants over the way to the desk. */
function lights(c: Composition): void {
  const count = c.wants('pendant-lamp', Math.max(2, Math.round(c.room.depth / 2.6)));
  const drop = c.room.height * 0.35;
  for (let i = 0; i < count; i++)
    hangPendant(c.plan, c.room, 0, ((i + 0.5) / count - 0.5) * (c.room.depth - 1.5), drop);
}
