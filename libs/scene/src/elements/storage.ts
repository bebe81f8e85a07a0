import type { SceneElement } from '../document/scene-document';
import type { MaterialName } from '../document/vocabulary';
import { AGAINST_WALL, ALL_FACES, type MeshSink } from '../geometry/mesh-sink';
import type { Random } from '../geometry/random';
import { type Family, flagParam, numberParam } from './element';
import { bookRow, bookStack } from './shapes/books';
import { fronts } from './shapes/joinery';
import { lathe } from './shapes/loft';
import { fourLegs } from './shapes/solids';

type StorageType = 'bookshelf' | 'sideboard' | 'wardrobe' | 'nightstand' | 'tv-stand';
type Slots = (slot: string) => MaterialName;

export const STORAGE: Family<StorageType> = {
  /** `params.shelves`: levels; `params.columns`: bays; `params.fill` false leaves it empty. */
  bookshelf: {
    size: [1.2, 2, 0.32],
    slots: { body: 'light-wood', books: 'books', vase: 'porcelain' },
    solid: true,
    build(sink, element, material, random) {
      const [w, h] = element.size;
      const levels = Math.max(1, Math.round(numberParam(element, 'shelves', h / 0.36)));
      const bays = Math.max(1, Math.round(numberParam(element, 'columns', w / 0.8)));
      shelfBody(sink, element, levels, bays, material('body'));
      if (flagParam(element, 'fill', true)) fillShelves(sink, element, levels, bays, material, random);
    },
  },

  sideboard: {
    size: [1.6, 0.75, 0.42],
    slots: { body: 'walnut-planks', front: 'walnut-planks', legs: 'black-metal', handle: 'brass' },
    solid: true,
    build(sink, element, material) {
      const [w, h] = element.size;
      carcass(sink, element, 0.16, material, {
        columns: Math.max(1, Math.round(w / 0.5)),
        rows: h > 0.9 ? [0.3, 0.35, 0.35] : [1],
        handle: 'bar-upright',
      });
    },
  },

  wardrobe: {
    size: [1.8, 2.2, 0.6],
    slots: { body: 'white-paint', front: 'white-paint', legs: 'black-metal', handle: 'steel' },
    solid: true,
    build(sink, element, material) {
      const columns = Math.max(1, Math.round(element.size[0] / 0.5));
      carcass(sink, element, 0.06, material, { columns, rows: [1], handle: 'bar-upright' });
    },
  },

  nightstand: {
    size: [0.45, 0.5, 0.4],
    slots: { body: 'light-wood', front: 'light-wood', legs: 'light-wood', handle: 'brass' },
    solid: true,
    build(sink, element, material) {
      carcass(sink, element, 0.14, material, { columns: 1, rows: [0.5, 0.5], handle: 'knob' });
    },
  },

  'tv-stand': {
    size: [1.8, 0.5, 0.42],
    slots: { body: 'dark-wood', front: 'dark-wood', legs: 'black-metal', handle: 'black-metal' },
    solid: true,
    build(sink, element, material) {
      const columns = Math.max(1, Math.round(element.size[0] / 0.6));
      carcass(sink, element, 0.12, material, { columns, rows: [0.5, 0.5], handle: 'bar-across' });
    },
  },
};

/** A closed cabinet on legs, with a top that stands out a little over its fronts. */
function carcass(
  sink: MeshSink,
  element: SceneElement,
  foot: number,
  material: Slots,
  layout: { columns: number; rows: readonly number[]; handle: 'bar-across' | 'bar-upright' | 'knob' },
): void {
  const [w, h, d] = element.size;
  const [x, z] = [w / 2, d / 2];
  const face = z - 0.06;
  const top = 0.024;
  fourLegs(sink, w, d - 0.04, foot + 0.002, [0.022, 0.036], material('legs'), 0.04);
  sink.box([-x, h - top, -z], [x, h, z - 0.038], material('body'), { ...ALL_FACES, back: false });
  sink.withTurnedTexture(() =>
    sink.box([-x + 0.001, foot, -z], [x - 0.001, h - top, face], material('body'), {
      left: true,
      right: true,
      bottom: true,
    }),
  );
  const area = { x0: -x + 0.001, y0: foot, x1: x - 0.001, y1: h - top };
  fronts(sink, area, face, { ...layout, front: material('front'), handleMaterial: material('handle') });
}

