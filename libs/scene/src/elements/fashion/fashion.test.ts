import { beforeAll, describe, expect, it } from 'vitest';
import type { SceneElement } from '../../document/scene-document';
import { ACCESSORIES, GARMENTS, POSES, SHOES } from '../../document/vocabulary/fashion';
import type { SceneMesh } from '../../geometry/mesh';
import { MeshSink } from '../../geometry/mesh-sink';
import { Random } from '../../geometry/random';
import { buildElement } from '../build-mesh';
import { rims } from './cloth/sheet';
import { type DressedFigure, dressedFigure } from './dress-figure';

const figure = (params: SceneElement['params'] = {}): SceneElement => ({
  id: 'figure-1',
  type: 'figure',
  position: [0, 0, 0],
  yaw: 0,
  size: [0.6, 1.75, 0.4],
  params: { character: 'ada', body: 'feminine', ...params },
});

const wear = (type: SceneElement['type'], params: SceneElement['params'] = {}): SceneElement => ({
  id: `${type}-1`,
  type,
  position: [0, 0, 0],
  yaw: 0,
  size: [0.6, 1, 0.4],
  params: { wearer: 'figure-1', ...params },
});

function dressed(...scene: SceneElement[]): DressedFigure {
  return dressedFigure(scene, scene[0]);
}

function build(scene: SceneElement[], subject: SceneElement): SceneMesh {
  const sink = new MeshSink(0.3);
  buildElement(sink, subject, new Random(1), scene);
  return sink.finish();
}

/** Lowest point of the bare feet. */
function lowest({ body, rest }: DressedFigure): number {
  const { vertex, vertices } = rest.model.parts.body;
  let low = Infinity;
  for (let v = vertex; v < vertex + vertices; v++) low = Math.min(low, body[v * 3 + 1]);
  return low;
}

describe('a figure', () => {
  it('is the same person in every look, and another one under another name', () => {
    const [once, again] = [dressed(figure()), dressed(figure(), wear('coat'))];
    expect(again.rest.positions).toEqual(once.rest.positions);
    expect(again.character).toEqual(once.character);
    expect(dressed(figure({ character: 'grace' })).rest.positions).not.toEqual(once.rest.positions);
  });

  it('keeps face and hair when another stature is asked for', () => {
    const [small, tall] = ['petite', 'tall'].map((stature) => dressed(figure({ stature })));
    expect(small.character.details).toEqual(tall.character.details);
    expect(small.character.hair).toBe(tall.character.hair);
    expect(tall.rest.stature - small.rest.stature).toBeGreaterThan(0.15);
  });

  it.each(POSES)('stands on the ground: %s', (pose) => {
    const phases = pose === 'walk' ? [0, 0.1, 0.25, 0.4, 0.55, 0.7, 0.9] : [0];
    for (const phase of phases) {
      const low = lowest(dressed(figure({ pose, phase })));
      expect(low).toBeGreaterThan(-0.02);
      expect(low).toBeLessThan(0.02);
    }
  });

  it('walks so that a standing foot moves straight back and the cycle closes', () => {
    const at = (phase: number): DressedFigure => dressed(figure({ pose: 'walk', phase }));
    const foot = (one: DressedFigure): number => {
      const bone = one.rest.model.bones.findIndex(({ name }) => name === 'foot_l');
      return one.skeleton.shifts[bone][2];
    };
    expect(Array.from(at(1).body)).toEqual(Array.from(at(0).body));
    expect(foot(at(0.3))).toBeLessThan(foot(at(0.1)));
    // Half a cycle later the other side does the same.
    const { body, rest } = at(0.2);
    const other = at(0.7);
    const height = (positions: Float32Array): number =>
      Math.max(...positions.filter((_, i) => i % 3 === 1 && i < rest.model.parts.body.vertices * 3));
    expect(height(other.body)).toBeCloseTo(height(body), 2);
  });

  it('is taller on heels, and its feet do not sink in', () => {
    const [bare, heels] = [dressed(figure()), dressed(figure(), wear('pumps', { heel: 0.08 }))];
    const crown = ({ body }: DressedFigure): number =>
      body.reduce((top, y, i) => (i % 3 === 1 ? Math.max(top, y) : top), 0);
    expect(crown(heels) - crown(bare)).toBeGreaterThan(0.045);
    expect(lowest(heels)).toBeGreaterThan(-0.005);
  });

  it('takes hostile params for their defaults', () => {
    const usual = dressed(figure());
    const odd = dressed(figure({ pose: 'fly', phase: Number.NaN }));
    expect(odd.body).toEqual(usual.body);
    const mesh = build(
      [
        figure(),
        wear('coat', {
          ease: Number.POSITIVE_INFINITY,
          length: 'endless',
          fit: 'x',
          sleeve: 'y',
          collar: 'z',
        }),
      ],
      figure(),
    );
    expect(mesh.positions.every(Number.isFinite)).toBe(true);
  });
});

