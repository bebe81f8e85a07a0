import type { SceneMesh } from '../geometry/mesh';

/** Adjacency by shared triangles, as one flat list: neighbours of v lie at start[v] … start[v+1]. */
export interface Neighbours {
  start: Uint32Array;
  list: Uint32Array;
}

export function neighboursOf(mesh: SceneMesh): Neighbours {
  const count = mesh.positions.length / 3;
  const start = new Uint32Array(count + 1);
  for (const index of mesh.indices) start[index + 1] += 2;
  for (let v = 0; v < count; v++) start[v + 1] += start[v];
  const list = new Uint32Array(start[count]);
  const cursor = start.slice(0, count);
  for (let t = 0; t < mesh.indices.length; t += 3) {
    for (let corner = 0; corner < 3; corner++) {
      const v = mesh.indices[t + corner];
      list[cursor[v]++] = mesh.indices[t + ((corner + 1) % 3)];
      list[cursor[v]++] = mesh.indices[t + ((corner + 2) % 3)];
    }
  }
  return { start, list };
}

/** Triangles around each vertex, in the same form. */
export function trianglesAround(mesh: SceneMesh): Neighbours {
  const count = mesh.positions.length / 3;
  const start = new Uint32Array(count + 1);
  for (const index of mesh.indices) start[index + 1]++;
  for (let v = 0; v < count; v++) start[v + 1] += start[v];
  const list = new Uint32Array(mesh.indices.length);
  const cursor = start.slice(0, count);
  for (let i = 0; i < mesh.indices.length; i++) list[cursor[mesh.indices[i]]++] = Math.floor(i / 3);
  return { start, list };
}

/** A triangle as one of its corners sees it: its area, m², and the two corners that follow. */
export function triangleAt(
  { positions, indices }: SceneMesh,
  triangle: number,
  corner: number,
): { area: number; b: number; c: number } {
  const t = triangle * 3;
  const k = indices[t] === corner ? 0 : indices[t + 1] === corner ? 1 : 2;
  const b = indices[t + ((k + 1) % 3)];
  const c = indices[t + ((k + 2) % 3)];
  const edge = (to: number, axis: number): number => positions[to * 3 + axis] - positions[corner * 3 + axis];
  const x = edge(b, 1) * edge(c, 2) - edge(b, 2) * edge(c, 1);
  const y = edge(b, 2) * edge(c, 0) - edge(b, 0) * edge(c, 2);
  const z = edge(b, 0) * edge(c, 1) - edge(b, 1) * edge(c, 0);
  return { area: Math.sqrt(x * x + y * y + z * z) / 2, b, c };
}

/** Gives each buried vertex the mean of its lit neighbours, ring by ring, as far as they reach. */
export function unbury(field: Float32Array, buried: Uint8Array, { start, list }: Neighbours): void {
  const dark = buried.slice();
  let waiting = Array.from(dark.keys()).filter((v) => dark[v]);
  while (waiting.length > 0) {
    const lit: number[] = [];
    for (const v of waiting) {
      let n = 0;
      let r = 0;
      let g = 0;
      let b = 0;
      for (let k = start[v]; k < start[v + 1]; k++) {
        const other = list[k];
        if (dark[other]) continue;
        n++;
        r += field[other * 3];
        g += field[other * 3 + 1];
        b += field[other * 3 + 2];
      }
      if (n === 0) continue;
      field[v * 3] = r / n;
      field[v * 3 + 1] = g / n;
      field[v * 3 + 2] = b / n;
      lit.push(v);
    }
    if (lit.length === 0) return;
    for (const v of lit) dark[v] = 0;
    waiting = waiting.filter((v) => dark[v]);
  }
}

/** One pass of averaging with the neighbours. */
export function smooth(field: Float32Array, { start, list }: Neighbours): void {
  const before = field.slice();
  for (let v = 0; v < start.length - 1; v++) {
    const n = start[v + 1] - start[v];
    if (n === 0) continue;
    for (let c = 0; c < 3; c++) {
      let sum = 0;
      for (let k = start[v]; k < start[v + 1]; k++) sum += before[list[k] * 3 + c];
      field[v * 3 + c] = 0.45 * before[v * 3 + c] + (0.55 * sum) / n;
    }
  }
}

/** Share of the way to its neighbours' mean that a vertex is moved: a few centimetres at a face's edge, nothing within it. */
const INSET = 0.12;

/**
 * Where the rays of each vertex start: off the edges of its face, where a wall meets the next one and half of the rays
 * would start inside it. Within the tangent plane alone: the neighbours of a vertex on a cushion or a crown of leaves lie
 * below it, and on the way to them its rays would start inside. [3·V]
 */
export function insetPositions(mesh: SceneMesh): Float32Array {
  const { positions, normals } = mesh;
  const { start, list } = neighboursOf(mesh);
  const out = positions.slice();
  const way = [0, 0, 0];
  for (let v = 0; v < start.length - 1; v++) {
    const n = start[v + 1] - start[v];
    if (n === 0) continue;
    let rise = 0;
    for (let c = 0; c < 3; c++) {
      let sum = 0;
      for (let k = start[v]; k < start[v + 1]; k++) sum += positions[list[k] * 3 + c];
      way[c] = sum / n - positions[v * 3 + c];
      rise += way[c] * normals[v * 3 + c];
    }
    for (let c = 0; c < 3; c++) out[v * 3 + c] += INSET * (way[c] - rise * normals[v * 3 + c]);
  }
  return out;
}
