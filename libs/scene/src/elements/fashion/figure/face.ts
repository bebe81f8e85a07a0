import type { Vec3 } from '../../../document/scene-document';
import type { MaterialName } from '../../../document/vocabulary';
import type { PatchVertex } from '../../../geometry/mesh-sink';
import type { MeshSink } from '../../../geometry/mesh-sink';
import { add, scale } from '../../../geometry/vector';
import { gridTriangles } from '../../shapes/rounded-box';
import type { RestBody } from './body-shape';
import type { Eye, HeadMeasures } from './head';
import type { Skeleton } from './skeleton';
import { turned } from './turn';

/** Cosines of the angles within which an eye shows its pupil and its iris. */
const PUPIL = 0.965;
const IRIS = 0.8;

/** What part of an eye a quad of the eyes' mesh shows. */
export function eyePart(
  { positions }: RestBody,
  { eyes }: HeadMeasures,
  quad: readonly number[],
): 'pupil' | 'iris' | 'white' {
  const middle = [0, 1, 2].map((k) => quad.reduce((sum, v) => sum + positions[v * 3 + k], 0) / quad.length);
  const { centre } = middle[0] > 0 ? eyes.left : eyes.right;
  const [x, y, z] = middle.map((m, k) => m - centre[k]);
  const facing = z / Math.hypot(x, y, z);
  return facing > PUPIL ? 'pupil' : facing > IRIS ? 'iris' : 'white';
}

/** Which vertices of the skin are lips: those that the lips' own shapes move most. */
export const lipVertices = (rest: RestBody): Set<number> =>
  movedBy(rest, ['mouth-upperlip-volume+', 'mouth-lowerlip-volume+'], 0.3);

/** Which vertices of the skin are ears. */
export const earVertices = (rest: RestBody): Set<number> => movedBy(rest, ['ear-scale+'], 0.12);

/** Vertices that blend shapes move by more than a share of the most that they move any. */
function movedBy({ model }: RestBody, names: readonly string[], share: number): Set<number> {
  const found = new Set<number>();
  for (const name of names) {
    const shape = model.shapes.get(name);
    if (!shape) continue;
    const count = shape.where.length;
    const sizes = Float64Array.from({ length: count }, (_, i) =>
      Math.hypot(shape.moved[i], shape.moved[count + i], shape.moved[2 * count + i]),
    );
    const most = sizes.reduce((a, b) => Math.max(a, b), 0);
    for (let i = 0; i < count; i++) if (sizes[i] > most * share) found.add(shape.where[i]);
  }
  return found;
}

/** Shape of a brow over the left eye: outwards and up from its middle, and half-width; shares of the eye's radius. */
const BROW = [
  [-1.2, 1.32, 0.2],
  [-0.7, 1.5, 0.26],
  [-0.1, 1.66, 0.25],
  [0.5, 1.78, 0.21],
  [1.05, 1.68, 0.14],
  [1.55, 1.42, 0.05],
] as const;

/** Adds both brows, laid on the face. */
export function emitBrows(
  sink: MeshSink,
  rest: RestBody,
  head: HeadMeasures,
  skeleton: Skeleton,
  material: MaterialName,
): void {
  const bone = rest.model.bones.findIndex(({ name }) => name === 'head');
  const [turn, shift] = [skeleton.turns[bone], skeleton.shifts[bone]];
  const face = faceOf(rest, head);
  for (const [side, eye] of [
    [1, head.eyes.left],
    [-1, head.eyes.right],
  ] as const) {
    const vertices: PatchVertex[] = [];
    for (const edge of [-1, 0, 1]) {
      for (const [out, up, half] of BROW) {
        const point = onFace(face, eye, side * out, up + edge * half);
        const raised = add(point, [0, 0, edge === 0 ? 0.0026 : 0.0008]);
        vertices.push({
          position: add(turned(turn, raised), shift),
          normal: turned(turn, [0, 0, 1]),
          uv: [out * 0.01, edge * 0.004],
        });
      }
    }
    const triangles = gridTriangles(BROW.length, 3);
    sink.patch(vertices, side > 0 ? triangles : flipped(triangles), material);
  }
}

const flipped = (triangles: number[]): number[] =>
  triangles.map((_, i) => triangles[i % 3 === 0 ? i : i % 3 === 1 ? i + 1 : i - 1]);

function onFace(face: readonly Vec3[][], { centre, radius }: Eye, out: number, up: number): Vec3 {
  const [x, y] = [centre[0] + out * radius, centre[1] + up * radius];
  let front = centre[2] + radius * 0.6;
  for (const [a, b, c] of face) {
    const area = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
    if (area <= 0) continue;
    const u = ((x - a[0]) * (c[1] - a[1]) - (y - a[1]) * (c[0] - a[0])) / area;
    const v = ((b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0])) / area;
    if (u < 0 || v < 0 || u + v > 1) continue;
    front = Math.max(front, a[2] + (b[2] - a[2]) * u + (c[2] - a[2]) * v);
  }
  return [x, y, front];
}

/** Triangles around the eyes. */
function faceOf({ model, positions }: RestBody, { eyes, isHead }: HeadMeasures): Vec3[][] {
  const { face, faces } = model.parts.body;
  const point = (v: number): Vec3 => [positions[v * 3], positions[v * 3 + 1], positions[v * 3 + 2]];
  const triangles: Vec3[][] = [];
  for (let f = face * 4; f < (face + faces) * 4; f += 4) {
    const [a, b, c, d] = model.faces.subarray(f, f + 4);
    if (!isHead[a]) continue;
    const p = point(a);
    if (Math.abs(p[1] - eyes.left.centre[1] - 0.02) > 0.035 || p[2] < eyes.left.centre[2] - 0.03) continue;
    triangles.push([p, point(b), point(c)], [p, point(c), point(d)]);
  }
  return triangles;
}

/** A point carried along by a bone. */
export const carried = ({ turns, shifts }: Skeleton, bone: number, point: Vec3): Vec3 =>
  add(turned(turns[bone], point), scale(shifts[bone], 1));
