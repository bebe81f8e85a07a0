import { describe, expect, it } from 'vitest';
import type { SceneDocument, SceneElement, Vec3 } from '../document/scene-document';
import { buildMesh } from '../elements/build-mesh';
import type { SceneMesh } from '../geometry/mesh';
import { MeshSink } from '../geometry/mesh-sink';
import { Random } from '../geometry/random';
import { Bvh } from './bvh';
import { gather } from './gather';
import type { GatherScene } from './gather-scene';
import { cosineDirections, rotatedDirection } from './hemisphere';
import { portalsOf } from './portals';
import { settle } from './settle';
import { type Sky, sampleSky } from './sky';

/** Bright above the horizon and dark below it, brighter towards the zenith; a sun straight above where it has an irradiance. */
function gradedSky(sun = 0): Sky {
  const [width, height] = [8, 16];
  const radiance = new Float32Array(width * height * 3);
  for (let row = 0; row < height / 2; row++)
    radiance.fill(2 - row / height, row * width * 3, (row + 1) * width * 3);
  return { width, height, radiance, sunDirection: [0, 1, 0], sunIrradiance: [sun, sun, sun] };
}

/** A room of 5 × 3 × 4 m with one large window in front (+Z), divided into panes. */
function roomWithWindow(panes: 'grid' | 'large'): SceneDocument {
  const wall = (id: string, position: Vec3, yaw: number, length: number): SceneElement => ({
    id,
    type: 'wall',
    position,
    yaw,
    size: [length, 3, 0.2],
  });
  const windowed: SceneElement = {
    ...wall('front', [0, 0, 2.1], Math.PI, 5.4),
    openings: [{ kind: 'window', offset: 0.7, sill: 0.4, width: 4, height: 2.4, frame: 'white-paint' }],
    params: { panes },
  };
  return {
    version: 1,
    domain: 'architecture',
    space: 'living-room',
    setting: 'interior',
    seed: 1,
    lamps: false,
    bounds: { min: [-2.5, 0, -2], max: [2.5, 3, 2] },
    elements: [
      windowed,
      wall('back', [0, 0, -2.1], 0, 5.4),
      wall('left', [-2.6, 0, 0], Math.PI / 2, 4.4),
      wall('right', [2.6, 0, 0], -Math.PI / 2, 4.4),
      { id: 'floor', type: 'slab', position: [0, -0.2, 0], yaw: 0, size: [5.4, 0.2, 4.4] },
      { id: 'ceiling', type: 'slab', position: [0, 3, 0], yaw: 0, size: [5.4, 0.2, 4.4] },
    ],
  } as unknown as SceneDocument;
}

function sceneOf(mesh: SceneMesh, sky: Sky, rest: Partial<GatherScene> = {}): GatherScene {
  return {
    mesh,
    sky,
    bvh: new Bvh(mesh.positions, mesh.indices),
    portals: [],
    lamps: [],
    thin: [],
    opacity: null,
    bounds: { min: [-9, -9, -9], max: [9, 9, 9] },
    faintest: 0,
    rays: 64,
    ...rest,
  };
}

/** Irradiance from the sky at a point by plain hemisphere rays: slow, and right. */
function skyByForce({ bvh, sky }: GatherScene, p: Vec3, n: Vec3, rays: number): number {
  const directions = cosineDirections(rays);
  const d = new Float32Array(3);
  const radiance = new Float32Array(3);
  let sum = 0;
  for (let k = 0; k < rays; k++) {
    rotatedDirection(directions, k, 0.37, ...n, d);
    if (bvh.closest(p[0] + n[0] * 0.003, p[1] + n[1] * 0.003, p[2] + n[2] * 0.003, d[0], d[1], d[2]))
      continue;
    sampleSky(sky, d[0], d[1], d[2], radiance);
    sum += radiance[0];
  }
  return (sum * Math.PI) / rays;
}

