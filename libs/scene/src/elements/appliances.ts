import type { MaterialName } from '../document/vocabulary';
import { AGAINST_WALL, ALL_FACES, type MeshSink } from '../geometry/mesh-sink';
import type { Family } from './element';
import { fronts } from './shapes/joinery';
import type { Rect } from './shapes/panel';
import { hexahedron } from './shapes/solids';
import { tube } from './shapes/tube';

const PLINTH = 0.1;

/** What stands or hangs beside the kitchen counters. */
export const APPLIANCES: Family<'wall-cabinet' | 'fridge' | 'oven-tower' | 'extractor-hood'> = {
  'wall-cabinet': {
    size: [1.8, 0.7, 0.36],
    slots: { front: 'white-paint', handle: 'steel' },
    solid: false,
    build(sink, element, material) {
      const [w, h, d] = element.size;
      const [x, z] = [w / 2, d / 2];
      const face = z - 0.056;
      sink.box([-x, 0, -z], [x, h, face], material('front'), {
        left: true,
        right: true,
        top: true,
        bottom: true,
      });
      fronts(sink, { x0: -x, y0: 0, x1: x, y1: h }, face, {
        columns: Math.max(1, Math.round(w / 0.45)),
        rows: [1],
        front: material('front'),
        handle: 'bar-upright',
        handleMaterial: material('handle'),
      });
    },
  },

  fridge: {
    size: [0.7, 1.9, 0.68],
    slots: { body: 'steel', handle: 'chrome' },
    solid: true,
    build(sink, element, material) {
      const [w, h, d] = element.size;
      const [x, z] = [w / 2, d / 2];
      const face = z - 0.09;
      sink.box([-x + 0.005, 0.02, -z], [x - 0.005, h, face], material('body'), AGAINST_WALL);
      const doors: Rect[] = [
        { x0: -x, y0: 0.06, x1: x, y1: h * 0.36 },
        { x0: -x, y0: h * 0.36 + 0.01, x1: x, y1: h },
      ];
      for (const door of doors) {
        sink.box([door.x0, door.y0, face + 0.006], [door.x1, door.y1, z - 0.045], material('body'));
        const from = door.y0 > 0.1 ? door.y0 + 0.08 : door.y1 - 0.4;
        const to = door.y0 > 0.1 ? door.y0 + 0.6 : door.y1 - 0.08;
        const [hx, hz] = [-x + 0.06, z - 0.01];
        tube(
          sink,
          [
            [hx, from, z - 0.045],
            [hx, from, hz],
            [hx, to, hz],
            [hx, to, z - 0.045],
          ],
          0.009,
          material('handle'),
          { sides: 6, open: true },
        );
      }
    },
  },

  'oven-tower': {
    size: [0.6, 2.1, 0.62],
    slots: { front: 'white-paint', handle: 'steel', oven: 'black-metal', plinth: 'black-paint' },
    solid: true,
    build(sink, element, material) {
      const [w, h, d] = element.size;
      const [x, z] = [w / 2, d / 2];
      const face = z - 0.056;
      sink.box([-x, PLINTH, -z], [x, h, face], material('front'), {
        left: true,
        right: true,
        top: true,
        bottom: true,
      });
      sink.box([-x, 0, -z], [x, PLINTH, face - 0.03], material('plinth'), { front: true });
      const options = { columns: 1, rows: [1], front: material('front'), handleMaterial: material('handle') };
      fronts(sink, { x0: -x, y0: PLINTH, x1: x, y1: 0.7 }, face, {
        ...options,
        rows: [0.5, 0.5],
        handle: 'bar-across',
      });
      ovenDoor(
        sink,
        [-x + 0.004, x - 0.004],
        [0.705, 1.295],
        face + 0.02,
        material('oven'),
        material('handle'),
      );
      ovenDoor(
        sink,
        [-x + 0.004, x - 0.004],
        [1.305, 1.695],
        face + 0.02,
        material('oven'),
        material('handle'),
      );
      fronts(sink, { x0: -x, y0: 1.7, x1: x, y1: h }, face, { ...options, handle: 'none' });
      sink.box([-x, 0.7, -z], [x, 1.7, face], 'black-paint', { front: true });
    },
  },

  'extractor-hood': {
    size: [0.8, 0.9, 0.5],
    slots: { body: 'steel', light: 'lamp-spot' },
    solid: false,
    build(sink, element, material) {
      const [w, h, d] = element.size;
      const [x, z] = [w / 2, d / 2];
      const canopy = Math.min(0.28, h * 0.35);
      const neck = 0.14;
      sink.box([-x, 0, -z], [x, 0.06, z], material('body'), {
        front: true,
        left: true,
        right: true,
        bottom: true,
      });
      hexahedron(
        sink,
        [
          [-x, 0.06, z],
          [x, 0.06, z],
          [x, 0.06, -z],
          [-x, 0.06, -z],
        ],
        [
          [-neck, canopy, -z + 0.26],
          [neck, canopy, -z + 0.26],
          [neck, canopy, -z],
          [-neck, canopy, -z],
        ],
        material('body'),
        { front: true, left: true, right: true },
      );
      sink.box([-neck, canopy, -z], [neck, h, -z + 0.26], material('body'), {
        front: true,
        left: true,
        right: true,
        top: true,
      });
      for (const side of [-1, 1]) {
        const at = side * w * 0.28;
        sink.box([at - 0.03, -0.004, -0.02], [at + 0.03, -0.002, 0.02], material('light'), { bottom: true });
      }
    },
  },
};

/** A dark glass door with a bar handle along its top. */
export function ovenDoor(
  sink: MeshSink,
  [x0, x1]: readonly [number, number],
  [y0, y1]: readonly [number, number],
  z: number,
  glass: MaterialName,
  handle: MaterialName,
): void {
  const panel = Math.min(0.09, (y1 - y0) * 0.2);
  const thickness = 0.014;
  sink.box([x0, y0, z - thickness], [x1, y1 - panel - 0.004, z], 'window-glass', {
    ...ALL_FACES,
    back: false,
  });
  sink.box([x0, y1 - panel, z - thickness], [x1, y1, z], glass, { ...ALL_FACES, back: false });
  const y = y1 - panel - 0.045;
  tube(
    sink,
    [
      [x0 + 0.05, y, z],
      [x0 + 0.05, y, z + 0.02],
      [x1 - 0.05, y, z + 0.02],
      [x1 - 0.05, y, z],
    ],
    0.008,
    handle,
    { sides: 6, open: true },
  );
  sink.box([x1 - 0.14, y1 - panel + 0.02, z + 0.001], [x1 - 0.05, y1 - 0.025, z + 0.003], 'screen', {
    front: true,
  });
}
