import type { SceneElement } from '../document/scene-document';
import type { MaterialName } from '../document/vocabulary';
import { ALL_FACES, type MeshSink } from '../geometry/mesh-sink';
import { ovenDoor } from './appliances';
import { type Family, flagParam, numberParam } from './element';
import { cavity, fronts, tap } from './shapes/joinery';
import { cylinder, lathe } from './shapes/loft';
import { perforatedPanel, type Rect } from './shapes/panel';

type Slots = (slot: string) => MaterialName;

const PLINTH = 0.1;
const WORKTOP = 0.038;

export const KITCHEN: Family<'kitchen-counter' | 'kitchen-island'> = {
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
        if (flagParam(element, 'oven', false))
          ovenDoor(
            sink,
            [at - 0.297, at + 0.297],
            [PLINTH + 0.1, h - WORKTOP - 0.01],
            d / 2 - 0.004,
            material('hob'),
            material('handle'),
          );
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
      if (flagParam(element, 'hob', false))
        hob(sink, w * (numberParam(element, 'hobAt', 0.75) - 0.5), h, 0, material('hob'));
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
  sink.withTurnedTexture(() =>
    sink.box([-x, PLINTH, back], [x, top, face], material('front'), { ...body, bottom: true }),
  );
  sink.box([-x, 0, back + 0.02], [x, PLINTH, face - 0.04], material('plinth'), {
    front: true,
    left: true,
    right: true,
    back: island,
  });
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
    sink.withTurnedTexture(() =>
      sink.box([x0, 0, -d / 2], [x1, top, d / 2], material('worktop'), {
        ...ALL_FACES,
        top: false,
        bottom: false,
      }),
    );
  }
}

function worktop(sink: MeshSink, element: SceneElement, holes: Rect[], material: MaterialName): void {
  const [w, h, d] = element.size;
  const [x, z] = [w / 2, d / 2];
  // Panel coordinates look down on it: y runs from the front to the back.
  perforatedPanel(
    sink,
    { x0: -x, y0: -z, x1: x, y1: z },
    holes,
    material,
    (px, py) => [px, h, -py],
    [0, 1, 0],
  );
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
  cylinder(sink, [x, h - 0.19, -(bowl.y0 + bowl.y1) / 2], 0.035, 0.004, material('tap'), {
    sides: 10,
    standing: true,
  });
  tap(sink, [x, h, -bowl.y1 - 0.05], 0.3, 0.2, material('tap'));
}

/** A glass plate with four marked zones. */
function hob(sink: MeshSink, x: number, y: number, z: number, material: MaterialName): void {
  sink.box([x - 0.29, y, z - 0.25], [x + 0.29, y + 0.007, z + 0.25], material, {
    ...ALL_FACES,
    bottom: false,
  });
  for (const [dx, dz, r] of [
    [-0.14, -0.11, 0.08],
    [0.14, -0.11, 0.1],
    [-0.14, 0.12, 0.1],
    [0.14, 0.12, 0.08],
  ]) {
    lathe(
      sink,
      [
        [r, 0],
        [r, 0.0025],
        [r - 0.008, 0.0025],
      ],
      'steel',
      { sides: 18, at: [x + dx, y + 0.007, z + dz] },
    );
  }
}
