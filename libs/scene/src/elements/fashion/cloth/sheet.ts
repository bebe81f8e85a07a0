/**
 * A triangle mesh whose vertices carry any number of values, all interpolated alike when it is cut: where a point lies on
 * the body, how the bones move it. `columns[k][v]` is value k of vertex v; columns 0–2 are the place at rest, metres.
 */
export interface Sheet {
  columns: Float64Array[];
  /** [3·T] counter-clockwise seen from outside */
  triangles: Uint32Array;
}

export const vertexCount = (sheet: Sheet): number => sheet.columns[0].length;

/** More than any sheet has vertices: makes one number of two. */
const EDGE = 0x100000;

/** Splits every triangle into four. */
export function subdivide({ columns, triangles }: Sheet): Sheet {
  const middles = new Middles(columns);
  const split: number[] = [];
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = [triangles[t], triangles[t + 1], triangles[t + 2]];
    const [ab, bc, ca] = [middles.at(a, b, 0.5), middles.at(b, c, 0.5), middles.at(c, a, 0.5)];
    split.push(a, ab, ca, ab, b, bc, ca, bc, c, ab, bc, ca);
  }
  return { columns: middles.finish(), triangles: Uint32Array.from(split) };
}

/** Keeps what lies where `value` is above 0, cut along the line where it is 0. */
export function cut(sheet: Sheet, value: (vertex: number) => number): Sheet {
  const { columns, triangles } = sheet;
  const count = vertexCount(sheet);
  const values = Float64Array.from({ length: count }, (_, v) => nudged(value(v)));
  const middles = new Middles(columns);
  const kept: number[] = [];
  const crossing = (a: number, b: number): number => middles.at(a, b, values[a] / (values[a] - values[b]));
  for (let t = 0; t < triangles.length; t += 3) {
    const corner = [triangles[t], triangles[t + 1], triangles[t + 2]];
    const inside = corner.filter((v) => values[v] > 0).length;
    if (inside === 3) kept.push(...corner);
    if (inside === 0 || inside === 3) continue;
    // Turned so that the odd one out comes first.
    const odd = corner.findIndex((v) => values[v] > 0 === (inside === 1));
    const [a, b, c] = [corner[odd], corner[(odd + 1) % 3], corner[(odd + 2) % 3]];
    const [ab, ca] = [crossing(a, b), crossing(a, c)];
    if (inside === 1) kept.push(a, ab, ca);
    else kept.push(ab, b, c, ab, c, ca);
  }
  return compact({ columns: middles.finish(), triangles: Uint32Array.from(kept) });
}

/** No vertex lies so near the cut that a sliver would be left of its triangles. */
function nudged(value: number): number {
  return Math.abs(value) < 1e-4 ? (value < 0 ? -1e-4 : 1e-4) : value;
}

/** Drops the vertices that no triangle uses. */
export function compact({ columns, triangles }: Sheet): Sheet {
  const place = new Int32Array(columns[0].length).fill(-1);
  const used: number[] = [];
  const moved = triangles.map((v) => {
    if (place[v] < 0) place[v] = used.push(v) - 1;
    return place[v];
  });
  return {
    columns: columns.map((column) => {
      const taken = new Float64Array(used.length);
      for (let i = 0; i < used.length; i++) taken[i] = column[used[i]];
      return taken;
    }),
    triangles: moved,
  };
}

/** Keeps the triangles that `keep` says so of, by number. */
export function pick(sheet: Sheet, keep: (triangle: number) => boolean): Sheet {
  const kept: number[] = [];
  for (let t = 0; t < sheet.triangles.length / 3; t++) {
    if (keep(t)) kept.push(...sheet.triangles.subarray(t * 3, t * 3 + 3));
  }
  return compact({ columns: sheet.columns, triangles: Uint32Array.from(kept) });
}

/** Closed rims, each as vertices in the direction of the triangles' edges; the longest first. */
export function rims({ triangles }: Pick<Sheet, 'triangles'>): number[][] {
  const next = new Map<number, number>();
  const edges = new Set<number>();
  for (let t = 0; t < triangles.length; t += 3)
    for (let k = 0; k < 3; k++) edges.add(triangles[t + k] * EDGE + triangles[t + ((k + 1) % 3)]);
  for (const edge of edges) {
    const [a, b] = [Math.floor(edge / EDGE), edge % EDGE];
    if (!edges.has(b * EDGE + a)) next.set(a, b);
  }
  const loops: number[][] = [];
  while (next.size > 0) {
    const loop: number[] = [];
    let [v] = next.keys();
    while (next.has(v)) {
      loop.push(v);
      const following = next.get(v)!;
      next.delete(v);
      v = following;
    }
    if (loop.length > 2 && loop[0] === v) loops.push(loop);
  }
  return loops.sort((a, b) => b.length - a.length);
}

/** New rings of vertices below a rim: `place` gives all columns of ring `k` (1 … rings) under rim vertex `i`. */
export function extend(
  sheet: Sheet,
  rim: readonly number[],
  rings: number,
  place: (i: number, ring: number) => readonly number[],
): Sheet {
  const first = vertexCount(sheet);
  const n = rim.length;
  const columns = sheet.columns.map((column) => {
    const grown = new Float64Array(first + n * rings);
    grown.set(column);
    return grown;
  });
  const triangles = [...sheet.triangles];
  const at = (ring: number, i: number): number =>
    ring === 0 ? rim[i % n] : first + (ring - 1) * n + (i % n);
  for (let ring = 1; ring <= rings; ring++) {
    for (let i = 0; i < n; i++) {
      place(i, ring).forEach((value, k) => (columns[k][at(ring, i)] = value));
      const [a, b, c, d] = [at(ring - 1, i), at(ring - 1, i + 1), at(ring, i + 1), at(ring, i)];
      // The rim's own edge a→b belongs to the sheet, so the new triangles run it the other way.
      triangles.push(b, a, d, b, d, c);
    }
  }
  return { columns, triangles: Uint32Array.from(triangles) };
}

/** Vertices between two others, each made once. */
class Middles {
  private readonly made = new Map<number, number>();
  private readonly added: number[][];
  private readonly count: number;

  constructor(private readonly columns: Float64Array[]) {
    this.count = columns[0].length;
    this.added = columns.map(() => []);
  }

  /** The vertex at a share of the way from a to b. */
  at(a: number, b: number, share: number): number {
    const key = Math.min(a, b) * EDGE + Math.max(a, b);
    const known = this.made.get(key);
    if (known !== undefined) return known;
    const vertex = this.count + this.added[0].length;
    for (let k = 0; k < this.columns.length; k++) {
      const column = this.columns[k];
      this.added[k].push(column[a] + (column[b] - column[a]) * share);
    }
    this.made.set(key, vertex);
    return vertex;
  }

  finish(): Float64Array[] {
    return this.columns.map((column, k) => {
      const grown = new Float64Array(column.length + this.added[k].length);
      grown.set(column);
      grown.set(this.added[k], column.length);
      return grown;
    });
  }
}
