import type { Vec3 } from '../document/scene-document';
import type { MaterialName } from '../document/vocabulary';
import type { SceneMesh } from './mesh';
import { cross, dot, length, normalise, scale, subtract, add } from './vector';

/** A place in the world: a yaw about +Y, then a translation. Positions handed to a sink are local to it. */
export interface Placement {
  position: Vec3;
  yaw: number;
}

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
  private placement: Placement = { position: [0, 0, 0], yaw: 0 };
  private cos = 1;
  private sin = 0;

  /** @param spacing widest cell of a lit grid, metres */
  constructor(public spacing = 0.2) {}

  /** Everything added until the next call belongs to this element, in its local space (origin: centre of its base). */
  begin(elementId: string, placement: Placement): void {
    this.elementIds.push(elementId);
    this.placement = placement;
    this.cos = Math.cos(placement.yaw);
    this.sin = Math.sin(placement.yaw);
  }

  /** A flat quadrilateral a→b→c→d, counter-clockwise seen from its front; u runs along a→b, v along a→d. */
  quad(a: Vec3, b: Vec3, c: Vec3, d: Vec3, material: MaterialName, uvOrigin: readonly [number, number] = [0, 0]): void {
    const normal = normalise(cross(subtract(b, a), subtract(d, a)));
    const width = Math.max(length(subtract(b, a)), length(subtract(c, d)));
    const height = Math.max(length(subtract(d, a)), length(subtract(c, b)));
    const columns = Math.max(1, Math.ceil(width / this.spacing - 1e-6));
    const rows = Math.max(1, Math.ceil(height / this.spacing - 1e-6));
    const first = this.positions.length / 3;
    for (let row = 0; row <= rows; row++) {
      for (let column = 0; column <= columns; column++) {
        const s = column / columns;
        const t = row / rows;
        const point = add(add(scale(a, (1 - s) * (1 - t)), scale(b, s * (1 - t))), add(scale(c, s * t), scale(d, (1 - s) * t)));
        this.vertex(point, normal, [uvOrigin[0] + s * width, uvOrigin[1] + t * height]);
      }
    }
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const i = first + row * (columns + 1) + column;
        this.triangle(i, i + 1, i + columns + 2, material);
        this.triangle(i, i + columns + 2, i + columns + 1, material);
      }
    }
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

  /** An axis-aligned box between two corners (local space). `faces` leaves out sides that nobody can see. */
  box(min: Vec3, max: Vec3, material: MaterialName, faces: BoxFaces = ALL_FACES): void {
    const [x0, y0, z0] = min;
    const [x1, y1, z1] = max;
    if (faces.top) this.quad([x0, y1, z1], [x1, y1, z1], [x1, y1, z0], [x0, y1, z0], material);
    if (faces.bottom) this.quad([x0, y0, z0], [x1, y0, z0], [x1, y0, z1], [x0, y0, z1], material);
    if (faces.front) this.quad([x0, y0, z1], [x1, y0, z1], [x1, y1, z1], [x0, y1, z1], material);
    if (faces.back) this.quad([x1, y0, z0], [x0, y0, z0], [x0, y1, z0], [x1, y1, z0], material);
    if (faces.right) this.quad([x1, y0, z1], [x1, y0, z0], [x1, y1, z0], [x1, y1, z1], material);
    if (faces.left) this.quad([x0, y0, z0], [x0, y0, z1], [x0, y1, z1], [x0, y1, z0], material);
  }

  /**
   * A smooth grid surface: `point(s, t)` for 0 ≤ s, t ≤ 1 gives positions; normals follow from the surface itself.
   * Front side: the one from which s→t turns counter-clockwise. For lathes, cushions, leaves, cloth.
   */
  surface(point: (s: number, t: number) => Vec3, columns: number, rows: number, material: MaterialName): void {
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
        let normal = normalise(cross(subtract(point(s1, t), point(s0, t)), subtract(point(s, t1), point(s, t0))));
        if (length(normal) < 0.5) {
          // A pole: the ring has no extent there, so look a little inside.
          const ti = t < 0.5 ? t + 0.01 : t - 0.01;
          normal = normalise(
            cross(subtract(point(s1, ti), point(s0, ti)), subtract(point(s, ti + h), point(s, ti - h))),
          );
        }
        this.vertex(p, normal, [s * columns * 0.1, t * rows * 0.1]);
      }
    }
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const i = first + row * (columns + 1) + column;
        this.triangle(i, i + 1, i + columns + 2, material);
        this.triangle(i, i + columns + 2, i + columns + 1, material);
      }
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

  private vertex(p: Vec3, n: Vec3, uv: readonly [number, number]): void {
    const [px, py, pz] = this.placement.position;
    this.positions.push(px + p[0] * this.cos + p[2] * this.sin, py + p[1], pz - p[0] * this.sin + p[2] * this.cos);
    this.normals.push(n[0] * this.cos + n[2] * this.sin, n[1], -n[0] * this.sin + n[2] * this.cos);
    this.uvs.push(uv[0], uv[1]);
  }

  private triangle(a: number, b: number, c: number, material: MaterialName): void {
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

export const ALL_FACES: BoxFaces = { top: true, bottom: true, front: true, back: true, left: true, right: true };
