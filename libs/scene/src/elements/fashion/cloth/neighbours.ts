/** Which vertices share an edge, as a compressed list: those of v are `list[from[v]]` … `list[from[v + 1] − 1]`. */
export interface Neighbours {
  from: Uint32Array;
  list: Uint32Array;
}

export function neighboursOf(triangles: Uint32Array, count: number): Neighbours {
  const sets = Array.from({ length: count }, () => new Set<number>());
  for (let t = 0; t < triangles.length; t += 3) {
    for (let k = 0; k < 3; k++) {
      const [a, b] = [triangles[t + k], triangles[t + ((k + 1) % 3)]];
      sets[a].add(b);
      sets[b].add(a);
    }
  }
  const from = new Uint32Array(count + 1);
  sets.forEach((set, v) => (from[v + 1] = from[v] + set.size));
  const list = new Uint32Array(from[count]);
  sets.forEach((set, v) => list.set([...set], from[v]));
  return { from, list };
}

/** Unit normals of a mesh, [3·V], faces weighted by their area. */
export function normalsOf(positions: ArrayLike<number>, triangles: Uint32Array): Float64Array {
  const normals = new Float64Array(positions.length);
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = [triangles[t] * 3, triangles[t + 1] * 3, triangles[t + 2] * 3];
    const ux = positions[b] - positions[a];
    const uy = positions[b + 1] - positions[a + 1];
    const uz = positions[b + 2] - positions[a + 2];
    const vx = positions[c] - positions[a];
    const vy = positions[c + 1] - positions[a + 1];
    const vz = positions[c + 2] - positions[a + 2];
    const nx = uy * vz - uz * vy;
    const ny = uz * vx - ux * vz;
    const nz = ux * vy - uy * vx;
    for (const v of [a, b, c]) {
      normals[v] += nx;
      normals[v + 1] += ny;
      normals[v + 2] += nz;
    }
  }
  for (let v = 0; v < normals.length; v += 3) {
    const length = Math.hypot(normals[v], normals[v + 1], normals[v + 2]);
    if (length < 1e-12) {
      normals[v + 1] = 1;
      continue;
    }
    normals[v] /= length;
    normals[v + 1] /= length;
    normals[v + 2] /= length;
  }
  return normals;
}
