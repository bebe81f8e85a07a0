import type { SceneElement, Vec3 } from '../../../document/scene-document';
import type { MaterialName } from '../../../document/vocabulary';
import type { Shoe } from '../../../document/vocabulary/fashion';
import type { MeshSink, PatchVertex } from '../../../geometry/mesh-sink';
import { normalsOf } from '../cloth/neighbours';
import type { DressedFigure } from '../dress-figure';
import { groundOf } from '../figure/skeleton';
import { turned } from '../figure/turn';
import { type Make, MAKES, stanceOf } from './makes';
import { type Last, lastOf, type Station } from './last';

/** Adds a pair of shoes. */
export function emitShoes(
  sink: MeshSink,
  figure: DressedFigure,
  element: SceneElement,
  material: (slot: string) => MaterialName,
): void {
  const make = MAKES[element.type as Shoe];
  const { heel } = stanceOf(element);
  for (const side of ['left', 'right'] as const) {
    const last = lastOf(figure.places, side);
    const carry = carrier(figure, last);
    if (make.open) emitStraps(sink, last, carry, material('fabric'));
    else emitUpper(sink, last, make, carry, material('fabric'));
    emitSole(sink, last, make, carry, material('trim'));
    if (heel > 0.012) emitHeel(sink, last, make, heel, carry, material('trim'));
    if (make.shaft !== null) emitShaft(sink, last, make.shaft, make.bulk, carry, material('fabric'));
  }
}

type Carry = (point: Vec3, leg?: number) => Vec3;

/** Moves points of a foot at rest with foot and toes, those of a shaft partly with the lower leg. */
function carrier({ rest, skeleton }: DressedFigure, { side, ball }: Last): Carry {
  const s = side === 'left' ? 'l' : 'r';
  const bone = (name: string): number => rest.model.bones.findIndex((one) => one.name === `${name}_${s}`);
  const [foot, toes, calf] = [bone('foot'), bone('ball'), bone('calf')];
  const ground = groundOf(rest);
  const move = (i: number, p: Vec3): Vec3 => {
    const [x, y, z] = turned(skeleton.turns[i], p);
    const [dx, dy, dz] = skeleton.shifts[i];
    return [x + dx, y + dy, z + dz];
  };
  return ([x, y, z], leg = 0) => {
    const p: Vec3 = [x, y + ground, z];
    const front = Math.min(1, Math.max(0, (z - ball[2] + 0.012) / 0.03));
    const [a, b, c] = [move(foot, p), move(toes, p), move(calf, p)];
    const low = [0, 1, 2].map((k) => a[k] + (b[k] - a[k]) * front);
    return [0, 1, 2].map((k) => low[k] + (c[k] - low[k]) * leg) as unknown as Vec3;
  };
}

/** Stations of a shoe: the foot's own, and a toe before them. */
function shoeStations({ stations }: Last, { toe, point, bulk }: Make): Station[] {
  const front = stations[stations.length - 1];
  const widened = stations.map((station, k): Station => {
    const t = k / (stations.length - 1);
    const narrow = 1 - point * 0.42 * Math.max(0, (t - 0.72) / 0.28) ** 1.5;
    return { ...station, half: (station.half + bulk) * narrow, top: Math.max(0.034, station.top + bulk) };
  });
  const before = widened[widened.length - 1];
  const cap = [0.45, 0.8, 1].map((t): Station => ({
    z: front.z + (toe + bulk) * t,
    centre: before.centre,
    half: Math.max(0.004, before.half * (1 - 0.8 * t * t)),
    top: 0.03 * (1 - 0.45 * t * t),
  }));
  const heel: Station = { ...widened[0], z: widened[0].z - bulk - 0.002, half: widened[0].half * 0.55 };
  return [heel, ...widened, ...cap];
}

function emitUpper(sink: MeshSink, last: Last, make: Make, carry: Carry, material: MaterialName): void {
  const rows = shoeStations(last, make);
  const sides = 18;
  const points: Vec3[] = [];
  for (const row of rows) {
    const high = Math.min(row.top, Math.max(0.03, make.throat));
    for (let i = 0; i <= sides; i++) {
      const angle = -Math.PI / 2 + (2 * Math.PI * (i % sides)) / sides;
      const c = Math.cos(angle);
      const s = Math.sin(angle);
      // Flat below, round above.
      const x = row.centre + row.half * Math.sign(c) * Math.abs(c) ** 0.75;
      const y = high / 2 + (high / 2) * Math.sign(s) * Math.abs(s) ** (s < 0 ? 0.5 : 0.85);
      points.push(carry([x, y, row.z]));
    }
  }
  emitGrid(sink, points, rows.length, sides + 1, material);
}

/** A slab under the foot, its edge a little proud of the upper. */
function emitSole(sink: MeshSink, last: Last, make: Make, carry: Carry, material: MaterialName): void {
  const rows = shoeStations(last, make);
  const points: Vec3[] = [];
  for (const row of rows) {
    const half = row.half + 0.003;
    const rim: [number, number][] = [
      [0, 0.004],
      [half, 0.004],
      [half, -make.sole],
      [0, -make.sole],
      [-half, -make.sole],
      [-half, 0.004],
      [0, 0.004],
    ];
    for (const [dx, y] of rim) points.push(carry([row.centre + dx, y, row.z]));
  }
  emitGrid(sink, points, rows.length, 7, material);
}