const BOARD = 0.022;

function shelfBody(
  sink: MeshSink,
  element: SceneElement,
  levels: number,
  bays: number,
  body: MaterialName,
): void {
  const [w, h, d] = element.size;
  const [x, z] = [w / 2, d / 2];
  const inner = (w - (bays + 1) * BOARD) / bays;
  sink.withTurnedTexture(() => {
    for (let i = 0; i <= bays; i++) {
      const x0 = -x + i * (inner + BOARD);
      sink.box([x0, 0, -z], [x0 + BOARD, h, z], body, AGAINST_WALL);
    }
    sink.box([-x + BOARD, 0.01, -z], [x - BOARD, h - 0.01, -z + 0.008], body, { front: true });
  });
  for (let bay = 0; bay < bays; bay++) {
    const x0 = -x + BOARD + bay * (inner + BOARD);
    for (let level = 0; level <= levels; level++) {
      const y = shelfHeight(h, levels, level);
      sink.box([x0, y - BOARD, -z + 0.008], [x0 + inner, y, z - 0.002], body, {
        front: true,
        top: true,
        bottom: true,
      });
    }
  }
}

/** Upper face of a shelf: the lowest stands on a small plinth, the highest is the top. */
function shelfHeight(h: number, levels: number, level: number): number {
  return 0.07 + ((h - 0.07) * level) / levels - (level === levels ? 0.001 : 0);
}

function fillShelves(
  sink: MeshSink,
  element: SceneElement,
  levels: number,
  bays: number,
  material: Slots,
  random: Random,
): void {
  const [w, h, d] = element.size;
  const inner = (w - (bays + 1) * BOARD) / bays;
  for (let bay = 0; bay < bays; bay++) {
    const x0 = -w / 2 + BOARD + bay * (inner + BOARD) + 0.005;
    const x1 = x0 + inner - 0.01;
    for (let level = 0; level < levels; level++) {
      const y = shelfHeight(h, levels, level) + 0.001;
      const clear = shelfHeight(h, levels, level + 1) - BOARD - y;
      const height = Math.min(clear, 0.34);
      const depth: [number, number] = [-d / 2 + 0.05, d / 2 - 0.015];
      const kind = random.next();
      if (kind < 0.62) {
        bookRow(
          sink,
          [x0, x0 + (x1 - x0) * random.between(0.7, 1)],
          y,
          height,
          depth,
          material('books'),
          random,
        );
      } else if (kind < 0.88) {
        const split = x0 + (x1 - x0) * random.between(0.45, 0.65);
        bookRow(sink, [x0, split], y, height, depth, material('books'), random);
        const stack = Math.min(0.26, x1 - split - 0.04);
        sink.within({ position: [split + 0.03 + stack / 2, y, 0], yaw: 0 }, () =>
          bookStack(
            sink,
            stack,
            Math.min(0.13, clear * 0.5),
            Math.min(0.24, d - 0.06),
            material('books'),
            random,
          ),
        );
      } else {
        bookRow(sink, [x0 + (x1 - x0) * 0.5, x1], y, height, depth, material('books'), random);
        shelfVase(sink, x0 + (x1 - x0) * 0.25, y, Math.min(clear * 0.75, 0.24), material('vase'));
      }
    }
  }
}

function shelfVase(sink: MeshSink, x: number, y: number, height: number, material: MaterialName): void {
  const r = height * 0.28;
  lathe(
    sink,
    [
      [r * 0.6, 0],
      [r, height * 0.35],
      [r * 0.9, height * 0.6],
      [r * 0.35, height * 0.85],
      [r * 0.45, height],
      [0, height * 0.96],
    ],
    material,
    { sides: 12, at: [x, y, 0] },
  );
}
