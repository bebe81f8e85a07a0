import type { CameraPath, Vec3 } from '../document/scene-document';
import { subtract } from '../geometry/vector';
import type { Bvh } from '../light/bvh';
import { sampleCamera } from './sample-camera';

/** A moment at which the camera is too near to something, or has passed through it. */
export interface ClearanceViolation {
  time: number;
  position: Vec3;
  kind: 'near' | 'through';
}

/** Directions spread evenly over the sphere (Fibonacci lattice). */
const DIRECTIONS = fibonacciSphere(64);

/**
 * Tries the whole path with rays: from every sample into many directions up to `radius` metres, and along every step from
 * one sample to the next. An empty list means that the camera keeps clear of all geometry.
 */
export function checkClearance(
  path: CameraPath,
  bvh: Bvh,
  radius: number,
  samplesPerSecond: number,
): ClearanceViolation[] {
  const end = path.keyframes[path.keyframes.length - 1]?.time ?? 0;
  const start = path.keyframes[0]?.time ?? 0;
  const steps = Math.max(1, Math.ceil((end - start) * samplesPerSecond));
  const violations: ClearanceViolation[] = [];
  let previous: Vec3 | undefined;
  for (let i = 0; i <= steps; i++) {
    const time = start + ((end - start) * i) / steps;
    const { position } = sampleCamera(path, time);
    if (!isClear(bvh, position, radius)) violations.push({ time, position, kind: 'near' });
    if (previous && !stepIsFree(bvh, previous, position))
      violations.push({ time, position, kind: 'through' });
    previous = position;
  }
  return violations;
}

/** Is nothing nearer to the point than `radius`. */
export function isClear(bvh: Bvh, [x, y, z]: Vec3, radius: number): boolean {
  return !DIRECTIONS.some(([dx, dy, dz]) => bvh.occluded(x, y, z, dx, dy, dz, radius));
}

/** Does nothing stand between two points. */
export function stepIsFree(bvh: Bvh, from: Vec3, to: Vec3): boolean {
  const [dx, dy, dz] = subtract(to, from);
  const distance = Math.hypot(dx, dy, dz);
  if (distance < 1e-6) return true;
  return !bvh.occluded(from[0], from[1], from[2], dx / distance, dy / distance, dz / distance, distance);
}

function fibonacciSphere(count: number): Vec3[] {
  const golden = Math.PI * (3 - Math.sqrt(5));
  return Array.from({ length: count }, (_, i) => {
    const y = 1 - (2 * (i + 0.5)) / count;
    const r = Math.sqrt(1 - y * y);
    return [Math.cos(golden * i) * r, y, Math.sin(golden * i) * r] as const;
  });
}
