/** Edge of a cell of the search grid, metres: farther than this from any vertex nothing touches. */
const CELL = 0.045;

/** A surface that cloth lies on: vertices with normals, searched by place. */
export class Collider {
  private readonly cells = new Map<number, number[]>();

  /**
   * @param positions [3·V] metres
   * @param normals [3·V] unit, outwards
   * @param isArm does a vertex belong to an arm: cloth of the body goes by it
   * @param keep which vertices count
   */
  constructor(
    private readonly positions: ArrayLike<number>,
    private readonly normals: ArrayLike<number>,
    private readonly isArm: Uint8Array,
    keep: (vertex: number) => boolean = () => true,
  ) {
    for (let v = 0; v < positions.length / 3; v++) {
      if (!keep(v)) continue;
      const key = keyOf(cellOf(positions[v * 3]), cellOf(positions[v * 3 + 1]), cellOf(positions[v * 3 + 2]));
      const cell = this.cells.get(key);
      if (cell) cell.push(v);
      else this.cells.set(key, [v]);
    }
  }

  /** Moves point `at` of an array out of the surface until it keeps its distance; says whether it had to. */
  pushOut(points: Float64Array, at: number, distance: number, arm: boolean): boolean {
    const { positions, normals } = this;
    const [x, y, z] = [points[at], points[at + 1], points[at + 2]];
    const [cx, cy, cz] = [cellOf(x), cellOf(y), cellOf(z)];
    let nearest = Infinity;
    let best = -1;
    for (let i = cx - 1; i <= cx + 1; i++) {
      for (let j = cy - 1; j <= cy + 1; j++) {
        for (let k = cz - 1; k <= cz + 1; k++) {
          const cell = this.cells.get(keyOf(i, j, k));
          if (!cell) continue;
          for (const v of cell) {
            if (!arm && this.isArm[v]) continue;
            const dx = x - positions[v * 3];
            const dy = y - positions[v * 3 + 1];
            const dz = z - positions[v * 3 + 2];
            const d = dx * dx + dy * dy + dz * dz;
            if (d < nearest) {
              nearest = d;
              best = v;
            }
          }
        }
      }
    }
    if (best < 0) return false;
    const v = best * 3;
    const [nx, ny, nz] = [normals[v], normals[v + 1], normals[v + 2]];
    const height = (x - positions[v]) * nx + (y - positions[v + 1]) * ny + (z - positions[v + 2]) * nz;
    if (height >= distance) return false;
    const out = distance - height;
    points[at] = x + nx * out;
    points[at + 1] = y + ny * out;
    points[at + 2] = z + nz * out;
    return true;
  }
}

const cellOf = (value: number): number => Math.floor(value / CELL) + 512;
const keyOf = (x: number, y: number, z: number): number => (x * 1024 + y) * 1024 + z;
