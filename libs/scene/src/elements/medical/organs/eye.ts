import type { Vec3 } from '../../../document/scene-document';
import type { ElementPrototype } from '../../element';
import {
  type Field,
  capsule,
  cord,
  ellipsoid,
  shared,
  sphere,
  torus,
  turned,
  union,
  without,
} from '../field/field';
import { type Strand, curve, strandSkin } from '../field/tubes';
import { type Specimen, specimenBuilder } from '../specimen';

/** An eyeball that looks to the front, with optic nerve and muscles; a sagittal cut shows its coats, lens and chambers. Millimetres. */
export const eye: ElementPrototype = {
  size: [1.22, 1.2, 1.83],
  slots: {
    sclera: 'sclera',
    choroid: 'choroid',
    retina: 'retina',
    iris: 'iris',
    pupil: 'pupil',
    lens: 'lens',
    cornea: 'cornea',
    nerve: 'nerve',
    muscle: 'muscle',
    artery: 'artery',
    vein: 'vein',
  },
  solid: true,
  build: specimenBuilder('eye', specimen),
};

function specimen(): Specimen {
  const globe = sphere([0, 0, 0], 12);
  const dome = sphere([0, 0, 5.2], 8.3);
  const window = shared(dome, (_x, _y, z) => 10.1 - z);
  const whole = without(globe, (x, y, z) => Math.max(8.7 - z, Math.hypot(x, y) - 6.2));
  const inside = sphere([0, 0, 0], 10.2);
  const front: Field = (_x, _y, z) => z - 8.4;
  const wall = (outer: number, inner: number): Field => without(sphere([0, 0, 0], outer), sphere([0, 0, 0], inner));
  const iris = shared(
    without(ellipsoid([0, 0, 9.2], [6.4, 6.4, 0.85]), capsule([0, 0, 4], [0, 0, 14], 2.3)),
    globe,
  );
  return {
    extent: { min: [-13.4, -13.2, -26], max: [13.4, 13.2, 14.2] },
    parts: [
      {
        slot: 'sclera',
        field: whole,
        hollow: union(0, inside, shared(sphere([0, 0, 0], 11), (x, y, z) => Math.max(9 - z, Math.hypot(x, y) - 6.6))),
        lining: 'retina',
        cells: 52,
        capCells: 100,
        cut: [
          { slot: 'retina', field: shared(wall(10.75, 0), front) },
          { slot: 'choroid', field: shared(wall(11.2, 0), front) },
          { slot: 'sclera' },
        ],
      },
      { slot: 'cornea', field: without(window, sphere([0, 0, 5.2], 7.5)), cells: 84, capCells: 100, when: 'cut' },
      { slot: 'iris', field: iris, cells: 84 },
      { slot: 'pupil', field: ellipsoid([0, 0, 8.9], [2.6, 2.6, 0.5]), cells: 84, when: 'uncut' },
      { slot: 'lens', field: ellipsoid([0, 0, 6.7], [4.7, 4.7, 2]), cells: 80 },
      { slot: 'choroid', field: torus([0, 0, 7.6], 6.6, 1, 2), cells: 90, when: 'cut' },
      { slot: 'nerve', field: cord(curve([[-1.6, 0, -11], [-2.4, 0, -16], [-3.4, 0.3, -26]], 4), 2, 1.9), cells: 44 },
      { slot: 'muscle', field: muscles(), cells: 52, whole: true },
      { slot: 'artery', skin: () => strandSkin(retinal(0), 5), when: 'cut' },
      { slot: 'vein', skin: () => strandSkin(retinal(0.35), 5), when: 'cut' },
    ],
  };
} // prettier-ignore

/** Straight muscles: straps from the sides of the globe to where the nerve leaves the orbit. */
function muscles(): Field {
  const strap = (angle: number): Field => {
    const line = curve([[0, 11.4, 5.2], [0, 12.7, 0], [0, 11.6, -8], [0, 6.4, -19], [0, 3.6, -26]], 4); // prettier-ignore
    const bar = cord(line, 0.75, 1.25);
    return turned((x, y, z) => bar(x * 0.36, y, z), 2, angle);
  };
  return union(0, strap(0), strap(Math.PI), strap(Math.PI / 2));
}

/** Vessels that spread from the optic disc over the retina. */
function retinal(turn: number): Strand[] {
  return Array.from({ length: 6 }, (_, i) => {
    const a = (2 * Math.PI * i) / 6 + turn;
    const points = Array.from({ length: 10 }, (_unused, k): Vec3 => {
      const polar = 0.1 + 0.14 * k;
      const angle = a + 0.09 * Math.sin(k + i) * k * 0.4;
      const r = 10.1;
      return [-1.6 * (1 - k / 9) + r * Math.sin(polar) * Math.cos(angle), r * Math.sin(polar) * Math.sin(angle), -r * Math.cos(polar)];
    });
    return { points, radius: [0.24, 0.09] };
  });
} // prettier-ignore
