import { ALL_FACES, AGAINST_WALL } from '../geometry/mesh-sink';
import type { Family } from './element';
import { fronts, tap } from './shapes/joinery';
import { cylinder, loft, type Ring } from './shapes/loft';
import { frameBars } from './shapes/panel';
import { shower } from './shower';
import { roundedBox } from './shapes/rounded-box';

type BathroomType = 'bathtub' | 'washbasin' | 'toilet' | 'shower' | 'mirror';

export const BATHROOM: Family<BathroomType> = {
  /** A free-standing tub, long side along x; its tap stands at the back. */
  bathtub: {
    size: [1.7, 0.58, 0.78],
    slots: { tub: 'porcelain', tap: 'chrome' },
    solid: true,
    build(sink, element, material) {
      const [w, h, d] = element.size;
      const [x, z] = [w / 2, d / 2];
      const power = 2.7;
      const ring = (y: number, inset: number): Ring => ({ y, x: x - inset, z: z - inset, power });
      const rings = [
        ring(0, 0.12),
        ring(0.05, 0.09),
        ring(h * 0.55, 0.035),
        ring(h - 0.02, 0.008),
        ring(h - 0.005, 0),
        ring(h, 0.012),
        ring(h - 0.006, 0.045),
        ring(h - 0.05, 0.06),
        ring(h * 0.5, 0.1),
        ring(0.18, 0.17),
        ring(0.145, 0.25),
        { y: 0.14, x: 0, z: 0 },
      ];
      loft(sink, rings, material('tub'), { sides: 32, crease: 1.2 });
      cylinder(sink, [x * 0.5, 0.14, 0], 0.03, 0.006, material('tap'), { sides: 10, standing: true });
      // The rim is wide enough for a tap at its back.
      tap(sink, [0, h - 0.01, -z + 0.035], 0.2, 0.16, material('tap'));
    },
  },

  /** A basin on a vanity, back to the wall. */
  washbasin: {
    size: [0.8, 0.86, 0.5],
    slots: {
      basin: 'porcelain',
      cabinet: 'light-wood',
      top: 'light-wood',
      tap: 'chrome',
      handle: 'black-metal',
    },
    solid: true,
    build(sink, element, material) {
      const [w, h, d] = element.size;
      const [x, z] = [w / 2, d / 2];
      const bowl = 0.13;
      const top = h - bowl;
      const face = z - 0.06;
      sink.box([-x, top - 0.03, -z], [x, top, z - 0.02], material('top'), { ...ALL_FACES, back: false });
      sink.box([-x + 0.01, 0.28, -z], [x - 0.01, top - 0.03, face], material('cabinet'), {
        ...AGAINST_WALL,
        front: false,
        bottom: true,
        top: false,
      });
      fronts(sink, { x0: -x + 0.01, y0: 0.28, x1: x - 0.01, y1: top - 0.03 }, face, {
        columns: w > 1 ? 2 : 1,
        rows: [0.5, 0.5],
        front: material('cabinet'),
        handle: 'bar-across',
        handleMaterial: material('handle'),
      });
      const basins = w > 1.15 ? [-w / 4, w / 4] : [0];
      for (const cx of basins) {
        const r = Math.min(0.24, w / basins.length / 2 - 0.06);
        const rz = Math.min(0.17, d / 2 - 0.07);
        const cz = 0.025;
        const ring = (y: number, share: number): Ring => ({
          y: top + y,
          x: r * share,
          z: rz * share,
          cx,
          cz,
          power: 2.6,
        });
        loft(
          sink,
          [
            ring(0, 0.72),
            ring(bowl * 0.5, 0.93),
            ring(bowl, 1),
            ring(bowl, 0.93),
            ring(bowl * 0.55, 0.82),
            ring(bowl * 0.25, 0.5),
            ring(bowl * 0.22, 0),
          ],
          material('basin'),
          { sides: 24 },
        );
        cylinder(sink, [cx, top + bowl * 0.22, cz], 0.022, 0.005, material('tap'), {
          sides: 8,
          standing: true,
        });
        tap(sink, [cx, top, -z + 0.05], Math.min(0.26, bowl + 0.12), 0.14, material('tap'));
      }
    },
  },

  /** Back to the wall; the cistern stands behind the bowl. */
  toilet: {
    size: [0.38, 0.78, 0.66],
    slots: { body: 'porcelain', button: 'chrome' },
    solid: true,
    build(sink, element, material) {
      const [w, h, d] = element.size;
      const seat = Math.min(0.42, h * 0.55);
      const tank = 0.18;
      const long = (d - tank) / 2 + 0.02;
      const cz = d / 2 - long;
      const ring = (y: number, share: number, back = 0): Ring => ({
        y,
        x: (w / 2 - 0.01) * share,
        z: long * share - back,
        cz: cz - back,
        power: 2.3,
      });
      const rings = [
        ring(0, 0.62, 0.01),
        ring(0.05, 0.6, 0.01),
        ring(seat * 0.55, 0.72),
        ring(seat - 0.08, 0.95),
        ring(seat - 0.03, 1),
        ring(seat - 0.03, 0),
      ];
      loft(sink, rings, material('body'), { sides: 24 });
      loft(
        sink,
        [
          ring(seat - 0.026, 0),
          ring(seat - 0.026, 0.98),
          ring(seat - 0.012, 1),
          ring(seat, 0.97),
          ring(seat + 0.004, 0),
        ],
        material('body'),
        { sides: 24, crease: 1 },
      );
      roundedBox(
        sink,
        [-w / 2 + 0.06, 0, -d / 2],
        [w / 2 - 0.06, seat - 0.02, cz - 0.02],
        0.02,
        material('body'),
        { segments: 1, standing: true, noBack: true },
      );
      roundedBox(
        sink,
        [-w / 2, seat - 0.02, -d / 2],
        [w / 2, h - 0.03, -d / 2 + tank],
        0.03,
        material('body'),
        { noBack: true },
      );
      roundedBox(
        sink,
        [-w / 2 + 0.001, h - 0.028, -d / 2],
        [w / 2 - 0.001, h - 0.006, -d / 2 + tank + 0.006],
        0.01,
        material('body'),
        { segments: 1, noBack: true },
      );
      cylinder(sink, [0, h - 0.006, -d / 2 + tank / 2], 0.024, 0.006, material('button'), {
        sides: 12,
        standing: true,
      });
    },
  },

  shower,

  /** Hangs on a wall; `params.shape` 'round' is not offered: the frame is rectangular. */
  mirror: {
    size: [0.8, 1, 0.04],
    slots: { glass: 'mirror', frame: 'black-metal' },
    solid: false,
    build(sink, element, material) {
      const [w, h, d] = element.size;
      const bar = Math.min(0.025, w / 8);
      frameBars(sink, { x0: -w / 2, y0: 0, x1: w / 2, y1: h }, bar, -d / 2, d / 2, material('frame'), false);
      const z = d / 2 - Math.min(0.012, d / 3);
      sink.quad(
        [-w / 2 + bar, bar, z],
        [w / 2 - bar, bar, z],
        [w / 2 - bar, h - bar, z],
        [-w / 2 + bar, h - bar, z],
        material('glass'),
      );
    },
  },
};
