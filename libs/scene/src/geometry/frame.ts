import type { Vec3 } from '../document/scene-document';

/** A rigid placement: the images of the three axes, and the origin. */
export interface Frame {
  x: Vec3;
  y: Vec3;
  z: Vec3;
  origin: Vec3;
}

export interface FrameAngles {
  position: Vec3;
  yaw: number;
  pitch?: number;
  roll?: number;
}

/** Yaw about +Y, then pitch about the new +X, then roll about the new +Z (radians), then the translation. */
export function frameOf({ position, yaw, pitch = 0, roll = 0 }: FrameAngles): Frame {
  const [cy, sy] = [Math.cos(yaw), Math.sin(yaw)];
  const [cp, sp] = [Math.cos(pitch), Math.sin(pitch)];
  const [cr, sr] = [Math.cos(roll), Math.sin(roll)];
  const turn = ([x, y, z]: Vec3): Vec3 => {
    const rolled: Vec3 = [x * cr - y * sr, x * sr + y * cr, z];
    const pitched: Vec3 = [rolled[0], rolled[1] * cp - rolled[2] * sp, rolled[1] * sp + rolled[2] * cp];
    return [pitched[0] * cy + pitched[2] * sy, pitched[1], -pitched[0] * sy + pitched[2] * cy];
  };
  return { x: turn([1, 0, 0]), y: turn([0, 1, 0]), z: turn([0, 0, 1]), origin: position };
}

export function rotate({ x, y, z }: Frame, v: Vec3): Vec3 {
  return [
    x[0] * v[0] + y[0] * v[1] + z[0] * v[2],
    x[1] * v[0] + y[1] * v[1] + z[1] * v[2],
    x[2] * v[0] + y[2] * v[1] + z[2] * v[2],
  ];
}

export function transform(frame: Frame, p: Vec3): Vec3 {
  const r = rotate(frame, p);
  return [r[0] + frame.origin[0], r[1] + frame.origin[1], r[2] + frame.origin[2]];
}

/** The frame `inner` of the space `outer`, seen from outside both. */
export function compose(outer: Frame, inner: Frame): Frame {
  return {
    x: rotate(outer, inner.x),
    y: rotate(outer, inner.y),
    z: rotate(outer, inner.z),
    origin: transform(outer, inner.origin),
  };
}
