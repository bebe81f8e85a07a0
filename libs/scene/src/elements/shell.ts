import type { SceneElement, Vec3 } from '../document/scene-document';
import type { MaterialName } from '../document/vocabulary';
import { type MeshSink, STANDING } from '../geometry/mesh-sink';
import { type Family, flagParam, numberParam, wordParam } from './element';
import { lathe } from './shapes/loft';
import { extrude } from './shapes/solids';
import { tube } from './shapes/tube';
import { wall } from './wall';

type ShellType = 'slab' | 'wall' | 'skirting' | 'column' | 'beam' | 'stairs' | 'railing';

export const SHELL: Family<ShellType> = {
  /**
   * A floor or ceiling. `params.lit`: 'top', 'bottom' or 'both': which side people see and therefore gets a light grid;
   * left out, slabs above 1.5 m count as ceilings. Planks run along the longer side; `params.turn` turns them.
   */
  slab: {
    size: [5, 0.2, 4],
    slots: { top: 'oak-planks', bottom: 'white-plaster', side: 'white-plaster' },
    solid: false,
    build(sink, element, material) {
      const [w, h, d] = element.size;
      const lit = wordParam(element, 'lit', element.position[1] + h / 2 > 1.5 ? 'bottom' : 'top');
      const [x, z] = [w / 2, d / 2];
      const turned = d > w !== flagParam(element, 'turn', false);
      const top = () => sink.box([-x, 0, -z], [x, h, z], material('top'), { top: true });
      sink.withSpacing(lit === 'bottom' ? Infinity : sink.spacing, () =>
        turned ? sink.withTurnedTexture(top) : top(),
      );
      sink.withSpacing(lit === 'top' ? Infinity : sink.spacing, () =>
        sink.box([-x, 0, -z], [x, h, z], material('bottom'), { bottom: true }),
      );
      const sides = { front: true, back: true, left: true, right: true };
      sink.box([-x, 0, -z], [x, h, z], material('side'), sides);
    },
  },

  wall,

  skirting: {
    size: [3, 0.08, 0.015],
    slots: { board: 'white-paint' },
    solid: false,
    build(sink, element, material) {
      const [w, h, d] = element.size;
      sink.box([-w / 2, 0, -d / 2], [w / 2, h, d / 2], material('board'), { ...STANDING, back: false });
    },
  },

  /** `params.shape`: 'round' (default) or 'square'. */
  column: {
    size: [0.4, 2.8, 0.4],
    slots: { shaft: 'white-plaster', base: 'limestone' },
    solid: true,
    build(sink, element, material) {
      const [w, h, d] = element.size;
      if (wordParam(element, 'shape', 'round') === 'square') {
        const [x, z] = [w / 2, d / 2];
        sink.box([-x, 0, -z], [x, 0.1, z], material('base'), STANDING);
        sink.box([-x + 0.01, 0.1, -z + 0.01], [x - 0.01, h, z - 0.01], material('shaft'), {
          ...STANDING,
          top: false,
        });
        return;
      }
      const r = Math.min(w, d) / 2;
      const rings = Math.max(1, Math.ceil((h - 0.12) / (2 * sink.spacing)));
      const shaft = Array.from({ length: rings + 1 }, (_, i): [number, number] => [
        r * (0.9 - (0.06 * i) / rings),
        0.1 + ((h - 0.1) * i) / rings,
      ]);
      lathe(
        sink,
        [
          [r, 0],
          [r, 0.06],
          [r * 0.9, 0.1],
        ],
        material('base'),
        { sides: 20 },
      );
      lathe(sink, shaft, material('shaft'), { sides: 20 });
    },
  },

  beam: {
    size: [4, 0.22, 0.14],
    slots: { body: 'dark-wood' },
    solid: false,
    build(sink, element, material) {
      const [w, h, d] = element.size;
      sink.box([-w / 2, 0, -d / 2], [w / 2, h, d / 2], material('body'));
    },
  },

  /** A straight flight that rises along −Z from its front. `params.steps`: number of risers. */
  stairs: {
    size: [1.1, 2.8, 4.2],
    slots: { tread: 'oak-planks', body: 'white-plaster' },
    solid: true,
    build(sink, element, material) {
      const [w, h, d] = element.size;
      const steps = Math.max(1, Math.round(numberParam(element, 'steps', h / 0.175)));
      const [rise, going] = [h / steps, d / steps];
      const thickness = Math.min(0.04, rise / 3);
      stairBody(sink, element, steps, thickness, material('body'));
      for (let i = 0; i < steps; i++) {
        const front = d / 2 - i * going;
        const nosing = i === 0 ? 0 : 0.02;
        sink.box(
          [-w / 2, (i + 1) * rise - thickness, front - going],
          [w / 2, (i + 1) * rise, front + nosing],
          material('tread'),
          { top: true, front: true, left: true, right: true, bottom: true, back: i === steps - 1 },
        );
      }
    },
  },

  /**
   * Posts, handrail and balusters along x. `params.rise`: how much it climbs from left to right, included in the
   * height; `params.balusters` false leaves three thin rails instead.
   */
  railing: {
    size: [2, 1, 0.06],
    slots: { rail: 'dark-wood', bars: 'black-metal' },
    solid: true,
    build(sink, element, material) {
      const [w, h, d] = element.size;
      const climb = numberParam(element, 'rise', 0);
      const top = h - Math.abs(climb);
      const foot = (x: number) => (climb >= 0 ? 0 : -climb) + climb * (x / w + 0.5);
      const line = (y: number, inset = 0): [Vec3, Vec3] => [
        [-w / 2 + inset, foot(-w / 2 + inset) + y, 0],
        [w / 2 - inset, foot(w / 2 - inset) + y, 0],
      ];
      const r = Math.min(d / 2, 0.025);
      const slope = Math.hypot(1, climb / w);
      tube(sink, line(top - r * slope, r), r, material('rail'), { sides: 8 });
      const posts = Math.max(2, Math.ceil(w / 1.3) + 1);
      for (let i = 0; i < posts; i++) {
        const x = -w / 2 + 0.02 + ((w - 0.04) * i) / (posts - 1);
        tube(
          sink,
          [
            [x, foot(x), 0],
            [x, foot(x) + top - 2 * r, 0],
          ],
          0.018,
          material('bars'),
          { sides: 6, open: true },
        );
      }
      if (!flagParam(element, 'balusters', true)) {
        for (const share of [0.2, 0.45, 0.7])
          tube(sink, line(top * share, 0.01), 0.008, material('bars'), { sides: 5 });
        return;
      }
      tube(sink, line(0.08, 0.012), 0.012, material('bars'), { sides: 6 });
      const bars = Math.max(1, Math.floor(w / 0.12));
      for (let i = 1; i < bars; i++) {
        const x = -w / 2 + (w * i) / bars;
        tube(
          sink,
          [
            [x, foot(x) + 0.08, 0],
            [x, foot(x) + top - r, 0],
          ],
          0.007,
          material('bars'),
          { sides: 4, open: true },
        );
      }
    },
  },
};

/** The solid under the treads: a stepped top and a sloping underside, seen from the side. */
function stairBody(
  sink: MeshSink,
  element: SceneElement,
  steps: number,
  tread: number,
  material: MaterialName,
): void {
  const [w, h, d] = element.size;
  const [rise, going] = [h / steps, d / steps];
  const waist = Math.min(0.32, h / 2);
  const outline: [number, number][] = [
    [-d / 2, 0],
    [-d / 2 + (waist * d) / h, 0],
    [d / 2, h - waist],
    [d / 2, h - tread],
  ];
  for (let i = steps - 1; i >= 0; i--) {
    const x = -d / 2 + i * going;
    outline.push([x, (i + 1) * rise - tread]);
    if (i > 0) outline.push([x, i * rise - tread]);
  }
  // The outline's x runs up the flight, that is towards −Z.
  sink.within({ position: [0, 0, 0], yaw: Math.PI / 2 }, () =>
    extrude(sink, outline, -w / 2 + 0.01, w / 2 - 0.01, material, { smooth: 0.1 }),
  );
}
