import { MaquetteError } from '@maquette/kernel';
import type { CameraKeyframe, CameraPath, Vec3 } from '../document/scene-document';
import { add, length, scale, subtract } from '../geometry/vector';
import type { CameraPose } from '../raster/camera-view';

/** Shortest knot interval: where two keyframes stand on the same spot, the curve rests there. */
const REST = 1e-3;

/**
 * The camera at a time in seconds. Positions and targets follow centripetal Catmull-Rom curves through the keyframes;
 * times map onto the curves' parameters monotonically, so that motion is C1 in time. Before the first and after the last
 * keyframe the camera rests.
 *
 * @throws MaquetteError `camera-invalid` when there are no keyframes or their times do not increase.
 */
export function sampleCamera(path: CameraPath, time: number): CameraPose {
  const frames = path.keyframes;
  assertSampleable(frames);
  const first = frames[0];
  const last = frames[frames.length - 1];
  if (frames.length === 1 || time <= first.time) return poseOf(first);
  if (time >= last.time) return poseOf(last);
  const times = frames.map((frame) => frame.time);
  return {
    position: pointAt(
      frames.map((frame) => frame.position),
      times,
      time,
    ),
    lookAt: pointAt(
      frames.map((frame) => frame.lookAt),
      times,
      time,
    ),
    fov: monotone(
      times,
      frames.map((frame) => frame.fov),
      time,
    ),
  };
}

function poseOf({ position, lookAt, fov }: CameraKeyframe): CameraPose {
  return { position, lookAt, fov };
}

function assertSampleable(frames: readonly CameraKeyframe[]): void {
  if (frames.length === 0) {
    throw new MaquetteError('bad-input', 'camera-invalid', 'The camera path has no keyframes.', {
      hint: 'Give at least one keyframe with time, position, lookAt and fov.',
    });
  }
  for (let i = 1; i < frames.length; i++) {
    if (frames[i].time > frames[i - 1].time) continue;
    throw new MaquetteError(
      'bad-input',
      'camera-invalid',
      `keyframes[${i}].time is ${frames[i].time}; it must be later than keyframes[${i - 1}].time, which is ${frames[i - 1].time}.`,
      { hint: 'Sort the keyframes by time and give each a time of its own.', details: { index: i } },
    );
  }
}

/** The curve through the points at a time. */
function pointAt(points: readonly Vec3[], times: readonly number[], time: number): Vec3 {
  const knots = [0];
  for (let i = 1; i < points.length; i++) {
    knots.push(knots[i - 1] + Math.max(REST, Math.sqrt(length(subtract(points[i], points[i - 1])))));
  }
  const knot = monotone(times, knots, time);
  const i = segmentOf(knots, knot);
  const step = knots[i + 1] - knots[i];
  const s = (knot - knots[i]) / step;
  return hermite(
    points[i],
    scale(tangent(points, knots, i), step),
    points[i + 1],
    scale(tangent(points, knots, i + 1), step),
    s,
  );
}

/** Derivative of the Catmull-Rom curve at a knot; at the ends, along the only segment there is. */
function tangent(points: readonly Vec3[], knots: readonly number[], i: number): Vec3 {
  const slope = (a: number, b: number): Vec3 =>
    scale(subtract(points[b], points[a]), 1 / (knots[b] - knots[a]));
  if (i === 0) return slope(0, 1);
  if (i === points.length - 1) return slope(i - 1, i);
  return subtract(add(slope(i - 1, i), slope(i, i + 1)), slope(i - 1, i + 1));
}

function hermite(p0: Vec3, m0: Vec3, p1: Vec3, m1: Vec3, s: number): Vec3 {
  const s2 = s * s;
  const s3 = s2 * s;
  const ends = add(scale(p0, 2 * s3 - 3 * s2 + 1), scale(p1, 3 * s2 - 2 * s3));
  return add(ends, add(scale(m0, s3 - 2 * s2 + s), scale(m1, s3 - s2)));
}

/** Monotone C1 interpolation (Fritsch and Carlson's harmonic slopes): no overshoot where values do not overshoot. */
function monotone(xs: readonly number[], ys: readonly number[], x: number): number {
  const i = segmentOf(xs, x);
  const h = xs[i + 1] - xs[i];
  const s = (x - xs[i]) / h;
  const m0 = slopeAt(xs, ys, i) * h;
  const m1 = slopeAt(xs, ys, i + 1) * h;
  const s2 = s * s;
  const s3 = s2 * s;
  return (
    ys[i] * (2 * s3 - 3 * s2 + 1) + ys[i + 1] * (3 * s2 - 2 * s3) + m0 * (s3 - 2 * s2 + s) + m1 * (s3 - s2)
  );
}

function slopeAt(xs: readonly number[], ys: readonly number[], i: number): number {
  const secant = (j: number): number => (ys[j + 1] - ys[j]) / (xs[j + 1] - xs[j]);
  if (i === 0) return secant(0);
  if (i === xs.length - 1) return secant(i - 1);
  const before = secant(i - 1);
  const after = secant(i);
  if (before * after <= 0) return 0;
  const wide = 2 * (xs[i + 1] - xs[i]) + (xs[i] - xs[i - 1]);
  const narrow = xs[i + 1] - xs[i] + 2 * (xs[i] - xs[i - 1]);
  return (wide + narrow) / (wide / before + narrow / after);
}

/** Index of the interval that holds x. */
function segmentOf(xs: readonly number[], x: number): number {
  let i = 0;
  while (i < xs.length - 2 && x >= xs[i + 1]) i++;
  return i;
}
