import { ALL_FACES, STANDING } from '../geometry/mesh-sink';
import { type ElementPrototype, flagParam } from './element';
import { cavity } from './shapes/joinery';
import { perforatedPanel } from './shapes/panel';
import { tube } from './shapes/tube';

/** A mantelpiece around a hearth. `params.lit` true lets the embers glow with the lamps. */
export const fireplace: ElementPrototype = {
  size: [1.4, 1.15, 0.4],
  slots: { surround: 'white-marble', hearth: 'black-paint', logs: 'bark', embers: 'lamp-warm' },
  solid: true,
  build(sink, element, material) {
    const [w, h, d] = element.size;
    const [x, z] = [w / 2, d / 2];
    const hole = { x0: -x * 0.52, y0: 0.04, x1: x * 0.52, y1: h * 0.68 };
    const face = z - 0.08;
    perforatedPanel(
      sink,
      { x0: -x + 0.05, y0: 0.03, x1: x - 0.05, y1: h - 0.06 },
      [hole],
      material('surround'),
      (px, py) => [px, py, face],
      [0, 0, 1],
    );
    sink.box([-x + 0.05, 0.03, -z], [x - 0.05, h - 0.06, face], material('surround'), {
      left: true,
      right: true,
    });
    sink.box([-x, h - 0.06, -z], [x, h, z - 0.02], material('surround'), { ...ALL_FACES, back: false });
    sink.box([-x, 0, -z], [x, 0.03, z], material('surround'), STANDING);
    // The hearth: a hollow that opens towards the front.
    sink.within({ position: [0, 0, face], yaw: 0, pitch: Math.PI / 2 }, () =>
      cavity(sink, [hole.x0, -(d - 0.12), -hole.y1], [hole.x1, 0, -hole.y0], material('hearth')),
    );
    const mid = (face + -z) / 2;
    for (const [dx, dy, dz, turn] of [
      [0, 0.09, 0.04, 0.2],
      [0.02, 0.09, -0.05, -0.25],
      [-0.02, 0.17, 0, 0.1],
    ]) {
      const half = (hole.x1 - hole.x0) * 0.32;
      const rise = half * Math.sin(turn) * 0.2;
      tube(
        sink,
        [
          [dx - half, dy - rise, mid + dz],
          [dx + half, dy + rise, mid + dz + half * turn * 0.4],
        ],
        0.045,
        material('logs'),
        { sides: 8 },
      );
    }
    if (flagParam(element, 'lit', false)) {
      sink.box(
        [hole.x0 * 0.7, 0.042, mid - 0.08],
        [hole.x1 * 0.7, 0.055, mid + 0.1],
        material('embers'),
        STANDING,
      );
    }
  },
};
