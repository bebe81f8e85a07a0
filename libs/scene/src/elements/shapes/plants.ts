import type { Vec3 } from '../../document/scene-document';
import type { MaterialName } from '../../document/vocabulary';
import type { MeshSink } from '../../geometry/mesh-sink';
import type { Random } from '../../geometry/random';
import { normalise } from '../../geometry/vector';
import { tube } from './tube';

export interface GrowingRoom {
  radius: number;
  bottom: number;
  top: number;
}

export interface Leaf {
  length: number;
  width: number;
  /** Elevation of the leaf at its foot, and how much it bends down to its tip, radians. */
  rise: number;
  bend: number;
}

/** A leaf that grows from `at` towards `yaw` (0 is +Z), both faces, a hand's breadth of cells. */
export function leaf(sink: MeshSink, at: Vec3, yaw: number, shape: Leaf, material: MaterialName): void {
  const cells = 4;
  const spine = leafSpine(shape, cells * 4);
  const blade = (s: number, t: number, offset: number): Vec3 => {
    const k = t * cells * 4;
    const i = Math.min(cells * 4 - 1, Math.floor(k));
    const f = k - i;
    const y = spine[i][0] + (spine[i + 1][0] - spine[i][0]) * f;
    const z = spine[i][1] + (spine[i + 1][1] - spine[i][1]) * f;
    const half = (shape.width / 2) * Math.sin(Math.PI * Math.min(0.96, 0.1 + 0.86 * t) ** 0.8);
    const x = (2 * s - 1) * half;
    return [x, y + Math.abs(x) * 0.35 + offset, z];
  };
  sink.within({ position: at, yaw }, () => {
    const size: [number, number] = [shape.width, shape.length];
    // Upper face: u × v must point up, so u runs from right to left.
    sink.surface((s, t) => blade(1 - s, t, 0.001), 2, cells, material, size);
    sink.surface((s, t) => blade(s, t, -0.001), 2, cells, material, size);
  });
}

/** Points [y, z] along the leaf's middle. */
function leafSpine({ length, rise, bend }: Leaf, steps: number): [number, number][] {
  const points: [number, number][] = [[0, 0]];
  for (let i = 0; i < steps; i++) {
    const angle = rise - bend * (i / steps);
    const [y, z] = points[i];
    points.push([y + (Math.sin(angle) * length) / steps, z + (Math.cos(angle) * length) / steps]);
  }
  return points;
}

/** Long leaves that arch out of the soil and stay inside the room. */
export function archingPlant(
  sink: MeshSink,
  { radius, bottom, top }: GrowingRoom,
  material: MaterialName,
  random: Random,
  leaves = 26,
): void {
  for (let i = 0; i < leaves; i++) {
    const upright = i / leaves;
    const rise = 0.75 + 0.7 * upright + random.between(-0.08, 0.08);
    const bend = random.between(1, 1.5) * (1.15 - 0.5 * upright);
    const shape = { length: 1, width: 1, rise, bend };
    const reach = leafSpine(shape, 24);
    const furthest = Math.max(...reach.map(([, z]) => z));
    const highest = Math.max(...reach.map(([y]) => y));
    const length = Math.min((radius * 0.94) / furthest, ((top - bottom) * 0.95) / highest) * random.between(0.72, 0.98);
    const yaw = i * 2.39996 + random.between(-0.2, 0.2);
    leaf(sink, [0, bottom, 0], yaw, { ...shape, length, width: length * random.between(0.12, 0.17) }, material);
  }
}

