import type { Vec3 } from '../../document/scene-document';
import type { MaterialName } from '../../document/vocabulary';
import { type BoxFaces, ALL_FACES, type MeshSink, type PatchVertex } from '../../geometry/mesh-sink';
import { cross, dot, normalise, subtract } from '../../geometry/vector';

/**
 * A solid between two quadrilaterals, each given front-left, front-right, back-right, back-left seen from above:
 * tapered legs, slanted backs, steps of a roof.
 */
export function hexahedron(
  sink: MeshSink,
  bottom: readonly [Vec3, Vec3, Vec3, Vec3],
  top: readonly [Vec3, Vec3, Vec3, Vec3],
  material: MaterialName,
  faces: BoxFaces = ALL_FACES,
): void {
  const [a, b, c, d] = bottom;
  const [e, f, g, h] = top;
  if (faces.top) sink.quad(e, f, g, h, material);
  if (faces.bottom) sink.quad(d, c, b, a, material);
  if (faces.front) sink.quad(a, b, f, e, material);
  if (faces.right) sink.quad(b, c, g, f, material);
  if (faces.back) sink.quad(c, d, h, g, material);
  if (faces.left) sink.quad(d, a, e, h, material);
}

/** A square bar between two points of different height, with its own width at either end: legs. */
export function leg(
  sink: MeshSink,
  from: Vec3,
  to: Vec3,
  width: number | readonly [bottom: number, top: number],
  material: MaterialName,
): void {
  const [low, high] = typeof width === 'number' ? [width, width] : width;
  const square = ([x, y, z]: Vec3, w: number): [Vec3, Vec3, Vec3, Vec3] => [
    [x - w / 2, y, z + w / 2],
    [x + w / 2, y, z + w / 2],
    [x + w / 2, y, z - w / 2],
    [x - w / 2, y, z - w / 2],
  ];
  sink.withSpacing(Math.max(sink.spacing, 0.5), () =>
    sink.withTurnedTexture(() =>
      hexahedron(sink, square(from, low), square(to, high), material, {
        ...ALL_FACES,
        bottom: from[1] > 0.02,
      }),
    ),
  );
}

/** Legs under the four corners of a rectangle, a little inside it. */
export function fourLegs(
  sink: MeshSink,
  width: number,
  depth: number,
  height: number,
  thickness: number | readonly [bottom: number, top: number],
  material: MaterialName,
  inset = 0.03,
  splay = 0,
): void {
  const t = typeof thickness === 'number' ? thickness : Math.max(...thickness);
  const x = width / 2 - inset - t / 2 - splay;
  const z = depth / 2 - inset - t / 2 - splay;
  for (const sx of [-1, 1]) {
    for (const sz of [-1, 1]) {
      leg(sink, [sx * (x + splay), 0, sz * (z + splay)], [sx * x, height, sz * z], thickness, material);
    }
  }
}

export type Outline = readonly (readonly [x: number, y: number])[];

export interface ExtrudeOptions {
  front?: boolean;
  back?: boolean;
  /** Corners that turn by less than this are smoothed, radians. */
  smooth?: number;
}

/** A simple outline in x and y (counter-clockwise seen from +Z) drawn out along z. */
export function extrude(
  sink: MeshSink,
  outline: Outline,
  z0: number,
  z1: number,
  material: MaterialName,
  { front = true, back = true, smooth = 0.6 }: ExtrudeOptions = {},
): void {
  const triangles = triangulate(outline);
  const cap = (z: number, normal: Vec3, order: number[]) =>
    sink.patch(
      outline.map(([x, y]): PatchVertex => ({ position: [x, y, z], normal, uv: [x, y] })),
      order,
      material,
    );
  if (front) cap(z1, [0, 0, 1], triangles);
  if (back) cap(z0, [0, 0, -1], [...triangles].reverse());

  const edgeNormal = (i: number): Vec3 => {
    const [ax, ay] = outline[i];
    const [bx, by] = outline[(i + 1) % outline.length];
    return normalise([by - ay, ax - bx, 0]);
  };
  let u = 0;
  outline.forEach(([ax, ay], i) => {
    const [bx, by] = outline[(i + 1) % outline.length];
    const normal = edgeNormal(i);
    const meet = (other: Vec3): Vec3 =>
      dot(normal, other) > Math.cos(smooth)
        ? normalise([normal[0] + other[0], normal[1] + other[1], 0])
        : normal;
    const start = meet(edgeNormal((i + outline.length - 1) % outline.length));
    const end = meet(edgeNormal((i + 1) % outline.length));
    const run = Math.hypot(bx - ax, by - ay);
    const rows = Math.max(1, Math.ceil((z1 - z0) / sink.spacing - 1e-6));
    const vertices: PatchVertex[] = [];
    for (let k = 0; k <= rows; k++) {
      const z = z1 + ((z0 - z1) * k) / rows;
      vertices.push({ position: [ax, ay, z], normal: start, uv: [z, u] });
      vertices.push({ position: [bx, by, z], normal: end, uv: [z, u + run] });
    }
    const order = Array.from({ length: rows }, (_, k) => [0, 2, 3, 0, 3, 1].map((j) => j + 2 * k)).flat();
    sink.patch(vertices, order, material);
    u += run;
  });
}

/** Ear clipping of a simple counter-clockwise polygon: three indices a triangle. */
export function triangulate(outline: Outline): number[] {
  const left = outline.map((_, i) => i);
  const triangles: number[] = [];
  const turn = (a: number, b: number, c: number) =>
    cross(
      subtract([...outline[b], 0], [...outline[a], 0]),
      subtract([...outline[c], 0], [...outline[a], 0]),
    )[2];
  while (left.length > 3) {
    const ear = left.findIndex((b, i) => {
      const a = left[(i + left.length - 1) % left.length];
      const c = left[(i + 1) % left.length];
      if (turn(a, b, c) <= 1e-12) return false;
      return !left.some(
        (p) =>
          p !== a && p !== b && p !== c && turn(a, b, p) >= 0 && turn(b, c, p) >= 0 && turn(c, a, p) >= 0,
      );
    });
    if (ear < 0) break;
    triangles.push(left[(ear + left.length - 1) % left.length], left[ear], left[(ear + 1) % left.length]);
    left.splice(ear, 1);
  }
  if (left.length === 3) triangles.push(...left);
  return triangles;
}
