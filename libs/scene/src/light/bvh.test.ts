import { describe, expect, it } from 'vitest';
import { Random } from '../geometry/random';
import { Bvh } from './bvh';

/** Random small triangles in a cube, as positions and indices. */
function soup(count: number, seed: number): { positions: Float32Array; indices: Uint32Array } {
  const random = new Random(seed);
  const positions = new Float32Array(count * 9);
  for (let t = 0; t < count; t++) {
    const centre = [random.between(-2, 2), random.between(-2, 2), random.between(-2, 2)];
    for (let i = 0; i < 9; i++) positions[t * 9 + i] = centre[i % 3] + random.between(-0.3, 0.3);
  }
  return { positions, indices: Uint32Array.from({ length: count * 3 }, (_, i) => i) };
}

/** Nearest hit by asking every triangle: the reference. */
function nearest(positions: Float32Array, o: number[], d: number[]): { triangle: number; distance: number } {
  let best = { triangle: -1, distance: Infinity };
  for (let t = 0; t < positions.length / 9; t++) {
    const p = positions.subarray(t * 9, t * 9 + 9);
    const e1 = [p[3] - p[0], p[4] - p[1], p[5] - p[2]];
    const e2 = [p[6] - p[0], p[7] - p[1], p[8] - p[2]];
    const cross = (a: number[], b: number[]): number[] => [
      a[1] * b[2] - a[2] * b[1],
      a[2] * b[0] - a[0] * b[2],
      a[0] * b[1] - a[1] * b[0],
    ];
    const dot = (a: number[], b: number[]): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    const n = cross(e1, e2);
    const from = [o[0] - p[0], o[1] - p[1], o[2] - p[2]];
    const distance = -dot(n, from) / dot(n, d);
    if (!(distance > 1e-4) || distance >= best.distance) continue;
    const at = from.map((x, i) => x + d[i] * distance);
    const area = dot(n, n);
    const u = dot(cross(at, e2), n) / area;
    const v = dot(cross(e1, at), n) / area;
    if (u >= 0 && v >= 0 && u + v <= 1) best = { triangle: t, distance };
  }
  return best;
}

describe('Bvh', () => {
  const { positions, indices } = soup(400, 7);
  const bvh = new Bvh(positions, indices);

  it('finds the triangle that asking every triangle finds', () => {
    const random = new Random(11);
    let hits = 0;
    for (let i = 0; i < 500; i++) {
      const o = [random.between(-3, 3), random.between(-3, 3), random.between(-3, 3)];
      const d = [random.between(-1, 1), random.between(-1, 1), random.between(-1, 1)];
      const expected = nearest(positions, o, d);
      const hit = bvh.closest(o[0], o[1], o[2], d[0], d[1], d[2]);
      expect(hit).toBe(expected.triangle >= 0);
      if (!hit) continue;
      hits++;
      expect(bvh.hitDistance).toBeCloseTo(expected.distance, 4);
      expect(bvh.hitTriangle).toBe(expected.triangle);
    }
    expect(hits).toBeGreaterThan(50);
  });

  it('answers occlusion within the limit only', () => {
    const square = Float32Array.from([-1, -1, 0, 1, -1, 0, 1, 1, 0, -1, -1, 0, 1, 1, 0, -1, 1, 0]);
    const wall = new Bvh(square, Uint32Array.from([0, 1, 2, 3, 4, 5]));
    expect(wall.occluded(0.2, 0.1, 5, 0, 0, -1, 10)).toBe(true);
    expect(wall.occluded(0.2, 0.1, 5, 0, 0, -1, 4.9)).toBe(false);
    expect(wall.occluded(0.2, 0.1, 5, 0, 0, 1, 10)).toBe(false);
    expect(wall.occluded(3, 0, 5, 0, 0, -1, 10)).toBe(false);
  });

  it('gives barycentric weights that rebuild the point', () => {
    const one = Float32Array.from([0, 0, 0, 1, 0, 0, 0, 1, 0]);
    const single = new Bvh(one, Uint32Array.from([0, 1, 2]));
    expect(single.closest(0.2, 0.5, 1, 0, 0, -1)).toBe(true);
    expect(single.hitU).toBeCloseTo(0.2, 6);
    expect(single.hitV).toBeCloseTo(0.5, 6);
  });

  it('survives an empty mesh', () => {
    const empty = new Bvh(new Float32Array(0), new Uint32Array(0));
    expect(empty.closest(0, 0, 0, 0, 0, 1)).toBe(false);
  });
});
