import type { Vec3 } from '../../document/scene-document';
import type { MaterialName } from '../../document/vocabulary';
import type { MeshSink, PatchVertex } from '../../geometry/mesh-sink';
import { add, cross, dot, length, normalise, scale, subtract } from '../../geometry/vector';
import { gridTriangles } from './rounded-box';

export interface TubeOptions {
  sides?: number;
  /** Leave out the discs at both ends. */
  open?: boolean;
}

/** A round bar along a polyline: handles, taps, tripods, rails. `radius` may taper from start to end. */
export function tube(
  sink: MeshSink,
  path: readonly Vec3[],
  radius: number | readonly [start: number, end: number],
  material: MaterialName,
  { sides = 8, open = false }: TubeOptions = {},
): void {
  const [start, end] = typeof radius === 'number' ? [radius, radius] : radius;
  const vertices: PatchVertex[] = [];
  let along = 0;
  let before = tangentAt(path, 0);
  let side = startingSide(before);
  path.forEach((point, k) => {
    const tangent = tangentAt(path, k);
    side = carried(side, before, tangent);
    before = tangent;
    const other = cross(tangent, side);
    if (k > 0) along += length(subtract(point, path[k - 1]));
    const stretched = mitre(path, k);
    const r = start + ((end - start) * k) / (path.length - 1);
    for (let i = 0; i <= sides; i++) {
      const angle = (2 * Math.PI * (i % sides)) / sides;
      const normal = add(scale(side, Math.cos(angle)), scale(other, Math.sin(angle)));
      vertices.push({
        position: add(point, scale(stretched(normal), r)),
        normal,
        uv: [(i / sides) * 2 * Math.PI * Math.max(start, end), along],
      });
    }
  });
  sink.patch(vertices, gridTriangles(sides + 1, path.length), material);
  if (open) return;
  const rim = (k: number) => vertices.slice(k * (sides + 1), k * (sides + 1) + sides).map((v) => v.position);
  sink.polygon(rim(0).reverse(), material);
  sink.polygon(rim(path.length - 1), material);
}

/** Halves the bend at an inner point. */
function tangentAt(path: readonly Vec3[], k: number): Vec3 {
  return normalise(add(direction(path, Math.max(0, k - 1)), direction(path, Math.min(path.length - 2, k))));
}

const direction = (path: readonly Vec3[], k: number) => normalise(subtract(path[k + 1], path[k]));

/** At a bend a ring stretches towards its outside, so that the tube keeps its thickness on both arms. */
function mitre(path: readonly Vec3[], k: number): (normal: Vec3) => Vec3 {
  if (k === 0 || k === path.length - 1) return (normal) => normal;
  const [into, out] = [direction(path, k - 1), direction(path, k)];
  const bend = normalise(subtract(out, into));
  const stretch = 1 / Math.max(0.5, Math.sqrt((1 + dot(into, out)) / 2)) - 1;
  return (normal) => add(normal, scale(bend, stretch * dot(normal, bend)));
}

/** A vector across `from`, turned by the smallest rotation that takes `from` to `to`, so that a tube does not twist. */
function carried(side: Vec3, from: Vec3, to: Vec3): Vec3 {
  const share = dot(to, side) / Math.max(1e-6, 1 + dot(from, to));
  return normalise(subtract(side, scale(add(from, to), share)));
}

function startingSide(tangent: Vec3): Vec3 {
  const reference: Vec3 = Math.abs(tangent[1]) < 0.9 ? [0, 1, 0] : [0, 0, 1];
  return normalise(cross(reference, tangent));
}
