import { describe, expect, it } from 'vitest';
import { composeFashion } from '../../composers/fashion/compose';
import type { CameraPath, SceneDocument } from '../../document/scene-document';
import { FASHION_MOVES, FASHION_SPACES } from '../../document/vocabulary/fashion';
import { buildMesh } from '../../elements/build-mesh';
import { FASHION } from '../../elements/fashion/catalogue';
import { Bvh } from '../../light/bvh';
import { sampleCamera } from '../sample-camera';
import { planFashionCamera } from './plan-fashion-camera';

/** The set alone: what is worn takes long to cut, and stands where the camera never is. */
function setOf(document: SceneDocument): SceneDocument {
  const worn = (type: string): boolean =>
    type in FASHION && !['backdrop', 'catwalk', 'softbox', 'light-bar'].includes(type);
  return { ...document, elements: document.elements.filter(({ type }) => !worn(type)) };
}

function plan(document: SceneDocument, seconds = 6): CameraPath {
  const mesh = buildMesh(setOf(document), 2);
  return planFashionCamera(document, mesh, new Bvh(mesh.positions, mesh.indices), seconds);
}

const angleOf = (document: SceneDocument, path: CameraPath, time: number): number => {
  const [x, , z] = document.elements[0].position;
  const { position } = sampleCamera(path, time);
  return Math.atan2(position[0] - x, position[2] - z) - document.elements[0].yaw;
};

describe.each(FASHION_SPACES.map((space) => ({ space })))('in the $space', ({ space }) => {
  it.each(FASHION_MOVES)('%s shows the figure from within the set, all the time', (move) => {
    const document = composeFashion({ space, move, style: 'classic' }, 3);
    const path = plan(document);
    expect(path.move).toBe(move);
    const [x, y, z] = document.elements[0].position;
    const height = document.elements[0].size[1];
    for (let time = 0; time <= 6; time += 0.25) {
      const { position, lookAt } = sampleCamera(path, time);
      expect(Math.hypot(position[0] - x, position[2] - z)).toBeGreaterThan(0.7);
      expect(Math.hypot(lookAt[0] - x, lookAt[2] - z)).toBeLessThan(0.01);
      expect(lookAt[1] - y).toBeGreaterThan(0.4 * height);
      expect(lookAt[1] - y).toBeLessThan(height);
    }
  });
});

describe('planFashionCamera', () => {
  it('goes all round on the turntable of a studio, at a steady pace', () => {
    const document = composeFashion({ space: 'studio', move: 'turntable' }, 1);
    const path = plan(document);
    let turned = 0;
    for (let step = 1; step <= 24; step++) {
      const by = angleOf(document, path, step / 4) - angleOf(document, path, (step - 1) / 4);
      const wrapped = Math.atan2(Math.sin(by), Math.cos(by));
      expect(wrapped).toBeCloseTo((2 * Math.PI) / 24, 1);
      turned += wrapped;
    }
    expect(turned).toBeCloseTo(2 * Math.PI, 2);
  });

  it('comes nearer on the runway', () => {
    const path = plan(composeFashion({ space: 'runway', move: 'runway' }, 1));
    const away = path.keyframes.map(({ position, lookAt }) =>
      Math.hypot(position[0] - lookAt[0], position[2] - lookAt[2]),
    );
    expect(away[0]).toBeGreaterThan(1.4 * away[away.length - 1]);
  });

  it('is one keyframe for a still, and fills any time', () => {
    const document = composeFashion({ space: 'garden', move: 'still' }, 1);
    expect(plan(document).keyframes).toHaveLength(1);
    for (const seconds of [0.5, 60]) {
      const { keyframes } = plan({ ...document, camera: { keyframes: [], move: 'push-in' } }, seconds);
      expect(keyframes[keyframes.length - 1].time).toBeCloseTo(seconds);
    }
  });

  it('refuses where the figure is walled in, and times that are none', () => {
    const document = composeFashion({ space: 'studio' }, 1);
    const wall = (x: number, z: number, yaw: number) => ({
      id: `wall-${x}-${z}`,
      type: 'wall' as const,
      position: [x, 0, z] as const,
      yaw,
      size: [2.4, 3, 0.1] as const,
    });
    const box = [wall(0, 1.1, 0), wall(0, -1.1, 0), wall(1.1, 0, Math.PI / 2), wall(-1.1, 0, Math.PI / 2)];
    expect(() => plan({ ...document, elements: [document.elements[0], ...box] })).toThrow(
      /figure can be seen/,
    );
    for (const seconds of [0, -1, Number.NaN, Infinity])
      expect(() => plan(document, seconds)).toThrow(/cannot last/);
  });
});
