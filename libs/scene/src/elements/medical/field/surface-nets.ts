import type { Extent, Field } from './field';

/** Triangles of one surface, in the specimen's unit; normals point out of the solid. */
export interface Skin {
  positions: Float32Array; // [3·V]
  normals: Float32Array; // [3·V]
  indices: Uint32Array; // [3·T]
}

/** Cells a side of a block that is passed over as a whole when the surface is far. */
const BLOCK = 8;
/** Combined fields may be nearer than they say by this factor. */
const TRUST = 1.6;

/**
 * The surface of a field by naive surface nets (Gibson 1998): one vertex a cell that the surface passes through, moved onto it.
 * @param cell edge of a cell, in the specimen's unit
 * @param everywhere evaluate every cell: for fields that are no distances
 */
export function skinOf(field: Field, { min, max }: Extent, cell: number, everywhere = false): Skin {
  const size = [0, 1, 2].map((k) => Math.ceil((max[k] - min[k]) / cell) + 2);
  const [nx, ny, nz] = size;
  const at = (i: number, k: number): number => min[k] + (i - 0.5) * cell;
  const values = sample(field, size, at, cell, everywhere);
  const corner = (i: number, j: number, k: number): number => i + nx * (j + ny * k);
  const vertexOf = new Int32Array(nx * ny * nz).fill(-1);
  const positions: number[] = [];
  const indices: number[] = [];
  for (let k = 0; k + 1 < nz; k++) {
    for (let j = 0; j + 1 < ny; j++) {
      for (let i = 0; i + 1 < nx; i++) {
        const point = crossing(values, corner(i, j, k), nx, ny);
        if (!point) continue;
        vertexOf[corner(i, j, k)] = positions.length / 3;
        positions.push(
          min[0] + (i - 0.5 + point[0]) * cell,
          min[1] + (j - 0.5 + point[1]) * cell,
          min[2] + (k - 0.5 + point[2]) * cell,
        );
      }
    }
  }
  const steps = [1, nx, nx * ny];
  for (let k = 1; k + 1 < nz; k++) {
    for (let j = 1; j + 1 < ny; j++) {
      for (let i = 1; i + 1 < nx; i++) {
        const c = corner(i, j, k);
        for (let axis = 0; axis < 3; axis++) {
          const inside = values[c] < 0;
          if (inside === values[c + steps[axis]] < 0) continue;
          const u = steps[(axis + 1) % 3];
          const v = steps[(axis + 2) % 3];
          const [p, q, r, s] = [c, c - u, c - u - v, c - v].map((n) => vertexOf[n]);
          if (p < 0 || q < 0 || r < 0 || s < 0) continue;
          if (inside) indices.push(p, q, r, p, r, s);
          else indices.push(p, r, q, p, s, r);
        }
      }
    }
  }
  return settled(field, positions, indices, cell);
}

function sample(
  field: Field,
  [nx, ny, nz]: readonly number[],
  at: (i: number, k: number) => number,
  cell: number,
  everywhere: boolean,
): Float32Array {
  const values = new Float32Array(nx * ny * nz).fill(NaN);
  const reach = (BLOCK * cell * Math.sqrt(3)) / 2;
  for (let k = 0; k < nz; k += BLOCK) {
    for (let j = 0; j < ny; j += BLOCK) {
      for (let i = 0; i < nx; i += BLOCK) {
        const middle = field(at(i + BLOCK / 2, 0), at(j + BLOCK / 2, 1), at(k + BLOCK / 2, 2));
        const far = !everywhere && Math.abs(middle) > reach * TRUST;
        for (let c = k; c < Math.min(nz, k + BLOCK); c++) {
          for (let b = j; b < Math.min(ny, j + BLOCK); b++) {
            for (let a = i; a < Math.min(nx, i + BLOCK); a++) {
              values[a + nx * (b + ny * c)] = far ? middle : field(at(a, 0), at(b, 1), at(c, 2));
            }
          }
        }
      }
    }
  }
  return values;
}

const EDGES = [
  [0, 1], [2, 3], [4, 5], [6, 7], [0, 2], [1, 3], [4, 6], [5, 7], [0, 4], [1, 5], [2, 6], [3, 7],
] as const; // prettier-ignore

/** Mean of the places where the surface crosses the edges of a cell, within the cell; null when it does not. */
function crossing(values: Float32Array, c: number, nx: number, ny: number): [number, number, number] | null {
  const corners = [0, 1, nx, nx + 1, nx * ny, nx * ny + 1, nx * ny + nx, nx * ny + nx + 1];
  let inside = 0;
  for (let k = 0; k < 8; k++) if (values[c + corners[k]] < 0) inside++;
  if (inside === 0 || inside === 8) return null;
  const sum: [number, number, number] = [0, 0, 0];
  let count = 0;
  for (const [a, b] of EDGES) {
    const fa = values[c + corners[a]];
    const fb = values[c + corners[b]];
    if (fa < 0 === fb < 0) continue;
    const t = fa / (fa - fb);
    for (let k = 0; k < 3; k++) sum[k] += ((a >> k) & 1) * (1 - t) + ((b >> k) & 1) * t;
    count++;
  }
  return [sum[0] / count, sum[1] / count, sum[2] / count];
}

/** Moves the vertices onto the surface and gives them its normals. */
function settled(field: Field, points: number[], triangles: number[], cell: number): Skin {
  const positions = Float32Array.from(points);
  const normals = new Float32Array(positions.length);
  const h = cell * 0.35;
  for (let v = 0; v < positions.length; v += 3) {
    let [x, y, z] = [positions[v], positions[v + 1], positions[v + 2]];
    for (let pass = 0; pass < 2; pass++) {
      const gx = field(x + h, y, z) - field(x - h, y, z);
      const gy = field(x, y + h, z) - field(x, y - h, z);
      const gz = field(x, y, z + h) - field(x, y, z - h);
      const length = Math.hypot(gx, gy, gz) || 1;
      normals[v] = gx / length;
      normals[v + 1] = gy / length;
      normals[v + 2] = gz / length;
      if (pass > 0) break;
      const step = Math.min(0.5 * cell, Math.max(-0.5 * cell, (field(x, y, z) * 2 * h) / length));
      x -= normals[v] * step;
      y -= normals[v + 1] * step;
      z -= normals[v + 2] * step;
    }
    positions[v] = x;
    positions[v + 1] = y;
    positions[v + 2] = z;
  }
  return { positions, normals, indices: Uint32Array.from(triangles) };
}
