import type { Vec3 } from '../../../document/scene-document';
import { hangPainting } from '../furnish/decor';
import { sizeOf } from '../layout/floor-plan';
import { doorAt, windowRhythm, windowsAsAsked } from '../layout/openings';
import { lengthOf, type Side } from '../layout/room';
import type { Composition, InteriorRecipe } from './interior';

export const gallery: InteriorRecipe = {
  space: 'gallery',
  measures: {
    compact: { width: [5.6, 6.6], depth: [6, 7], height: [3.2, 3.6] },
    regular: { width: [7, 8.6], depth: [7.6, 9.6], height: [3.6, 4.2] },
    spacious: { width: [9, 11], depth: [10, 12], height: [4.2, 5] },
  },
  lampsByDay: 0.55,
  accent: ({ random, palette }) =>
    random.fork('accent').chance(0.4) && palette.accentWall !== palette.wall ? 'south' : undefined,

  openings(wish) {
    const { width, height, palette, random } = wish;
    const high = random.fork('glazing').chance(0.35);
    const normal = {
      length: width,
      height,
      sill: high ? height * 0.55 : 0.1,
      head: height - 0.35,
      share: high ? 0.85 : 0.6,
      count: Math.max(2, Math.round(width / 2.6)),
      frame: palette.frame,
    };
    return {
      north: windowRhythm(windowsAsAsked(wish.brief, normal)),
      south: [doorAt(width, wish.right === 'east' ? 1.3 : width - 1.3, palette.door, 1.4, 2.4)],
    };
  },

  furnish(c) {
    hangRows(c);
    exhibit(c);
    rest(c);
    light(c);
    columns(c);
  },
};

/** Pictures at equal distances along the closed walls. */
function hangRows(c: Composition): void {
  const random = c.random.fork('pictures');
  const walls: Side[] = [c.left, c.right, 'south'];
  const wanted = c.wants('painting', Infinity);
  const height = random.between(1.1, 1.6);
  for (const side of walls) {
    const count = Math.max(1, Math.floor(lengthOf(c.room, side) / random.between(2, 2.6)));
    for (let i = 0; i < count; i++) {
      if (c.plan.count('painting') >= wanted) return;
      const width = height * random.pick([0.75, 0.75, 1, 1.4]);
      const prefer = (i + 0.5) / count;
      hangPainting(c.plan, c.room, side, prefer, [
        Math.min(width, (lengthOf(c.room, side) / count) * 0.75),
        height,
      ]);
    }
  }
}

/** Plinths with sculptures, staggered along the room's axis with room to walk around them. */
function exhibit(c: Composition): void {
  const random = c.random.fork('plinths');
  const sculptures = c.wants('sculpture', 3);
  const count = c.wants('plinth', Math.min(6, Math.floor((c.room.width * c.room.depth) / 16)));
  for (let i = 0; i < count; i++) {
    const side = i % 2 === 0 ? 1 : -1;
    const x = side * c.room.width * random.between(0.14, 0.2);
    const z = ((i + 0.5) / count - 0.5) * (c.room.depth - 2.4);
    const size: Vec3 = [0.45, random.between(0.85, 1.1), 0.45];
    const yaw = random.pick([0, Math.PI / 4]);
    const plinth = c.plan.tryAdd({ type: 'plinth', position: [x, 0, z], yaw, size });
    if (!plinth || i >= sculptures) continue;
    const [w, h, d] = sizeOf({ type: 'sculpture' });
    const scale = Math.min(1, 0.42 / Math.max(w, d));
    c.plan.tryAdd({
      type: 'sculpture',
      position: [x, plinth.size[1], z],
      yaw: random.between(0, 6),
      size: [w * scale, Math.min(h * scale, 0.8), d * scale],
      on: 'plinth',
    });
  }
}

function rest(c: Composition): void {
  for (let i = 0; i < c.wants('bench', c.room.depth > 8 ? 2 : 1); i++) {
    for (const z of [0, 1.6, -1.6, 2.6, -2.6]) {
      if (c.plan.tryAdd({ type: 'bench', position: [0, 0, z], yaw: Math.PI / 2, size: [1.6, 0.45, 0.45] }))
        break;
    }
  }
}

/** Tracks along the picture walls. */
function light(c: Composition): void {
  const [, height, depth] = sizeOf({ type: 'track-light' });
  const length = Math.min(c.room.depth - 1.5, 6);
  const wanted = c.wants('track-light', 2);
  for (const [i, x] of [-1, 1, 0].entries()) {
    if (i >= wanted) return;
    const position: Vec3 = [x * (c.room.width / 2 - 1.3), c.room.height - height, 0];
    c.plan.tryAdd({
      type: 'track-light',
      position,
      yaw: (x || 1) * (Math.PI / 2),
      size: [length, height, depth],
    });
  }
}

function columns(c: Composition): void {
  const wanted = c.wants('column', c.room.width > 9 ? 2 : 0);
  for (let i = 0; i < wanted; i++) {
    const z = (i % 2 === 0 ? -1 : 1) * c.room.depth * 0.22;
    for (const x of [0, c.room.width * 0.3, -c.room.width * 0.3]) {
      if (c.plan.tryAdd({ type: 'column', position: [x, 0, z], size: [0.4, c.room.height, 0.4] })) break;
    }
  }
}
