import type { ElementPrototype } from '../../element';
import {
  type Field,
  below,
  box,
  bumps,
  cord,
  ellipsoid,
  raised,
  shared,
  union,
  without,
} from '../field/field';
import { type Specimen, specimenBuilder } from '../specimen';

/** A molar in gum and jaw bone; a coronal cut shows enamel, dentine, pulp with its vessels, and the root canals. Millimetres. */
export const tooth: ElementPrototype = {
  size: [1.3, 1.5, 0.8],
  slots: {
    enamel: 'tooth',
    dentine: 'dentine',
    pulp: 'pulp',
    gum: 'gum',
    bone: 'bone',
    sponge: 'spongy-bone',
    artery: 'artery',
    vein: 'vein',
    nerve: 'nerve',
  },
  solid: true,
  build: specimenBuilder('tooth', specimen),
};

/** The crown, `by` thicker. */
function crown(by: number): Field {
  const block = union(1.4, box([0, 15.4, 0], [4.5, 3, 4], 2.2), ellipsoid([0, 13, 0], [4.2, 3.4, 3.6]));
  const cusps = union(
    1.2,
    ...[-1, 1].flatMap((x) => [-1, 1].map((z) => ellipsoid([x * 2.6, 18, z * 2.1], [1.7, 1.5, 1.6]))),
  );
  const whole = union(1.3, block, cusps);
  return (x, y, z) => whole(x, y, z) - by;
}

function specimen(): Specimen {
  const roots = union(
    1.6,
    cord([[-1.6, 11, 0], [-2.9, 6, 0], [-2.5, 1.6, 0]], 2, 0.7),
    cord([[1.6, 11, 0], [2.9, 6, 0], [2.5, 1.6, 0]], 2, 0.7),
  ); // prettier-ignore
  const whole = union(1.2, crown(0), roots);
  const enamel: Field = (x, y, z) => Math.max(crown(0)(x, y, z), -crown(-1.15)(x, y, z), 12 - y);
  const pulp = union(
    0.7,
    ellipsoid([0, 13.2, 0], [1.9, 1.7, 1.5]),
    cord([[-1, 12.4, 0], [-2.6, 6, 0], [-2.5, 1, 0]], 0.55, 0.25),
    cord([[1, 12.4, 0], [2.6, 6, 0], [2.5, 1, 0]], 0.55, 0.25),
  ); // prettier-ignore
  const socket = (x: number, y: number, z: number): number => whole(x, y, z) - 0.25;
  const gum = without(
    shared(
      raised(box([0, 9.6, 0], [10.5, 2, 5], 1.2), (x, y, z) => 0.12 * bumps(3)(x, y, z)),
      below([0, 1, 0], 11.4),
    ),
    socket,
  );
  const bone = without(box([0, 4.2, 0], [10.5, 4.2, 5], 0.5), socket);
  const inner = box([0, 4.2, 0], [9.8, 3.5, 4.4], 0.4);
  return {
    extent: { min: [-10.7, -0.4, -5.3], max: [10.7, 20.2, 5.3] },
    parts: [
      {
        slot: 'dentine',
        field: shared(whole, (_x, y) => y - 12.2),
        when: 'uncut',
      },
      { slot: 'enamel', field: shared(whole, (_x, y) => 11.9 - y), when: 'uncut' },
      {
        slot: 'enamel',
        field: whole,
        when: 'cut',
        capCells: 140,
        cut: [{ slot: 'pulp', field: pulp }, { slot: 'enamel', field: enamel }, { slot: 'dentine' }],
      },
      { slot: 'gum', field: gum },
      {
        slot: 'bone',
        field: bone,
        cut: [
          { slot: 'sponge', field: (x, y, z) => Math.max(inner(x, y, z), 0.7 - whole(x, y, z)) },
          { slot: 'bone' },
        ],
      },
      ...strands(),
    ],
  };
}

/** Vessels and nerve in the pulp, standing out from the cut. */
function strands(): Specimen['parts'] {
  return (['artery', 'vein', 'nerve'] as const).map((slot, i) => {
    const off = (i - 1) * 0.26;
    const line = (side: number): Field =>
      cord([[side * 2.5 + off * 0.6, 0, 0], [side * 2.6 + off * 0.6, 6, 0], [side * 1.1 + off, 12, 0], [side * 0.7 + off * 2, 14, 0]], 0.12, 0.08); // prettier-ignore
    return { slot, field: union(0, line(-1), line(1)), cells: 150, whole: true, when: 'cut' as const };
  });
}
