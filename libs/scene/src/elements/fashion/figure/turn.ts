import type { Vec3 } from '../../../document/scene-document';
import { cross, dot, normalise } from '../../../geometry/vector';

/** A rotation, row by row. */
export type Turn = readonly [
  number, number, number,
  number, number, number,
  number, number, number,
]; // prettier-ignore

export const NO_TURN: Turn = [1, 0, 0, 0, 1, 0, 0, 0, 1];

export const turned = (m: Turn, [x, y, z]: Vec3): Vec3 => [
  m[0] * x + m[1] * y + m[2] * z,
  m[3] * x + m[4] * y + m[5] * z,
  m[6] * x + m[7] * y + m[8] * z,
];

/** First `b`, then `a`. */
export function after(a: Turn, b: Turn): Turn {
  const cell = (row: number, column: number): number =>
    a[row * 3] * b[column] + a[row * 3 + 1] * b[3 + column] + a[row * 3 + 2] * b[6 + column];
  return [
    cell(0, 0), cell(0, 1), cell(0, 2),
    cell(1, 0), cell(1, 1), cell(1, 2),
    cell(2, 0), cell(2, 1), cell(2, 2),
  ]; // prettier-ignore
}

/** About a unit axis, radians, counter-clockwise seen from its tip. */
export function about([x, y, z]: Vec3, angle: number): Turn {
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  const t = 1 - c;
  return [
    t * x * x + c, t * x * y - s * z, t * x * z + s * y,
    t * x * y + s * z, t * y * y + c, t * y * z - s * x,
    t * x * z - s * y, t * y * z + s * x, t * z * z + c,
  ]; // prettier-ignore
}

/** The smallest rotation that takes one unit vector to another. */
export function between(from: Vec3, to: Vec3): Turn {
  const axis = cross(from, to);
  const sine = Math.hypot(axis[0], axis[1], axis[2]);
  if (sine < 1e-9) return dot(from, to) > 0 ? NO_TURN : about(normalise(acrossOf(from)), Math.PI);
  return about([axis[0] / sine, axis[1] / sine, axis[2] / sine], Math.atan2(sine, dot(from, to)));
}

const acrossOf = (v: Vec3): Vec3 => cross(v, Math.abs(v[1]) < 0.9 ? [0, 1, 0] : [1, 0, 0]);

/** Pitch about +X (forward), then roll about +Z (towards −X), then yaw about +Y (to the left), radians. */
export function euler([pitch, yaw, roll]: Vec3): Turn {
  return after(about([0, 1, 0], yaw), after(about([0, 0, 1], roll), about([1, 0, 0], pitch)));
}

/** A share of a rotation given by angles. */
export const share = ([a, b, c]: Vec3, part: number): Vec3 => [a * part, b * part, c * part];
