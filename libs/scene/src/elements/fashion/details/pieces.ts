import type { Vec3 } from '../../../document/scene-document';
import type { MaterialName } from '../../../document/vocabulary';
import type { MeshSink, PatchVertex } from '../../../geometry/mesh-sink';
import { add, cross, normalise, scale } from '../../../geometry/vector';
import { normalsOf } from '../cloth/neighbours';
import type { Spot } from './surface';

/** A skin over a grid of spots (rows of equal length); cells that miss a corner are left out. */
export function emitGrid(
  sink: MeshSink,
  rows: readonly (readonly (Vec3 | null)[])[],
  material: MaterialName,
  towards: (point: Vec3) => Vec3,
): void {
  const index = new Map<string, number>();
  const points: Vec3[] = [];
  rows.forEach((row, r) =>
    row.forEach((point, c) => {
      if (point) index.set(`${r},${c}`, points.push(point) - 1);
    }),
  );
  const triangles: number[] = [];
  for (let r = 0; r + 1 < rows.length; r++) {
    for (let c = 0; c + 1 < rows[r].length; c++) {
      const [a, b, d, e] = [`${r},${c}`, `${r},${c + 1}`, `${r + 1},${c + 1}`, `${r + 1},${c}`].map((key) =>
        index.get(key),
      );
      if (a === undefined || b === undefined || d === undefined || e === undefined) continue;
      triangles.push(a, b, d, a, d, e);
    }
  }
  if (triangles.length === 0) return;
  const flat = Float64Array.from(points.flat());
  let normals = normalsOf(flat, Uint32Array.from(triangles));
  const middle = triangles[0];
  const out = towards(points[middle]);
  const agreement = [0, 1, 2].reduce((sum, k) => sum + normals[middle * 3 + k] * out[k], 0);
  if (agreement < 0) {
    for (let t = 0; t < triangles.length; t += 3)
      [triangles[t + 1], triangles[t + 2]] = [triangles[t + 2], triangles[t + 1]];
    normals = normals.map((value) => -value);
  }
  const vertices = points.map((position, v): PatchVertex => ({
    position,
    normal: [normals[v * 3], normals[v * 3 + 1], normals[v * 3 + 2]],
    uv: [position[0], position[1]],
  }));
  sink.patch(vertices, triangles, material);
}

/** A disc on the cloth. */
export function emitButton(
  sink: MeshSink,
  { point, normal }: Spot,
  radius: number,
  material: MaterialName,
): void {
  const side = normalise(cross(Math.abs(normal[1]) < 0.9 ? [0, 1, 0] : [1, 0, 0], normal));
  const up = cross(normal, side);
  const sides = 12;
  const ring = (r: number, height: number): Vec3[] =>
    Array.from({ length: sides }, (_, i) => {
      const angle = (2 * Math.PI * i) / sides;
      const across = add(scale(side, r * Math.cos(angle)), scale(up, r * Math.sin(angle)));
      return add(add(point, across), scale(normal, height));
    });
  const [low, high] = [ring(radius, 0), ring(radius * 0.92, radius * 0.32)];
  sink.polygon(high, material);
  for (let i = 0; i < sides; i++) {
    const next = (i + 1) % sides;
    sink.quad(low[i], low[next], high[next], high[i], material);
  }
}