describe('the energy of baked light', () => {
  it.each(['grid', 'large'] as const)('finds all the sky that a window with %s panes lets in', (panes) => {
    const document = roomWithWindow(panes);
    const mesh = buildMesh(document);
    const { min, max } = document.bounds;
    const scene = sceneOf(mesh, gradedSky(), { portals: portalsOf(document), bounds: document.bounds });
    const { sky, buried } = gather(scene, 0, mesh.positions.length / 3);
    let baked = 0;
    let expected = 0;
    for (let v = 0; v < buried.length; v += 3) {
      const p = [0, 1, 2].map((axis) => mesh.positions[v * 3 + axis]) as unknown as Vec3;
      const n = [0, 1, 2].map((axis) => mesh.normals[v * 3 + axis]) as unknown as Vec3;
      // Away from corners, where the bake moves its rays, and from the window itself.
      const clear = p.every(
        (x, axis) => Math.abs(n[axis]) > 0.5 || (x > min[axis] + 0.1 && x < max[axis] - 0.1),
      );
      const within = p.every((x, axis) => x > min[axis] - 0.01 && x < max[axis] + 0.01);
      if (!clear || !within || buried[v] || p[2] > 1.4) continue;
      baked += sky[v * 3];
      expected += skyByForce(scene, p, n, 1600);
    }
    expect(expected).toBeGreaterThan(10);
    expect(baked / expected).toBeGreaterThan(0.98);
    expect(baked / expected).toBeLessThan(1.02);
  });

  it('counts a window’s frame and reveal once, and no closed door as a window', () => {
    const document = roomWithWindow('grid');
    const [windowed] = document.elements;
    windowed.openings!.push({ kind: 'door', offset: 4.75, sill: 0, width: 0.6, height: 2 });
    expect(portalsOf(document)).toHaveLength(1);
    windowed.params = { doors: 'none' };
    expect(portalsOf(document)).toHaveLength(2);

    // Under a black sky, what a portal sample meets must lie outdoors: here stands nothing.
    const mesh = buildMesh(document);
    const scene = sceneOf(mesh, gradedSky(), { portals: portalsOf(document), bounds: document.bounds });
    const { portalTriangle } = gather(scene, 0, mesh.positions.length / 3);
    expect(portalTriangle.every((triangle) => triangle < 0)).toBe(true);
  });

  it('loses no light in the corners of a closed room: its bounces add up to those of an integrating sphere', () => {
    const document = roomWithWindow('large');
    delete document.elements[0].openings;
    const mesh = buildMesh(document);
    const count = mesh.positions.length / 3;
    const traced = gather(sceneOf(mesh, gradedSky(), { bounds: document.bounds }), 0, count);
    // Irradiance 1 on every inner face, reflectance 0.8: 1 + 0.8 + 0.64 + … = 5.
    const { min, max } = document.bounds;
    const grey = mesh.materials.map(() => [0.8, 0.8, 0.8] as const);
    const { indirect } = settle(
      mesh,
      [{ ...traced, lamps: new Float32Array(count * 3).fill(1) }],
      [0, 0, 0],
      grey,
      60,
    );
    let sum = 0;
    let n = 0;
    for (let v = 0; v < count; v++) {
      const p = [0, 1, 2].map((axis) => mesh.positions[v * 3 + axis]);
      if (!p.every((x, axis) => x > min[axis] - 0.01 && x < max[axis] + 0.01)) continue;
      sum += indirect[v * 3];
      n++;
    }
    expect(sum / n).toBeGreaterThan(5 * 0.97);
    expect(sum / n).toBeLessThan(5 * 1.03);
  });

  it('keeps the energy of a sunbeam that is smaller than the cells it falls on', () => {
    const random = new Random(5);
    const ratios = Array.from({ length: 12 }, () => {
      const sink = new MeshSink(0.5);
      sink.begin('floor', { position: [0, 0, 0], yaw: 0 });
      sink.quad([-3, 0, 3], [3, 0, 3], [3, 0, -3], [-3, 0, -3], 'white-paint');
      // A roof with a slit of 0.4 × 2 m somewhere.
      const x = random.between(-1, 1);
      const z = random.between(-1, 1);
      for (const [x0, z0, x1, z1] of [
        [-4, -4, x, 4],
        [x + 0.4, -4, 4, 4],
        [x, -4, x + 0.4, z - 1],
        [x, z + 1, x + 0.4, 4],
      ])
        sink.box([x0, 2, z0], [x1, 2.1, z1], 'white-paint');
      const mesh = sink.finish();
      const { sun } = gather(sceneOf(mesh, gradedSky(3)), 0, 169);
      let energy = 0;
      for (let t = 0; t < mesh.indices.length; t += 3) {
        const corners = [0, 1, 2].map((k) => mesh.indices[t + k]);
        if (corners.some((v) => v >= 169)) continue;
        energy += ((0.5 * 0.5) / 2) * ((sun[corners[0]] + sun[corners[1]] + sun[corners[2]]) / 3);
      }
      return energy / (0.4 * 2);
    });
    const mean = ratios.reduce((sum, r) => sum + r, 0) / ratios.length;
    expect(mean).toBeGreaterThan(0.96);
    expect(mean).toBeLessThan(1.04);
    for (const ratio of ratios) expect(Math.abs(ratio - 1)).toBeLessThan(0.3);
  });

  it('lights the back of a leaf, and does not take a vertex among leaves for a buried one', () => {
    const sink = new MeshSink(1);
    sink.begin('floor', { position: [0, 0, 0], yaw: 0 });
    sink.quad([-1, 0, 1], [1, 0, 1], [1, 0, -1], [-1, 0, -1], 'white-paint');
    // A sheet over the floor that shows it its back.
    sink.quad([-2, 0.5, 2], [2, 0.5, 2], [2, 0.5, -2], [-2, 0.5, -2], 'foliage');
    const mesh = sink.finish();
    const count = mesh.positions.length / 3;
    const lit = (thin: boolean[]): number => {
      const traced = gather(sceneOf(mesh, gradedSky(), { thin }), 0, count);
      const { indirect } = settle(
        mesh,
        [traced],
        [0, 0, 0],
        [
          [0.5, 0.5, 0.5],
          [0.5, 0.5, 0.5],
        ],
        1,
      );
      return indirect[
        mesh.positions.findIndex(
          (_, i) => i % 3 === 0 && i < 27 && mesh.positions[i] === 0 && mesh.positions[i + 2] === 0,
        )
      ];
    };
    const thin = mesh.materials.map((name) => name === 'foliage');
    expect(lit(thin)).toBeGreaterThan(0.5);
    expect(lit([])).toBe(0);
  });
});
