import type { Vec3 } from '../../../document/scene-document';
import { add, cross, dot, normalise, scale, subtract } from '../../../geometry/vector';
import type { Skin } from './surface-nets';

/** A round vessel along a curve. */
export interface Strand {
  points: readonly Vec3[];
  /** Radius at the start and at the end, or one a point. */
  radius: readonly number[];
}

/** Points of a smooth curve through the given ones (Catmull-Rom), `each` a span. */
export function curve(points: readonly Vec3[], each = 6): Vec3[] {
  const out: Vec3[] = [];
  const at = (i: number): Vec3 => points[Math.min(points.length - 1, Math.max(0, i))];
  for (let i = 0; i + 1 < points.length; i++) {
    const [a, b, c, d] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    for (let k = 0; k < each; k++) {
      const t = k / each;
      out.push(
        [0, 1, 2].map(
          (axis) =>
            0.5 *
            (2 * b[axis] +
              (c[axis] - a[axis]) * t +
              (2 * a[axis] - 5 * b[axis] + 4 * c[axis] - d[axis]) * t * t +
              (3 * b[axis] - a[axis] - 3 * c[axis] + d[axis]) * t * t * t),
        ) as unknown as Vec3,
      );
    }
  }
  out.push(points[points.length - 1]);
  return out;
}

/** Radius of a strand at point `i` of `count`. */
export function radiusAt({ radius }: Strand, i: number, count: number): number {
  if (radius.length === count) return radius[i];
  const place = (i / Math.max(1, count - 1)) * (radius.length - 1);
  const low = Math.min(radius.length - 1, Math.floor(place));
  const high = Math.min(radius.length - 1, low + 1);
  return radius[low] + (radius[high] - radius[low]) * (place - low);
}

/** The outside of many strands, `sides` faces around each; ends are open. */
export function strandSkin(strands: readonly Strand[], sides = 8): Skin {
  const positions: number[] = [];
  const normals: number[] = [];
  const indices: number[] = [];
  for (const strand of strands) {
    const { points } = strand;
    const first = positions.length / 3;
    let along = tangent(points, 0);
    let side = normalise(cross(Math.abs(along[1]) < 0.9 ? [0, 1, 0] : [0, 0, 1], along));
    points.forEach((point, i) => {
      along = tangent(points, i);
      side = normalise(subtract(side, scale(along, dot(side, along))));
      const other = cross(along, side);
      const r = radiusAt(strand, i, points.length);
      for (let k = 0; k < sides; k++) {
        const angle = (2 * Math.PI * k) / sides;
        const normal = add(scale(side, Math.cos(angle)), scale(other, Math.sin(angle)));
        positions.push(...add(point, scale(normal, r)));
        normals.push(...normal);
      }
    });
    for (let i = 0; i + 1 < points.length; i++) {
      for (let k = 0; k < sides; k++) {
        const a = first + i * sides + k;
        const b = first + i * sides + ((k + 1) % sides);
        indices.push(a, b, b + sides, a, b + sides, a + sides);
      }
    }
  }
  return {
    positions: Float32Array.from(positions),
    normals: Float32Array.from(normals),
    indices: Uint32Array.from(indices),
  };
}

/** Several surfaces as one. */
export function joined(skins: readonly Skin[]): Skin {
  const sum = (pick: (skin: Skin) => number): number => skins.reduce((total, skin) => total + pick(skin), 0);
  const positions = new Float32Array(sum((s) => s.positions.length));
  const normals = new Float32Array(positions.length);
  const indices = new Uint32Array(sum((s) => s.indices.length));
  let v = 0;
  let t = 0;
  for (const skin of skins) {
    positions.set(skin.positions, v);
    normals.set(skin.normals, v);
    skin.indices.forEach((index, k) => (indices[t + k] = index + v / 3));
    v += skin.positions.length;
    t += skin.indices.length;
  }
  return { positions, normals, indices };
}

function tangent(points: readonly Vec3[], i: number): Vec3 {
  const a = points[Math.max(0, i - 1)];
  const b = points[Math.min(points.length - 1, i + 1)];
  return normalise(subtract(b, a));
}
