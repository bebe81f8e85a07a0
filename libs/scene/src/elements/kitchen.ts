import type { SceneElement } from '../document/scene-document';
import type { MaterialName } from '../document/vocabulary';
import { AGAINST_WALL, ALL_FACES, type MeshSink } from '../geometry/mesh-sink';
import { type Family, flagParam, numberParam } from './element';
import { cavity, fronts, tap } from './shapes/joinery';
import { cylinder, lathe } from './shapes/loft';
import { perforatedPanel, type Rect } from './shapes/panel';
import { hexahedron } from './shapes/solids';
import { tube } from './shapes/tube';

type KitchenType = 'kitchen-counter' | 'kitchen-island' | 'wall-cabinet' | 'fridge' | 'oven-tower' | 'extractor-hood';
type Slots = (slot: string) => MaterialName;

const PLINTH = 0.1;
const WORKTOP = 0.038;

export const KITCHEN: Family<KitchenType> = {
  /**
   * Base cupboards under a worktop, back against a wall. `params.sink`, `params.hob`: whether there is one;
   * `params.sinkAt`, `params.hobAt`: its middle along x as a share of the width (0.3 and 0.75); `params.oven`: an oven
   * under the hob.
   */
  'kitchen-counter': {
    size: [2.4, 0.9, 0.62],
    slots: {
      front: 'white-paint',
      worktop: 'granite',
      handle: 'steel',
      plinth: 'black-paint',
      sink: 'steel',
      tap: 'chrome',
      hob: 'black-metal',
    },
    solid: true,
    build(sink, element, material) {
      const [w, h, d] = element.size;
      const bowl = sinkBowl(element);
      baseCabinet(sink, element, material, false);
      worktop(sink, element, bowl ? [bowl] : [], material('worktop'));
      if (bowl) addSink(sink, bowl, h, material);
      if (flagParam(element, 'hob', false)) {
        const at = w * (numberParam(element, 'hobAt', 0.75) - 0.5);
        hob(sink, at, h, 0, material('hob'));
        if (flagParam(element, 'oven', false)) ovenDoor(sink, [at - 0.297, at + 0.297], [PLINTH + 0.1, h - WORKTOP - 0.01], d / 2 - 0.004, material('hob'), material('handle'));
      }
    },
  },

  /** Cupboards on the front, a waterfall end at both sides; `params.overhang`: the top's reach over the back, metres. */
  'kitchen-island': {
    size: [2, 0.92, 0.95],
    slots: {
      front: 'navy-paint',
      worktop: 'white-marble',
      handle: 'brass',
      plinth: 'black-paint',
      sink: 'steel',
      tap: 'chrome',
      hob: 'black-metal',
    },
    solid: true,
    build(sink, element, material) {
      const [w, h] = element.size;
      const bowl = sinkBowl(element, false);
      baseCabinet(sink, element, material, true);
      worktop(sink, element, bowl ? [bowl] : [], material('worktop'));
      if (bowl) addSink(sink, bowl, h, material);
      if (flagParam(element, 'hob', false)) hob(sink, w * (numberParam(element, 'hobAt', 0.75) - 0.5), h, 0, material('hob'));
    },
  },

  'wall-cabinet': {
    size: [1.8, 0.7, 0.36],
    slots: { front: 'white-paint', handle: 'steel' },
    solid: false,
    build(sink, element, material) {
      const [w, h, d] = element.size;
      const [x, z] = [w / 2, d / 2];
      const face = z - 0.056;
      sink.box([-x, 0, -z], [x, h, face], material('front'), { left: true, right: true, top: true, bottom: true });
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
        tube(sink, [[hx, from, z - 0.045], [hx, from, hz], [hx, to, hz], [hx, to, z - 0.045]], 0.009, material('handle'), { sides: 6, open: true });
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
      sink.box([-x, PLINTH, -z], [x, h, face], material('front'), { left: true, right: true, top: true, bottom: true });
      sink.box([-x, 0, -z], [x, PLINTH, face - 0.03], material('plinth'), { front: true });
      const options = { columns: 1, rows: [1], front: material('front'), handleMaterial: material('handle') };
      fronts(sink, { x0: -x, y0: PLINTH, x1: x, y1: 0.7 }, face, { ...options, rows: [0.5, 0.5], handle: 'bar-across' });
      ovenDoor(sink, [-x + 0.004, x - 0.004], [0.705, 1.295], face + 0.02, material('oven'), material('handle'));
      ovenDoor(sink, [-x + 0.004, x - 0.004], [1.305, 1.695], face + 0.02, material('oven'), material('handle'));
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
      sink.box([-x, 0, -z], [x, 0.06, z], material('body'), { front: true, left: true, right: true, bottom: true });
      hexahedron(
        sink,
        [[-x, 0.06, z], [x, 0.06, z], [x, 0.06, -z], [-x, 0.06, -z]],
        [[-neck, canopy, -z + 0.26], [neck, canopy, -z + 0.26], [neck, canopy, -z], [-neck, canopy, -z]],
        material('body'),
        { front: true, left: true, right: true },
      );
      sink.box([-neck, canopy, -z], [neck, h, -z + 0.26], material('body'), { front: true, left: true, right: true, top: true });
      for (const side of [-1, 1]) {
        const at = side * w * 0.28;
        sink.box([at - 0.03, -0.004, -0.02], [at + 0.03, -0.002, 0.02], material('light'), { bottom: true });
      }
    },
  },
};

