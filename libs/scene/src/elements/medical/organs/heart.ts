import type { Vec3 } from '../../../document/scene-document';
import type { ElementPrototype } from '../../element';
import { type Field, bumps, capsule, cord, ellipsoid, laidOn, raised, union, without } from '../field/field';
import { type Strand, curve, strandSkin } from '../field/tubes';
import { type Specimen, specimenBuilder } from '../specimen';

/** A heart from the front: its apex to the right of the picture; a coronal cut opens the four chambers. Centimetres. */
export const heart: ElementPrototype = {
  size: [1.06, 1.5, 0.92],
  slots: {
    muscle: 'heart-muscle',
    'muscle-cut': 'heart-muscle-cut',
    lining: 'endocardium',
    artery: 'artery',
    vein: 'vein',
    valve: 'valve',
    fat: 'fat',
  },
  solid: true,
  build: specimenBuilder('heart', specimen),
};

function specimen(): Specimen {
  const left = capsule([0.7, 0.3, -0.4], [2.5, -4.3, 0.6], 2.7, 1.15);
  const right = capsule([-1.5, 0.2, 0.7], [1.3, -3.6, 0.9], 2.2, 1.1);
  const rightAtrium = union(
    0.8,
    ellipsoid([-2.9, 1.7, -0.2], [1.8, 2.1, 1.9]),
    ellipsoid([-1.9, 2.7, 1.2], [1.3, 0.9, 0.8]),
  );
  const leftAtrium = union(
    0.8,
    ellipsoid([1.2, 2.3, -1.4], [2.1, 1.5, 1.7]),
    ellipsoid([2.9, 2.2, 0.2], [0.9, 0.8, 0.8]),
  );
  const ventricles = raised(union(0.9, left, right), (x, y, z) => 0.05 * bumps(1.7)(x, y, z));
  const solid = union(0.45, ventricles, rightAtrium, leftAtrium);
  const leftRoom = capsule([0.9, 0.4, -0.4], [2.1, -3.1, 0.4], 1.6, 0.5);
  const septum = capsule([0.7, 0.3, -0.4], [2.5, -4.3, 0.6], 2.45, 1.1);
  const rightRoom = without(capsule([-1.6, 0.2, 0.6], [0.9, -3.1, 0.8], 1.75, 0.65), septum, 0.3);
  const rooms = union(
    0.15,
    leftRoom,
    rightRoom,
    ellipsoid([-2.9, 1.7, -0.2], [1.5, 1.8, 1.6]),
    ellipsoid([1.2, 2.35, -1.4], [1.8, 1.2, 1.4]),
    // The openings between the chambers.
    capsule([-2.5, 1, 0], [-1.9, 0, 0.3], 0.85),
    capsule([1.1, 2, -1], [1.1, 0.6, -0.6], 0.8),
  );
  return {
    extent: { min: [-4.8, -5.8, -4], max: [4.8, 7.8, 4.3] },
    parts: [
      { slot: 'muscle', field: solid, hollow: rooms, lining: 'lining', cut: [{ slot: 'muscle-cut' }] },
      { slot: 'artery', field: arteries(), cells: 72 },
      { slot: 'vein', field: veins(), cells: 72 },
      { slot: 'valve', field: valves(), cells: 100, when: 'cut' },
      { slot: 'fat', field: fat(solid), cells: 64 },
      { slot: 'artery', skin: () => strandSkin(coronaryArteries(solid), 7) },
      { slot: 'vein', skin: () => strandSkin(coronaryVeins(solid), 7) },
    ],
  };
}

/** A vessel with an open end: what is taken away reaches beyond it. */
function pipe(
  points: readonly Vec3[],
  radius: number,
  end = radius,
  wall = 0.34,
): { outside: Field; inside: Field } {
  const line = curve(points, 4);
  const [a, b] = [line[line.length - 2], line[line.length - 1]];
  const beyond = b.map((v, k) => v + (v - a[k]) * 4) as unknown as Vec3;
  return {
    outside: cord(line, radius, end),
    inside: cord([...line, beyond], radius - wall, end - wall),
  };
}

function vessels(pipes: { outside: Field; inside: Field }[]): Field {
  return without(union(0.3, ...pipes.map((p) => p.outside)), union(0, ...pipes.map((p) => p.inside)));
}

function arteries(): Field {
  return vessels([
    pipe([[-0.2, 1.4, 0.1], [-0.9, 3.6, 0.5], [-0.6, 5.4, 0.1], [0.8, 6.1, -0.9], [2, 5.3, -2], [2.3, 3.4, -2.9], [2.2, 0.4, -3.1]], 1.15, 0.95), // prettier-ignore
    pipe(
      [
        [-0.6, 5.6, 0],
        [-1, 6.8, 0.1],
        [-1.3, 7.6, 0.1],
      ],
      0.5,
      0.45,
      0.26,
    ),
    pipe(
      [
        [0.3, 6.2, -0.5],
        [0.3, 7, -0.5],
        [0.2, 7.6, -0.5],
      ],
      0.42,
      0.4,
      0.26,
    ),
    pipe(
      [
        [1.2, 6, -1.2],
        [1.6, 6.9, -1.3],
        [1.9, 7.5, -1.3],
      ],
      0.42,
      0.4,
      0.26,
    ),
    // Pulmonary veins carry oxygen: red, as arteries.
    pipe(
      [
        [2.6, 2.8, -2],
        [3.8, 3.1, -2.3],
        [4.6, 3.3, -2.4],
      ],
      0.5,
      0.45,
      0.26,
    ),
    pipe(
      [
        [2.6, 1.9, -2.1],
        [3.8, 1.7, -2.5],
        [4.6, 1.5, -2.6],
      ],
      0.5,
      0.45,
      0.26,
    ),
    pipe(
      [
        [-0.6, 2.6, -2.2],
        [-2.6, 2.9, -2.6],
        [-4.4, 3.1, -2.5],
      ],
      0.5,
      0.45,
      0.26,
    ),
    pipe(
      [
        [-0.6, 1.8, -2.3],
        [-2.6, 1.5, -2.8],
        [-4.4, 1.3, -2.7],
      ],
      0.5,
      0.45,
      0.26,
    ),
  ]);
}

