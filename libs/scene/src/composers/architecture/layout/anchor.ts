import type { Vec3 } from '../../../document/scene-document';

/** A place that things are arranged about: local +Z is its front, local +X its right-hand axis seen from behind +Z. */
export interface Anchor {
  position: Vec3;
  yaw: number;
}

/** World position of a point given in an anchor's local axes, metres. */
export function at(anchor: Anchor, x: number, z: number, y = 0): Vec3 {
  const c = Math.cos(anchor.yaw);
  const s = Math.sin(anchor.yaw);
  const [px, py, pz] = anchor.position;
  return [round(px + x * c + z * s), round(py + y), round(pz - x * s + z * c)];
}

/** Yaw that makes an element at `from` face `to`. */
export function facing(from: Vec3, to: Vec3): number {
  return Math.atan2(to[0] - from[0], to[2] - from[2]);
}

/** Tenths of a millimetre are enough for a room, and documents stay readable. */
export function round(value: number): number {
  // Adding 0 turns −0, which JSON does not keep, into 0.
  return Math.round(value * 1e4) / 1e4 + 0;
}
