import { describe, expect, it } from 'vitest';
import type { SceneDocument } from '../document/scene-document';
import { MeshSink } from '../geometry/mesh-sink';
import { lightScene } from '../light/lit-scene';
import type { Material } from '../materials/material';
import { lightClip } from '../motion/lit-clip';
import { wholePicture } from './camera-view';
import { PLANE } from './channels';
import { allocateGBuffer, Rasteriser } from './rasteriser';

const WIDTH = 64;
const HEIGHT = 48;
const SIZE = WIDTH * HEIGHT;
const POSE = { position: [0, 1, 4], lookAt: [0, 1, 0], fov: 40 } as const;
const MATERIALS: Material[] = [
  { name: 'white-paint', baseColour: [0.8, 0.1, 0.1], roughness: 0.9, metallic: 0 },
  { name: 'grass', baseColour: [0.1, 0.1, 0.8], roughness: 0.9, metallic: 0 },
];

/** A red pane in front of a blue wall, under an open sky. */
function scene(pane: Record<string, number> | undefined) {
  const sink = new MeshSink(0.5);
  sink.begin('pane', { position: [0, 0, 0], yaw: 0 });
  sink.quad([-1, 0, 1], [1, 0, 1], [1, 2, 1], [-1, 2, 1], 'white-paint');
  sink.begin('wall', { position: [0, 0, 0], yaw: 0 });
  sink.quad([-3, -1, 0], [3, -1, 0], [3, 4, 0], [-3, 4, 0], 'grass');
  const element = { type: 'slab', position: [0, 0, 0], yaw: 0, size: [1, 1, 1] } as const;
  const document: SceneDocument = {
    schema: 'maquette/scene/1',
    domain: 'architecture',
    title: 'A pane',
    seed: 1,
    space: 'villa',
    setting: 'exterior',
    environment: { hour: 12, dayOfYear: 172, latitude: 48, north: 0, weather: 'overcast' },
    lamps: false,
    bounds: { min: [-3, -1, -3], max: [3, 4, 3] },
    elements: [
      { id: 'pane', ...element, params: pane },
      { id: 'wall', ...element },
    ],
    camera: {
      keyframes: [
        { time: 0, ...POSE },
        { time: 2, ...POSE },
      ],
    },
  };
  return { document, mesh: sink.finish() };
}

function draw(pane: Record<string, number> | undefined): { planes: Float32Array; elements: Uint16Array } {
  const { document, mesh } = scene(pane);
  const target = allocateGBuffer(WIDTH, HEIGHT);
  new Rasteriser(lightScene(document, mesh, MATERIALS), wholePicture(WIDTH, HEIGHT)).draw(POSE, 1, target);
  return target;
}

const MIDDLE = (HEIGHT / 2) * WIDTH + WIDTH / 2;
const CORNER = 2 * WIDTH + 2;
const red = (planes: Float32Array, at: number): number => planes[PLANE.baseColour * SIZE + at];
const blue = (planes: Float32Array, at: number): number => planes[(PLANE.baseColour + 2) * SIZE + at];

describe('clear surfaces', () => {
  it('show what lies behind them, as much as they are clear', () => {
    const [solid, half, gone] = [undefined, { opacity: 0.5 }, { opacity: 0 }].map((pane) => draw(pane));
    expect(red(solid.planes, MIDDLE)).toBeGreaterThan(red(half.planes, MIDDLE));
    expect(red(half.planes, MIDDLE)).toBeGreaterThan(red(gone.planes, MIDDLE));
    expect(blue(half.planes, MIDDLE)).toBeGreaterThan(blue(solid.planes, MIDDLE));
    expect(blue(gone.planes, MIDDLE)).toBeGreaterThan(blue(half.planes, MIDDLE));
  });

  it('blend depth and keep to their outline', () => {
    const half = draw({ opacity: 0.5 });
    const depth = (at: number): number => half.planes[PLANE.depth * SIZE + at];
    expect(depth(MIDDLE)).toBeCloseTo((1 / 4 + 1 / 5) / 2, 3);
    expect(depth(CORNER)).toBeLessThan(0.21);
  });

  it('belong to the mask of their element, unless there is almost nothing left of them', () => {
    expect(draw({ opacity: 0.5 }).elements[MIDDLE]).toBe(1);
    expect(draw({ opacity: 0.02 }).elements[MIDDLE]).toBe(2);
  });

  it('leave solid scenes bit for bit as they are', () => {
    expect(draw({ opacity: 1 }).planes).toEqual(draw(undefined).planes);
  });

  it('let light through: a wall behind a clear pane is brighter than behind a solid one', () => {
    const behind = (pane: Record<string, number> | undefined): number => {
      const { document, mesh } = scene(pane);
      const { light } = lightScene(document, mesh, MATERIALS);
      return light.sky.reduce((sum, value) => sum + value, 0);
    };
    expect(behind({ opacity: 0.1 })).toBeGreaterThan(behind(undefined));
  });

  it('clear while a clip runs, with the light between', () => {
    const { document, mesh } = scene({ fadeFrom: 0, fadeUntil: 1, fadeTo: 0.2 });
    const clip = lightClip(document, mesh, MATERIALS);
    const opacities = [0, 1, 2].map((time) => clip.at(time).opacity?.[0] ?? 1);
    expect(opacities[0]).toBe(1);
    expect(opacities[1]).toBeCloseTo(0.6, 5);
    expect(opacities[2]).toBeCloseTo(0.2, 5);
    const sums = [0, 1, 2].map((time) => clip.at(time).light.sky.reduce((sum, value) => sum + value, 0));
    expect(sums[1]).toBeGreaterThan(sums[0]);
    expect(sums[2]).toBeGreaterThan(sums[1]);
  });
});
