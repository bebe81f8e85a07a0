import { describe, expect, it } from 'vitest';
import type { SceneDocument } from '../document/scene-document';
import { MeshSink } from '../geometry/mesh-sink';
import { lightScene } from '../light/lit-scene';
import type { Material } from '../materials/material';
import { type CameraPose, wholePicture } from './camera-view';
import { PLANE } from './channels';
import { Rasteriser, allocateGBuffer } from './rasteriser';

const PAINT: Material = { name: 'white-paint', baseColour: [0.5, 0.25, 0.125], roughness: 0.8, metallic: 0 };

/** A floor of 20 × 20 m with a cube of one metre on it, under the noon sun. */
function scene(hour = 12, paint = PAINT) {
  const sink = new MeshSink(0.5);
  sink.begin('floor', { position: [0, 0, 0], yaw: 0 });
  sink.quad([-10, 0, 10], [10, 0, 10], [10, 0, -10], [-10, 0, -10], 'white-paint');
  sink.begin('cube', { position: [0, 0, 0], yaw: 0 });
  sink.box([-0.5, 0.001, -0.5], [0.5, 1, 0.5], 'white-paint');
  const mesh = sink.finish();
  const document: SceneDocument = {
    schema: 'maquette/scene/1',
    domain: 'architecture',
    title: 'A cube',
    seed: 1,
    space: 'villa',
    setting: 'exterior',
    environment: { hour, dayOfYear: 172, latitude: 48, north: 0, weather: 'clear' },
    lamps: false,
    bounds: { min: [-10, 0, -10], max: [10, 3, 10] },
    elements: [],
    camera: { keyframes: [] },
  };
  return lightScene(document, mesh, [paint]);
}

const WIDTH = 96;
const HEIGHT = 64;
const SIZE = WIDTH * HEIGHT;
const POSE: CameraPose = { position: [0, 0.5, 5.5], lookAt: [0, 0.5, 0], fov: 40 };

function draw(lit: ReturnType<typeof scene>, pose = POSE, window = wholePicture(WIDTH, HEIGHT)) {
  const target = allocateGBuffer(window.width, window.height);
  new Rasteriser(lit, window).draw(pose, 1, target);
  return target;
}

describe('Rasteriser', () => {
  const lit = scene();
  const picture = draw(lit);
  const at = (plane: number, x: number, y: number): number => picture.planes[plane * SIZE + y * WIDTH + x];

  it('projects a cube to the pixels that the pinhole equation gives', () => {
    // The front face is one metre high at five metres: height/2/tan(20°) pixels a unit.
    const edge = HEIGHT / 2 / Math.tan((20 * Math.PI) / 180) / 5;
    let columns = 0;
    for (let x = 0; x < WIDTH; x++) if (at(PLANE.normal + 2, x, HEIGHT / 2) > 0.99) columns++;
    expect(columns).toBeGreaterThanOrEqual(Math.floor(edge) - 1);
    expect(columns).toBeLessThanOrEqual(Math.ceil(edge) + 1);
    expect(1 / at(PLANE.depth, WIDTH / 2, HEIGHT / 2) - 1).toBeCloseTo(5, 3);
  });

  it('numbers the elements, and the sky as zero', () => {
    expect(picture.elements[(HEIGHT / 2) * WIDTH + WIDTH / 2]).toBe(2);
    expect(picture.elements[(HEIGHT - 1) * WIDTH]).toBe(1);
    expect(picture.elements[0]).toBe(0);
    expect(at(PLANE.depth, 0, 0)).toBe(0);
    expect(at(PLANE.roughness, 0, 0)).toBe(1);
  });

  it('encodes base colour and normals', () => {
    expect(at(PLANE.baseColour, WIDTH / 2, HEIGHT / 2)).toBeCloseTo(0.735, 2); // sRGB of 0.5
    expect(at(PLANE.normal + 2, WIDTH / 2, HEIGHT / 2)).toBeCloseTo(1, 5);
    expect(at(PLANE.normal + 1, 4, HEIGHT - 1)).toBeCloseTo(1, 2);
  });

  it('casts the shadow of the cube to the side away from the sun', () => {
    const above: CameraPose = { position: [0, 8, 0.01], lookAt: [0, 0, 0], fov: 60 };
    const evening = draw(scene(17), above);
    const sun = (x: number, y: number): number => evening.planes[PLANE.sun * SIZE + y * WIDTH + x];
    // Seen from above −Z (north) is up; at five in the afternoon the sun stands in the west (left).
    const [cx, cy] = [WIDTH / 2, HEIGHT / 2];
    expect(sun(cx + 7, cy)).toBe(0);
    expect(sun(cx - 8, cy)).toBeGreaterThan(0.2);
  });

  it('draws a window of the picture exactly as the whole picture has it', () => {
    const part = draw(lit, POSE, {
      fullWidth: WIDTH,
      fullHeight: HEIGHT,
      x: 32,
      y: 16,
      width: 32,
      height: 32,
    });
    let worst = 0;
    for (const plane of [PLANE.preview, PLANE.depth, PLANE.sun, PLANE.sky]) {
      for (let y = 0; y < 32; y++) {
        for (let x = 0; x < 32; x++) {
          const whole = at(plane, x + 32, y + 16);
          worst = Math.max(worst, Math.abs(part.planes[plane * 1024 + y * 32 + x] - whole));
        }
      }
    }
    expect(worst).toBeLessThan(1e-4);
  });

  it('gives the same bits for the same frame', () => {
    expect(Buffer.from(draw(lit).planes.buffer).equals(Buffer.from(picture.planes.buffer))).toBe(true);
  });

  it('shows what stands behind the near plane without holes when the camera is inside a wall of triangles', () => {
    const close = draw(lit, { position: [0, 0.3, 0.56], lookAt: [0, 0.3, -5], fov: 60 });
    // Six centimetres from the face: it fills the whole picture.
    expect(close.elements.every((element) => element === 2)).toBe(true);
  });

  it('smears what a floor mirrors the more, the rougher it is', () => {
    // Down the middle of the floor before the cube: its mirror image ends somewhere there.
    const steepest = (roughness: number): number => {
      const mirror = draw(scene(12, { ...PAINT, roughness }), { ...POSE, position: [0, 1, 5.5] });
      const column = Array.from(
        { length: HEIGHT / 2 },
        (_, i) => mirror.planes[PLANE.reflection * SIZE + (HEIGHT / 2 + i) * WIDTH + WIDTH / 2],
      ).filter((value) => value > 0);
      return Math.max(...column.slice(1).map((value, i) => Math.abs(value - column[i])));
    };
    expect(steepest(0.12)).toBeGreaterThan(0);
    expect(steepest(0.4)).toBeLessThan(steepest(0.12) * 0.6);
  });
});
