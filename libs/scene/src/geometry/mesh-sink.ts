import type { Vec3 } from '../document/scene-document';
import type { MaterialName } from '../document/vocabulary';
import type { SceneMesh } from './mesh';
import { add, cross, dot, length, normalise, scale, subtract } from './vector';
import { type Frame, compose, frameOf, rotate, transform } from './frame';

/** A place in the world: a yaw about +Y, then a translation. Positions handed to a sink are local to it. */
export interface Placement {
  position: Vec3;
  yaw: number;
  /** Radians about the local +X (a positive one tips the top towards +Z), after the yaw. Parts only. */
  pitch?: number;
  /** Radians about the local +Z (a positive one tips the top towards −X), after the pitch. Parts only. */
  roll?: number;
}

export type Uv = readonly [u: number, v: number];

/** One vertex of a `patch`, local space; `uv` in metres. */
export interface PatchVertex {
  position: Vec3;
  normal: Vec3;
  uv: Uv;
}

/** Triangles whose doubled area is below this (m²) are left out: poles of spheres, closed-up folds. */
const DEGENERATE = 1e-8;

/**
 * Collects faces of one scene. Large faces are cut into a grid whose cells are at most `spacing` wide, because light
 * is baked at the vertices; `spacing` may be raised for things that need no detail.
 */
export class MeshSink {
  private positions: number[] = [];
  private normals: number[] = [];
  private uvs: number[] = [];
  private indices: number[] = [];
  private triangleMaterial: number[] = [];
  private triangleElement: number[] = [];
  private readonly materials = new Map<MaterialName, number>();
  private readonly elementIds: string[] = [];
  private frame: Frame = frameOf({ position: [0, 0, 0], yaw: 0 });
  private turned = false;

  /** @param spacing widest cell of a lit grid, metres */
  constructor(public spacing = 0.2) {}

  /** Everything added until the next call belongs to this element, in its local space (origin: centre of its base). */
  begin(elementId: string, placement: Placement): void {
    this.elementIds.push(elementId);
    this.frame = frameOf(placement);
  }

  /** Runs `build` in a space of its own, placed inside the current one: a tilted back, one of five chair legs. */
  within(placement: Placement, build: () => void): void {
    const outer = this.frame;
    this.frame = compose(outer, frameOf(placement));
    build();
    this.frame = outer;
  }

  /** Runs `build` with another grid spacing: infinite for parts too small or too hidden to need vertices inside. */
  withSpacing(spacing: number, build: () => void): void {
    const outer = this.spacing;
    this.spacing = spacing;
    build();
    this.spacing = outer;
  }

  /** Runs `build` with u and v swapped, so that grain and planks run up instead of across. */
  withTurnedTexture(build: () => void): void {
    const outer = this.turned;
    this.turned = !outer;
    build();
    this.turned = outer;
  }

  /** A flat quadrilateral a→b→c→d, counter-clockwise seen from its front; u runs along a→b, v along a→d. */
  quad(a: Vec3, b: Vec3, c: Vec3, d: Vec3, material: MaterialName, uvOrigin: Uv = [0, 0]): void {
    const width = Math.max(length(subtract(b, a)), length(subtract(c, d)));
    const height = Math.max(length(subtract(d, a)), length(subtract(c, b)));
    this.picture(a, b, c, d, material, uvOrigin, [uvOrigin[0] + width, uvOrigin[1] + height]);
  }

  /** A flat quadrilateral that shows the part of a texture between two of its points (metres): paintings, spines. */
  picture(a: Vec3, b: Vec3, c: Vec3, d: Vec3, material: MaterialName, from: Uv, to: Uv): void {
    const normal = normalise(cross(subtract(c, a), subtract(d, b)));
    const columns = this.cellsAlong(Math.max(length(subtract(b, a)), length(subtract(c, d))));
    const rows = this.cellsAlong(Math.max(length(subtract(d, a)), length(subtract(c, b))));
    const first = this.positions.length / 3;
    for (let row = 0; row <= rows; row++) {
      for (let column = 0; column <= columns; column++) {
        const s = column / columns;
        const t = row / rows;
        const point = add(
          add(scale(a, (1 - s) * (1 - t)), scale(b, s * (1 - t))),
          add(scale(c, s * t), scale(d, (1 - s) * t)),
        );
        this.vertex(point, normal, [from[0] + s * (to[0] - from[0]), from[1] + t * (to[1] - from[1])]);
      }
    }
    this.cells(first, columns, rows, material);
  }

  /** A flat convex polygon, counter-clockwise seen from its front; not cut into cells. */
  polygon(points: readonly Vec3[], material: MaterialName): void {
    const normal = normalise(cross(subtract(points[1], points[0]), subtract(points[2], points[0])));
    const u = normalise(subtract(points[1], points[0]));
    const v = cross(normal, u);
    const first = this.positions.length / 3;
    for (const point of points) {
      const r = subtract(point, points[0]);
      this.vertex(point, normal, [dot(r, u), dot(r, v)]);
    }
    for (let i = 1; i + 1 < points.length; i++) this.triangle(first, first + i, first + i + 1, material);
  }

