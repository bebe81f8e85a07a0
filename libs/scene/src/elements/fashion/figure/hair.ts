import type { Vec3 } from '../../../document/scene-document';
import type { MaterialName } from '../../../document/vocabulary';
import type { HairStyle } from '../../../document/vocabulary/fashion';
import type { MeshSink, PatchVertex } from '../../../geometry/mesh-sink';
import { normalise } from '../../../geometry/vector';
import { normalsOf } from '../cloth/neighbours';
import { smooth } from '../cloth/second-skin';
import { cut, extend, rims, type Sheet, subdivide, vertexCount } from '../cloth/sheet';
import type { RestBody } from './body-shape';
import { carried, earVertices } from './face';
import type { HeadMeasures } from './head';
import type { Skeleton } from './skeleton';

interface Style {
  /** Thickness over the crown and at the sides, metres. */
  crown: number;
  sides: number;
  /** How far it falls below the hairline at the sides and behind, metres. */
  fall: number;
  /** Depth of locks and curls, metres. */
  curl: number;
  knot?: 'bun' | 'tail';
}

const STYLES: Record<Exclude<HairStyle, 'bald'>, Style> = {
  cropped: { crown: 0.012, sides: 0.007, fall: 0, curl: 0.0008 },
  short: { crown: 0.03, sides: 0.011, fall: 0, curl: 0.004 },
  bob: { crown: 0.024, sides: 0.022, fall: 0.1, curl: 0.0025 },
  long: { crown: 0.024, sides: 0.02, fall: 0.27, curl: 0.004 },
  bun: { crown: 0.015, sides: 0.009, fall: 0, curl: 0.0014, knot: 'bun' },
  ponytail: { crown: 0.015, sides: 0.009, fall: 0, curl: 0.0014, knot: 'tail' },
  curly: { crown: 0.06, sides: 0.05, fall: 0.05, curl: 0.009 },
};

const RING = 0.018;

/** Adds the hair of a head: a shell over the scalp, and what falls from it. */
export function emitHair(
  sink: MeshSink,
  rest: RestBody,
  head: HeadMeasures,
  skeleton: Skeleton,
  name: HairStyle,
  material: MaterialName,
): void {
  if (name === 'bald') return;
  const style = STYLES[name];
  const bone = rest.model.bones.findIndex((one) => one.name === 'head');
  let shell = scalp(rest, head, style.fall > 0.02);
  swell(shell, head, style);
  if (style.fall > 0) shell = letFall(shell, head, style);
  ripple(shell, head, style);
  emitShell(sink, shell, skeleton, bone, material);
  if (style.knot) emitKnot(sink, head, style.knot, skeleton, bone, material);
}

/** The part of the skin that hair grows on; hair that falls lies over the ears, other hair leaves them free. */
function scalp(rest: RestBody, head: HeadMeasures, overEars: boolean): Sheet {
  const { model, positions } = rest;
  const { face, faces, vertices } = model.parts.body;
  const ears = earVertices(rest);
  const triangles: number[] = [];
  for (let f = face * 4; f < (face + faces) * 4; f += 4) {
    const [a, b, c, d] = model.faces.subarray(f, f + 4);
    if (!overEars && [a, b, c, d].some((v) => ears.has(v))) continue;
    if (
      [a, b, c, d].every((v) => positions[v * 3 + 1] > head.chin - 0.06 && Math.abs(positions[v * 3]) < 0.2)
    )
      triangles.push(a, b, c, a, c, d);
  }
  const columns = [0, 1, 2].map((k) =>
    Float64Array.from({ length: vertices }, (_, v) => positions[v * 3 + k]),
  );
  // Ears lie flat under hair.
  const flatEar = head.half * 0.86;
  for (const v of ears) columns[0][v] = Math.max(-flatEar, Math.min(flatEar, columns[0][v]));
  const whole = { columns, triangles: Uint32Array.from(triangles) };
  const grown = cut(whole, (v) => aboveHairline(head, pointOf(whole, v)));
  smooth(grown, overEars ? 14 : 5);
  smoothRims(grown, 6);
  const fine = subdivide(grown);
  smooth(fine, 2);
  return fine;
}

