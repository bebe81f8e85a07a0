import type { MaterialName } from '../document/vocabulary';
import { ALL_FACES, type MeshSink } from '../geometry/mesh-sink';
import { type Family, numberParam, wordParam } from './element';
import { cylinder, lathe } from './shapes/loft';
import { tube } from './shapes/tube';

type LightType = 'floor-lamp' | 'table-lamp' | 'pendant-lamp' | 'ceiling-panel' | 'track-light';

/** Every lamp's `light` slot is the part that shines when the scene's lamps are lit. */
export const LIGHTS: Family<LightType> = {
  'floor-lamp': {
    size: [0.42, 1.6, 0.42],
    slots: { light: 'lamp-warm', stand: 'black-metal' },
    solid: true,
    build(sink, element, material) {
      const [w, h, d] = element.size;
      const r = Math.min(w, d) / 2;
      lathe(
        sink,
        [
          [r * 0.75, 0],
          [r * 0.75, 0.018],
          [0.02, 0.035],
          [0.012, 0.06],
        ],
        material('stand'),
        { sides: 20 },
      );
      cylinder(sink, [0, 0.05, 0], 0.012, h - 0.3, material('stand'), {
        sides: 8,
        noTop: true,
        standing: true,
      });
      shade(sink, [r, r * 0.72], h - 0.3, h, material('light'), material('stand'));
    },
  },

  'table-lamp': {
    size: [0.3, 0.5, 0.3],
    slots: { light: 'lamp-warm', stand: 'porcelain' },
    solid: false,
    build(sink, element, material) {
      const [w, h, d] = element.size;
      const r = Math.min(w, d) / 2;
      const neck = h * 0.55;
      lathe(
        sink,
        [
          [r * 0.5, 0],
          [r * 0.52, 0.02],
          [r * 0.62, neck * 0.35],
          [r * 0.5, neck * 0.65],
          [r * 0.14, neck * 0.9],
          [r * 0.1, neck + 0.03],
        ],
        material('stand'),
        { sides: 16 },
      );
      shade(sink, [r, r * 0.7], neck, h, material('light'), material('stand'));
    },
  },

  /**
   * Hangs from the top of its height. `params.drop`: length of the cord, metres; `params.shape`: 'dome' (default),
   * 'globe' or 'cylinder'.
   */
  'pendant-lamp': {
    size: [0.42, 1.1, 0.42],
    slots: { light: 'lamp-warm', shade: 'black-metal' },
    solid: false,
    build(sink, element, material) {
      const [w, h, d] = element.size;
      const r = Math.min(w, d) / 2;
      const body = Math.max(0.08, h - numberParam(element, 'drop', Math.max(0, h - 1.3 * r)));
      const metal = material('shade');
      cylinder(sink, [0, body - 0.01, 0], 0.004, h - body, metal, { sides: 5, noTop: true, standing: true });
      cylinder(sink, [0, h - 0.025, 0], [0.045, 0.05], 0.025, metal, { sides: 14, noTop: true });
      const shape = wordParam(element, 'shape', 'dome');
      if (shape === 'globe') globe(sink, r, body, material('light'), metal);
      else if (shape === 'cylinder')
        opaqueShade(
          sink,
          [
            [r, 0],
            [r, body - 0.03],
            [0.03, body],
          ],
          r,
          material('light'),
          metal,
        );
      else
        opaqueShade(
          sink,
          [
            [r, 0],
            [r * 0.96, body * 0.2],
            [r * 0.72, body * 0.58],
            [r * 0.3, body * 0.85],
            [0.02, body],
          ],
          r,
          material('light'),
          metal,
        );
    },
  },

  /** A flat luminaire under a ceiling; it shines downwards. */
  'ceiling-panel': {
    size: [0.6, 0.05, 0.6],
    slots: { light: 'lamp-cool', frame: 'white-paint' },
    solid: false,
    build(sink, element, material) {
      const [w, h, d] = element.size;
      const [x, z] = [w / 2, d / 2];
      const bar = 0.015;
      sink.box([-x, 0, -z], [x, h, z], material('frame'), {
        left: true,
        right: true,
        front: true,
        back: true,
      });
      for (const [x0, z0, x1, z1] of [
        [-x, z - bar, x, z],
        [-x, -z, x, -z + bar],
        [-x, -z + bar, -x + bar, z - bar],
        [x - bar, -z + bar, x, z - bar],
      ]) {
        sink.box([x0, 0, z0], [x1, h, z1], material('frame'), { bottom: true });
      }
      sink.box([-x + bar, 0.003, -z + bar], [x - bar, h, z - bar], material('light'), { bottom: true });
    },
  },

  /** A rail under a ceiling, along x. `params.spots`: how many; they lean towards the front (+Z) by `params.tilt`. */
  'track-light': {
    size: [2, 0.2, 0.2],
    slots: { light: 'lamp-spot', body: 'black-metal' },
    solid: false,
    build(sink, element, material) {
      const [w, h, d] = element.size;
      const spots = Math.max(1, Math.round(numberParam(element, 'spots', w / 0.6)));
      const tilt = numberParam(element, 'tilt', 0.5);
      sink.withSpacing(Math.max(sink.spacing, 0.5), () =>
        sink.box([-w / 2, h - 0.03, -0.018], [w / 2, h, 0.018], material('body'), {
          ...ALL_FACES,
          top: false,
        }),
      );
      const r = Math.min(0.04, d / 4);
      const long = Math.min(0.12, h - 0.08);
      for (let i = 0; i < spots; i++) {
        const x = -w / 2 + (w * (i + 0.5)) / spots;
        tube(
          sink,
          [
            [x, h - 0.03, 0],
            [x, h - 0.06, 0],
          ],
          0.008,
          material('body'),
          { sides: 6, open: true },
        );
        sink.within({ position: [x, h - 0.065, 0], yaw: 0, pitch: -tilt }, () => {
          cylinder(sink, [0, -long, 0], r, long, material('body'), { sides: 12, standing: true });
          lathe(
            sink,
            [
              [0, -long + 0.004],
              [r, -long + 0.004],
            ],
            material('light'),
            { sides: 12 },
          );
        });
      }
    },
  },
};

