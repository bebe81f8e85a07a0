import type { Vec3 } from '../../document/scene-document';
import type { MaterialName } from '../../document/vocabulary';
import type { MeshSink } from '../../geometry/mesh-sink';
import type { Random } from '../../geometry/random';
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

/** A leaf that grows from `at` towards `yaw` (0 is +Z), both faces, in as many cells as its bend needs. */
export function leaf(sink: MeshSink, at: Vec3, yaw: number, shape: Leaf, material: MaterialName): void {
  const cells = shape.length > 0.3 ? 4 : 2;
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

/** Long leaves that arch out of the soil and fill the room: the inner ones stand up, the outer ones hang over. */
export function archingPlant(
  sink: MeshSink,
  { radius, bottom, top }: GrowingRoom,
  material: MaterialName,
  random: Random,
  leaves = 26,
): void {
  for (let i = 0; i < leaves; i++) {
    const upright = i / (leaves - 1);
    const rise = 0.7 + 0.78 * upright + random.between(-0.08, 0.08);
    const bend = random.between(1.25, 1.7) * (1 - 0.62 * upright);
    const shape = { length: 1, width: 1, rise, bend };
    const reach = leafSpine(shape, 24);
    const furthest = Math.max(...reach.map(([, z]) => z));
    const highest = Math.max(...reach.map(([y]) => y));
    const length =
      Math.min((radius * 0.93) / furthest, ((top - bottom) * 0.95) / highest) * random.between(0.8, 1);
    const yaw = i * 2.39996 + random.between(-0.25, 0.25);
    const width = Math.min(length * random.between(0.13, 0.18), radius * 0.3);
    leaf(sink, [0, bottom, 0], yaw, { ...shape, length, width }, material);
  }
}

/** A thin trunk with branches and a full crown of large leaves. */
export function smallTree(
  sink: MeshSink,
  { radius, bottom, top }: GrowingRoom,
  leaves: MaterialName,
  stem: MaterialName,
  random: Random,
): void {
  const height = top - bottom;
  const crown = { y: bottom + height * 0.66, half: height * 0.34, radius: radius * 0.98 };
  const lean = random.between(-0.03, 0.03);
  tube(
    sink,
    [
      [0, bottom, 0],
      [lean, bottom + height * 0.3, -lean],
      [0, bottom + height * 0.8, 0],
    ],
    [0.022, 0.01],
    stem,
    { sides: 7 },
  );
  const twigs = 10;
  for (let i = 0; i < twigs; i++) {
    const level = -0.75 + (1.5 * i) / (twigs - 1);
    const yaw = i * 2.39996 + random.between(-0.3, 0.3);
    const out = crown.radius * 0.6 * Math.sqrt(1 - level * level * 0.8) * random.between(0.75, 1);
    const tip: Vec3 = [out * Math.sin(yaw), crown.y + crown.half * level, out * Math.cos(yaw)];
    const from: Vec3 = [0, Math.max(bottom + height * 0.25, tip[1] - out * 0.7), 0];
    tube(sink, [from, tip], [0.008, 0.004], stem, { sides: 4, open: true });
    for (let k = 0; k < 7; k++) {
      const along = 0.4 + (0.6 * k) / 6;
      const at: Vec3 = [tip[0] * along, from[1] + (tip[1] - from[1]) * along, tip[2] * along];
      const towards = yaw + (k % 2 === 0 ? 1 : -1) * random.between(0.2, 1.6);
      const room = crown.radius - Math.hypot(at[0], at[2]);
      const length = Math.min(
        random.between(0.17, 0.27) * Math.min(1.3, height / 1.2),
        room * 0.97,
        (top - at[1]) * 1.2,
      );
      leaf(
        sink,
        at,
        towards,
        { length, width: length * 0.55, rise: random.between(-0.3, 0.8), bend: random.between(0.4, 1.1) },
        leaves,
      );
    }
  }
}

/** A few branches out of a narrow neck, with small leaves on either side. */
export function twigs(
  sink: MeshSink,
  { radius, bottom, top }: GrowingRoom,
  leaves: MaterialName,
  stem: MaterialName,
  random: Random,
): void {
  for (let i = 0; i < 6; i++) {
    const yaw = (i * 2 * Math.PI) / 6 + random.between(-0.3, 0.3);
    const reach = radius * random.between(0.45, 0.75);
    const height = (top - bottom) * random.between(0.72, 0.92);
    const along = (t: number): Vec3 => [
      reach * t * t * Math.sin(yaw),
      bottom + height * (1.25 * t - 0.25 * t * t),
      reach * t * t * Math.cos(yaw),
    ];
    tube(sink, [along(0), along(0.35), along(0.7), along(1)], [0.004, 0.002], stem, { sides: 4, open: true });
    for (let k = 0; k < 9; k++) {
      const at = along(0.3 + (0.7 * k) / 8);
      const length = Math.min(random.between(0.05, 0.08), radius - Math.hypot(at[0], at[2]), top - at[1]);
      const towards = yaw + (k % 2 === 0 ? 1 : -1) * random.between(0.7, 1.5);
      leaf(
        sink,
        at,
        towards,
        { length, width: length * 0.5, rise: random.between(0.2, 0.8), bend: 0.5 },
        leaves,
      );
    }
  }
}
