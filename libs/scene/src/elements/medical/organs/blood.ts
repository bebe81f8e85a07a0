import type { Vec3 } from '../../../document/scene-document';
import { Random } from '../../../geometry/random';
import { type ElementPrototype, numberParam, wordParam } from '../../element';
import { type Field, bumps, cylinder, ellipsoid, raised, shared, sphere, union } from '../field/field';
import { type Skin, skinOf } from '../field/surface-nets';
import { joined } from '../field/tubes';
import { addSpecimen } from '../specimen';

/** A piece of an artery, lying across the picture. Its unit is a tenth of its outer radius. */
const EXTENT = { min: [-28, -11, -11], max: [28, 11, 11] } as const;
const SIZE: Vec3 = [2.29, 0.9, 0.9];
const ROOM = 7;

/** Outer coat, muscle, elastic layer and lining around a channel; a coronal cut opens it lengthwise. `params.plaque` 0–1 narrows it. */
export const bloodVessel: ElementPrototype = {
  size: SIZE,
  slots: {
    coat: 'vessel-wall',
    muscle: 'vessel-wall-cut',
    elastic: 'elastic-layer',
    lining: 'vessel-wall',
    plaque: 'fat',
  },
  solid: true,
  build(sink, element, material) {
    const plaque = Math.min(1, Math.max(0, numberParam(element, 'plaque', 0)));
    const tube = (radius: number): Field =>
      raised(cylinder([0, 0, 0], radius, 0), (x, y, z) => 0.18 * bumps(19)(x, y, z));
    const ends: Field = (x) => Math.abs(x) - 27;
    const deposit = ellipsoid([2, -ROOM - 1, 0], [15, 6.5 * plaque + 0.01, 7]);
    const room = tube(ROOM);
    const open: Field = plaque > 0 ? (x, y, z) => Math.max(room(x, y, z), -deposit(x, y, z)) : room;
    const parts = [
      {
        slot: 'coat',
        field: shared(tube(10), ends, (x, y, z) => -open(x, y, z)),
        cells: 34,
        capCells: 70,
        cut: [
          ...(plaque > 0 ? [{ slot: 'plaque', field: shared(deposit, tube(ROOM)) }] : []),
          { slot: 'lining', field: tube(ROOM + 0.5) },
          { slot: 'elastic', field: tube(ROOM + 0.9) },
          { slot: 'muscle', field: tube(9) },
          { slot: 'coat' },
        ],
      },
    ];
    addSpecimen(sink, element, `blood-vessel/${plaque}`, { extent: EXTENT, parts }, material);
  },
};

/**
 * Red cells, a few white ones and platelets, as they flow through a blood vessel of the same place and size.
 * `params.count`: red cells; `params.flow`: 'vessel' or 'free', in a loose cloud.
 */
export const bloodCells: ElementPrototype = {
  size: SIZE,
  slots: { red: 'red-cell', white: 'white-cell', platelet: 'platelet' },
  solid: false,
  build(sink, element, material, random) {
    const count = Math.round(Math.min(160, Math.max(1, numberParam(element, 'count', 54))));
    const free = wordParam(element, 'flow', 'vessel') === 'free';
    const reach: Vec3 = free ? [24, 9, 9] : [26, 0, 0];
    const places = scattered(
      count + 3 + Math.round(count / 6),
      free ? reach : [26, ROOM - 1.6, ROOM - 1.6],
      !free,
      random,
    );
    const key = `blood-cells/${element.id}/${count}/${free}/${random.fork('key').next()}`;
    const reds = places.slice(0, count);
    const whites = places.slice(count, count + 3);
    const platelets = places.slice(count + 3);
    const parts = [
      {
        slot: 'red',
        skin: () => joined(reds.map((place) => tumbled(redCell(), place, 2.1, random))),
        whole: true,
      },
      {
        slot: 'white',
        skin: () => joined(whites.map((place) => tumbled(whiteCell(), place, 2.5, random))),
        whole: true,
      },
      {
        slot: 'platelet',
        skin: () => joined(platelets.map((place) => tumbled(plateletShape(), place, 0.8, random))),
        whole: true,
      },
    ];
    addSpecimen(sink, element, key, { extent: EXTENT, parts }, material);
  },
};

/** Places that keep apart from one another, within a tube or a box. */
function scattered(count: number, [x, y, z]: Vec3, round: boolean, random: Random): Vec3[] {
  const places: Vec3[] = [];
  for (let tries = 0; places.length < count && tries < count * 200; tries++) {
    const p: Vec3 = [random.between(-x, x), random.between(-y, y), random.between(-z, z)];
    if (round && Math.hypot(p[1], p[2]) > y) continue;
    const room = tries < count * 120 ? 3.2 : 2.2;
    if (places.every((q) => Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]) > room)) places.push(p);
  }
  return places;
}

const shapes = new Map<string, Skin>();

function shape(name: string, field: Field, cell: number): Skin {
  const known = shapes.get(name);
  if (known) return known;
  const skin = skinOf(field, { min: [-1.2, -1.2, -1.2], max: [1.2, 1.2, 1.2] }, cell);
  shapes.set(name, skin);
  return skin;
}

/** A biconcave disc (Evans and Fung 1972), radius 1; a flight sees it from near. */
const redCell = (cell = 0.3): Skin =>
  shape(
    `red/${cell}`,
    (x, y, z) => {
      const r2 = Math.min(1, x * x + z * z);
      const half = 0.5 * Math.sqrt(1 - r2) * (0.21 + 2 * r2 - 1.12 * r2 * r2) * 1.06 + 0.03;
      const beyond = Math.hypot(x, z) - 1;
      return beyond > 0 ? Math.hypot(beyond, y) - 0.03 : (Math.abs(y) - half) * 0.75;
    },
    cell,
  );

const whiteCell = (): Skin =>
  shape(
    'white',
    raised(sphere([0, 0, 0], 0.9), (x, y, z) => 0.09 * bumps(0.55)(x, y, z)),
    0.15,
  );

const plateletShape = (): Skin =>
  shape('platelet', union(0.2, ellipsoid([0, 0, 0], [0.9, 0.4, 0.7]), sphere([0.6, 0.2, 0.3], 0.3)), 0.36);

/** A copy in a random attitude. */
function tumbled(
  { positions, normals, indices }: Skin,
  [x, y, z]: Vec3,
  scale: number,
  random: Random,
): Skin {
  const [a, b] = [random.between(0, 2 * Math.PI), random.between(-1.2, 1.2)];
  const [ca, sa, cb, sb] = [Math.cos(a), Math.sin(a), Math.cos(b), Math.sin(b)];
  const turn = (from: Float32Array, factor: number, offset: Vec3): Float32Array => {
    const out = new Float32Array(from.length);
    for (let v = 0; v < from.length; v += 3) {
      const [p, q, r] = [from[v], from[v + 1] * cb - from[v + 2] * sb, from[v + 1] * sb + from[v + 2] * cb];
      out[v] = (p * ca - q * sa) * factor + offset[0];
      out[v + 1] = (p * sa + q * ca) * factor + offset[1];
      out[v + 2] = r * factor + offset[2];
    }
    return out;
  };
  return { positions: turn(positions, scale, [x, y, z]), normals: turn(normals, 1, [0, 0, 0]), indices };
}

/** Red cells at the given places, each in an attitude of its own. */
export function scatteredCells(places: readonly Vec3[], radius: number, random: Random): Skin {
  return joined(places.map((place) => tumbled(redCell(0.2), place, radius, random)));
}
