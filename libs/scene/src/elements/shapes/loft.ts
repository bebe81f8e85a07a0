import type { Vec3 } from '../../document/scene-document';
import type { MaterialName } from '../../document/vocabulary';
import type { MeshSink, PatchVertex } from '../../geometry/mesh-sink';
import { cross, dot, length, normalise, subtract } from '../../geometry/vector';
import { gridTriangles } from './rounded-box';

/** A closed horizontal section of a loft: half extents around a centre; power 2 is an ellipse, larger is boxier. */
export interface Ring {
  y: number;
  x: number;
  z: number;
  cx?: number;
  cz?: number;
  power?: number;
}

export interface LoftOptions {
  sides?: number;
  /** Edges between bands that turn by more than this stay sharp, radians. */
  crease?: number;
}

/** Skin over rings given from bottom to top as the outside sees them; rings of no extent close it. */
export function loft(
  sink: MeshSink,
  rings: readonly Ring[],
  material: MaterialName,
  options: LoftOptions = {},
): void {
  const { sides = 16, crease = 0.75 } = options;
  const grid = rings.map((ring) => ringPoints(ring, sides));
  for (const [first, last] of smoothRuns(grid, crease)) skin(sink, grid.slice(first, last + 1), material);
}

/** A body of revolution about +Y: [radius, y] pairs from bottom to top as the outside sees them. */
export function lathe(
  sink: MeshSink,
  profile: readonly (readonly [radius: number, y: number])[],
  material: MaterialName,
  options: LoftOptions & { at?: Vec3 } = {},
): void {
  const [cx, cy, cz] = options.at ?? [0, 0, 0];
  loft(
    sink,
    profile.map(([radius, y]) => ({ y: cy + y, x: radius, z: radius, cx, cz })),
    material,
    options,
  );
}

/** An upright cylinder or cone stump, closed unless it stands on something. */
export function cylinder(
  sink: MeshSink,
  at: Vec3,
  radius: number | readonly [bottom: number, top: number],
  height: number,
  material: MaterialName,
  options: LoftOptions & { standing?: boolean; noTop?: boolean } = {},
): void {
  const [bottom, top] = typeof radius === 'number' ? [radius, radius] : radius;
  const profile: [number, number][] = [
    [bottom, 0],
    [top, height],
  ];
  if (!options.standing) profile.unshift([0, 0]);
  if (!options.noTop) profile.push([0, height]);
  lathe(sink, profile, material, { sides: 12, ...options, at });
}

/** One ring, beginning at +Z and turning counter-clockwise seen from above; the last point repeats the first. */
function ringPoints({ y, x, z, cx = 0, cz = 0, power = 2 }: Ring, sides: number): Vec3[] {
  return Array.from({ length: sides + 1 }, (_, i): Vec3 => {
    const angle = (2 * Math.PI * (i % sides)) / sides;
    const s = Math.sin(angle);
    const c = Math.cos(angle);
    const shape = (v: number) => Math.sign(v) * Math.abs(v) ** (2 / power);
    return [cx + x * shape(s), y, cz + z * shape(c)];
  });
}

/** Splits a profile where neighbouring bands meet at a sharp edge: pairs of first and last ring. */
function smoothRuns(grid: Vec3[][], crease: number): [number, number][] {
  const direction = (k: number): Vec3 => {
    // Of the sides, the one that moves most tells the band's slope best.
    const steps = grid[k].map((p, i) => subtract(grid[k + 1][i], p));
    return normalise(steps.reduce((a, b) => (length(a) >= length(b) ? a : b)));
  };
  const runs: [number, number][] = [];
  let first = 0;
  for (let k = 1; k + 1 < grid.length; k++) {
    if (Math.acos(Math.max(-1, Math.min(1, dot(direction(k - 1), direction(k))))) > crease) {
      runs.push([first, k]);
      first = k;
    }
  }
  runs.push([first, grid.length - 1]);
  return runs;
}

function skin(sink: MeshSink, grid: Vec3[][], material: MaterialName): void {
  const sides = grid[0].length - 1;
  const vertices: PatchVertex[] = [];
  let v = 0;
  grid.forEach((ring, k) => {
    if (k > 0) v += Math.max(...ring.map((p, i) => length(subtract(p, grid[k - 1][i]))));
    const widest = grid.reduce((a, b) => (circumference(a) > circumference(b) ? a : b));
    let u = 0;
    ring.forEach((position, i) => {
      if (i > 0) u += length(subtract(widest[i], widest[i - 1]));
      vertices.push({ position, normal: skinNormal(grid, k, i % sides), uv: [u, v] });
    });
  });
  sink.patch(vertices, gridTriangles(sides + 1, grid.length), material);
}

const circumference = (ring: Vec3[]) =>
  ring.slice(1).reduce((sum, p, i) => sum + length(subtract(p, ring[i])), 0);

/** Sum of the normals of the (up to four) cells around a grid point; cells without area add nothing. */
function skinNormal(grid: Vec3[][], k: number, i: number): Vec3 {
  const sides = grid[0].length - 1;
  const sum = [0, 0, 0];
  for (const row of [k - 1, k]) {
    if (row < 0 || row + 1 >= grid.length) continue;
    for (const column of [(i + sides - 1) % sides, i]) {
      const n = normalise(
        cross(
          subtract(grid[row + 1][column + 1], grid[row][column]),
          subtract(grid[row + 1][column], grid[row][column + 1]),
        ),
      );
      for (const axis of [0, 1, 2]) sum[axis] += n[axis];
    }
  }
  return normalise([sum[0], sum[1], sum[2]]);
}
