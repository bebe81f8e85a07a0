import type { Vec3 } from '../../document/scene-document';
import type { MaterialName } from '../../document/vocabulary';
import type { MeshSink, PatchVertex } from '../../geometry/mesh-sink';
import { normalise } from '../../geometry/vector';

export interface RoundedBoxOptions {
  /** Cells across the rounding of an edge. */
  segments?: number;
  /** How far the middle of a side swells beyond its rim, metres, inside the given bounds. */
  crown?: number;
  /** Which side swells: 'y' the top, 'z' the front, 'both' front and back. */
  crownSide?: 'y' | 'z' | 'both';
  /** Leave the underside out. */
  standing?: boolean;
  /** Leave the back out. */
  noBack?: boolean;
  /** Moves every point last of all (hedges); must depend on the point alone, and gently. */
  displace?: (point: Vec3, normal: Vec3) => Vec3;
}

/** The six sides: outward axis, its sign, and the axes of u and v (u × v points outward). */
const SIDES = [
  { axis: 1, sign: 1, u: [0, 1], v: [2, -1] },
  { axis: 1, sign: -1, u: [0, 1], v: [2, 1] },
  { axis: 2, sign: 1, u: [0, 1], v: [1, 1] },
  { axis: 2, sign: -1, u: [0, -1], v: [1, 1] },
  { axis: 0, sign: 1, u: [2, -1], v: [1, 1] },
  { axis: 0, sign: -1, u: [2, 1], v: [1, 1] },
] as const;

/** A box with rounded edges and corners, bounds included; with a crown it is a cushion. */
export function roundedBox(
  sink: MeshSink,
  min: Vec3,
  max: Vec3,
  radius: number,
  material: MaterialName,
  options: RoundedBoxOptions = {},
): void {
  const { segments = 2, crown = 0, crownSide = 'y', standing = false, noBack = false, displace } = options;
  const low = [...min];
  const high = [...max];
  if (crownSide === 'y') high[1] -= crown;
  if (crownSide !== 'y') high[2] -= crown;
  if (crownSide === 'both') low[2] += crown;
  const r = Math.min(radius, ...[0, 1, 2].map((axis) => (high[axis] - low[axis]) / 2 - 1e-4));
  const swell = swelling(low, high, crown, crownSide);

  for (const side of SIDES) {
    if (standing && side.axis === 1 && side.sign < 0) continue;
    if (noBack && side.axis === 2 && side.sign < 0) continue;
    const us = stations(low, high, side.u, r, segments, sink.spacing, crown > 0);
    const vs = stations(low, high, side.v, r, segments, sink.spacing, crown > 0);
    const vertices: PatchVertex[] = [];
    for (const v of vs) {
      for (const u of us) {
        const onBox = [0, 0, 0];
        onBox[side.axis] = side.sign > 0 ? high[side.axis] : low[side.axis];
        onBox[side.u[0]] = u;
        onBox[side.v[0]] = v;
        const inner = onBox.map((c, axis) => Math.min(Math.max(c, low[axis] + r), high[axis] - r));
        const normal = normalise([onBox[0] - inner[0], onBox[1] - inner[1], onBox[2] - inner[2]]);
        const point: Vec3 = [inner[0] + r * normal[0], inner[1] + r * normal[1], inner[2] + r * normal[2]];
        const swollen = swell(point, normal);
        if (displace) swollen.position = displace(swollen.position, swollen.normal);
        vertices.push({ ...swollen, uv: [u * side.u[1], v * side.v[1]] });
      }
    }
    sink.patch(vertices, gridTriangles(us.length, vs.length), material);
  }
}

/** Where grid lines run along one side's axis: dense over the roundings, in its direction of travel. */
function stations(
  low: number[],
  high: number[],
  [axis, direction]: readonly [number, number],
  r: number,
  segments: number,
  spacing: number,
  crowned: boolean,
): number[] {
  const from = low[axis] + r;
  const to = high[axis] - r;
  const least = crowned && to - from > r ? 3 : 1;
  const middle = Math.max(least, Math.ceil((to - from) / spacing - 1e-6));
  const rounding = Array.from(
    { length: segments },
    (_, k) => r * Math.tan((Math.PI / 4) * ((segments - k) / segments)),
  );
  const line = [
    ...rounding.map((d) => from - d),
    ...Array.from({ length: middle + 1 }, (_, k) => from + ((to - from) * k) / middle),
    ...rounding.map((d) => to + d).reverse(),
  ];
  return direction > 0 ? line : line.reverse();
}

export function gridTriangles(columns: number, rows: number): number[] {
  const triangles: number[] = [];
  for (let row = 0; row + 1 < rows; row++) {
    for (let column = 0; column + 1 < columns; column++) {
      const i = row * columns + column;
      triangles.push(i, i + 1, i + columns + 1, i, i + columns + 1, i + columns);
    }
  }
  return triangles;
}

/** Moves a point of the plain rounded box outwards by the crown, and leans its normal accordingly. */
function swelling(low: number[], high: number[], crown: number, side: 'y' | 'z' | 'both') {
  const axis = side === 'y' ? 1 : 2;
  const others = [0, 1, 2].filter((a) => a !== axis);
  const centre = low.map((l, a) => (l + high[a]) / 2);
  const half = low.map((l, a) => (high[a] - l) / 2);
  return (point: Vec3, normal: Vec3): { position: Vec3; normal: Vec3 } => {
    const facing = side === 'both' ? normal[axis] : Math.max(0, normal[axis]);
    if (crown === 0 || facing === 0) return { position: point, normal };
    const [p, q] = others.map((a) => (point[a] - centre[a]) / half[a]);
    const bulge = (1 - p * p) * (1 - q * q);
    const position = [...point];
    position[axis] += crown * bulge * facing;
    const leaned = [...normal];
    leaned[others[0]] += Math.abs(facing) * crown * ((2 * p) / half[others[0]]) * (1 - q * q);
    leaned[others[1]] += Math.abs(facing) * crown * ((2 * q) / half[others[1]]) * (1 - p * p);
    return {
      position: [position[0], position[1], position[2]],
      normal: normalise([leaned[0], leaned[1], leaned[2]]),
    };
  };
}