function veins(): Field {
  return vessels([
    // The trunk of the pulmonary arteries, blue with spent blood, and the two caval veins.
    pipe(
      [
        [0, 1, 1.9],
        [0.7, 2.7, 2.1],
        [1.5, 4, 1.1],
        [2.2, 4.4, 0],
        [3.4, 4.5, -0.7],
        [4.5, 4.4, -1],
      ],
      1.05,
      0.72,
    ),
    pipe(
      [
        [1.6, 4.1, 0.4],
        [0.4, 4.2, -0.9],
        [-1.8, 4.2, -1.2],
        [-4.3, 4.2, -1.1],
      ],
      0.78,
      0.68,
      0.32,
    ),
    pipe(
      [
        [-2.8, 2.8, -0.2],
        [-2.9, 4.8, 0],
        [-2.6, 6.8, 0.1],
      ],
      0.85,
      0.8,
      0.32,
    ),
    pipe(
      [
        [-2.8, 0.6, -0.6],
        [-2.7, -1.2, -1],
        [-2.6, -2.6, -1.2],
      ],
      0.9,
      0.9,
      0.32,
    ),
  ]);
}

function valves(): Field {
  const leaf = (a: Vec3, b: Vec3): Field => capsule(a, b, 0.13, 0.07);
  const cordTo = (a: Vec3, b: Vec3): Field => capsule(a, b, 0.06);
  return union(
    0.05,
    leaf([-2.75, 0.6, 0], [-2, -0.5, 0.3]),
    leaf([-1.35, 0.55, 0.2], [-1.8, -0.5, 0.4]),
    cordTo([-2, -0.5, 0.3], [-1.1, -1.9, 0.5]),
    cordTo([-1.8, -0.5, 0.4], [-0.9, -1.8, 0.5]),
    leaf([0.3, 1.1, -0.6], [0.9, -0.1, -0.4]),
    leaf([1.95, 1.1, -0.7], [1.3, -0.1, -0.5]),
    cordTo([0.9, -0.1, -0.4], [1.3, -1.9, 0]),
    cordTo([1.3, -0.1, -0.5], [2, -1.9, 0]),
  );
}

/** Where the coronary vessels run: between atria and ventricles, and down between the ventricles. */
const GROOVES: Vec3[][] = [
  [[1.2, 1.6, 1.8], [1.1, 0, 2.4], [1.5, -1.8, 2.4], [2.2, -3.6, 2], [2.9, -4.9, 1]],
  [[-0.7, 1.7, 2], [-2, 1, 2.2], [-2.7, -0.2, 1.8], [-2.4, -1.4, 1]],
  [[1.3, 1.6, 1.6], [2.6, 1.3, 0.9], [3.2, 0.9, -0.6]],
]; // prettier-ignore

const BRANCHES: Vec3[][] = [
  [[1.2, -0.4, 2.4], [2.3, -1.2, 1.9], [3.2, -2.4, 1]],
  [[1.6, -2, 2.4], [2.6, -2.8, 1.8], [3.2, -3.7, 0.9]],
  [[1.1, -0.6, 2.4], [0, -1.4, 2.8], [-0.6, -2.2, 2.6]],
  [[-2.6, -0.2, 1.9], [-1.4, -1.3, 2.6], [-0.4, -2.4, 2.6]],
  [[-2.4, -1.3, 1.2], [-1.2, -2.6, 1.9], [0.4, -3.9, 2.1]],
]; // prettier-ignore

const line = (solid: Field, points: readonly Vec3[], lift: number): Vec3[] =>
  laidOn(solid, curve(points, 7), lift);

function fat(solid: Field): Field {
  return union(0.3, ...GROOVES.map((groove) => cord(line(solid, groove, -0.1), 0.42, 0.2)));
}

function coronaryArteries(solid: Field): Strand[] {
  return [
    ...GROOVES.map((groove) => ({ points: line(solid, groove, 0.22), radius: [0.2, 0.09] })),
    ...BRANCHES.map((branch) => ({ points: line(solid, branch, 0.05), radius: [0.13, 0.05] })),
  ];
}

function coronaryVeins(solid: Field): Strand[] {
  const beside = (points: readonly Vec3[]): Vec3[] => points.map(([x, y, z]) => [x + 0.42, y - 0.12, z]);
  return [
    { points: line(solid, beside(GROOVES[0]), 0.12), radius: [0.17, 0.08] },
    ...BRANCHES.slice(0, 3).map((branch) => ({
      points: line(solid, beside(branch), 0.04),
      radius: [0.1, 0.05],
    })),
  ];
}
