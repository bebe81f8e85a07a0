import { describe, expect, it } from 'vitest';
import type { SceneElement, Vec3 } from '../document/scene-document';
import { type ElementType, MATERIALS } from '../document/vocabulary';
import { ARCHITECTURE_ELEMENTS } from '../document/vocabulary/architecture';
import type { SceneMesh } from '../geometry/mesh';
import { MeshSink } from '../geometry/mesh-sink';
import { Random } from '../geometry/random';
import { cross, dot, length, normalise, subtract } from '../geometry/vector';
import { buildElement } from './build-mesh';
import { CATALOGUE } from './catalogue';

/** How far a type may reach beyond its size, metres; everything else stays within 1 mm. */
const REACH: Partial<Record<ElementType, number>> = {
  wall: 0.06, // sills and architraves
  stairs: 0.03, // nosings
  'extractor-hood': 0.005, // lamps under the canopy
  'kitchen-counter': 0.31, // the size is that of the worktop; the tap stands on it
  'kitchen-island': 0.31,
  bathtub: 0.2, // the tap
  washbasin: 0.13, // the tap
  'door-unit': 0.01, // the handle
  'gable-roof': 1.2, // overhang, and eaves below the base
  'flat-roof': 0.05, // coping
  'window-unit': 0.06, // sill
  path: 0.01, // never thinner than 1 cm
};

function element(type: ElementType, changes: Partial<SceneElement> = {}): SceneElement {
  return { id: `${type}-1`, type, position: [0, 0, 0], yaw: 0, size: CATALOGUE[type].size, ...changes };
}

function build(subject: SceneElement, seed = 7, spacing = 0.3): SceneMesh {
  const sink = new MeshSink(spacing);
  buildElement(sink, subject, new Random(seed).fork(subject.id));
  return sink.finish();
}

const vec = (values: Float32Array, i: number): Vec3 => [values[3 * i], values[3 * i + 1], values[3 * i + 2]];

/** The worst offenders of a mesh, each as a number that has to be small (or large). */
function inspect(mesh: SceneMesh) {
  let worstWinding = 1;
  let worstNormal = 0;
  let smallest = Infinity;
  let flipped = 0;
  for (let t = 0; t < mesh.indices.length; t += 3) {
    const corners = [0, 1, 2].map((k) => mesh.indices[t + k]);
    const [a, b, c] = corners.map((i) => vec(mesh.positions, i));
    const face = cross(subtract(b, a), subtract(c, a));
    smallest = Math.min(smallest, length(face));
    for (const i of corners) {
      const normal = vec(mesh.normals, i);
      worstNormal = Math.max(worstNormal, Math.abs(length(normal) - 1));
      const agreement = dot(normalise(face), normal);
      worstWinding = Math.min(worstWinding, agreement);
      if (agreement <= 0) flipped++;
    }
  }
  return { worstWinding, worstNormal, smallest, flipped };
}