/** Evens out the hairline, which follows the coarse triangles of the skin. */
function smoothRims(sheet: Sheet, passes: number): void {
  for (const rim of rims(sheet)) {
    for (let pass = 0; pass < passes; pass++) {
      for (const column of sheet.columns) {
        const old = rim.map((v) => column[v]);
        rim.forEach((v, i) => {
          column[v] = old[i] / 2 + (old[(i + 1) % rim.length] + old[(i + rim.length - 1) % rim.length]) / 4;
        });
      }
    }
  }
}

/** Skin that lies so deep under the hair that it cannot be seen. */
export function underHair(head: HeadMeasures, point: Vec3): boolean {
  return aboveHairline(head, point) > 0.022;
}

const pointOf = ({ columns }: Sheet, v: number): Vec3 => [columns[0][v], columns[1][v], columns[2][v]];

/** Above 0 inside the hairline: high over the brow, down before the ears, low at the nape. */
function aboveHairline({ top, chin, front, back }: HeadMeasures, [, y, z]: Vec3): number {
  const forward = (z - back) / (front - back);
  const height = (y - chin) / (top - chin);
  const line =
    forward < 0.4
      ? 0.16
      : forward < 0.56
        ? 0.16 + ((forward - 0.4) / 0.16) * 0.36
        : 0.52 + Math.min(1, (forward - 0.56) / 0.26) * 0.28;
  return (height - line) * 0.2;
}

/** Lifts the shell off the scalp, most over the crown and nothing at the brow. */
function swell(shell: Sheet, { top, chin, front, back }: HeadMeasures, { crown, sides }: Style): void {
  const normals = normalsOf(flat(shell), shell.triangles);
  for (let v = 0; v < vertexCount(shell); v++) {
    const [, y, z] = pointOf(shell, v);
    const height = Math.min(1, Math.max(0, ((y - chin) / (top - chin) - 0.5) * 2));
    const forward = (z - back) / (front - back);
    const rim = Math.min(1, Math.max(0.55, (1.02 - forward) * 5));
    const out = (sides + (crown - sides) * height) * rim;
    for (let k = 0; k < 3; k++) shell.columns[k][v] += normals[v * 3 + k] * out;
  }
  smooth(shell, 3);
}

/** Curtains of hair from the sides and the back of the hairline. */
function letFall(shell: Sheet, head: HeadMeasures, { fall }: Style): Sheet {
  const [rim] = rims(shell);
  const count = Math.max(1, Math.round(fall / RING));
  const centre = (head.front + head.back) / 2;
  return extend(shell, rim, count, (i, ring) => {
    const [x, y, z] = pointOf(shell, rim[i]);
    const forward = (z - head.back) / (head.front - head.back);
    // The parting leaves the face free: it falls only from behind the temples.
    const share = Math.min(1, Math.max(0, (0.78 - forward) / 0.1));
    const lowest = head.chin + 0.05 - fall;
    const down = share * Math.max(0, y - lowest) * (ring / count);
    const t = ring / count;
    const drawn = 1 + share * (0.12 * Math.sin(Math.PI * Math.min(1, t * 1.2)) - 0.05 * t);
    // Over the shoulders behind, never through the neck.
    const behind = share * (forward < 0.45 ? -0.05 * t * Math.min(1, fall * 5) : -0.012 * t);
    return [x * drawn, y - down, centre + (z - centre) * (1 + share * 0.05 * t) + behind];
  });
}

/** Locks: waves that run down from the crown. */
function ripple(shell: Sheet, head: HeadMeasures, { curl }: Style): void {
  const normals = normalsOf(flat(shell), shell.triangles);
  const centre = (head.front + head.back) / 2;
  for (let v = 0; v < vertexCount(shell); v++) {
    const [x, y, z] = pointOf(shell, v);
    const angle = Math.atan2(x, z - centre);
    const wave =
      curl > 0.01
        ? Math.sin(x * 170 + Math.sin(y * 90)) * Math.sin(y * 150 + 1) * Math.sin(z * 160 + 2) * 1.6
        : Math.sin(angle * 23 + Math.sin(y * 31) * 0.9) * 0.6 + Math.sin(angle * 51 + y * 23) * 0.4;
    for (let k = 0; k < 3; k++) shell.columns[k][v] += normals[v * 3 + k] * wave * curl;
  }
}

