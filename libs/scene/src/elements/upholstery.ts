import type { SceneElement } from '../document/scene-document';
import type { MaterialName } from '../document/vocabulary';
import type { MeshSink } from '../geometry/mesh-sink';
import { type Family, flagParam, numberParam } from './element';
import { roundedBox } from './shapes/rounded-box';
import { fourLegs } from './shapes/solids';

export const UPHOLSTERY: Family<'sofa' | 'armchair'> = {
  /** `params.cushions`: seats side by side; `params.pillows` false leaves the throw pillows out. */
  sofa: {
    size: [2.2, 0.82, 0.95],
    slots: { fabric: 'wool-grey', pillow: 'linen-beige', legs: 'dark-wood' },
    solid: true,
    build(sink, element, material) {
      const cushions = Math.max(
        1,
        Math.round(numberParam(element, 'cushions', (element.size[0] - 0.36) / 0.75)),
      );
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
  roundedBox(sink, [-x + arm, foot + 0.02, -z], [x - arm, h - 0.06, -z + back], 0.05, fabric, {
    segments: 1,
    standing: true,
  });
  const width = (w - 2 * arm) / seats;
  for (let i = 0; i < seats; i++) {
    const x0 = -x + arm + i * width + 0.004;
    const x1 = x0 + width - 0.008;
    roundedBox(sink, [x0, plinth + 0.002, -z + back - 0.02], [x1, seat, z - 0.005], 0.05, fabric, {
      crown: 0.025,
      standing: true,
      segments: 1,
    });
    sink.within({ position: [0, seat - 0.03, -z + back + 0.02], yaw: 0, pitch: -0.16 }, () =>
      roundedBox(sink, [x0, 0, 0], [x1, h - seat + 0.02, 0.19], 0.06, fabric, {
        crown: 0.035,
        crownSide: 'z',
        noBack: true,
        segments: 1,
      }),
    );
  }
}

function throwPillows(sink: MeshSink, element: SceneElement, material: MaterialName): void {
  const [w, h, d] = element.size;
  const seat = Math.min(0.46, h * 0.57);
  const size = Math.min(0.4, h - seat + 0.02);
  for (const side of [-1, 1]) {
    const position: [number, number, number] = [
      side * (w / 2 - 0.17 - size * 0.55),
      seat - 0.015,
      -d / 2 + 0.43,
    ];
    sink.within({ position, yaw: side * -0.35, pitch: -0.35, roll: side * 0.1 }, () =>
      roundedBox(sink, [-size / 2, 0, -0.07], [size / 2, size, 0.07], 0.03, material, {
        crown: 0.045,
        crownSide: 'both',
        segments: 1,
      }),
    );
  }
}
