import { MaquetteError } from '@maquette/kernel';
import { describe, expect, it } from 'vitest';
import type { SceneDocument, SceneElement } from '../document/scene-document';
import { buildMesh } from './build-mesh';

function scene(
  elements: Partial<SceneElement>[],
  setting: SceneDocument['setting'] = 'interior',
): SceneDocument {
  return {
    schema: 'maquette/scene/1',
    domain: 'architecture',
    title: 'Test room',
    seed: 3,
    space: 'living-room',
    setting,
    environment: { hour: 12, dayOfYear: 172, latitude: 50, north: 0, weather: 'clear' },
    lamps: false,
    bounds: { min: [-3, 0, -2], max: [3, 2.7, 2] },
    elements: elements.map((e, i) => ({
      id: `e-${i}`,
      type: 'plinth',
      position: [0, 0, 0],
      yaw: 0,
      size: [1, 1, 1],
      ...e,
    })),
    camera: { keyframes: [] },
  };
}

describe('buildMesh', () => {
  it('puts elements in their places and tells them apart', () => {
    const mesh = buildMesh(
      scene([{ position: [2, 0.5, -1], yaw: Math.PI / 2, size: [2, 1, 0.5] }, { position: [-3, 0, 0] }]),
    );
    expect(mesh.elementIds).toEqual(['e-0', 'e-1']);
    expect(new Set(mesh.triangleElement)).toEqual(new Set([1, 2]));
    const first = [...mesh.indices].filter((_, i) => mesh.triangleElement[Math.floor(i / 3)] === 1);
    const extent = (axis: number) => {
      const values = first.map((i) => mesh.positions[3 * i + axis]);
      return [Math.min(...values), Math.max(...values)];
    };
    // A quarter turn swaps width and depth.
    expect(extent(0)[0]).toBeCloseTo(1.75);
    expect(extent(0)[1]).toBeCloseTo(2.25);
    expect(extent(2)[0]).toBeCloseTo(-2);
    expect(extent(2)[1]).toBeCloseTo(0);
    expect(extent(1)[0]).toBeCloseTo(0.5);
  });

  it('turns the front to +X at a yaw of 90 degrees', () => {
    const mesh = buildMesh(scene([{ type: 'painting', size: [1, 1, 0.04], yaw: Math.PI / 2 }]));
    const picture = mesh.materials.indexOf('painting-warm');
    const triangle = mesh.triangleMaterial.indexOf(picture);
    expect(mesh.normals[3 * mesh.indices[3 * triangle]]).toBeCloseTo(1);
  });

  it('cuts windows through walls', () => {
    const opening = { kind: 'window', offset: 1, sill: 0.8, width: 1.2, height: 1.4 } as const;
    const mesh = buildMesh(scene([{ type: 'wall', size: [4, 2.7, 0.2], openings: [opening] }]));
    // The middle of the left pane: no triangle of any face may cover it.
    const [px, py] = [-2 + 1 + 0.3, 1.5];
    for (let t = 0; t < mesh.indices.length; t += 3) {
      const corners = [0, 1, 2].map((k) => mesh.indices[t + k]);
      if (corners.every((i) => Math.abs(mesh.normals[3 * i + 2]) < 0.5)) continue;
      const [a, b, c] = corners.map((i) => [mesh.positions[3 * i], mesh.positions[3 * i + 1]]);
      const side = (p: number[], q: number[]) => (q[0] - p[0]) * (py - p[1]) - (q[1] - p[1]) * (px - p[0]);
      const signs = [side(a, b), side(b, c), side(c, a)].map(Math.sign);
      expect(signs.every((s) => s >= 0) || signs.every((s) => s <= 0)).toBe(false);
    }
  });

  it('keeps the surface of walls whole around openings', () => {
    const opening = { kind: 'archway', offset: 1.1, sill: 0, width: 1, height: 2 } as const;
    const mesh = buildMesh(
      scene([{ type: 'wall', size: [4, 2.7, 0.2], openings: [opening], materials: { front: 'red-brick' } }]),
    );
    const front = mesh.materials.indexOf('red-brick');
    let area = 0;
    mesh.triangleMaterial.forEach((m, t) => {
      if (m !== front) return;
      const [a, b, c] = [0, 1, 2]
        .map((k) => mesh.indices[3 * t + k])
        .map((i) => [mesh.positions[3 * i], mesh.positions[3 * i + 1]]);
      area += Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])) / 2;
    });
    expect(area).toBeCloseTo(4 * 2.7 - 1 * 2, 4);
  });

  it('follows the asked spacing on floors', () => {
    const floor = [{ type: 'slab', size: [6, 0.2, 4], position: [0, -0.2, 0] }] as Partial<SceneElement>[];
    const coarse = buildMesh(scene(floor), 1);
    const fine = buildMesh(scene(floor), 0.2);
    expect(coarse.indices.length / 3).toBeLessThan(120);
    expect(fine.indices.length / 3).toBeGreaterThan(1200);
  });

  it('says which element is wrong, and what it offers', () => {
    const attempt = (wrong: Partial<SceneElement>) => () => buildMesh(scene([wrong]));
    expect(attempt({ id: 'sofa-9', type: 'throne' as never })).toThrow(/sofa-9.*throne/);
    expect(attempt({ type: 'sofa', materials: { fabric: 'fur' as never } })).toThrow(/fur/);
    try {
      attempt({ type: 'sofa', materials: { cloth: 'wool-blue' } })();
      expect.fail('accepted an unknown slot');
    } catch (error) {
      expect(error).toBeInstanceOf(MaquetteError);
      expect((error as MaquetteError).hint).toContain('fabric');
    }
  });
});
