import type { Vec3 } from '../../../document/scene-document';
import { Random } from '../../../geometry/random';
import { add, normalise, scale } from '../../../geometry/vector';
import type { ElementPrototype } from '../../element';
import { type Field, cord, ellipsoid, sphere, union } from '../field/field';
import { curve, type Strand, strandSkin } from '../field/tubes';
import { type Specimen, specimenBuilder } from '../specimen';

/** A nerve cell: body with nucleus, dendrites, an axon in its sheath with the gaps between, and its endings. */
export const neuron: ElementPrototype = {
  size: [2.1, 1.2, 0.9],
  slots: { membrane: 'neuron', sheath: 'myelin', nucleus: 'nucleus' },
  solid: true,
  build: specimenBuilder('neuron', specimen),
};

/** From the cell body to where the endings begin. */
const AXON: Vec3[] = curve([[-4.6, 0, 0], [-2, -0.5, 0.3], [1, 0.2, -0.2], [4, -0.3, 0.2], [6.6, 0.3, 0]], 10); // prettier-ignore
const BODY: Vec3 = [-6, 0.2, 0];

function specimen(): Specimen {
  const dendrites = branching(BODY, 9, 1.1, new Random(7), (k) => [
    -0.35 + 0.75 * Math.cos((2 * Math.PI * k) / 9),
    Math.sin((2 * Math.PI * k) / 9),
    0.7 * Math.sin(k * 2.1),
  ]);
  const endings = branching(AXON[AXON.length - 1], 5, 0.75, new Random(3), (k) => [
    0.9,
    Math.sin((2 * Math.PI * k) / 5) * 0.9,
    Math.cos((2 * Math.PI * k) / 5) * 0.7,
  ]);
  const roots = dendrites.filter(({ radius }) => radius[0] > 0.2);
  const body = union(
    0.5,
    ellipsoid(BODY, [1.1, 1, 0.95]),
    cord([BODY, AXON[0]], 0.5, 0.2),
    ...roots.map(({ points, radius }) => cord(points.slice(0, 4), radius[0] * 1.25, radius[0])),
  );
  return {
    extent: { min: [-9.6, -4.2, -3.4], max: [9.9, 4.4, 3.4] },
    parts: [
      {
        slot: 'membrane',
        field: body,
        cells: 70,
        cut: [{ slot: 'nucleus', field: sphere(BODY, 0.5) }, { slot: 'membrane' }],
      },
      { slot: 'nucleus', field: sphere(BODY, 0.48), cells: 70, when: 'cut' },
      {
        slot: 'membrane',
        skin: () => strandSkin([...dendrites, ...endings, { points: AXON, radius: [0.16] }], 7),
      },
      { slot: 'membrane', field: knobs(endings), cells: 80 },
      { slot: 'sheath', field: sheath(), cells: 70 },
    ],
  };
}

/** Strands that fork twice on their way outwards. */
function branching(
  root: Vec3,
  count: number,
  reach: number,
  random: Random,
  wayOf: (k: number) => Vec3,
): Strand[] {
  const strands: Strand[] = [];
  const growFrom = (from: Vec3, way: Vec3, radius: number, level: number): void => {
    const points: Vec3[] = [from];
    let at = from;
    let heading = way;
    for (let i = 0; i < 5; i++) {
      heading = normalise(
        add(heading, [random.between(-0.28, 0.28), random.between(-0.28, 0.28), random.between(-0.28, 0.28)]),
      );
      at = add(at, scale(heading, reach * 0.42));
      points.push(at);
    }
    strands.push({ points, radius: [radius, radius * 0.62] });
    if (level === 0) return;
    for (const side of [-1, 1]) {
      const turn: Vec3 = [
        random.between(-0.2, 0.2),
        side * random.between(0.35, 0.7),
        random.between(-0.6, 0.6),
      ];
      growFrom(at, normalise(add(heading, turn)), radius * 0.6, level - 1);
    }
  };
  for (let k = 0; k < count; k++) growFrom(root, normalise(wayOf(k)), 0.26, 1);
  return strands;
}

/** Rounded ends on the last twigs. */
function knobs(strands: readonly Strand[]): Field {
  const ends = strands.filter(({ radius }) => radius[0] < 0.2).map(({ points }) => points[points.length - 1]);
  return union(0, ...ends.map((end) => sphere(end, 0.22)));
}

/** Sleeves with gaps between them. */
function sheath(): Field {
  const each = 7;
  const sleeves: Field[] = [];
  for (let i = 2; i + each - 2 < AXON.length; i += each)
    sleeves.push(cord(AXON.slice(i, i + each - 1), 0.42));
  return union(0, ...sleeves);
}
