import { MaquetteError } from '@maquette/kernel';
import { describe, expect, it } from 'vitest';
import type { CameraKeyframe, CameraPath, Vec3 } from '../document/scene-document';
import { length, scale, subtract } from '../geometry/vector';
import { sampleCamera } from './sample-camera';

const frame = (time: number, position: Vec3, fov = 50): CameraKeyframe => ({
  time,
  position,
  lookAt: [position[0], 1.5, position[2] - 3],
  fov,
});
const path: CameraPath = {
  keyframes: [
    frame(0, [0, 1.5, 0]),
    frame(1, [1, 1.5, 0.2]),
    frame(4, [4, 1.5, -1], 40),
    frame(4.5, [4, 1.5, -2]),
    frame(8, [0, 1.5, -3]),
  ],
};
const velocity = (p: CameraPath, time: number, h: number): Vec3 =>
  scale(subtract(sampleCamera(p, time + h).position, sampleCamera(p, time).position), 1 / h);

describe('sampleCamera', () => {
  it('passes through the keyframes and rests before and after them', () => {
    for (const { time, position, lookAt, fov } of path.keyframes) {
      const pose = sampleCamera(path, time);
      expect(length(subtract(pose.position, position))).toBeLessThan(1e-9);
      expect(length(subtract(pose.lookAt, lookAt))).toBeLessThan(1e-9);
      expect(pose.fov).toBeCloseTo(fov, 9);
    }
    expect(sampleCamera(path, -5).position).toEqual([0, 1.5, 0]);
    expect(sampleCamera(path, 99).position).toEqual([0, 1.5, -3]);
  });

  it('has no jump in velocity at the keyframes', () => {
    for (const { time } of path.keyframes.slice(1, -1)) {
      const before = velocity(path, time, -1e-5);
      const after = velocity(path, time, 1e-5);
      expect(length(subtract(before, after))).toBeLessThan(1e-3);
    }
  });

  it('does not overshoot the fields of view', () => {
    for (let t = 0; t <= 8; t += 0.05) {
      const { fov } = sampleCamera(path, t);
      expect(fov).toBeGreaterThanOrEqual(40 - 1e-9);
      expect(fov).toBeLessThanOrEqual(50 + 1e-9);
    }
  });

  it('never turns back between keyframes on a line', () => {
    const line: CameraPath = {
      keyframes: [frame(0, [0, 1, 0]), frame(1, [0.1, 1, 0]), frame(2, [5, 1, 0]), frame(6, [5.2, 1, 0])],
    };
    let last = -1;
    for (let t = 0; t <= 6; t += 0.05) {
      const x = sampleCamera(line, t).position[0];
      expect(x).toBeGreaterThanOrEqual(last - 1e-9);
      last = x;
    }
  });

  it('stands still where two keyframes share a spot', () => {
    const pause: CameraPath = {
      keyframes: [frame(0, [0, 1, 0]), frame(2, [2, 1, 0]), frame(3, [2, 1, 0]), frame(5, [4, 1, 1])],
    };
    for (let t = 2; t <= 3; t += 0.1)
      expect(length(subtract(sampleCamera(pause, t).position, [2, 1, 0]))).toBeLessThan(1e-3);
  });

  it('takes one keyframe as a fixed camera', () => {
    expect(sampleCamera({ keyframes: [frame(3, [1, 2, 3])] }, 0).position).toEqual([1, 2, 3]);
  });

  it('turns evenly between two keyframes', () => {
    const two: CameraPath = { keyframes: [frame(0, [0, 1, 0]), frame(4, [4, 1, 0])] };
    expect(sampleCamera(two, 1).position[0]).toBeCloseTo(1, 9);
  });

  it.each([
    ['no keyframes', []],
    ['equal times', [frame(1, [0, 0, 0]), frame(1, [1, 0, 0])]],
    ['falling times', [frame(2, [0, 0, 0]), frame(1, [1, 0, 0])]],
  ])('refuses %s', (_, keyframes) => {
    try {
      sampleCamera({ keyframes }, 0);
      expect.unreachable();
    } catch (error) {
      expect((error as MaquetteError).code).toBe('camera-invalid');
    }
  });
});