/** A lit cloth shade: a cone stump that shines, closed at both ends, on a short holder. */
function shade(
  sink: MeshSink,
  [bottom, top]: readonly [number, number],
  y0: number,
  y1: number,
  light: MaterialName,
  stand: MaterialName,
): void {
  cylinder(sink, [0, y0, 0], [bottom, top], y1 - y0 - 0.004, light, { sides: 20 });
  cylinder(sink, [0, y1 - 0.004, 0], 0.012, 0.004, stand, { sides: 8, standing: true });
}

/** An opaque shade given from its lower rim to its top, with a shining disc a little inside. */
function opaqueShade(
  sink: MeshSink,
  profile: readonly (readonly [number, number])[],
  r: number,
  light: MaterialName,
  metal: MaterialName,
): void {
  lathe(sink, profile, metal, { sides: 22 });
  const inset = 0.02;
  lathe(
    sink,
    [
      [r - 0.012, inset],
      [r - 0.004, 0],
      [r, 0],
    ],
    metal,
    { sides: 22, crease: 0.2 },
  );
  lathe(
    sink,
    [
      [0, inset],
      [r - 0.012, inset],
    ],
    light,
    { sides: 22 },
  );
}

function globe(sink: MeshSink, r: number, body: number, light: MaterialName, metal: MaterialName): void {
  const radius = Math.min(r, body / 2 - 0.015);
  const profile = Array.from({ length: 11 }, (_, i): [number, number] => {
    const angle = (Math.PI * i) / 10;
    return [radius * Math.sin(angle), radius * (1 - Math.cos(angle))];
  });
  lathe(sink, profile, light, { sides: 20, crease: 2 });
  cylinder(sink, [0, 2 * radius - 0.01, 0], [0.035, 0.03], body - 2 * radius + 0.01, metal, { sides: 12 });
}
