import type { Vec3 } from '../../document/scene-document';
import type { MaterialName } from '../../document/vocabulary';
import type { MeshSink, PatchVertex } from '../../geometry/mesh-sink';
import type { Random } from '../../geometry/random';
import { add, cross, dot, normalise, scale, subtract } from '../../geometry/vector';
import { gridTriangles } from './rounded-box';

/** Noise in −1…1 that depends on a direction or place alone: the same point always gets the same value. */
export function ripple([x, y, z]: Vec3, frequency: number, phase: number): number {
  const f = frequency;
  return (
    (Math.sin(f * x + 1.7 * f * y + phase) +
      Math.sin(1.3 * f * y - 1.1 * f * z + 2.1 * phase) +
      Math.sin(1.6 * f * z + 0.8 * f * x - 0.7 * phase)) /
    3
  );
}

/** A rounded mass of leaves: an ellipsoid whose surface swells and dents, but is lit as if it were whole. */
export function leafMass(
  sink: MeshSink,
  at: Vec3,
  radii: Vec3,
  material: MaterialName,
  phase: number,
  [around, up]: readonly [around: number, up: number],
): void {
  const vertices: PatchVertex[] = [];
  for (let row = 0; row <= up; row++) {
    for (let column = 0; column <= around; column++) {
      const a = (2 * Math.PI * (column % around)) / around;
      const b = Math.PI * (row / up - 0.5);
      const n: Vec3 = [Math.cos(b) * Math.sin(a), Math.sin(b), Math.cos(b) * Math.cos(a)];
      const r = 0.86 + 0.14 * ripple(n, 4, phase);
      vertices.push({
        position: [at[0] + radii[0] * r * n[0], at[1] + radii[1] * r * n[1], at[2] + radii[2] * r * n[2]],
        normal: normalise([n[0] / radii[0], n[1] / radii[1], n[2] / radii[2]]),
        uv: [(column / around) * radii[0] * 5, (row / up) * radii[1] * 3],
      });
    }
  }
  sink.patch(vertices, gridTriangles(around + 1, up + 1), material);
}

/**
 * Tufts of leaves all over an ellipsoid: three-sided points that lean every way and break its outline.
 * @param shows tells of a tuft's foot whether it is worth growing; inner ones would never be seen
 */
export function tufts(
  sink: MeshSink,
  at: Vec3,
  radii: Vec3,
  count: number,
  size: number,
  material: MaterialName,
  random: Random,
  shows: (foot: Vec3) => boolean = () => true,
): void {
  for (let i = 0; i < count; i++) {
    // Evenly over the sphere, less its underside.
    const up = 0.97 - (1.75 * (i + 0.5)) / count + random.between(-0.05, 0.05);
    const around = i * 2.39996 + random.between(-0.4, 0.4);
    const flat = Math.sqrt(Math.max(0, 1 - up * up));
    const out: Vec3 = [flat * Math.sin(around), up, flat * Math.cos(around)];
    const s = size * random.between(0.65, 1);
    const foot: Vec3 = [
      at[0] + out[0] * radii[0] * 0.8,
      at[1] + out[1] * radii[1] * 0.8,
      at[2] + out[2] * radii[2] * 0.8,
    ];
    const lean = normalise(
      add(out, [random.between(-0.7, 0.7), random.between(-0.6, 0.4), random.between(-0.7, 0.7)]),
    );
    const turn = random.between(0, 2);
    if (shows(foot)) tuft(sink, foot, add(foot, scale(lean, s)), s * 0.62, out, turn, material);
  }
}

/** A three-sided pyramid; its light follows the crown it stands on more than its own faces. */
function tuft(
  sink: MeshSink,
  foot: Vec3,
  tip: Vec3,
  width: number,
  out: Vec3,
  turn: number,
  material: MaterialName,
): void {
  const axis = normalise(subtract(tip, foot));
  const side = normalise(cross(axis, Math.abs(axis[1]) < 0.9 ? [0, 1, 0] : [1, 0, 0]));
  const other = cross(axis, side);
  const rim = [0, 1, 2].map((k) => {
    const a = turn + (2 * Math.PI * k) / 3;
    return add(foot, add(scale(side, width * Math.cos(a)), scale(other, width * Math.sin(a))));
  });
  for (let k = 0; k < 3; k++) {
    const corners = [rim[k], rim[(k + 1) % 3], tip];
    const face = normalise(cross(subtract(corners[1], corners[0]), subtract(corners[2], corners[0])));
    const normal =
      dot(face, out) > 0 ? normalise(add(scale(face, 0.5), out)) : normalise(add(face, scale(out, 0.5)));
    sink.patch(
      corners.map((position, i) => ({ position, normal, uv: [i * width, i === 2 ? width : turn] })),
      [0, 1, 2],
      material,
    );
  }
}
