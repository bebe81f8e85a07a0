import { describe, expect, it } from 'vitest';
import { capOf, clipped } from './cut';
import { box, capsule, ellipsoid, laidOn, sphere, union, without } from './field';
import { type Skin, skinOf } from './surface-nets';

const EXTENT = { min: [-2, -2, -2], max: [2, 2, 2] } as const;

function areaOf({ positions, indices }: Skin): number {
  let sum = 0;
  for (let t = 0; t < indices.length; t += 3) {
    const [a, b, c] = [0, 1, 2].map((k) => positions.subarray(indices[t + k] * 3, indices[t + k] * 3 + 3));
    const [p, q] = [b, c].map((v) => [v[0] - a[0], v[1] - a[1], v[2] - a[2]]);
    sum += Math.hypot(p[1] * q[2] - p[2] * q[1], p[2] * q[0] - p[0] * q[2], p[0] * q[1] - p[1] * q[0]) / 2;
  }
  return sum;
}

/** Edges that belong to one triangle alone. */
function openEdges({ indices }: Skin): number {
  const seen = new Map<string, number>();
  for (let t = 0; t < indices.length; t += 3) {
    for (let k = 0; k < 3; k++) {
      const edge = [indices[t + k], indices[t + ((k + 1) % 3)]].sort((a, b) => a - b).join();
      seen.set(edge, (seen.get(edge) ?? 0) + 1);
    }
  }
  return [...seen.values()].filter((count) => count === 1).length;
}

describe('the surface of a field', () => {
  it('is closed, lies on the solid and has its area', () => {
    const skin = skinOf(sphere([0.1, 0, 0], 1.2), EXTENT, 0.1);
    expect(openEdges(skin)).toBe(0);
    for (let v = 0; v < skin.positions.length; v += 3) {
      const [x, y, z] = skin.positions.subarray(v, v + 3);
      expect(Math.hypot(x - 0.1, y, z)).toBeCloseTo(1.2, 2);
      expect(skin.normals[v] * (x - 0.1) + skin.normals[v + 1] * y + skin.normals[v + 2] * z).toBeGreaterThan(
        1.1,
      );
    }
    expect(areaOf(skin) / (4 * Math.PI * 1.44)).toBeCloseTo(1, 1);
  });

  it('has its front outside: corners run counter-clockwise seen from where the normals point', () => {
    const { positions, normals, indices } = skinOf(ellipsoid([0, 0, 0], [1.5, 0.8, 1]), EXTENT, 0.15);
    for (let t = 0; t < indices.length; t += 3) {
      const at = (k: number): Float32Array => positions.subarray(indices[t + k] * 3, indices[t + k] * 3 + 3);
      const [a, b, c] = [at(0), at(1), at(2)];
      const [p, q] = [b, c].map((v) => [v[0] - a[0], v[1] - a[1], v[2] - a[2]]);
      const n = [p[1] * q[2] - p[2] * q[1], p[2] * q[0] - p[0] * q[2], p[0] * q[1] - p[1] * q[0]];
      const i = indices[t] * 3;
      expect(n[0] * normals[i] + n[1] * normals[i + 1] + n[2] * normals[i + 2]).toBeGreaterThan(-1e-9);
    }
  });

  it('passes over empty blocks without losing thin or far parts', () => {
    const thin = union(0, capsule([-1.8, 0, 0], [1.8, 0, 0], 0.12), sphere([1.6, 1.6, 1.6], 0.2));
    const all = skinOf(thin, EXTENT, 0.08, true);
    expect(skinOf(thin, EXTENT, 0.08).indices.length).toBe(all.indices.length);
  });

  it('of nothing is nothing', () => {
    expect(skinOf(sphere([9, 9, 9], 1), EXTENT, 0.2).indices.length).toBe(0);
  });
});

describe('a cut', () => {
  const plane = { normal: [0, 0, 1], distance: 0.3 } as const;
  const ball = sphere([0, 0, 0], 1);

  it('leaves nothing beyond the plane, and its face fills the opening', () => {
    const half = clipped(skinOf(ball, EXTENT, 0.08), plane);
    for (let v = 2; v < half.positions.length; v += 3) expect(half.positions[v]).toBeLessThan(0.3 + 1e-6);
    const face = capOf(ball, EXTENT, plane, 0.05);
    expect(areaOf(face) / (Math.PI * (1 - 0.09))).toBeCloseTo(1, 1);
    for (let v = 2; v < face.positions.length; v += 3) expect(face.positions[v]).toBeCloseTo(0.3, 6);
    expect([...face.normals.subarray(0, 3)]).toEqual([0, 0, 1]);
  });

  it('shows each region of the face once: ring and core together make the whole', () => {
    const core = sphere([0, 0, 0.2], 0.5);
    const parts = [core, without(ball, core)].map((field) => areaOf(capOf(field, EXTENT, plane, 0.04)));
    expect(parts[0] + parts[1]).toBeCloseTo(areaOf(capOf(ball, EXTENT, plane, 0.04)), 1);
  });

  it('beyond the solid keeps all of it and has no face', () => {
    const skin = skinOf(ball, EXTENT, 0.2);
    const far = { normal: [0, 0, 1], distance: 1.5 } as const;
    expect(clipped(skin, far).indices.length).toBe(skin.indices.length);
    expect(capOf(ball, EXTENT, far, 0.1).indices.length).toBe(0);
  });
});

it('points laid on a surface lie there, as far above it as asked', () => {
  const [[x, y, z]] = laidOn(box([0, 0, 0], [1, 1, 1], 0.3), [[1.6, 0.1, 0.2]], 0.1);
  expect(box([0, 0, 0], [1, 1, 1], 0.3)(x, y, z)).toBeCloseTo(0.1, 3);
});
