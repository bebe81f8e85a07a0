import type { CameraKeyframe, SceneElement, Vec3 } from '../../document/scene-document';
import { length, normalise, subtract } from '../../geometry/vector';
import type { Bvh } from '../../light/bvh';
import { isClear } from '../clearance';

/** A view of a figure, told by the figure's own measures. */
export interface Framing {
  /** Radians about the figure from its front, counter-clockwise seen from above. */
  angle: number;
  /** Height of the stretch that fills the picture, in heights of the figure; 1.16 shows all of it with air. */
  stretch: number;
  /** Height above the figure's feet that is looked at, and that of the lens, in heights of the figure. */
  target: number;
  eye: number;
}

/** Nearer than this a lens would show nothing but cloth, metres. */
const NEAREST = 0.75;
/** How far a figure reaches around its axis, metres. */
const REACH = 0.8;
const CLEARANCE = 0.2;

/** Camera of a framing. `fov` vertical, degrees: the long lenses of portraits. */
export function keyframeOf(
  figure: SceneElement,
  { angle, stretch, target, eye }: Framing,
  time: number,
  fov: number,
): CameraKeyframe {
  const height = figure.size[1];
  const away = Math.max(NEAREST, (stretch * height) / (2 * Math.tan((fov * Math.PI) / 360)));
  const [x, y, z] = figure.position;
  const direction = figure.yaw + angle;
  const r = (value: number): number => Math.round(value * 1000) / 1000 + 0;
  return {
    time: r(time),
    position: [r(x + Math.sin(direction) * away), r(y + eye * height), r(z + Math.cos(direction) * away)],
    lookAt: [r(x), r(y + target * height), r(z)],
    fov,
  };
}

/** Can the figure be seen from there: nothing at the lens, nothing between it and the figure. */
export function seesFigure({ position, lookAt }: CameraKeyframe, bvh: Bvh): boolean {
  if (!isClear(bvh, position, CLEARANCE)) return false;
  const away = subtract(lookAt, position);
  const free = length(away) - REACH;
  if (free <= 0) return true;
  const [dx, dy, dz]: Vec3 = normalise(away);
  return !bvh.occluded(...position, dx, dy, dz, free);
}

/** From one framing to another, eased in and out; s from 0 to 1. */
export function between(a: Framing, b: Framing, s: number): Framing {
  const e = s * s * (3 - 2 * s);
  const mix = (from: number, to: number): number => from + (to - from) * e;
  return {
    angle: mix(a.angle, b.angle),
    stretch: mix(a.stretch, b.stretch),
    target: mix(a.target, b.target),
    eye: mix(a.eye, b.eye),
  };
}
