import { describe, expect, it } from 'vitest';
import { composeArchitecture } from '../composers/architecture/compose';
import type { CameraPath, SceneDocument, Vec3 } from '../document/scene-document';
import { EXTERIORS, INTERIORS, type ArchitectureSpace } from '../document/vocabulary';
import { buildMesh } from '../elements/build-mesh';
import type { SceneMesh } from '../geometry/mesh';
import { length, subtract } from '../geometry/vector';
import { Bvh } from '../light/bvh';
import { checkClearance } from './clearance';
import { CAMERA_RADIUS } from './standpoints';
import { planWalkthrough } from './plan-walkthrough';
import { sampleCamera } from './sample-camera';

// Trees are many triangles: buildings out of doors get one seed, rooms three.
const SEEDS: Record<SceneDocument['setting'], number[]> = { interior: [1, 2, 3], exterior: [1] };
const CASES = [
  ...INTERIORS.flatMap((space) => SEEDS.interior.map((seed) => ({ space, seed }))),
  ...EXTERIORS.flatMap((space) => SEEDS.exterior.map((seed) => ({ space, seed }))),
];

function stage(
  space: ArchitectureSpace,
  seed: number,
): { document: SceneDocument; mesh: SceneMesh; bvh: Bvh } {
  const document = composeArchitecture({ space }, seed);
  const mesh = buildMesh(document, 2);
  return { document, mesh, bvh: new Bvh(mesh.positions, mesh.indices) };
}

const yawOf = (path: CameraPath, time: number): number => {
  const { position, lookAt } = sampleCamera(path, time);
  return Math.atan2(lookAt[0] - position[0], lookAt[2] - position[2]);
};

describe.each(CASES)('a walk through $space, seed $seed', ({ space, seed }) => {
  const { document, mesh, bvh } = stage(space, seed);
  const path = planWalkthrough(document, mesh, bvh, 6);

  it('keeps clear of everything and fills the time', () => {
    expect(checkClearance(path, bvh, CAMERA_RADIUS, 30)).toEqual([]);
    expect(path.keyframes[0].time).toBe(0);
    expect(path.keyframes[path.keyframes.length - 1].time).toBe(6);
  });

  it('moves gently, keeps the lens nearly level and turns slowly', () => {
    for (let t = 0; t < 6; t += 0.25) {
      const { position, lookAt } = sampleCamera(path, t);
      const [dx, dy, dz] = subtract(lookAt, position);
      expect(Math.abs(Math.atan2(dy, Math.hypot(dx, dz)))).toBeLessThan(0.2);
      expect(length(subtract(sampleCamera(path, t + 0.25).position, position)) / 0.25).toBeLessThan(
        document.setting === 'interior' ? 1 : 1.8,
      );
      const turn = yawOf(path, t + 0.25) - yawOf(path, t);
      expect(Math.abs(Math.atan2(Math.sin(turn), Math.cos(turn))) / 0.25).toBeLessThan(0.6);
    }
  });

  it('ends on a view that is not a blank wall before the lens', () => {
    const { position, lookAt } = sampleCamera(path, 6);
    const [dx, dy, dz] = subtract(lookAt, position);
    const l = Math.hypot(dx, dy, dz);
    expect(bvh.occluded(...position, dx / l, dy / l, dz / l, 1)).toBe(false);
    expect(elementsInView(mesh, bvh, position, lookAt).size).toBeGreaterThan(
      document.setting === 'interior' ? 5 : 8,
    );
  });
});

function elementsInView(mesh: SceneMesh, bvh: Bvh, position: Vec3, lookAt: Vec3): Set<number> {
  const yaw = Math.atan2(lookAt[0] - position[0], lookAt[2] - position[2]);
  const seen = new Set<number>();
  for (let a = -0.65; a <= 0.65; a += 0.05) {
    for (let p = -0.4; p <= 0.4; p += 0.05) {
      const found = bvh.closest(...position, Math.sin(yaw + a), p, Math.cos(yaw + a), 200);
      if (found) seen.add(mesh.triangleElement[bvh.hitTriangle]);
    }
  }
  return seen;
}

describe('planWalkthrough', () => {
  it('is the same at any hour, and again', () => {
    const { document, mesh, bvh } = stage('living-room', 4);
    const other = composeArchitecture({ space: 'living-room', hour: 20 }, 4);
    expect(planWalkthrough(other, mesh, bvh, 6)).toEqual(planWalkthrough(document, mesh, bvh, 6));
  });

  it.each(['kitchen', 'lobby', 'villa'] as const)('plans short and long walks (%s)', (space) => {
    const { document, mesh, bvh } = stage(space, 1);
    for (const seconds of [0.5, 2, 30, 120]) {
      const path = planWalkthrough(document, mesh, bvh, seconds);
      expect(path.keyframes[path.keyframes.length - 1].time).toBeCloseTo(seconds, 3);
      expect(checkClearance(path, bvh, CAMERA_RADIUS, 8)).toEqual([]);
    }
  });

  it.each([0, -1, Number.NaN, Infinity])('refuses %f seconds', (seconds) => {
    const { document, mesh, bvh } = stage('bathroom', 1);
    expect(() => planWalkthrough(document, mesh, bvh, seconds)).toThrow(/cannot last/);
  });

  it('finds a way through rooms of the smallest measures', () => {
    for (const space of INTERIORS) {
      const document = composeArchitecture({ space, width: 2, depth: 2 }, 1);
      const mesh = buildMesh(document, 2);
      const bvh = new Bvh(mesh.positions, mesh.indices);
      expect(checkClearance(planWalkthrough(document, mesh, bvh, 4), bvh, CAMERA_RADIUS, 10)).toEqual([]);
    }
  });
});

describe('checkClearance', () => {
  const { bvh, document } = stage('bedroom', 1);
  const frame = (time: number, x: number, z: number) => ({
    time,
    position: [x, 1.5, z] as Vec3,
    lookAt: [x, 1.5, z - 9] as Vec3,
    fov: 50,
  });

  it('reports a path through a wall', () => {
    const path = { keyframes: [frame(0, 0, 0), frame(2, document.bounds.max[0] + 2, 0)] };
    const kinds = checkClearance(path, bvh, 0.25, 10).map((violation) => violation.kind);
    expect(kinds).toContain('near');
    expect(kinds).toContain('through');
  });

  it('reports a stop too near to a wall', () => {
    const path = { keyframes: [frame(0, document.bounds.min[0] + 0.15, -1.9)] };
    expect(checkClearance(path, bvh, 0.25, 10)[0]).toMatchObject({ kind: 'near', time: 0 });
  });
});