  /**
   * An axis-aligned box between two corners (local space). `faces` leaves out sides that nobody can see. Texture
   * points are local coordinates, so neighbouring boxes continue each other's pattern.
   */
  box(min: Vec3, max: Vec3, material: MaterialName, faces: BoxFaces = ALL_FACES): void {
    const [x0, y0, z0] = min;
    const [x1, y1, z1] = max;
    if (faces.top) this.quad([x0, y1, z1], [x1, y1, z1], [x1, y1, z0], [x0, y1, z0], material, [x0, -z1]);
    if (faces.bottom) this.quad([x0, y0, z0], [x1, y0, z0], [x1, y0, z1], [x0, y0, z1], material, [x0, z0]);
    if (faces.front) this.quad([x0, y0, z1], [x1, y0, z1], [x1, y1, z1], [x0, y1, z1], material, [x0, y0]);
    if (faces.back) this.quad([x1, y0, z0], [x0, y0, z0], [x0, y1, z0], [x1, y1, z0], material, [-x1, y0]);
    if (faces.right) this.quad([x1, y0, z1], [x1, y0, z0], [x1, y1, z0], [x1, y1, z1], material, [-z1, y0]);
    if (faces.left) this.quad([x0, y0, z0], [x0, y0, z1], [x0, y1, z1], [x0, y1, z0], material, [z0, y0]);
  }

  /**
   * A smooth grid surface: `point(s, t)` for 0 ≤ s, t ≤ 1 gives positions; normals follow from the surface itself.
   * Front side: the one from which s→t turns counter-clockwise. For cushions, leaves, cloth.
   * @param uvSize what the unit square measures on the texture, metres
   */
  surface(
    point: (s: number, t: number) => Vec3,
    columns: number,
    rows: number,
    material: MaterialName,
    uvSize: Uv = [columns * 0.1, rows * 0.1],
  ): void {
    const first = this.positions.length / 3;
    const h = 1e-3;
    for (let row = 0; row <= rows; row++) {
      for (let column = 0; column <= columns; column++) {
        const s = column / columns;
        const t = row / rows;
        const p = point(s, t);
        // One-sided at the rims, so that `point` is never asked outside the unit square.
        const s0 = Math.max(0, s - h);
        const s1 = Math.min(1, s + h);
        const t0 = Math.max(0, t - h);
        const t1 = Math.min(1, t + h);
        let normal = normalise(
          cross(subtract(point(s1, t), point(s0, t)), subtract(point(s, t1), point(s, t0))),
        );
        if (length(normal) < 0.5) {
          // A pole: the ring has no extent there, so look a little inside.
          const ti = t < 0.5 ? t + 0.01 : t - 0.01;
          normal = normalise(
            cross(subtract(point(s1, ti), point(s0, ti)), subtract(point(s, ti + h), point(s, ti - h))),
          );
        }
        this.vertex(p, normal, [s * uvSize[0], t * uvSize[1]]);
      }
    }
    this.cells(first, columns, rows, material);
  }

  /** Ready vertices and triangles (three indices into `vertices` each): for shapes that know their own normals. */
  patch(vertices: readonly PatchVertex[], triangles: readonly number[], material: MaterialName): void {
    const first = this.positions.length / 3;
    for (const { position, normal, uv } of vertices) this.vertex(position, normal, uv);
    for (let i = 0; i < triangles.length; i += 3) {
      this.triangle(first + triangles[i], first + triangles[i + 1], first + triangles[i + 2], material);
    }
  }

  /** Everything collected, as flat arrays. */
  finish(): SceneMesh {
    return {
      positions: Float32Array.from(this.positions),
      normals: Float32Array.from(this.normals),
      uvs: Float32Array.from(this.uvs),
      indices: Uint32Array.from(this.indices),
      triangleMaterial: Uint16Array.from(this.triangleMaterial),
      triangleElement: Uint16Array.from(this.triangleElement),
      materials: [...this.materials.keys()],
      elementIds: this.elementIds,
    };
  }

  private cellsAlong(distance: number): number {
    return Math.max(1, Math.ceil(distance / this.spacing - 1e-6));
  }

  /** The two triangles of every cell of a grid whose vertices were added row by row from `first` on. */
  private cells(first: number, columns: number, rows: number, material: MaterialName): void {
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const i = first + row * (columns + 1) + column;
        this.triangle(i, i + 1, i + columns + 2, material);
        this.triangle(i, i + columns + 2, i + columns + 1, material);
      }
    }
  }

  private vertex(p: Vec3, n: Vec3, uv: Uv): void {
    this.positions.push(...transform(this.frame, p));
    this.normals.push(...rotate(this.frame, n));
    if (this.turned) this.uvs.push(uv[1], uv[0]);
    else this.uvs.push(uv[0], uv[1]);
  }

  private triangle(a: number, b: number, c: number, material: MaterialName): void {
    const at = (i: number): Vec3 => [
      this.positions[3 * i],
      this.positions[3 * i + 1],
      this.positions[3 * i + 2],
    ];
    const origin = at(a);
    if (length(cross(subtract(at(b), origin), subtract(at(c), origin))) < DEGENERATE) return;
    let index = this.materials.get(material);
    if (index === undefined) {
      index = this.materials.size;
      this.materials.set(material, index);
    }
    this.indices.push(a, b, c);
    this.triangleMaterial.push(index);
    this.triangleElement.push(this.elementIds.length);
  }
}

export interface BoxFaces {
  top?: boolean;
  bottom?: boolean;
  front?: boolean;
  back?: boolean;
  left?: boolean;
  right?: boolean;
}

export const ALL_FACES: BoxFaces = {
  top: true,
  bottom: true,
  front: true,
  back: true,
  left: true,
  right: true,
};

/** A box that stands on something: its underside is left out. */
export const STANDING: BoxFaces = { ...ALL_FACES, bottom: false };

/** A box that stands on something with its back to a wall. */
export const AGAINST_WALL: BoxFaces = { ...STANDING, back: false };
