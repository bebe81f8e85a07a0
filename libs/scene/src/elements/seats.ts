import type { SceneElement } from '../document/scene-document';
import type { MaterialName } from '../document/vocabulary';
import type { MeshSink } from '../geometry/mesh-sink';
import { type Family, flagParam, numberParam } from './element';
import { cylinder } from './shapes/loft';
import { roundedBox } from './shapes/rounded-box';
import { fourLegs, leg } from './shapes/solids';
import { tube } from './shapes/tube';

type SeatType = 'sofa' | 'armchair' | 'chair' | 'stool' | 'bench' | 'office-chair';

export const SEATS: Family<SeatType> = {
  /** `params.cushions`: seats side by side; `params.pillows` false leaves the throw pillows out. */
  sofa: {
    size: [2.2, 0.82, 0.95],
    slots: { fabric: 'wool-grey', pillow: 'linen-beige', legs: 'dark-wood' },
    solid: true,
    build(sink, element, material) {
      const cushions = Math.max(1, Math.round(numberParam(element, 'cushions', (element.size[0] - 0.36) / 0.75)));
      upholstery(sink, element, cushions, 0.17, material('fabric'), material('legs'));
      if (flagParam(element, 'pillows', true)) throwPillows(sink, element, material('pillow'));
    },
  },

  armchair: {
    size: [0.82, 0.8, 0.85],
    slots: { fabric: 'velvet-green', legs: 'dark-wood' },
    solid: true,
    build(sink, element, material) {
      upholstery(sink, element, 1, 0.13, material('fabric'), material('legs'));
    },
  },

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
        leg(sink, [side * x, 0, -d / 2 + 0.03], [side * (x - 0.01), seat - 0.01, -z + 0.03], [0.026, 0.036], frame);
        leg(sink, [side * (x - 0.01), seat - 0.01, -z + 0.03], [side * (x - 0.01), h - 0.04, -d / 2 + 0.03], [0.036, 0.026], frame);
      }
      sink.box([-x, seat - 0.075, -z + 0.02], [x, seat - 0.03, z - 0.02], frame, { front: true, back: true, left: true, right: true });
      roundedBox(sink, [-w / 2 + 0.01, seat - 0.03, -d / 2 + 0.06], [w / 2 - 0.01, seat + 0.025, d / 2], 0.022, material('seat'), { crown: 0.012 });
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
        tube(sink, [[sx * (r - 0.012), 0, sz * (r - 0.012)], [sx * r * 0.62, h - 0.04, sz * r * 0.62]], 0.011, material('legs'), { sides: 6 });
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
      if (pad > 0) roundedBox(sink, [-w / 2 + 0.01, top, -d / 2 + 0.01], [w / 2 - 0.01, h, d / 2 - 0.01], 0.03, material('pad'), { crown: 0.01, standing: true });
      for (const side of [-1, 1]) {
        const x = side * (w / 2 - 0.12);
        const bar: [number, number] = [x - 0.02, x + 0.02];
        sink.box([bar[0], 0, -d / 2 + 0.02], [bar[1], top - 0.045, -d / 2 + 0.05], material('legs'));
        sink.box([bar[0], 0, d / 2 - 0.05], [bar[1], top - 0.045, d / 2 - 0.02], material('legs'));
        sink.box([bar[0], 0.001, -d / 2 + 0.05], [bar[1], 0.02, d / 2 - 0.05], material('legs'), { top: true, left: true, right: true });
      }
    },
  },

  'office-chair': {
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
      roundedBox(sink, [-half, seat - 0.05, -d / 2 + 0.1], [half, seat + 0.04, d / 2 - 0.07], 0.035, material('fabric'), { crown: 0.012 });
      sink.within({ position: [0, seat + 0.1, -d / 2 + 0.11], yaw: 0, pitch: -0.12 }, () => {
        roundedBox(sink, [-half + 0.02, 0, -0.03], [half - 0.02, h - seat - 0.11, 0.03], 0.028, material('fabric'), { crown: 0.012, crownSide: 'z' });
      });
      tube(sink, [[0, seat - 0.065, -0.1], [0, seat - 0.05, -d / 2 + 0.07], [0, seat + 0.2, -d / 2 + 0.055]], 0.02, frame, { sides: 8 });
      for (const side of [-1, 1]) {
        const x = side * (half + 0.03);
        tube(sink, [[side * 0.1, seat - 0.065, -0.02], [x, seat - 0.06, -0.02], [x, seat + 0.19, -0.02]], 0.014, frame, { sides: 6 });
        roundedBox(sink, [x - 0.03, seat + 0.185, -0.14], [x + 0.03, seat + 0.215, 0.12], 0.013, frame, { segments: 1 });
      }
    },
  },
};