const VARIANTS: Partial<Record<ElementType, Partial<SceneElement>[]>> = {
  wall: [
    {
      openings: [
        { kind: 'window', offset: 0.3, sill: 0.9, width: 1.2, height: 1.3 },
        { kind: 'door', offset: 1.7, sill: 0, width: 0.9, height: 2.1 },
        { kind: 'archway', offset: 2.8, sill: 0, width: 1, height: 2.2 },
      ],
    },
  ],
  column: [{ params: { shape: 'square' } }],
  stairs: [{ params: { steps: 5 } }],
  railing: [{ params: { balusters: false } }, { params: { rise: 0.4 } }, { params: { rise: -0.4 } }],
  sofa: [{ params: { cushions: 1 } }, { size: [1.6, 0.75, 0.85] }],
  bench: [{ params: { padded: true } }],
  'coffee-table': [{ params: { shape: 'round' } }],
  'dining-table': [{ params: { shape: 'round' } }],
  bookshelf: [{ size: [2.4, 2.4, 0.35], params: { columns: 3 } }],
  bed: [{ size: [1, 0.9, 2.05] }],
  'kitchen-counter': [{ params: { sink: true, hob: true, oven: true } }],
  'kitchen-island': [{ params: { hob: true } }],
  washbasin: [{ size: [1.4, 0.86, 0.5] }],
  'pendant-lamp': [{ params: { shape: 'globe' } }, { params: { shape: 'cylinder', drop: 0.9 } }],
  plant: [{ size: [0.8, 1.7, 0.8] }, { size: [0.25, 0.35, 0.25] }],
  sculpture: [{ params: { kind: 'twist' } }, { params: { kind: 'rings' } }, { params: { kind: 'turned' } }],
  screen: [{ size: [0.6, 0.45, 0.18], params: { stand: true } }],
  fireplace: [{ params: { lit: true } }],
  vase: [{ size: [0.4, 0.8, 0.4], params: { twigs: true } }],
  rug: [{ materials: { pile: 'carpet-grey' } }],
  fence: [{ params: { kind: 'pickets' } }],
  tree: [{ params: { kind: 'column' } }, { params: { kind: 'birch' }, size: [3, 9, 3] }],
  balcony: [{ params: { solid: true } }],
  'door-unit': [{ size: [1.1, 2.5, 0.14] }],
  'window-unit': [{ params: { panes: 'grid' }, size: [1.4, 1.6, 0.12] }],
};

describe.each(ARCHITECTURE_ELEMENTS.map((type) => ({ type })))('$type', ({ type }) => {
  const subjects = [element(type), ...(VARIANTS[type] ?? []).map((changes) => element(type, changes))];

  it('consists of sound triangles that look outwards', () => {
    for (const subject of subjects) {
      const mesh = build(subject);
      expect(mesh.triangleMaterial.length).toBeGreaterThan(0);
      expect(mesh.positions.every(Number.isFinite)).toBe(true);
      expect(mesh.normals.every(Number.isFinite)).toBe(true);
      expect(mesh.uvs.every(Number.isFinite)).toBe(true);
      const { worstNormal, smallest, flipped } = inspect(mesh);
      expect(worstNormal).toBeLessThan(1e-5);
      expect(smallest).toBeGreaterThan(1e-9);
      expect(flipped).toBe(0);
    }
  });

  it('stays within its size', () => {
    for (const subject of subjects) {
      const mesh = build(subject);
      const reach = (REACH[type] ?? 0) + 0.0011;
      const [w, h, d] = subject.size;
      const low = [-w / 2, 0, -d / 2];
      const high = [w / 2, h, d / 2];
      for (let i = 0; i < mesh.positions.length; i++) {
        const axis = i % 3;
        if (mesh.positions[i] < low[axis] - reach || mesh.positions[i] > high[axis] + reach) {
          expect.fail(
            `${JSON.stringify(subject.params ?? {})}: axis ${axis} reaches ${mesh.positions[i]}, size ${subject.size}`,
          );
        }
      }
    }
  });

  it('has defaults that exist and uses no more than its slots say', () => {
    for (const name of Object.values(CATALOGUE[type].slots)) expect(MATERIALS).toContain(name);
    expect(CATALOGUE[type].size.every((s) => s >= 0)).toBe(true);
    expect(build(element(type)).elementIds).toEqual([`${type}-1`]);
  });

  it('is the same each time', () => {
    const [first, again] = [build(element(type)), build(element(type))];
    expect(again.positions).toEqual(first.positions);
    expect(again.uvs).toEqual(first.uvs);
    expect(again.indices).toEqual(first.indices);
  });
});

describe('seeds', () => {
  it('give another set of books, in the same shelf', () => {
    const one = build(element('bookshelf'), 1);
    const two = build(element('bookshelf'), 2);
    expect(Array.from(one.positions)).not.toEqual(Array.from(two.positions));
  });
});