/** The heel under the back of the sole, down to the ground that the ball of the foot stands on. */
function emitHeel(
  sink: MeshSink,
  last: Last,
  make: Make,
  heel: number,
  carry: Carry,
  material: MaterialName,
): void {
  const [first] = last.stations;
  const long = last.ball[2] - first.z;
  const slim = heel > 0.05;
  const points: Vec3[] = [];
  const sides = 10;
  const levels = [0, 0.35, 1];
  for (const t of levels) {
    const [halfX, halfZ] = slim
      ? [0.024 - 0.017 * Math.min(1, t * 1.6), 0.026 - 0.018 * Math.min(1, t * 1.6)]
      : [0.03, 0.032];
    const middle = first.z + 0.032 - (slim ? 0.006 * t : 0);
    for (let i = 0; i <= sides; i++) {
      const angle = (2 * Math.PI * (i % sides)) / sides;
      const [x, z] = [first.centre + halfX * Math.cos(angle), middle - halfZ * Math.sin(angle)];
      // The ground rises towards the ball as the foot sees it.
      const ground = -make.sole - (heel * Math.max(0, last.ball[2] - z)) / long;
      points.push(carry([x, -make.sole * 0.5 + (ground + make.sole * 0.5) * t, z]));
    }
  }
  emitGrid(sink, points, levels.length, sides + 1, material, true);
}

function emitShaft(
  sink: MeshSink,
  last: Last,
  share: number,
  bulk: number,
  carry: Carry,
  material: MaterialName,
): void {
  const low = last.shaft[0].y;
  const top = low + (last.shaft[last.shaft.length - 1].y - low) * share;
  const rings = last.shaft.filter(({ y }) => y <= top);
  const sides = 20;
  const points: Vec3[] = [];
  const bottom = {
    ...rings[0],
    y: rings[0].y - 0.045,
    z: rings[0].z,
    halfX: rings[0].halfX,
    halfZ: rings[0].halfZ * 1.05,
  };
  const all = [bottom, ...rings];
  for (const ring of all) {
    const leg = Math.min(1, Math.max(0, (ring.y - last.ankle[1] + 0.02) / 0.05));
    for (let i = 0; i <= sides; i++) {
      const angle = (2 * Math.PI * (i % sides)) / sides;
      const [x, z] = [
        ring.x + (ring.halfX + bulk + 0.004) * Math.sin(angle),
        ring.z + (ring.halfZ + bulk + 0.004) * Math.cos(angle),
      ];
      points.push(carry([x, ring.y, z], leg));
    }
  }
  emitGrid(sink, points, all.length, sides + 1, material);
}

/** Two bands over the toes and one around the ankle. */
function emitStraps(sink: MeshSink, last: Last, carry: Carry, material: MaterialName): void {
  const count = last.stations.length;
  for (const [from, to] of [
    [0.66, 0.76],
    [0.5, 0.58],
  ]) {
    const points: Vec3[] = [];
    for (const t of [from, (from + to) / 2, to]) {
      const station = last.stations[Math.round(t * (count - 1))];
      for (let i = 0; i <= 10; i++) {
        const angle = Math.PI * (i / 10);
        points.push(
          carry([
            station.centre + (station.half + 0.004) * Math.cos(angle),
            (station.top + 0.004) * Math.sin(angle) ** 0.7,
            last.stations[0].z + t * (last.stations[count - 1].z - last.stations[0].z),
          ]),
        );
      }
    }
    emitGrid(sink, points, 3, 11, material);
  }
}

/** A skin over rows of points, its normals from its faces; turned inside out where its rows run the other way. */
function emitGrid(
  sink: MeshSink,
  points: readonly Vec3[],
  rows: number,
  columns: number,
  material: MaterialName,
  flip = false,
): void {
  const triangles: number[] = [];
  for (let row = 0; row + 1 < rows; row++) {
    for (let column = 0; column + 1 < columns; column++) {
      const a = row * columns + column;
      const quad = flip
        ? [a, a + columns, a + 1, a + 1, a + columns, a + columns + 1]
        : [a, a + 1, a + columns, a + 1, a + columns + 1, a + columns];
      triangles.push(...quad);
    }
  }
  const flat = Float64Array.from(points.flat());
  const normals = outwards(flat, Uint32Array.from(triangles), columns);
  const vertices = points.map((position, v): PatchVertex => ({
    position,
    normal: [normals[v * 3], normals[v * 3 + 1], normals[v * 3 + 2]],
    uv: [(v % columns) * 0.015, Math.floor(v / columns) * 0.015],
  }));
  sink.patch(vertices, triangles, material);
}

/** Smooth normals; the first and the last column are one line. */
function outwards(points: Float64Array, triangles: Uint32Array, columns: number): Float64Array {
  const welded = triangles.map((v) => (v % columns === columns - 1 ? v - columns + 1 : v));
  const normals = normalsOf(points, welded);
  for (let v = columns - 1; v < points.length / 3; v += columns)
    normals.set(normals.subarray((v - columns + 1) * 3, (v - columns + 1) * 3 + 3), v * 3);
  return normals;
}
