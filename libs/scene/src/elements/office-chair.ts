import type { MaterialName } from '../document/vocabulary';
import type { MeshSink } from '../geometry/mesh-sink';
import type { ElementPrototype } from './element';
import { cylinder } from './shapes/loft';
import { roundedBox } from './shapes/rounded-box';
import { tube } from './shapes/tube';

/** A swivel chair on five castors. */
export const officeChair: ElementPrototype = {
  size: [0.66, 1.05, 0.66],
  slots: { fabric: 'wool-grey', frame: 'black-metal' },
  solid: true,
  build(sink, element, material) {
    const [w, h, d] = element.size;
    const frame = material('frame');
    const seat = Math.min(0.48, h * 0.47);
    starBase(sink, Math.min(w, d) / 2, frame);
    cylinder(sink, [0, 0.1, 0], 0.03, seat - 0.16, frame, { sides: 10 });
    sink.box([-0.12, seat - 0.08, -0.12], [0.12, seat - 0.05, 0.12], frame);
    const half = Math.min(0.25, w / 2 - 0.06);
    roundedBox(
      sink,
      [-half, seat - 0.05, -d / 2 + 0.1],
      [half, seat + 0.04, d / 2 - 0.07],
      0.035,
      material('fabric'),
      { crown: 0.012 },
    );
    sink.within({ position: [0, seat + 0.1, -d / 2 + 0.11], yaw: 0, pitch: -0.12 }, () => {
      roundedBox(
        sink,
        [-half + 0.02, 0, -0.03],
        [half - 0.02, h - seat - 0.11, 0.03],
        0.028,
        material('fabric'),
        { crown: 0.012, crownSide: 'z' },
      );
    });
    tube(
      sink,
      [
        [0, seat - 0.065, -0.1],
        [0, seat - 0.05, -d / 2 + 0.07],
        [0, seat + 0.2, -d / 2 + 0.055],
      ],
      0.02,
      frame,
      { sides: 8 },
    );
    for (const side of [-1, 1]) {
      const x = side * (half + 0.03);
      tube(
        sink,
        [
          [side * 0.1, seat - 0.065, -0.02],
          [x, seat - 0.06, -0.02],
          [x, seat + 0.19, -0.02],
        ],
        0.014,
        frame,
        { sides: 6 },
      );
      roundedBox(sink, [x - 0.03, seat + 0.185, -0.14], [x + 0.03, seat + 0.215, 0.12], 0.013, frame, {
        segments: 1,
      });
    }
  },
};

/** Five arms with a castor under each. */
function starBase(sink: MeshSink, radius: number, material: MaterialName): void {
  for (let i = 0; i < 5; i++) {
    sink.within({ position: [0, 0, 0], yaw: (2 * Math.PI * i) / 5 }, () => {
      tube(
        sink,
        [
          [0, 0.11, 0],
          [0, 0.075, radius - 0.03],
        ],
        [0.024, 0.015],
        material,
        { sides: 6 },
      );
      tube(
        sink,
        [
          [-0.022, 0.03, radius - 0.032],
          [0.022, 0.03, radius - 0.032],
        ],
        0.03,
        material,
        { sides: 8 },
      );
    });
  }
}
