import type { MaterialName } from '../document/vocabulary';
import type { MeshSink } from '../geometry/mesh-sink';
import { type ElementPrototype, flagParam } from './element';
import { cylinder, lathe } from './shapes/loft';
import { frameBars } from './shapes/panel';
import { tube } from './shapes/tube';

/** Tray, riser rail, hand shower and rain head, back to the wall. `params.screen`: posts and rail of a glass screen. */
export const shower: ElementPrototype = {
  size: [0.9, 2.1, 0.9],
  slots: { tray: 'porcelain', metal: 'chrome', screen: 'black-metal' },
  solid: true,
  build(sink, element, material) {
    const [w, h, d] = element.size;
    const [x, z] = [w / 2, d / 2];
    const rim = 0.05;
    sink.box([-x, 0, -z], [x, 0.06, z], material('tray'), {
      front: true,
      left: true,
      right: true,
      back: true,
    });
    frameTray(sink, x, z, rim, material('tray'));
    lathe(
      sink,
      [
        [0.05, 0],
        [0.05, 0.004],
        [0, 0.004],
      ],
      material('metal'),
      { sides: 14, at: [0, 0.041, 0] },
    );
    const metal = material('metal');
    const back = -z + 0.06;
    tube(
      sink,
      [
        [0, 0.95, -z],
        [0, 0.95, back],
        [0, h - 0.08, back],
        [0, h - 0.03, back + 0.05],
        [0, h - 0.03, back + 0.36],
        [0, h - 0.06, back + 0.38],
      ],
      0.011,
      metal,
      { sides: 8 },
    );
    cylinder(sink, [0, h - 0.085, back + 0.38], [0.12, 0.11], 0.02, metal, { sides: 20 });
    tube(
      sink,
      [
        [-0.12, 1, back - 0.01],
        [0.12, 1, back - 0.01],
      ],
      0.022,
      metal,
      { sides: 10 },
    );
    tube(
      sink,
      [
        [0.015, 1.62, back + 0.02],
        [0.02, 1.7, back + 0.1],
      ],
      [0.012, 0.03],
      metal,
      { sides: 8 },
    );
    tube(
      sink,
      [
        [0, 0.99, back + 0.01],
        [0.09, 0.75, back + 0.03],
        [0.13, 1.1, back + 0.03],
        [0.03, 1.6, back + 0.02],
      ],
      0.006,
      metal,
      { sides: 5 },
    );
    if (!flagParam(element, 'screen', true)) return;
    frameBars(
      sink,
      { x0: -x, y0: 0.06, x1: x, y1: h - 0.05 },
      0.025,
      z - 0.03,
      z - 0.005,
      material('screen'),
    );
    sink.box([-0.0125, 0.085, z - 0.027], [0.0125, h - 0.075, z - 0.008], material('screen'), {
      front: true,
      back: true,
      left: true,
      right: true,
    });
  },
};

/** Rim and sunk ground of the tray. */
function frameTray(sink: MeshSink, x: number, z: number, rim: number, material: MaterialName): void {
  const [top, low] = [0.06, 0.04];
  const outer: [number, number][] = [
    [-x, z],
    [x, z],
    [x, -z],
    [-x, -z],
  ];
  const inner: [number, number][] = [
    [-x + rim, z - rim],
    [x - rim, z - rim],
    [x - rim, -z + rim],
    [-x + rim, -z + rim],
  ];
  for (let i = 0; i < 4; i++) {
    const j = (i + 1) % 4;
    const [a, b, c, d] = [outer[i], outer[j], inner[j], inner[i]];
    sink.quad([a[0], top, a[1]], [b[0], top, b[1]], [c[0], top, c[1]], [d[0], top, d[1]], material);
    sink.quad([d[0], top, d[1]], [c[0], top, c[1]], [c[0], low, c[1]], [d[0], low, d[1]], material);
  }
  sink.quad(
    [inner[0][0], low, inner[0][1]],
    [inner[1][0], low, inner[1][1]],
    [inner[2][0], low, inner[2][1]],
    [inner[3][0], low, inner[3][1]],
    material,
  );
}
