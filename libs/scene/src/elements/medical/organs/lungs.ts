import type { Vec3 } from '../../../document/scene-document';
import { Random } from '../../../geometry/random';
import type { ElementPrototype } from '../../element';
import { type Extent, type Field, ellipsoid, raised, sphere, union, without } from '../field/field';
import { grow, pointsIn } from '../field/growth';
import { type Strand, curve, joined, strandSkin } from '../field/tubes';
import { addSpecimen, type Specimen } from '../specimen';

/** Lungs and airways share it, so that elements of the same place and size fit together. Centimetres. */
const EXTENT: Extent = { min: [-13, -1, -8], max: [13, 28, 8] };
const SIZE: Vec3 = [1.34, 1.5, 0.83];

let lungsMade: Specimen | undefined;
let airwaysMade: Specimen | undefined;

/** Both lungs with their lobes: three on the picture's left, two and the heart's notch on its right. */
export const lungs: ElementPrototype = {
  size: SIZE,
  slots: { surface: 'lung', cut: 'lung-cut' },
  solid: true,
  build(sink, element, material) {
    lungsMade ??= {
      extent: EXTENT,
      parts: [{ slot: 'surface', field: bothLungs(), cells: 66, cut: [{ slot: 'cut' }] }],
    };
    addSpecimen(sink, element, 'lungs', lungsMade, material);
  },
};

/** Windpipe with its rings, and the bronchial tree that fills the lungs. */
export const airways: ElementPrototype = {
  size: SIZE,
  slots: { wall: 'bronchus', ring: 'cartilage', twig: 'airway-wall' },
  solid: true,
  build(sink, element, material) {
    airwaysMade ??= {
      extent: EXTENT,
      parts: [
        { slot: 'wall', skin: () => strandSkin([WINDPIPE], 16) },
        { slot: 'ring', skin: () => joined(rings().map((ring) => strandSkin([ring], 6))) },
        {
          slot: 'wall',
          skin: () =>
            strandSkin(
              tree().filter(({ radius }) => radius[0] >= 0.3),
              9,
            ),
        },
        {
          slot: 'twig',
          skin: () =>
            strandSkin(
              tree().filter(({ radius }) => radius[0] < 0.3),
              5,
            ),
        },
      ],
    };
    addSpecimen(sink, element, 'airways', airwaysMade, material);
  },
};

function bothLungs(): Field {
  return union(0, rightLung(), leftLung());
}

function lobe(): Field {
  const body = union(
    2.5,
    ellipsoid([6.4, 8, -0.3], [4.9, 9.6, 6.4]),
    ellipsoid([5.2, 15.5, -0.8], [3.7, 7.6, 4.6]),
  );
  const vault = ellipsoid([6.5, -4.5, 0.5], [8.5, 7.6, 9]);
  const middle = ellipsoid([0, 9, 0.4], [3, 12.5, 4.6]);
  return without(without(body, vault, 0.8), middle, 0.9);
}

/** A furrow along the plane n·p = d. */
const furrow =
  ([nx, ny, nz]: Vec3, d: number): Field =>
  (x, y, z) =>
    -0.55 * Math.exp(-(((nx * x + ny * y + nz * z - d) / 0.22) ** 2));

const oblique = furrow([0, 0.79, 0.61], 7.2);

function rightLung(): Field {
  const horizontal = furrow([0, 1, 0], 10.4);
  return raised(mirrorX(lobe()), (x, y, z) => oblique(x, y, z) + (z > -1 ? horizontal(x, y, z) : 0));
}

function leftLung(): Field {
  const notch = sphere([2.6, 4.6, 6.6], 5.2);
  return raised(without(lobe(), notch, 1), oblique);
}

const mirrorX =
  (field: Field): Field =>
  (x, y, z) =>
    field(-x, y, z);

const WINDPIPE: Strand = {
  points: curve([[0, 28, 0.9], [0, 22, 0.3], [0, 16.2, -0.4]], 8),
  radius: [0.95],
}; // prettier-ignore

const MAIN: Record<'left' | 'right', Vec3[]> = {
  right: curve([[0, 16.6, -0.4], [-1.3, 15, -0.5], [-3.2, 12.8, -0.6]], 3),
  left: curve([[0, 16.6, -0.4], [1.6, 15, -0.6], [3.7, 13.2, -0.8]], 3),
}; // prettier-ignore

/** Arcs of cartilage, open behind. */
function rings(): Strand[] {
  return Array.from({ length: 15 }, (_, i) => {
    const t = (i + 0.5) / 15;
    const [x, y, z] = WINDPIPE.points[Math.round(t * (WINDPIPE.points.length - 1))];
    const arc = Array.from({ length: 19 }, (_unused, k): Vec3 => {
      const a = -2.3 + (4.6 * k) / 18;
      return [x + 0.98 * Math.sin(a), y, z + 0.98 * Math.cos(a)];
    });
    return { points: arc, radius: [0.14] };
  });
}

let grown: Strand[] | undefined;

function tree(): Strand[] {
  return (grown ??= [...side(rightLung(), MAIN.right, 11), ...side(leftLung(), MAIN.left, 12)]);
}

function side(lung: Field, trunk: Vec3[], seed: number): Strand[] {
  const targets = pointsIn(lung, EXTENT, 230, 0.7, new Random(seed));
  return grow({ trunk, targets, step: 0.75, near: 1.1, twig: 0.13, widest: 0.72 });
}
