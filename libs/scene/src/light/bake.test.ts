import { describe, expect, it } from 'vitest';
import { MeshSink } from '../geometry/mesh-sink';
import type { SceneMesh } from '../geometry/mesh';
import type { Rgb } from '../materials/material';
import { Bvh } from './bvh';
import { type Gathered, gather } from './gather';
import type { GatherScene } from './gather-scene';
import { settle } from './settle';
import type { Sky } from './sky';

const GREY: Rgb = [0.5, 0.5, 0.5];

/** A sky of the same radiance everywhere, without a sun. */
function uniformSky(radiance: number): Sky {
  return {
    width: 4,
    height: 2,
    radiance: new Float32Array(24).fill(radiance),
    sunDirection: [0, 1, 0],
    sunIrradiance: [0, 0, 0],
  };
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

/** A box of two metres seen from inside. */
function insideBox(): SceneMesh {
  const sink = new MeshSink(0.5);
  sink.begin('box', { position: [0, 0, 0], yaw: 0 });
  sink.box([1, 1, 1], [-1, -1, -1], 'white-paint'); // corners swapped: the faces look inwards
  const mesh = sink.finish();
  for (let i = 0; i < mesh.normals.length; i++) {
    const axis = i % 3;
    const p = mesh.positions[i];
    const others = [(axis + 1) % 3, (axis + 2) % 3].map((o) => mesh.normals[i - axis + o]);
    if (others.every((n) => n === 0)) mesh.normals[i] = -Math.sign(p);
  }
  return mesh;
}

describe('light baking', () => {
  it('gives an open floor under a uniform sky π times its radiance', () => {
    const sink = new MeshSink(1);
    sink.begin('floor', { position: [0, 0, 0], yaw: 0 });
    sink.quad([-3, 0, 3], [3, 0, 3], [3, 0, -3], [-3, 0, -3], 'white-paint');
    const mesh = sink.finish();
    const { sky } = gather(sceneOf(mesh, uniformSky(2)), 0, mesh.positions.length / 3);
    for (const irradiance of sky) expect(irradiance).toBeCloseTo(2 * Math.PI, 4);
  });

  it('lets light in a closed box grow to the sum of its bounces', () => {
    // Irradiance E₀ on every wall, reflectance ρ everywhere: the bounces add up to E₀·ρ/(1−ρ) (an integrating sphere).
    const mesh = insideBox();
    const count = mesh.positions.length / 3;
    const traced = gather(sceneOf(mesh, uniformSky(0)), 0, count);
    const lit: Gathered = {
      ...traced,
      lamps: new Float32Array(count * 3).fill(1),
      buried: new Uint8Array(count),
    };
    const { indirect } = settle(mesh, [lit], [0, 0, 0], [GREY], 24);
    const mean = indirect.reduce((sum, e) => sum + e, 0) / indirect.length;
    expect(mean).toBeCloseTo(2, 2);
  });

  it('gives the same light however the vertices are shared out', () => {
    const mesh = insideBox();
    const count = mesh.positions.length / 3;
    const scene = sceneOf(mesh, uniformSky(1));
    const whole = gather(scene, 0, count);
    const parts = [gather(scene, 0, 70), gather(scene, 70, count)];
    const albedo = [GREY];
    const once = settle(mesh, [whole], [0, 0, 0], albedo, 3);
    const twice = settle(mesh, parts, [0, 0, 0], albedo, 3);
    expect(Array.from(twice.indirect)).toEqual(Array.from(once.indirect));
    expect(Array.from(twice.sky)).toEqual(Array.from(once.sky));
  });

  it('lights a vertex that lies inside a solid from its neighbours', () => {
    const sink = new MeshSink(0.5);
    sink.begin('floor', { position: [0, 0, 0], yaw: 0 });
    sink.quad([-3, 0, 3], [3, 0, 3], [3, 0, -3], [-3, 0, -3], 'white-paint');
    sink.begin('block', { position: [0, 0, 0], yaw: 0 });
    sink.box([-0.3, -0.1, -0.3], [0.3, 1, 0.3], 'white-paint');
    const mesh = sink.finish();
    const traced = gather(sceneOf(mesh, uniformSky(1)), 0, mesh.positions.length / 3);
    const middle = Array.from({ length: 169 }, (_, v) => v).find(
      (v) => mesh.positions[v * 3] === 0 && mesh.positions[v * 3 + 2] === 0,
    )!;
    expect(traced.buried[middle]).toBe(1);
    const { sky } = settle(mesh, [traced], [0, 0, 0], [GREY], 1);
    expect(sky[middle * 3]).toBeGreaterThan(1);
  });
});
