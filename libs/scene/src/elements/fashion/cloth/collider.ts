/** Edge of a cell of the search grid, metres: farther than this from any vertex nothing touches. */
const CELL = 0.045;

/** Arms stand in no jacket's way, and no skirt is drawn in between the legs. */
export const KIND = { arm: 1, innerLeg: 2 } as const;

/** A surface that cloth lies on: vertices with normals, searched by place. */
export class Collider {
  private readonly low: [number, number, number] = [Infinity, Infinity, Infinity];
  private readonly cells: [number, number, number];
  /** Vertices sorted by cell: those of cell c are `sorted[starts[c]]` … `sorted[starts[c + 1] − 1]`. */
  private readonly starts: Uint32Array;
  private readonly sorted: Uint32Array;

  /**
   * @param positions [3·V] metres
   * @param normals [3·V] unit, outwards
   * @param kinds [V] bits of KIND: what some cloth passes by
   */
  constructor(
    private readonly positions: ArrayLike<number>,
    private readonly normals: ArrayLike<number>,
    private readonly kinds: Uint8Array,
  ) {
    const count = positions.length / 3;
    const high = [-Infinity, -Infinity, -Infinity];
    for (let i = 0; i < positions.length; i++) {
      this.low[i % 3] = Math.min(this.low[i % 3], positions[i]);
      high[i % 3] = Math.max(high[i % 3], positions[i]);
    }
    const size = (axis: number): number => Math.floor((high[axis] - this.low[axis]) / CELL) + 1;
    this.cells = [size(0), size(1), size(2)];
    this.starts = new Uint32Array(this.cells[0] * this.cells[1] * this.cells[2] + 1);
    const cellOf = Uint32Array.from({ length: count }, (_, v) => this.cellOf(v));
    for (const cell of cellOf) this.starts[cell + 1]++;
    for (let c = 0; c + 1 < this.starts.length; c++) this.starts[c + 1] += this.starts[c];
    this.sorted = new Uint32Array(count);
    const next = Uint32Array.from(this.starts);
    cellOf.forEach((cell, v) => (this.sorted[next[cell]++] = v));
  }

  private cellOf(v: number): number {
    const { positions, low, cells } = this;
    const x = Math.floor((positions[v * 3] - low[0]) / CELL);
    const y = Math.floor((positions[v * 3 + 1] - low[1]) / CELL);
    const z = Math.floor((positions[v * 3 + 2] - low[2]) / CELL);
    return (x * cells[1] + y) * cells[2] + z;
  }

  /** The vertex next to a point that is of none of the `ignored` kinds, -1 when none is within a cell's edge. */
  nearest(x: number, y: number, z: number, ignored: number): number {
    const { positions, kinds, low, cells, starts, sorted } = this;
    const cx = Math.floor((x - low[0]) / CELL);
    const cy = Math.floor((y - low[1]) / CELL);
    const cz = Math.floor((z - low[2]) / CELL);
    let least = Infinity;
    let best = -1;
    const toX = Math.min(cells[0] - 1, cx + 1);
    const toY = Math.min(cells[1] - 1, cy + 1);
    const toZ = Math.min(cells[2] - 1, cz + 1);
    for (let i = Math.max(0, cx - 1); i <= toX; i++) {
      for (let j = Math.max(0, cy - 1); j <= toY; j++) {
        for (let k = Math.max(0, cz - 1); k <= toZ; k++) {
          const cell = (i * cells[1] + j) * cells[2] + k;
          for (let s = starts[cell]; s < starts[cell + 1]; s++) {
            const v = sorted[s];
            if ((kinds[v] & ignored) !== 0) continue;
            const dx = x - positions[v * 3];
            const dy = y - positions[v * 3 + 1];
            const dz = z - positions[v * 3 + 2];
            const d = dx * dx + dy * dy + dz * dz;
            if (d < least) {
              least = d;
              best = v;
            }
          }
        }
      }
    }
    return best;
  }

  /** Moves point `at` of an array out of the surface at vertex v until it keeps its distance; says whether it had to. */
  pushOut(points: Float64Array, at: number, v: number, distance: number): boolean {
    const { positions, normals } = this;
    const p = v * 3;
    const height =
      (points[at] - positions[p]) * normals[p] +
      (points[at + 1] - positions[p + 1]) * normals[p + 1] +
      (points[at + 2] - positions[p + 2]) * normals[p + 2];
    if (height >= distance) return false;
    const out = distance - height;
    points[at] += normals[p] * out;
    points[at + 1] += normals[p + 1] * out;
    points[at + 2] += normals[p + 2] * out;
    return true;
  }
}