function emitShell(
  sink: MeshSink,
  shell: Sheet,
  skeleton: Skeleton,
  bone: number,
  material: MaterialName,
): void {
  const points = flat(shell);
  for (let v = 0; v < points.length; v += 3) {
    const moved = carried(skeleton, bone, [points[v], points[v + 1], points[v + 2]]);
    points.set(moved, v);
  }
  const normals = normalsOf(points, shell.triangles);
  const vertices = Array.from({ length: points.length / 3 }, (_, v): PatchVertex => {
    const [x, y, z] = pointOf(shell, v);
    return {
      position: [points[v * 3], points[v * 3 + 1], points[v * 3 + 2]],
      normal: [normals[v * 3], normals[v * 3 + 1], normals[v * 3 + 2]],
      uv: [Math.atan2(x, z) * 0.1, y],
    };
  });
  sink.patch(vertices, [...shell.triangles], material);
}

/** A bun at the back of the head, or a tail that hangs from there. */
function emitKnot(
  sink: MeshSink,
  { top, chin, back }: HeadMeasures,
  knot: 'bun' | 'tail',
  skeleton: Skeleton,
  bone: number,
  material: MaterialName,
): void {
  const at: Vec3 = [0, chin + (top - chin) * (knot === 'bun' ? 0.72 : 0.7), back - 0.008];
  const [rows, sides] = [14, 18];
  const vertices: PatchVertex[] = [];
  for (let row = 0; row <= rows; row++) {
    const t = row / rows;
    for (let i = 0; i <= sides; i++) {
      const angle = (2 * Math.PI * (i % sides)) / sides;
      const point = knot === 'bun' ? bunPoint(at, t, angle) : tailPoint(at, t, angle);
      const inner = knot === 'bun' ? at : tailAxis(at, t);
      const moved = carried(skeleton, bone, point);
      const from = carried(skeleton, bone, inner);
      const normal = normalise([moved[0] - from[0], moved[1] - from[1], moved[2] - from[2]]);
      vertices.push({ position: moved, normal, uv: [(i / sides) * 0.2, t * 0.3] });
    }
  }
  const triangles: number[] = [];
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < sides; i++) {
      const a = row * (sides + 1) + i;
      triangles.push(a, a + sides + 1, a + 1, a + 1, a + sides + 1, a + sides + 2);
    }
  }
  sink.patch(vertices, triangles, material);
}

function bunPoint([x, y, z]: Vec3, t: number, angle: number): Vec3 {
  const polar = Math.PI * t;
  const twist = 1 + 0.06 * Math.sin(angle * 3 + polar * 5);
  const r = 0.038 * twist;
  return [
    x + r * Math.sin(polar) * Math.sin(angle),
    y + r * Math.cos(polar),
    z - 0.012 + r * 0.85 * Math.sin(polar) * Math.cos(angle),
  ];
}

const tailAxis = ([x, y, z]: Vec3, t: number): Vec3 => [
  x,
  y + 0.03 * Math.sin(t * 3) - 0.3 * t * t,
  z - 0.02 - 0.075 * Math.sin(t * 2.4),
];

function tailPoint(at: Vec3, t: number, angle: number): Vec3 {
  const [x, y, z] = tailAxis(at, t);
  const r =
    (0.014 + 0.02 * Math.sin(Math.min(1, t * 2) * 1.57) * (1 - t ** 3)) *
    (1 + 0.08 * Math.sin(angle * 5)) *
    (t < 1 ? 1 : 0.2);
  return [x + r * Math.sin(angle), y, z + r * Math.cos(angle)];
}

function flat({ columns }: Sheet): Float64Array {
  const out = new Float64Array(columns[0].length * 3);
  for (let v = 0; v < columns[0].length; v++) for (let k = 0; k < 3; k++) out[v * 3 + k] = columns[k][v];
  return out;
}