/** A thin trunk with branches and large leaves around a crown. */
export function smallTree(
  sink: MeshSink,
  { radius, bottom, top }: GrowingRoom,
  leaves: MaterialName,
  stem: MaterialName,
  random: Random,
): void {
  const height = top - bottom;
  const crown = radius * 0.98;
  const lean = random.between(-0.03, 0.03);
  tube(sink, [[0, bottom, 0], [lean, bottom + height * 0.3, -lean], [0, bottom + height * 0.8, 0]], [0.022, 0.01], stem, { sides: 7 });
  const twigs = 9;
  for (let i = 0; i < twigs; i++) {
    const t = 0.38 + (0.5 * i) / (twigs - 1);
    const yaw = i * 2.39996 + random.between(-0.3, 0.3);
    const out = crown * 0.52 * (1.1 - 0.6 * Math.abs(t - 0.6)) * random.between(0.75, 1);
    const from: Vec3 = [0, bottom + height * t, 0];
    const to: Vec3 = [out * Math.sin(yaw), bottom + height * Math.min(0.86, t + 0.12), out * Math.cos(yaw)];
    tube(sink, [from, to], [0.008, 0.004], stem, { sides: 5, open: true });
    for (let k = 0; k < 6; k++) {
      const along = 0.45 + 0.55 * (k / 5);
      const at: Vec3 = [to[0] * along, from[1] + (to[1] - from[1]) * along, to[2] * along];
      const room = crown - Math.hypot(at[0], at[2]);
      const length = Math.min(random.between(0.15, 0.24) * Math.min(1.2, height / 1.2), room * 0.95, (top - at[1]) * 1.1);
      const rise = random.between(-0.2, 0.7);
      leaf(sink, at, yaw + (k % 2 === 0 ? 1 : -1) * random.between(0.3, 1.4), { length, width: length * 0.5, rise, bend: random.between(0.5, 1.1) }, leaves);
    }
  }
}

/** Noise in −1…1 that depends on a direction or place alone: the same point always gets the same value. */
export function ripple([x, y, z]: Vec3, frequency: number, phase: number): number {
  const f = frequency;
  return (
    (Math.sin(f * x + 1.7 * f * y + phase) + Math.sin(1.3 * f * y - 1.1 * f * z + 2.1 * phase) + Math.sin(1.6 * f * z + 0.8 * f * x - 0.7 * phase)) /
    3
  );
}

/** A rounded mass of leaves: a sphere whose surface swells and dents. */
export function leafMass(
  sink: MeshSink,
  at: Vec3,
  radii: Vec3,
  material: MaterialName,
  phase: number,
  cells: readonly [around: number, up: number] = [12, 8],
): void {
  sink.surface(
    (s, t) => {
      const around = 2 * Math.PI * (s === 1 ? 0 : s);
      const up = Math.PI * (t - 0.5);
      const n: Vec3 = [Math.cos(up) * Math.sin(around), Math.sin(up), Math.cos(up) * Math.cos(around)];
      const r = 0.86 + 0.14 * ripple(n, 5, phase);
      return [at[0] + radii[0] * r * n[0], at[1] + radii[1] * r * n[1], at[2] + radii[2] * r * n[2]];
    },
    cells[0],
    cells[1],
    material,
    [radii[0] * 5, radii[1] * 3],
  );
}

/** Flat sprigs standing out of a leaf mass, so that its outline is not smooth. Both faces. */
export function sprigs(
  sink: MeshSink,
  at: Vec3,
  radii: Vec3,
  count: number,
  size: number,
  material: MaterialName,
  random: Random,
): void {
  for (let i = 0; i < count; i++) {
    const up = random.between(-0.75, 0.95);
    const around = random.between(0, 2 * Math.PI);
    const n: Vec3 = [Math.sqrt(1 - up * up) * Math.sin(around), up, Math.sqrt(1 - up * up) * Math.cos(around)];
    const foot: Vec3 = [at[0] + n[0] * radii[0] * 0.8, at[1] + n[1] * radii[1] * 0.8, at[2] + n[2] * radii[2] * 0.8];
    const lean = normalise([n[0] + random.between(-0.5, 0.5), n[1] + random.between(-0.3, 0.5), n[2] + random.between(-0.5, 0.5)]);
    const side = normalise([lean[2] + random.between(-0.4, 0.4), random.between(-0.5, 0.5), -lean[0] + random.between(-0.4, 0.4)]);
    const s = size * random.between(0.6, 1);
    const tip: Vec3 = [foot[0] + lean[0] * s, foot[1] + lean[1] * s, foot[2] + lean[2] * s];
    const half = s * 0.42;
    const mid: Vec3 = [(foot[0] + tip[0]) / 2, (foot[1] + tip[1]) / 2, (foot[2] + tip[2]) / 2];
    const left: Vec3 = [mid[0] - side[0] * half, mid[1] - side[1] * half, mid[2] - side[2] * half];
    const right: Vec3 = [mid[0] + side[0] * half, mid[1] + side[1] * half, mid[2] + side[2] * half];
    sink.polygon([foot, right, tip, left], material);
    sink.polygon([left, tip, right, foot], material);
  }
}
