import { MaquetteError } from '@maquette/kernel';
import { describe, expect, it } from 'vitest';
import { composeArchitecture } from '../composers/architecture/compose';
import { composeFashion } from '../composers/fashion/compose';
import { parseCameraPath, parseSceneDocument } from './parse';

type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

const scene = (change: (document: Json) => void = () => undefined): Json => {
  const document = JSON.parse(JSON.stringify(composeArchitecture({ space: 'bathroom' }, 1))) as Json;
  change(document);
  return document;
};
const frame = (time: number): Json => ({ time, position: [0, 1.5, 0], lookAt: [1, 1.5, 0], fov: 50 });

function refusal(parse: () => unknown): MaquetteError {
  try {
    parse();
  } catch (error) {
    if (error instanceof MaquetteError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('parseSceneDocument', () => {
  it('reads back what the composer wrote', () => {
    expect(parseSceneDocument(scene())).toEqual(composeArchitecture({ space: 'bathroom' }, 1));
  });

  it.each<[string, (d: Json) => void, string, string]>([
    ['a missing property', (d) => delete d.environment.hour, 'environment', '"hour"'],
    ['an unknown property', (d) => (d.elements[0].colour = 'red'), 'elements[0]', '"colour"'],
    ['an unknown type', (d) => (d.elements[2].type = 'piano'), 'elements[2].type', 'sofa'],
    [
      'an unknown material',
      (d) => (d.elements[0].materials.top = 'gold'),
      'elements[0].materials.top',
      'oak-planks',
    ],
    [
      'an unknown slot',
      (d) => (d.elements[0].materials.lid = 'brass'),
      'elements[0].materials.lid',
      'top, bottom, side',
    ],
    [
      'a number as text',
      (d) => (d.elements[1].position[1] = '3'),
      'elements[1].position[1]',
      'must be number',
    ],
    ['two numbers for three', (d) => d.elements[1].size.pop(), 'elements[1].size', 'fewer than 3'],
    ['hour 24', (d) => (d.environment.hour = 24), 'environment.hour', '< 24'],
    ['a taken id', (d) => (d.elements[1].id = d.elements[0].id), 'elements[1].id', 'unique'],
    ['bounds inside out', (d) => (d.bounds.max[0] = -9), 'bounds.max[0]', 'above'],
    ['another schema', (d) => (d.schema = 'maquette/scene/9'), 'schema', 'maquette/scene/1'],
    ['an opening in a chair', (d) => (d.elements[0].openings = []), 'elements[0].openings', 'walls only'],
    ['a far point', (d) => (d.elements[0].position[0] = 1e9), 'elements[0].position[0]', '<= 2000'],
  ])('refuses %s', (_, change, path, expected) => {
    const error = refusal(() => parseSceneDocument(scene(change)));
    expect([error.kind, error.code]).toEqual(['bad-input', 'scene-invalid']);
    expect(error.details.path).toBe(path);
    expect(error.message).toContain(expected);
  });

  it('refuses an opening that runs out of its wall', () => {
    const document = scene();
    const index = document.elements.findIndex((e: Json) => e.openings?.length);
    document.elements[index].openings[0].width = 50;
    expect(refusal(() => parseSceneDocument(document)).details.path).toBe(`elements[${index}].openings[0]`);
  });

  it('takes the words of the document’s own domain alone', () => {
    const dressed = JSON.parse(JSON.stringify(composeFashion({ space: 'studio' }, 1))) as Json;
    expect(parseSceneDocument(dressed)).toEqual(composeFashion({ space: 'studio' }, 1));
    const figure = dressed.elements[0] as Json;
    const stray = scene((document) => document.elements.push(figure));
    expect(refusal(() => parseSceneDocument(stray)).details.path).toMatch(/^elements\[\d+\]\.type$/);
    const elsewhere = (domain: string) => refusal(() => parseSceneDocument({ ...dressed, domain }));
    expect(elsewhere('architecture').details.path).toBe('space');
    expect(elsewhere('medical').code).toBe('scene-invalid');
  });

  it('names of a long list what is akin to what was written', () => {
    const dressed = JSON.parse(JSON.stringify(composeFashion({ space: 'studio' }, 1))) as Json;
    dressed.elements[1].materials.fabric = 'lemon-tweed';
    const { message } = refusal(() => parseSceneDocument(dressed));
    expect(message).toContain('camel-tweed');
    expect(message).not.toContain('camel-silk');
  });

  it.each([null, [], 'scene', 7, {}])('refuses %j as a whole', (json) => {
    expect(refusal(() => parseSceneDocument(json)).message).toMatch(
      /The scene document is not valid: it must/,
    );
  });
});

describe('parseCameraPath', () => {
  it('reads keyframes', () => {
    expect(parseCameraPath({ keyframes: [frame(0), frame(2)] }).keyframes).toHaveLength(2);
  });

  it.each<[string, unknown, string]>([
    ['no keyframes', { keyframes: [] }, 'keyframes'],
    ['equal times', { keyframes: [frame(1), frame(1)] }, 'keyframes[1].time'],
    ['falling times', { keyframes: [frame(2), frame(1)] }, 'keyframes[1].time'],
    ['looking at itself', { keyframes: [{ ...frame(0), lookAt: [0, 1.5, 0] }] }, 'keyframes[0].lookAt'],
    ['looking straight up', { keyframes: [{ ...frame(0), lookAt: [0, 9, 0] }] }, 'keyframes[0].lookAt'],
    ['a fish eye', { keyframes: [{ ...frame(0), fov: 170 }] }, 'keyframes[0].fov'],
    ['not a number', { keyframes: [{ ...frame(0), fov: null }] }, 'keyframes[0].fov'],
  ])('refuses %s', (_, json, path) => {
    const error = refusal(() => parseCameraPath(json));
    expect([error.kind, error.code, error.details.path]).toEqual(['bad-input', 'camera-invalid', path]);
  });
});
