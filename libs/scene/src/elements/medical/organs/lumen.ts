import type { Vec3 } from '../../../document/scene-document';
import { add, normalise, scale, subtract } from '../../../geometry/vector';
import type { Random } from '../../../geometry/random';
import { type ElementPrototype, numberParam, wordParam } from '../../element';
import { type Field, bumps, capsule, cord, raised, union } from '../field/field';
import { type Skin, skinOf } from '../field/surface-nets';
import { curve } from '../field/tubes';
import { addSpecimen } from '../specimen';
import { scatteredCells } from './blood';

/** The inside of a vessel or an airway, for flights through it. Metres, as it is built: it is not scaled. */
const SIZE: Vec3 = [4, 3, 11];
const EXTENT = { min: [-2, 0, -5.5], max: [2, 3, 5.5] } as const;
const RADIUS = 0.55;

export const LUMENS = ['vessel', 'airway'] as const;
export type LumenKind = (typeof LUMENS)[number];

/** Where the tube runs, front to back. */
const COURSE: Vec3[] = curve(
  [[0.3, 1.3, 5.2], [0.1, 1.4, 3.4], [-0.55, 1.6, 1.6], [-0.35, 1.35, -0.2], [0.45, 1.25, -1.9], [0.4, 1.5, -3.4], [-0.2, 1.55, -4.5], [-1.35, 1.6, -4.75]],
  8,
); // prettier-ignore

/** Side branches: where they leave the course (index of a point), and whereto. */
const BRANCHES: readonly { at: number; way: Vec3; radius: number }[] = [
  { at: 6, way: [0.75, 0.6, -0.35], radius: 0.3 },
  { at: 14, way: [0.8, -0.35, -0.4], radius: 0.28 },
  { at: 20, way: [-0.75, 0.5, -0.45], radius: 0.32 },
  { at: 27, way: [0.4, 0.8, -0.45], radius: 0.26 },
  { at: 33, way: [0.8, 0.35, -0.4], radius: 0.32 },
  { at: 40, way: [-0.8, 0.3, -0.4], radius: 0.3 },
];
const REACH = 1.3;

/** A closed tube seen from within, with side branches; `params.kind`: 'vessel' (red cells float in it) or 'airway' (ringed). */
export const lumen: ElementPrototype = {
  size: SIZE,
  slots: { wall: 'endothelium', cells: 'red-cell' },
  solid: false,
  build(sink, element, material, random) {
    const kind = wordParam(element, 'kind', 'vessel') === 'airway' ? 'airway' : 'vessel';
    const count = Math.round(
      Math.min(120, Math.max(0, numberParam(element, 'count', kind === 'vessel' ? 46 : 0))),
    );
    const seed = random.fork('cells');
    const key = `lumen/${kind}/${count}/${random.fork('key').next()}`;
    const parts = [
      { slot: 'wall', skin: () => wallOf(kind), whole: true },
      ...(count > 0
        ? [{ slot: 'cells', skin: () => scatteredCells(placesOf(count, seed), 0.13, seed), whole: true }]
        : []),
    ];
    addSpecimen(sink, { ...element, size: SIZE }, key, { extent: EXTENT, parts }, material);
  },
};

/** The tube's middle line, in the element's space, and where light comes in: at the far end, round the last bend. */
export function lumenCourse(): { line: readonly Vec3[]; light: { at: Vec3; towards: Vec3; size: number } } {
  const line = COURSE;
  const [last, before] = [line[line.length - 1], line[line.length - 4]];
  return { line, light: { at: last, towards: before, size: RADIUS * 1.2 } };
}

function wallOf(kind: LumenKind): Skin {
  const tube = union(
    0.22,
    cord(COURSE, RADIUS, RADIUS * 0.9),
    ...BRANCHES.map(({ at, way, radius }) =>
      capsule(COURSE[at], add(COURSE[at], scale(normalise(way), REACH)), radius, radius * 0.8),
    ),
  );
  const folds: Field =
    kind === 'airway'
      ? (x, y, z) => 0.022 * Math.cos((2 * Math.PI * z) / 0.3) + 0.012 * bumps(0.9)(x, y, z)
      : (x, y, z) => 0.035 * bumps(0.8)(x, y, z);
  const solid = raised(tube, folds);
  return skinOf((x, y, z) => -solid(x, y, z), EXTENT, 0.068);
}

/** Beside the middle line, along which the camera flies. */
function placesOf(count: number, random: Random): Vec3[] {
  return Array.from({ length: count }, () => {
    const i = random.integer(2, COURSE.length - 3);
    const way = normalise(subtract(COURSE[i + 1], COURSE[i - 1]));
    const side: Vec3 = normalise([way[2], 0, -way[0]]);
    const angle = random.between(0, 2 * Math.PI);
    const off = random.between(0.26, 0.38);
    return add(COURSE[i], [
      side[0] * off * Math.cos(angle),
      off * Math.sin(angle),
      side[2] * off * Math.cos(angle),
    ]);
  });
}
