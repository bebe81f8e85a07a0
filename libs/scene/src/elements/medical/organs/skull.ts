import type { Vec3 } from '../../../document/scene-document';
import type { ElementPrototype } from '../../element';
import {
  type Field,
  box,
  capsule,
  cord,
  ellipsoid,
  mirrored,
  moved,
  raised,
  sphere,
  turned,
  union,
  without,
} from '../field/field';
import { curve } from '../field/tubes';
import { type Specimen, specimenBuilder } from '../specimen';

/** A skull with lower jaw and teeth; a sagittal cut shows the brain's chamber and the sponge in its walls. Centimetres. */
export const skull: ElementPrototype = {
  size: [1.03, 1.5, 1.28],
  slots: { bone: 'bone', sponge: 'spongy-bone', inside: 'bone', tooth: 'tooth' },
  solid: true,
  build: specimenBuilder('skull', specimen),
};

function specimen(): Specimen {
  const bone = union(0.25, upper(), jaw());
  const chamber = without(
    ellipsoid([0, 13.6, -1.6], [6.1, 6.2, 8.1]),
    ellipsoid([0, 7, 3.5], [5, 3.2, 4.5]),
    1.2,
  );
  const throat = capsule([0, 9, -2.5], [0, 2, -2.6], 1.5);
  const middle: Field = (x, y, z) =>
    Math.max(bone(x, y, z), chamber(x, y, z) - 0.62, -chamber(x, y, z) + 0.2);
  return {
    extent: { min: [-7.6, -1.4, -11], max: [7.6, 21, 10] },
    parts: [
      {
        slot: 'bone',
        field: without(bone, throat, 0.4),
        hollow: chamber,
        lining: 'inside',
        cells: 76,
        cut: [{ slot: 'sponge', field: middle }, { slot: 'bone' }],
      },
      { slot: 'tooth', field: teeth(), cells: 90 },
    ],
  };
}

function upper(): Field {
  const vault = union(
    2.4,
    ellipsoid([0, 14, -1.8], [6.8, 6.6, 8.7]),
    ellipsoid([0, 12.6, -4], [7, 5.4, 6.4]),
    ellipsoid([0, 13.2, 4], [4.8, 4.4, 3.4]),
  );
  const brow = mirrored(
    cord(
      curve(
        [
          [0.8, 10.6, 7.7],
          [2.6, 11.3, 7.6],
          [4.6, 10.9, 6.5],
          [5.5, 9.6, 5.2],
        ],
        3,
      ),
      0.75,
      0.55,
    ),
  );
  const cheek = mirrored(
    union(
      0.7,
      ellipsoid([4.5, 7, 5.6], [1.5, 1.25, 1.3]),
      cord(
        [
          [5.4, 9.6, 5.2],
          [4.9, 7.6, 5.8],
        ],
        0.6,
      ),
      cord(
        [
          [4.4, 6.9, 6],
          [2.2, 7.4, 7.2],
        ],
        0.8,
      ),
    ),
  );
  const arch = mirrored(
    cord(
      curve(
        [
          [5.1, 7, 5],
          [6.3, 7.3, 3],
          [6.6, 7.8, 0.8],
          [6.2, 8.3, -1],
        ],
        4,
      ),
      0.52,
      0.5,
    ),
  );
  const maxilla = union(
    0.8,
    ellipsoid([0, 5.6, 5.2], [2.9, 2.3, 3.4]),
    ellipsoid([0, 8, 4.6], [3.6, 2.6, 3]),
  );
  const nose = union(
    0.4,
    capsule([0, 9.8, 7.5], [0, 8, 8.9], 0.5, 0.4),
    mirrored(capsule([0.4, 9.6, 7.2], [1.2, 6.5, 7.4], 0.5, 0.55)),
  );
  const base = union(
    1,
    ellipsoid([0, 8.4, -3.4], [4.6, 2, 5]),
    mirrored(ellipsoid([5.2, 6.6, -2.6], [0.9, 1.6, 1.1])),
  );
  const whole = union(0.9, union(1.1, vault, base, maxilla, brow, cheek), nose, arch);
  const orbit = mirrored(
    union(0.8, ellipsoid([3, 9, 7], [1.85, 1.55, 2.2]), capsule([2.8, 9, 6], [1.5, 9, 3], 1.2, 0.4)),
  );
  const nostril = union(
    0.5,
    ellipsoid([0, 7.2, 8.3], [0.62, 1.4, 1.5]),
    mirrored(ellipsoid([0.62, 6.2, 8], [0.72, 0.8, 1.8])),
  );
  const temple = mirrored(ellipsoid([7.6, 9.6, 3.2], [2.3, 3.3, 2.7]));
  const opened = without(without(without(whole, orbit, 0.5), nostril, 0.25), temple, 1.4);
  return raised(union(0.25, without(opened, sphere([0, 4, 1], 1.6), 0.8), arch), sutures);
}

/** The seams between the bones of the vault. */
const sutures: Field = (x, y, z) => {
  const wave = 0.18 * Math.sin(3.4 * x) + 0.1 * Math.sin(7.1 * x + 1);
  const across = y > 12 ? Math.exp(-(((z - 1.6 + wave - 0.12 * (20 - y)) / 0.12) ** 2)) : 0;
  const along = y > 12 && z < 1.6 ? Math.exp(-(((x + 0.12 * Math.sin(4 * z)) / 0.12) ** 2)) : 0;
  return -0.12 * Math.max(across, along);
};

function jaw(): Field {
  const body = mirrored(
    cord(
      curve(
        [
          [0, 0.3, 7.4],
          [1.9, 0.3, 6.9],
          [3.6, 0.8, 4.6],
          [4.9, 1.5, 1.6],
        ],
        4,
      ),
      0.95,
      0.8,
    ),
  );
  const gums = mirrored(
    cord(
      curve(
        [
          [0, 1.3, 7.2],
          [1.9, 1.3, 6.4],
          [3, 1.8, 4],
          [3.8, 2.6, 2],
        ],
        4,
      ),
      0.6,
      0.55,
    ),
  );
  const standing = mirrored(
    moved(turned(turned(box([0, 0, 0], [0.3, 2.9, 1.2], 0.28), 0, -0.2), 2, -0.1), [5.2, 4, 0.9]),
  );
  const chin = ellipsoid([0, -0.1, 7.6], [1.3, 0.8, 0.7]);
  const joint = mirrored(ellipsoid([5.5, 7.1, -0.4], [0.75, 0.5, 0.5]));
  return union(0.6, body, gums, standing, chin, joint);
}

function teeth(): Field {
  const row = (y: number, r: number, back: number, up: number): Field[] =>
    Array.from({ length: 14 }, (_, i) => {
      const a = ((i - 6.5) / 6.5) * 1.28;
      const molar = Math.abs(i - 6.5) > 3;
      const at: Vec3 = [r * Math.sin(a), y, back + (7.7 - back) * Math.cos(a)];
      const half: Vec3 = molar ? [0.4, 0.5, 0.42] : [0.34, 0.62, 0.24];
      return moved(turned(box([0, up * 0.08, 0], half, 0.2), 1, a), at);
    });
  return union(0, ...row(3.35, 2.75, 2.9, 1), ...row(2.2, 2.6, 2.8, -1));
}
