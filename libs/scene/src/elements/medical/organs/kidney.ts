import type { Vec3 } from '../../../document/scene-document';
import type { ElementPrototype } from '../../element';
import {
  type Field,
  bumps,
  capsule,
  cord,
  ellipsoid,
  grown,
  raised,
  shared,
  union,
  without,
} from '../field/field';
import { curve } from '../field/tubes';
import { type Specimen, specimenBuilder } from '../specimen';

/** A kidney, its hilum to the right of the picture. A coronal cut shows cortex, pyramids, calyces and pelvis. Centimetres. */
export const kidney: ElementPrototype = {
  size: [0.95, 1.5, 0.62],
  slots: {
    surface: 'kidney',
    cortex: 'renal-cortex',
    medulla: 'renal-medulla',
    pelvis: 'renal-pelvis',
    fat: 'fat',
    artery: 'artery',
    vein: 'vein',
  },
  solid: true,
  build: specimenBuilder('kidney', specimen),
};

/** The bean's middle line is bent, its ends towards the hilum. */
const bend = (y: number): number => 0.055 * y * y;

function bean(): Field {
  const straight = ellipsoid([0, 0, 0], [2.9, 5.6, 2.2]);
  const bent: Field = (x, y, z) => straight(x - bend(y) + 0.6, y, z) * 0.85;
  const hilum = ellipsoid([3.1, 0, 0], [1.9, 1.7, 1.1]);
  return raised(without(bent, hilum, 0.9), (x, y, z) => 0.05 * bumps(3.1)(x, y, z));
}

/** Directions in which the pyramids point from the sinus, radians from the picture's left, and where they start. */
const PYRAMIDS = [-1.9, -1.28, -0.72, -0.24, 0.24, 0.72, 1.28, 1.9];

function pyramidLine(angle: number, tilt: number): { tip: Vec3; base: Vec3; way: Vec3 } {
  const way: Vec3 = [-Math.cos(angle) * Math.cos(tilt), Math.sin(angle) * Math.cos(tilt), Math.sin(tilt)];
  const y = 2.7 * Math.sin(angle * 0.8);
  const root: Vec3 = [0.75 + bend(y) - 0.4, y, 0];
  const out = (t: number): Vec3 => [root[0] + way[0] * t, root[1] + way[1] * t, root[2] + way[2] * t];
  return { tip: out(0.55), base: out(1.75), way };
}

function specimen(): Specimen {
  const surface = bean();
  const lines = PYRAMIDS.flatMap((angle) => [-0.85, 0, 0.85].map((tilt) => pyramidLine(angle, tilt)));
  const medulla = shared(
    union(0, ...lines.map(({ tip, base }) => capsule(tip, base, 0.24, 0.62))),
    grown(surface, -0.55),
  );
  const calyces = union(0.25, ...lines.map(({ tip }) => cord([[1.2, tip[1] * 0.7, tip[2] * 0.4], tip], 0.24, 0.34)));
  const funnel = union(
    0.5,
    ellipsoid([1.5, 0, 0], [1, 1.5, 0.6]),
    cord([[1.2, 2.4, 0], [1.4, 0, 0], [1.2, -2.4, 0]], 0.3), // prettier-ignore
    calyces,
  );
  const ureter = cord(curve([[1.6, -0.3, 0], [3, -1, 0], [3.5, -3, 0.1], [3.3, -6.4, 0.2]], 5), 0.55, 0.3); // prettier-ignore
  const sinus = shared(union(0.8, ellipsoid([1.2, 0, 0], [1.35, 3.3, 1.3]), ellipsoid([2.4, 0, 0], [1.6, 1.5, 1])), grown(surface, -0.1));
  return {
    extent: { min: [-4.2, -6.4, -2.7], max: [4.4, 6.2, 2.7] },
    parts: [
      {
        slot: 'surface',
        field: surface,
        capCells: 150,
        cut: [
          { slot: 'pelvis', field: funnel },
          { slot: 'medulla', field: medulla },
          { slot: 'fat', field: sinus },
          { slot: 'surface', field: (x, y, z) => -surface(x, y, z) - 0.1 },
          { slot: 'cortex' },
        ],
      },
      { slot: 'pelvis', field: without(union(0.4, ureter, shared(funnel, (x) => 1.6 - x)), grown(surface, 0.02)), cells: 90 },
      { slot: 'artery', field: vessel([[1.2, 0.9, 0.35], [2.6, 0.75, 0.5], [4.4, 1, 0.4]], surface), cells: 96 },
      { slot: 'vein', field: vessel([[1.2, 0.1, 0.75], [2.7, 0, 0.85], [4.4, 0, 0.7]], surface, 0.5), cells: 96 },
    ],
  };
} // prettier-ignore

function vessel(points: readonly Vec3[], surface: Field, radius = 0.36): Field {
  return without(cord(curve(points, 5), radius), grown(surface, 0.02));
}
