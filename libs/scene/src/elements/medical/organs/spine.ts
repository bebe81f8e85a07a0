import type { Vec3 } from '../../../document/scene-document';
import type { ElementPrototype } from '../../element';
import {
  type Field,
  box,
  capsule,
  cylinder,
  ellipsoid,
  mirrored,
  moved,
  raised,
  shared,
  turned,
  union,
  without,
} from '../field/field';
import { type Strand, curve, strandSkin } from '../field/tubes';
import { type Specimen, specimenBuilder } from '../specimen';

const COUNT = 4;
/** From one vertebra to the next, and the first one's middle, centimetres. */
const PITCH = 3.7;
const FIRST = 1.9;

/** A piece of the lumbar spine, its vertebral bodies to the front, with discs, cord and nerve roots. */
export const spine: ElementPrototype = {
  size: [0.92, 1.6, 0.98],
  slots: {
    bone: 'bone',
    sponge: 'spongy-bone',
    disc: 'disc',
    core: 'disc-core',
    cord: 'nerve',
  },
  solid: true,
  build: specimenBuilder('spine', specimen),
};

/** The column's curve: forwards in its middle. */
const lean = (y: number): number => 0.02 * y * (15 - y) - 0.5;

function specimen(): Specimen {
  const levels = Array.from({ length: COUNT }, (_, i) => FIRST + i * PITCH);
  const bone = placed(vertebra(), levels);
  const discs = placed(disc(), levels.slice(0, -1).map((y) => y + PITCH / 2));
  const cores = placed(ellipsoid([0, 0, 1.6], [1.2, 0.42, 0.85]), levels.slice(0, -1).map((y) => y + PITCH / 2));
  const spongy = placed(body(-0.28), levels);
  return {
    extent: { min: [-4.6, -0.6, -5.4], max: [4.6, 15.4, 4.4] },
    parts: [
      { slot: 'bone', field: bone, cells: 92, cut: [{ slot: 'sponge', field: spongy }, { slot: 'bone' }] },
      { slot: 'disc', field: discs, cells: 80, cut: [{ slot: 'core', field: cores }, { slot: 'disc' }] },
      { slot: 'cord', skin: () => strandSkin(nerves(levels), 10) },
    ],
  };
} // prettier-ignore

function placed(field: Field, levels: readonly number[]): Field {
  return union(0, ...levels.map((y) => moved(field, [0, y, lean(y)])));
}

function body(by = 0): Field {
  const drum: Field = (x, y, z) => Math.hypot(x / 1.28, z - 1.6) * 1.1 - 1.75 - by;
  const waisted = raised(drum, (_x, y) => -0.22 * (1 - (y / 1.35) ** 2));
  return shared(waisted, (_x, y) => Math.abs(y) - 1.36 - by);
}

function vertebra(): Field {
  const arch = union(
    0.35,
    mirrored(capsule([1.15, 0.45, 0.2], [1.25, 0.35, -1.5], 0.48)),
    mirrored(capsule([1.25, 0.3, -1.5], [0.1, -0.2, -2.5], 0.42)),
    moved(turned(box([0, 0, 0], [0.22, 0.75, 1.25], 0.2), 0, 0.22), [0, -0.5, -3.6]),
    mirrored(capsule([1.4, 0.3, -1.1], [3.9, 0.55, -1.9], 0.42, 0.32)),
    mirrored(capsule([1.45, 0.3, -1.7], [1.55, 1.75, -1.9], 0.42)),
    mirrored(capsule([1.3, 0.1, -1.8], [1.05, -1.6, -2.2], 0.42)),
  );
  const canal = cylinder([0, 0, -0.9], 0.95, 1);
  return without(union(0.3, body(), arch), canal, 0.2);
}

function disc(): Field {
  const drum: Field = (x, _y, z) => Math.hypot(x / 1.28, z - 1.6) * 1.1 - 1.72;
  return shared(
    raised(drum, (_x, y) => 0.1 - 0.5 * y * y),
    (_x, y) => Math.abs(y) - 0.48,
  );
}

function nerves(levels: readonly number[]): Strand[] {
  const spinal = Array.from({ length: 14 }, (_, i): Vec3 => {
    const y = -0.6 + (16 * i) / 13;
    return [0, y, lean(y) - 0.9];
  });
  const roots = levels.slice(0, -1).flatMap((y) =>
    [-1, 1].map((side): Strand => {
      const z = lean(y) - 0.7;
      const points: Vec3[] = [[0, y + 2.9, z], [side * 1.1, y + 2, z], [side * 2, y + 1.6, z + 0.1], [side * 3.6, y + 0.2, z + 1.4], [side * 4.1, y - 1.2, z + 2]]; // prettier-ignore
      return { points: curve(points, 4), radius: [0.26, 0.3, 0.18, 0.12] };
    }),
  );
  return [{ points: spinal, radius: [0.68] }, ...roots];
}