/** A sofa of one or more seats: plinth, cushions, leaning back, arms, feet. */
function upholstery(
  sink: MeshSink,
  element: SceneElement,
  seats: number,
  arm: number,
  fabric: MaterialName,
  legs: MaterialName,
): void {
  const [w, h, d] = element.size;
  const foot = 0.11;
  const plinth = foot + 0.18;
  const seat = Math.min(0.46, h * 0.57);
  const back = 0.17;
  const [x, z] = [w / 2, d / 2];
  fourLegs(sink, w, d, foot + 0.01, [0.03, 0.045], legs, 0.03);
  roundedBox(sink, [-x + 0.02, foot, -z + 0.02], [x - 0.02, plinth, z - 0.03], 0.02, fabric, { segments: 1 });
  for (const side of [-1, 1]) {
    const [x0, x1] = side < 0 ? [-x, -x + arm] : [x - arm, x];
    roundedBox(sink, [x0, foot + 0.02, -z + 0.01], [x1, h * 0.74, z], 0.05, fabric, { standing: true });
  }
  roundedBox(sink, [-x + arm, foot + 0.02, -z], [x - arm, h - 0.06, -z + back], 0.05, fabric, { segments: 1, standing: true });
  const width = (w - 2 * arm) / seats;
  for (let i = 0; i < seats; i++) {
    const x0 = -x + arm + i * width + 0.004;
    const x1 = x0 + width - 0.008;
    roundedBox(sink, [x0, plinth + 0.002, -z + back - 0.02], [x1, seat, z - 0.005], 0.05, fabric, { crown: 0.025, standing: true, segments: 1 });
    sink.within({ position: [0, seat - 0.03, -z + back + 0.02], yaw: 0, pitch: -0.16 }, () =>
      roundedBox(sink, [x0, 0, 0], [x1, h - seat + 0.02, 0.19], 0.06, fabric, { crown: 0.035, crownSide: 'z', noBack: true, segments: 1 }),
    );
  }
}

function throwPillows(sink: MeshSink, element: SceneElement, material: MaterialName): void {
  const [w, h, d] = element.size;
  const seat = Math.min(0.46, h * 0.57);
  const size = Math.min(0.4, h - seat + 0.02);
  for (const side of [-1, 1]) {
    const position: [number, number, number] = [side * (w / 2 - 0.17 - size * 0.55), seat - 0.015, -d / 2 + 0.43];
    sink.within({ position, yaw: side * -0.35, pitch: -0.35, roll: side * 0.1 }, () =>
      roundedBox(sink, [-size / 2, 0, -0.07], [size / 2, size, 0.07], 0.03, material, { crown: 0.045, crownSide: 'both', segments: 1 }),
    );
  }
}

/** Two bowed rails between the back posts. */
function chairBack(sink: MeshSink, w: number, h: number, d: number, seat: number, material: MaterialName): void {
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

/** Five arms with a castor under each. */
function starBase(sink: MeshSink, radius: number, material: MaterialName): void {
  for (let i = 0; i < 5; i++) {
    sink.within({ position: [0, 0, 0], yaw: (2 * Math.PI * i) / 5 }, () => {
      tube(sink, [[0, 0.11, 0], [0, 0.075, radius - 0.03]], [0.024, 0.015], material, { sides: 6 });
      tube(sink, [[-0.022, 0.03, radius - 0.032], [0.022, 0.03, radius - 0.032]], 0.03, material, { sides: 8 });
    });
  }
}