describe.each([...GARMENTS, ...SHOES, ...ACCESSORIES])('%s', (type) => {
  const element = wear(type);
  const scene = [figure(), element, ...(type === 'belt' ? [wear('trousers')] : [])];
  const subject = element;
  let mesh: SceneMesh;
  beforeAll(() => {
    mesh = build(scene, subject);
  });

  it('is made of finite numbers, unit normals and no slivers', () => {
    expect(mesh.indices.length).toBeGreaterThan(0);
    expect(mesh.positions.every(Number.isFinite)).toBe(true);
    expect(mesh.uvs.every(Number.isFinite)).toBe(true);
    for (let v = 0; v < mesh.normals.length; v += 3)
      expect(
        Math.abs(Math.hypot(mesh.normals[v], mesh.normals[v + 1], mesh.normals[v + 2]) - 1),
      ).toBeLessThan(1e-3);
  });

  it('is worn by its wearer alone', () => {
    const alone = { ...subject, params: { wearer: 'nobody' } };
    expect(build([alone], alone).indices.length).toBe(0);
    for (let i = 0; i < mesh.positions.length; i += 3) {
      expect(Math.hypot(mesh.positions[i], mesh.positions[i + 2])).toBeLessThan(1.1);
      expect(mesh.positions[i + 1]).toBeGreaterThan(-0.06);
      expect(mesh.positions[i + 1]).toBeLessThan(2.1);
    }
  });
});

describe('clothes', () => {
  it('fall the same way each time', () => {
    const hung = () => dressed(figure(), wear('shirt'), wear('skirt', { shape: 'full' })).worn;
    expect(hung().map(({ points }) => points)).toEqual(hung().map(({ points }) => points));
  });

  it('are whole: every edge joins two triangles, or lies on a rim', () => {
    for (const { garment } of dressed(figure(), wear('shirt'), wear('trousers'), wear('coat')).worn) {
      const edges = new Set<string>();
      const { triangles } = garment.sheet;
      for (let t = 0; t < triangles.length; t += 3)
        for (let k = 0; k < 3; k++) {
          const edge = `${triangles[t + k]},${triangles[t + ((k + 1) % 3)]}`;
          expect(edges.has(edge)).toBe(false);
          edges.add(edge);
        }
      expect(rims(garment.sheet).length).toBeGreaterThanOrEqual(3);
    }
  });

  it.each(['stand', 'hands-on-hips', 'walk', 'sit'])('let no skin through that they cover: %s', (pose) => {
    const one = dressed(figure({ pose, phase: 0.1 }), wear('t-shirt'), wear('trousers'));
    // What is well inside of clothes is not drawn at all; what is left is head, neck, arms and ankles.
    const { covered, places, rest } = one;
    const left = Array.from({ length: rest.model.parts.body.vertices }, (_, v) => v).filter(
      (v) => !covered[v],
    );
    const chest = left.filter((v) => {
      const { y, armShare } = places.placeOf(v);
      return armShare < 0.1 && y > places.marks.ankle + 0.06 && y < places.marks.armpit;
    });
    expect(chest).toEqual([]);
  });

  it('end where their length says', () => {
    const hem = (length: string): number => {
      const [{ points }] = dressed(figure(), wear('skirt', { length })).worn;
      return points.reduce((low, y, i) => (i % 3 === 1 ? Math.min(low, y) : low), Infinity);
    };
    const [mini, knee, midi, ankle] = ['mini', 'knee', 'midi', 'ankle'].map(hem);
    expect(mini).toBeGreaterThan(knee + 0.1);
    expect(knee).toBeGreaterThan(midi + 0.1);
    expect(midi).toBeGreaterThan(ankle + 0.1);
    expect(ankle).toBeGreaterThan(0);
  });

  it('stand off farther when they are cut wider', () => {
    const girth = (fit: string): number => {
      const [{ points, garment }] = dressed(figure(), wear('coat', { fit })).worn;
      let most = 0;
      garment.sheet.columns[3].forEach((armShare, v) => {
        if (armShare < 0.1) most += Math.hypot(points[v * 3], points[v * 3 + 2]) / garment.held.length;
      });
      return most;
    };
    expect(girth('oversized')).toBeGreaterThan(girth('slim'));
  });

  it('open in front when they are worn open', () => {
    const middle = (closure: string): number => {
      const [{ points }] = dressed(figure(), wear('coat', { closure })).worn;
      let count = 0;
      for (let v = 0; v < points.length; v += 3)
        if (Math.abs(points[v]) < 0.012 && points[v + 2] > 0.05 && points[v + 1] > 0.7 && points[v + 1] < 1)
          count++;
      return count;
    };
    expect(middle('closed')).toBeGreaterThan(5);
    expect(middle('open')).toBe(0);
  });
});
