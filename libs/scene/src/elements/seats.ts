import type { MaterialName } from '../document/vocabulary';
import type { MeshSink } from '../geometry/mesh-sink';
import { type Family, flagParam } from './element';
import { officeChair } from './office-chair';
import { cylinder } from './shapes/loft';
import { roundedBox } from './shapes/rounded-box';
import { leg } from './shapes/solids';
import { tube } from './shapes/tube';

export const SEATS: Family<'chair' | 'stool' | 'bench' | 'office-chair'> = {
  /** A dining chair. */
  chair: {
    size: [0.46, 0.84, 0.52],
    slots: { frame: 'light-wood', seat: 'wool-grey' },
    solid: true,
    build(sink, element, material) {
      const [w, h, d] = element.size;
      const frame = material('frame');
      const seat = Math.min(0.46, h * 0.55);
      const [x, z] = [w / 2 - 0.03, d / 2 - 0.05];
      for (const side of [-1, 1]) {
        leg(sink, [side * x, 0, z], [side * (x - 0.01), seat - 0.03, z - 0.01], [0.026, 0.036], frame);
        leg(
          sink,
          [side * x, 0, -d / 2 + 0.03],
          [side * (x - 0.01), seat - 0.01, -z + 0.03],
          [0.026, 0.036],
          frame,
        );
        leg(
          sink,
          [side * (x - 0.01), seat - 0.01, -z + 0.03],
          [side * (x - 0.01), h - 0.04, -d / 2 + 0.03],
          [0.036, 0.026],
          frame,
        );
      }
      sink.box([-x, seat - 0.075, -z + 0.02], [x, seat - 0.03, z - 0.02], frame, {
        front: true,
        back: true,
        left: true,
        right: true,
      });
      roundedBox(
        sink,
        [-w / 2 + 0.01, seat - 0.03, -d / 2 + 0.06],
        [w / 2 - 0.01, seat + 0.025, d / 2],
        0.022,
        material('seat'),
        { crown: 0.012 },
      );
      chairBack(sink, w, h, d, seat, frame);
    },
  },

  stool: {
    size: [0.4, 0.68, 0.4],
    slots: { seat: 'light-wood', legs: 'black-metal' },
    solid: true,
    build(sink, element, material) {
      const [w, h, d] = element.size;
      const r = Math.min(w, d) / 2;
      cylinder(sink, [0, h - 0.04, 0], [r * 0.86, r * 0.9], 0.04, material('seat'), { sides: 18 });
      const feet = [45, 135, 225, 315].map((angle) => (angle * Math.PI) / 180);
      for (const a of feet) {
        const [sx, sz] = [Math.sin(a), Math.cos(a)];
        tube(
          sink,
          [
            [sx * (r - 0.012), 0, sz * (r - 0.012)],
            [sx * r * 0.62, h - 0.04, sz * r * 0.62],
          ],
          0.011,
          material('legs'),
          { sides: 6 },
        );
      }
      const ringHeight = h * 0.32;
      const ring = r - 0.012 - (0.38 * r - 0.012) * 0.34;
      const circle = Array.from({ length: 17 }, (_, i): [number, number, number] => {
        const a = (2 * Math.PI * i) / 16;
        return [ring * Math.sin(a), ringHeight, ring * Math.cos(a)];
      });
      tube(sink, circle, 0.008, material('legs'), { sides: 5, open: true });
    },
  },

  /** `params.padded`: a cushion on top (gallery, lobby); without it the seat is plain. */
  bench: {
    size: [1.4, 0.45, 0.4],
    slots: { seat: 'light-wood', pad: 'leather-black', legs: 'black-metal' },
    solid: true,
    build(sink, element, material) {
      const [w, h, d] = element.size;
      const pad = flagParam(element, 'padded', false) ? 0.08 : 0;
      const top = h - pad;
      sink.box([-w / 2, top - 0.045, -d / 2], [w / 2, top, d / 2], material('seat'));
      if (pad > 0)
        roundedBox(
          sink,
          [-w / 2 + 0.01, top, -d / 2 + 0.01],
          [w / 2 - 0.01, h, d / 2 - 0.01],
          0.03,
          material('pad'),
          { crown: 0.01, standing: true },
        );
      for (const side of [-1, 1]) {
        const x = side * (w / 2 - 0.12);
        const bar: [number, number] = [x - 0.02, x + 0.02];
        sink.box([bar[0], 0, -d / 2 + 0.02], [bar[1], top - 0.045, -d / 2 + 0.05], material('legs'));
        sink.box([bar[0], 0, d / 2 - 0.05], [bar[1], top - 0.045, d / 2 - 0.02], material('legs'));
        sink.box([bar[0], 0.001, -d / 2 + 0.05], [bar[1], 0.02, d / 2 - 0.05], material('legs'), {
          top: true,
          left: true,
          right: true,
        });
      }
    },
  },

  'office-chair': officeChair,
};

/** Two bowed rails between the back posts. */
function chairBack(
  sink: MeshSink,
  w: number,
  h: number,
  d: number,
  seat: number,
  material: MaterialName,
): void {
  const half = w / 2 - 0.04;
  const lean = (y: number) => -d / 2 + 0.08 - (0.05 * (y - seat)) / (h - seat);
  const rail = (y0: number, y1: number) => {
    const thickness = 0.018;
    const bow = (x: number) => -0.02 * (1 - (x / half) ** 2);
    const sheet = (offset: number, turn: number) =>
      sink.surface(
        (s, t) => {
          const x = turn * (2 * s - 1) * half;
          const y = y0 + (y1 - y0) * t;
          return [x, y, lean(y) + bow(x) + offset];
        },
        6,
        1,
        material,
        [w, y1 - y0],
      );
    sheet(thickness / 2, 1);
    sheet(-thickness / 2, -1);
    const edge = (y: number, up: number) =>
      sink.surface(
        (s, t) => {
          const x = (2 * s - 1) * half;
          return [x, y, lean(y) + bow(x) + up * (0.5 - t) * thickness];
        },
        6,
        1,
        material,
        [w, thickness],
      );
    edge(y1, 1);
    edge(y0, -1);
  };
  rail(h - 0.13, h - 0.01);
  rail(h - 0.24, h - 0.19);
}
