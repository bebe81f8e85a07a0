import type { Vec3 } from '../../../document/scene-document';

/**
 * A solid as a function of space: negative inside, positive outside, about the distance to the surface in the specimen's own
 * unit. Combinations of these are only bounds of the distance; that is all that meshing asks for.
 */
export type Field = (x: number, y: number, z: number) => number;

/** An axis-aligned region, in the specimen's unit. */
export interface Extent {
  min: Vec3;
  max: Vec3;
}

export const sphere =
  ([cx, cy, cz]: Vec3, r: number): Field =>
  (x, y, z) =>
    Math.hypot(x - cx, y - cy, z - cz) - r;

/** Near the surface right to the first order; far from it too small rather than too large. */
export const ellipsoid =
  ([cx, cy, cz]: Vec3, [rx, ry, rz]: Vec3): Field =>
  (x, y, z) => {
    const px = (x - cx) / rx;
    const py = (y - cy) / ry;
    const pz = (z - cz) / rz;
    const k = Math.sqrt(px * px + py * py + pz * pz);
    const g = Math.sqrt((px / rx) ** 2 + (py / ry) ** 2 + (pz / rz) ** 2);
    return g > 0 ? (k * (k - 1)) / g : -Math.min(rx, ry, rz);
  };

/** A bar with round ends whose radius runs from `r` at `a` to `s` at `b`. */
export const capsule =
  (a: Vec3, b: Vec3, r: number, s = r): Field =>
  (x, y, z) => {
    const [dx, dy, dz] = [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
    const [px, py, pz] = [x - a[0], y - a[1], z - a[2]];
    const t = Math.min(1, Math.max(0, (px * dx + py * dy + pz * dz) / (dx * dx + dy * dy + dz * dz || 1)));
    return Math.hypot(px - dx * t, py - dy * t, pz - dz * t) - (r + (s - r) * t);
  };

/** Capsules along a polyline, radii running from `r` to `s`. */
export function cord(points: readonly Vec3[], r: number, s = r, k = 0): Field {
  const last = points.length - 1;
  const at = (i: number): number => r + ((s - r) * i) / last;
  return union(k, ...points.slice(1).map((p, i) => capsule(points[i], p, at(i), at(i + 1))));
}

/** A box with rounded edges, `half` its half extents. */
export const box =
  ([cx, cy, cz]: Vec3, [hx, hy, hz]: Vec3, round = 0): Field =>
  (x, y, z) => {
    const qx = Math.abs(x - cx) - hx + round;
    const qy = Math.abs(y - cy) - hy + round;
    const qz = Math.abs(z - cz) - hz + round;
    const outside = Math.hypot(Math.max(qx, 0), Math.max(qy, 0), Math.max(qz, 0));
    return outside + Math.min(0, Math.max(qx, qy, qz)) - round;
  };

/** A ring about the axis `axis` (0 x, 1 y, 2 z). */
export const torus =
  ([cx, cy, cz]: Vec3, radius: number, r: number, axis: 0 | 1 | 2 = 1): Field =>
  (x, y, z) => {
    const p = [x - cx, y - cy, z - cz];
    const along = p[axis];
    const around = Math.hypot(p[(axis + 1) % 3], p[(axis + 2) % 3]);
    return Math.hypot(around - radius, along) - r;
  };

/** An endless cylinder about an axis through a point. */
export const cylinder =
  ([cx, cy, cz]: Vec3, r: number, axis: 0 | 1 | 2 = 1): Field =>
  (x, y, z) => {
    const p = [x - cx, y - cy, z - cz];
    return Math.hypot(p[(axis + 1) % 3], p[(axis + 2) % 3]) - r;
  };

/** All points with n·p < d; `n` of unit length. */
export const below =
  ([nx, ny, nz]: Vec3, d: number): Field =>
  (x, y, z) =>
    nx * x + ny * y + nz * z - d;

/** All of the fields together; `k` is the radius of the fillet between them. */
export function union(k: number, ...fields: readonly Field[]): Field {
  if (k <= 0) {
    return (x, y, z) => {
      let least = Infinity;
      for (const field of fields) least = Math.min(least, field(x, y, z));
      return least;
    };
  }
  return (x, y, z) => {
    let sum = fields[0](x, y, z);
    for (let i = 1; i < fields.length; i++) sum = smoothMin(sum, fields[i](x, y, z), k);
    return sum;
  };
}

/** `field` without `taken`, the edge rounded by `k`. */
export const without = (field: Field, taken: Field, k = 0): Field =>
  k > 0
    ? (x, y, z) => -smoothMin(-field(x, y, z), taken(x, y, z), k)
    : (x, y, z) => Math.max(field(x, y, z), -taken(x, y, z));

/** What all of the fields share. */
export const shared =
  (...fields: readonly Field[]): Field =>
  (x, y, z) => {
    let most = -Infinity;
    for (const field of fields) most = Math.max(most, field(x, y, z));
    return most;
  };

/** Everything outside: a hollow seen from within. */
export const inverse =
  (field: Field): Field =>
  (x, y, z) =>
    -field(x, y, z);

/** Thicker by `by` (thinner when negative). */
export const grown =
  (field: Field, by: number): Field =>
  (x, y, z) =>
    field(x, y, z) - by;

/** The wall of a solid: what lies at most `thickness` below its surface. */
export const wall = (field: Field, thickness: number): Field => without(field, grown(field, -thickness));

/** The field with its surface raised by a function of space. */
export const raised =
  (field: Field, by: Field): Field =>
  (x, y, z) =>
    field(x, y, z) - by(x, y, z);

/** Both sides of the plane x = 0. */
export const mirrored =
  (field: Field): Field =>
  (x, y, z) =>
    field(Math.abs(x), y, z);

export const moved =
  (field: Field, [dx, dy, dz]: Vec3): Field =>
  (x, y, z) =>
    field(x - dx, y - dy, z - dz);

/** Turned by `angle` about an axis through the origin, counter-clockwise seen from its tip. */
export const turned = (field: Field, axis: 0 | 1 | 2, angle: number): Field => {
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  if (axis === 0) return (x, y, z) => field(x, y * c + z * s, z * c - y * s);
  if (axis === 1) return (x, y, z) => field(x * c - z * s, y, z * c + x * s);
  return (x, y, z) => field(x * c + y * s, y * c - x * s, z);
};

/** Polynomial smooth minimum. */
export function smoothMin(a: number, b: number, k: number): number {
  const h = Math.max(0, k - Math.abs(a - b)) / k;
  return Math.min(a, b) - (h * h * k) / 4;
}

/** Smooth bumps of wavelength `length`, −1 to 1: a cheap sum of turned sines, for lobes and folds. */
export const bumps =
  (length: number, phase = 0): Field =>
  (x, y, z) => {
    const f = (2 * Math.PI) / length;
    const [a, b, c] = [x * f + phase, y * f + 1.7 * phase, z * f + 2.3 * phase];
    return (
      (Math.sin(a + 0.8 * Math.sin(b)) +
        Math.sin(b * 1.13 + 0.9 * Math.sin(c)) +
        Math.sin(c * 0.93 + 0.7 * Math.sin(a))) /
      3
    );
  };

/** Points brought to a field's surface, `lift` above it: vessels that run on an organ. */
export function laidOn(field: Field, points: readonly Vec3[], lift = 0): Vec3[] {
  const h = 1e-3;
  return points.map((point) => {
    let [x, y, z] = point;
    for (let pass = 0; pass < 8; pass++) {
      const value = field(x, y, z) - lift;
      const gx = (field(x + h, y, z) - field(x - h, y, z)) / (2 * h);
      const gy = (field(x, y + h, z) - field(x, y - h, z)) / (2 * h);
      const gz = (field(x, y, z + h) - field(x, y, z - h)) / (2 * h);
      const squared = gx * gx + gy * gy + gz * gz || 1;
      [x, y, z] = [x - (gx * value) / squared, y - (gy * value) / squared, z - (gz * value) / squared];
    }
    return [x, y, z];
  });
}
