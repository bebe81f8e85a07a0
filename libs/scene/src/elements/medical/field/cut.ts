import type { Vec3 } from '../../../document/scene-document';
import { cross, dot, normalise, scale } from '../../../geometry/vector';
import type { Extent, Field } from './field';
import type { Skin } from './surface-nets';

/** What lies beyond the plane n·p = d (n·p > d) is taken away. */
export interface Plane {
  normal: Vec3;
  distance: number;
}

/** The part of a surface on the kept side of a plane; triangles that the plane meets are cut along it. */
export function clipped(skin: Skin, { normal: [nx, ny, nz], distance }: Plane): Skin {
  const { positions, normals, indices } = skin;
  const p = Array.from(positions);
  const n = Array.from(normals);
  const out: number[] = [];
  const side = (v: number): number => nx * p[v * 3] + ny * p[v * 3 + 1] + nz * p[v * 3 + 2] - distance;
  const made = new Map<number, number>();
  const count = positions.length / 3;
  const between = (a: number, b: number): number => {
    const key = Math.min(a, b) * count + Math.max(a, b);
    const known = made.get(key);
    if (known !== undefined) return known;
    const t = side(a) / (side(a) - side(b));
    const index = p.length / 3;
    for (let k = 0; k < 3; k++) {
      p.push(p[a * 3 + k] + (p[b * 3 + k] - p[a * 3 + k]) * t);
      n.push(n[a * 3 + k] + (n[b * 3 + k] - n[a * 3 + k]) * t);
    }
    made.set(key, index);
    return index;
  };
  for (let t = 0; t < indices.length; t += 3) {
    const corners = [indices[t], indices[t + 1], indices[t + 2]];
    const kept: number[] = [];
    for (let i = 0; i < 3; i++) {
      const [a, b] = [corners[i], corners[(i + 1) % 3]];
      const [sa, sb] = [side(a), side(b)];
      if (sa <= 0) kept.push(a);
      if (sa <= 0 !== sb <= 0) kept.push(between(a, b));
    }
    for (let i = 2; i < kept.length; i++) out.push(kept[0], kept[i - 1], kept[i]);
  }
  return compacted(p, n, out);
}

/** Drops the vertices that no triangle uses: light is baked at every vertex. */
function compacted(p: number[], n: number[], triangles: number[]): Skin {
  const place = new Map<number, number>();
  const positions: number[] = [];
  const normals: number[] = [];
  const indices = triangles.map((v) => {
    let at = place.get(v);
    if (at === undefined) {
      at = positions.length / 3;
      place.set(v, at);
      positions.push(p[v * 3], p[v * 3 + 1], p[v * 3 + 2]);
      normals.push(n[v * 3], n[v * 3 + 1], n[v * 3 + 2]);
    }
    return at;
  });
  return {
    positions: Float32Array.from(positions),
    normals: Float32Array.from(normals),
    indices: Uint32Array.from(indices),
  };
}

/** The face that a plane cuts through a solid, looking out of what is kept: marching squares on the plane. */
export function capOf(field: Field, extent: Extent, plane: Plane, cell: number): Skin {
  const { normal, distance } = plane;
  const u = normalise(cross(Math.abs(normal[1]) < 0.9 ? [0, 1, 0] : [0, 0, -1], normal));
  const v = cross(normal, u);
  const [u0, u1] = reach(extent, u);
  const [v0, v1] = reach(extent, v);
  const columns = Math.ceil((u1 - u0) / cell);
  const rows = Math.ceil((v1 - v0) / cell);
  const origin = scale(normal, distance);
  const at = (s: number, t: number): Vec3 => [
    origin[0] + u[0] * s + v[0] * t,
    origin[1] + u[1] * s + v[1] * t,
    origin[2] + u[2] * s + v[2] * t,
  ];
  const value = new Float32Array((columns + 1) * (rows + 1));
  for (let j = 0; j <= rows; j++)
    for (let i = 0; i <= columns; i++)
      value[j * (columns + 1) + i] = field(...at(u0 + i * cell, v0 + j * cell));
  const vertices = new Map<number, number>();
  const positions: number[] = [];
  const indices: number[] = [];
  const vertex = (key: number, s: number, t: number): number => {
    const known = vertices.get(key);
    if (known !== undefined) return known;
    const index = positions.length / 3;
    positions.push(...at(u0 + s * cell, v0 + t * cell));
    vertices.set(key, index);
    return index;
  };
  const across = columns + 1;
  const grid = across * (rows + 1);
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++) {
      const places = [
        [i, j], [i + 1, j], [i + 1, j + 1], [i, j + 1],
      ]; // prettier-ignore
      const polygon: number[] = [];
      for (let k = 0; k < 4; k++) {
        const [ai, aj] = places[k];
        const [bi, bj] = places[(k + 1) % 4];
        const a = aj * across + ai;
        const b = bj * across + bi;
        if (value[a] < 0) polygon.push(vertex(a, ai, aj));
        if (value[a] < 0 === value[b] < 0) continue;
        const t = value[a] / (value[a] - value[b]);
        const horizontal = aj === bj;
        const key = grid * (horizontal ? 1 : 2) + Math.min(a, b);
        polygon.push(vertex(key, ai + (bi - ai) * t, aj + (bj - aj) * t));
      }
      for (let k = 2; k < polygon.length; k++) indices.push(polygon[0], polygon[k - 1], polygon[k]);
    }
  }
  const normals = new Float32Array(positions.length);
  for (let k = 0; k < normals.length; k++) normals[k] = normal[k % 3];
  return { positions: Float32Array.from(positions), normals, indices: Uint32Array.from(indices) };
}

/** The interval that a box covers along a direction. */
function reach({ min, max }: Extent, direction: Vec3): [number, number] {
  let [low, high] = [0, 0];
  for (let k = 0; k < 3; k++) {
    const [a, b] = [min[k] * direction[k], max[k] * direction[k]];
    low += Math.min(a, b);
    high += Math.max(a, b);
  }
  return [low, high];
}

/** The plane through a point. */
export const planeThrough = (point: Vec3, normal: Vec3): Plane => ({
  normal: normalise(normal),
  distance: dot(point, normalise(normal)),
});
