import type { GatherScene } from './gather-scene';
import { type Neighbours, triangleAt } from './neighbours';

/** Sun rays for each triangle around a vertex. */
const RAYS = 2;
/** Rays leave the surface this far above it, metres. */
const OFFSET = 0.003;

/**
 * Visibility of the sun times cosine, as a mean over the cell of a vertex: points of the triangles around it, each
 * counting for as much as the vertex does in its interpolated light. Then the light that the faces hold together is the
 * light that falls on them, also where a beam through a window or the shade of a tree is smaller than the cells; the sun at
 * the vertex alone would make a room too bright or too dark by chance.
 */
export function sunOverCell(scene: GatherScene, { start, list }: Neighbours, vertex: number): number {
  const { mesh, bvh, sky } = scene;
  const { positions, normals } = mesh;
  const [sx, sy, sz] = sky.sunDirection;
  const v = vertex * 3;
  const [nx, ny, nz] = [normals[v], normals[v + 1], normals[v + 2]];
  const cosine = nx * sx + ny * sy + nz * sz;
  if (cosine <= 0 || sky.sunIrradiance[1] <= 0) return 0;
  let lit = 0;
  let total = 0;
  for (let i = start[vertex]; i < start[vertex + 1]; i++) {
    const { area, b, c } = triangleAt(mesh, list[i], vertex);
    for (let k = 0; k < RAYS; k++) {
      const n = i * RAYS + k;
      // Beta(2, 2): over a triangle, a corner's own share weighs with itself.
      const own = 0.5 - Math.sin(Math.asin(1 - 2 * fraction(n * 0.7548776662466927)) / 3);
      const other = (1 - own) * fraction(n * 0.5698402909980532);
      const rest = 1 - own - other;
      const at = (axis: number): number =>
        positions[v + axis] * own + positions[b * 3 + axis] * other + positions[c * 3 + axis] * rest;
      total += area;
      const hidden = bvh.occluded(
        at(0) + nx * OFFSET,
        at(1) + ny * OFFSET,
        at(2) + nz * OFFSET,
        sx,
        sy,
        sz,
        1e6,
      );
      if (!hidden) lit += area;
    }
  }
  return total > 0 ? (lit / total) * cosine : 0;
}

const fraction = (x: number): number => x - Math.floor(x);
