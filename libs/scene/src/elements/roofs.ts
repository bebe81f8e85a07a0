import type { SceneElement } from '../document/scene-document';
import type { MaterialName } from '../document/vocabulary';
import { type MeshSink, STANDING } from '../geometry/mesh-sink';
import { type Family, numberParam } from './element';
import { cylinder } from './shapes/loft';
import { tube } from './shapes/tube';

export const ROOFS: Family<'gable-roof' | 'flat-roof' | 'chimney'> = {
  /**
   * Stands on the walls of a house whose footprint is its size; the ridge runs along x at its height.
   * `params.overhang` (0.4 m) reaches beyond the footprint on all sides, and below the base at the eaves.
   */
  'gable-roof': {
    size: [9, 2.8, 7],
    slots: { roof: 'clay-roof', gable: 'white-plaster', trim: 'white-paint' },
    solid: false,
    build(sink, element, material) {
      gableRoof(sink, element, material('roof'), material('gable'), material('trim'));
    },
  },

  /** Footprint and parapet height are its size; the coping stands out by 4 cm. */
  'flat-roof': {
    size: [9, 0.5, 7],
    slots: { deck: 'gravel', parapet: 'white-plaster', coping: 'black-metal' },
    solid: false,
    build(sink, element, material) {
      const [w, h, d] = element.size;
      const [x, z] = [w / 2, d / 2];
      const wall = 0.25;
      const cap = 0.04;
      sink.box([-x, 0, -z], [x, h - cap, z], material('parapet'), {
        front: true,
        back: true,
        left: true,
        right: true,
      });
      sink.box([-x + wall, 0, -z + wall], [x - wall, 0.1, z - wall], material('deck'), { top: true });
      sink.quad(
        [-x + wall, 0.1, -z + wall],
        [x - wall, 0.1, -z + wall],
        [x - wall, h - cap, -z + wall],
        [-x + wall, h - cap, -z + wall],
        material('parapet'),
      );
      sink.quad(
        [x - wall, 0.1, z - wall],
        [-x + wall, 0.1, z - wall],
        [-x + wall, h - cap, z - wall],
        [x - wall, h - cap, z - wall],
        material('parapet'),
      );
      sink.quad(
        [x - wall, 0.1, -z + wall],
        [x - wall, 0.1, z - wall],
        [x - wall, h - cap, z - wall],
        [x - wall, h - cap, -z + wall],
        material('parapet'),
      );
      sink.quad(
        [-x + wall, 0.1, z - wall],
        [-x + wall, 0.1, -z + wall],
        [-x + wall, h - cap, -z + wall],
        [-x + wall, h - cap, z - wall],
        material('parapet'),
      );
      const out = 0.04;
      for (const [x0, z0, x1, z1] of [
        [-x - out, z - wall - 0.02, x + out, z + out],
        [-x - out, -z - out, x + out, -z + wall + 0.02],
        [-x - out, -z + wall + 0.02, -x + wall + 0.02, z - wall - 0.02],
        [x - wall - 0.02, -z + wall + 0.02, x + out, z - wall - 0.02],
      ]) {
        sink.box([x0, h - cap, z0], [x1, h, z1], material('coping'));
      }
    },
  },

  chimney: {
    size: [0.6, 1.5, 0.6],
    slots: { body: 'red-brick', cap: 'concrete', pot: 'terracotta-paint' },
    solid: false,
    build(sink, element, material) {
      const [w, h, d] = element.size;
      const [x, z] = [w / 2, d / 2];
      const pot = 0.22;
      const cap = 0.08;
      sink.box([-x + 0.03, 0, -z + 0.03], [x - 0.03, h - pot - cap, z - 0.03], material('body'), {
        ...STANDING,
        top: false,
      });
      sink.box([-x, h - pot - cap, -z], [x, h - pot, z], material('cap'));
      cylinder(sink, [0, h - pot, 0], [0.11, 0.09], pot, material('pot'), { sides: 12, standing: true });
    },
  },
};

function gableRoof(
  sink: MeshSink,
  element: SceneElement,
  roof: MaterialName,
  gable: MaterialName,
  trim: MaterialName,
): void {
  const [w, h, d] = element.size;
  const overhang = numberParam(element, 'overhang', 0.4);
  const thickness = 0.14;
  const [x, z] = [w / 2, d / 2];
  // The lower face of the roof passes through the wall's top edge.
  const slope = (h - thickness) / z;
  const out = x + overhang;
  const eave = { y: -overhang * slope, z: z + overhang };
  const ridge = h - thickness;
  for (const side of [1, -1]) {
    sink.within({ position: [0, 0, 0], yaw: side > 0 ? 0 : Math.PI }, () => {
      const up = thickness;
      sink.quad(
        [-out, eave.y + up, eave.z],
        [out, eave.y + up, eave.z],
        [out, ridge + up, 0],
        [-out, ridge + up, 0],
        roof,
      );
      sink.quad([out, eave.y, eave.z], [-out, eave.y, eave.z], [-out, ridge, 0], [out, ridge, 0], trim);
      sink.quad(
        [-out, eave.y, eave.z],
        [out, eave.y, eave.z],
        [out, eave.y + up, eave.z],
        [-out, eave.y + up, eave.z],
        trim,
      );
      // Both verges: the slanting edge boards over the gables.
      sink.quad(
        [out, eave.y, eave.z],
        [out, ridge, 0],
        [out, ridge + up, 0],
        [out, eave.y + up, eave.z],
        trim,
      );
      sink.quad(
        [-out, ridge, 0],
        [-out, eave.y, eave.z],
        [-out, eave.y + up, eave.z],
        [-out, ridge + up, 0],
        trim,
      );
      tube(
        sink,
        [
          [-out, eave.y + 0.02, eave.z + 0.05],
          [out, eave.y + 0.02, eave.z + 0.05],
        ],
        0.05,
        'steel',
        { sides: 8 },
      );
    });
  }
  sink.box([-out + 0.01, h - 0.02, -0.08], [out - 0.01, h + 0.03, 0.08], roof);
  const gableThickness = 0.2;
  for (const side of [-1, 1]) {
    const face = side * x;
    const inner = side * (x - gableThickness);
    gableEnd(sink, face, z, ridge, side, gable);
    gableEnd(sink, inner, z, ridge, -side, gable);
  }
}

/** A triangle wall in strips, so that light on it can vary; `side` is the sign of x it looks to. */
function gableEnd(
  sink: MeshSink,
  x: number,
  z: number,
  height: number,
  side: number,
  material: MaterialName,
): void {
  const strips = Math.max(2, Math.ceil(height / sink.spacing));
  for (let i = 0; i < strips; i++) {
    const [y0, y1] = [(height * i) / strips, (height * (i + 1)) / strips];
    const [z0, z1] = [z * (1 - i / strips), z * (1 - (i + 1) / strips)];
    const [a, b, c, e] = [
      [x, y0, side * z0],
      [x, y0, side * -z0],
      [x, y1, side * -z1],
      [x, y1, side * z1],
    ] as [number, number, number][];
    if (i + 1 < strips) sink.quad(a, b, c, e, material, [-z0, y0]);
    else sink.polygon([a, b, c], material);
  }
}