function baseCabinet(sink: MeshSink, element: SceneElement, material: Slots, island: boolean): void {
  const [w, h, d] = element.size;
  const side = island ? WORKTOP : 0;
  const x = w / 2 - side;
  const overhang = island ? numberParam(element, 'overhang', 0.3) : 0;
  const back = -d / 2 + overhang;
  const face = d / 2 - 0.06;
  const top = h - WORKTOP;
  const body = { left: !island, right: !island, back: island };
  sink.withTurnedTexture(() => sink.box([-x, PLINTH, back], [x, top, face], material('front'), { ...body, bottom: true }));
  sink.box([-x, 0, back + 0.02], [x, PLINTH, face - 0.04], material('plinth'), { front: true, left: true, right: true, back: island });
  const columns = Math.max(1, Math.round((2 * x) / 0.6));
  const module = (2 * x) / columns;
  // Every third bay holds drawers, the others doors.
  for (let i = 0; i < columns; i++) {
    const drawers = i % 3 === 1;
    fronts(sink, { x0: -x + i * module, y0: PLINTH, x1: -x + (i + 1) * module, y1: top - 0.01 }, face, {
      columns: 1,
      rows: drawers ? [0.36, 0.36, 0.28] : [1],
      front: material('front'),
      handle: drawers ? 'bar-across' : 'bar-upright',
      handleMaterial: material('handle'),
    });
  }
  if (!island) return;
  for (const sx of [-1, 1]) {
    const [x0, x1] = sx < 0 ? [-w / 2, -x] : [x, w / 2];
    sink.withTurnedTexture(() => sink.box([x0, 0, -d / 2], [x1, top, d / 2], material('worktop'), { ...ALL_FACES, top: false, bottom: false }));
  }
}

function worktop(sink: MeshSink, element: SceneElement, holes: Rect[], material: MaterialName): void {
  const [w, h, d] = element.size;
  const [x, z] = [w / 2, d / 2];
  // Panel coordinates look down on it: y runs from the front to the back.
  perforatedPanel(sink, { x0: -x, y0: -z, x1: x, y1: z }, holes, material, (px, py) => [px, h, -py], [0, 1, 0]);
  sink.box([-x, h - WORKTOP, -z], [x, h, z], material, { ...ALL_FACES, top: false });
}

/** Where the bowl lies, in panel coordinates of the worktop; nothing when none is wanted. */
function sinkBowl(element: SceneElement, wanted = true): Rect | undefined {
  const [w, , d] = element.size;
  if (!flagParam(element, 'sink', wanted && w >= 1.2)) return undefined;
  const at = w * (numberParam(element, 'sinkAt', 0.3) - 0.5);
  const half = Math.min(0.27, w / 4);
  return { x0: at - half, x1: at + half, y0: -Math.min(0.2, d / 3), y1: Math.min(0.18, d / 3) };
}

function addSink(sink: MeshSink, bowl: Rect, h: number, material: Slots): void {
  cavity(sink, [bowl.x0, h - 0.19, -bowl.y1], [bowl.x1, h, -bowl.y0], material('sink'));
  const x = (bowl.x0 + bowl.x1) / 2;
  cylinder(sink, [x, h - 0.19, -(bowl.y0 + bowl.y1) / 2], 0.035, 0.004, material('tap'), { sides: 10, standing: true });
  tap(sink, [x, h, -bowl.y1 - 0.05], 0.3, 0.2, material('tap'));
}

/** A glass plate with four marked zones. */
function hob(sink: MeshSink, x: number, y: number, z: number, material: MaterialName): void {
  sink.box([x - 0.29, y, z - 0.25], [x + 0.29, y + 0.007, z + 0.25], material, { ...ALL_FACES, bottom: false });
  for (const [dx, dz, r] of [
    [-0.14, -0.11, 0.08],
    [0.14, -0.11, 0.1],
    [-0.14, 0.12, 0.1],
    [0.14, 0.12, 0.08],
  ]) {
    lathe(sink, [[r, 0], [r, 0.0025], [r - 0.008, 0.0025]], 'steel', { sides: 18, at: [x + dx, y + 0.007, z + dz] });
  }
}

/** A dark glass door with a bar handle along its top. */
function ovenDoor(
  sink: MeshSink,
  [x0, x1]: readonly [number, number],
  [y0, y1]: readonly [number, number],
  z: number,
  glass: MaterialName,
  handle: MaterialName,
): void {
  const panel = Math.min(0.09, (y1 - y0) * 0.2);
  const thickness = 0.014;
  sink.box([x0, y0, z - thickness], [x1, y1 - panel - 0.004, z], 'window-glass', { ...ALL_FACES, back: false });
  sink.box([x0, y1 - panel, z - thickness], [x1, y1, z], glass, { ...ALL_FACES, back: false });
  const y = y1 - panel - 0.045;
  tube(sink, [[x0 + 0.05, y, z], [x0 + 0.05, y, z + 0.02], [x1 - 0.05, y, z + 0.02], [x1 - 0.05, y, z]], 0.008, handle, { sides: 6, open: true });
  sink.box([x1 - 0.14, y1 - panel + 0.02, z + 0.001], [x1 - 0.05, y1 - 0.025, z + 0.003], 'screen', { front: true });
}
