import { DOMAINS, noticeOf, type Domain } from '@maquette/kernel';
import { CAMERA_MOVES, VOCABULARY, WEATHERS } from './vocabulary';

/** Metres from the origin beyond which nothing may stand: single-precision arithmetic is exact to millimetres within. */
const REACH = 2000;
const MOST_ELEMENTS = 5000;
const MOST_KEYFRAMES = 10_000;

const coordinate = { type: 'number', minimum: -REACH, maximum: REACH } as const;
const point = { type: 'array', items: coordinate, minItems: 3, maxItems: 3 } as const;
const extent = {
  type: 'array',
  items: { type: 'number', minimum: 0, maximum: REACH },
  minItems: 3,
  maxItems: 3,
} as const;
const metres = { type: 'number', minimum: 0, maximum: REACH } as const;

/** An object whose properties are all named here. */
function record(
  properties: Record<string, unknown>,
  optional: readonly string[] = [],
): Record<string, unknown> {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', properties, required, additionalProperties: false };
}

const opening = (material: object): object =>
  record(
    {
      kind: { type: 'string', enum: ['window', 'door', 'archway'] },
      offset: metres,
      sill: metres,
      width: { ...metres, exclusiveMinimum: 0 },
      height: { ...metres, exclusiveMinimum: 0 },
      frame: material,
    },
    ['frame'],
  );

const element = (types: readonly string[], material: object): object =>
  record(
    {
      id: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$' },
      type: { type: 'string', enum: types },
      position: point,
      yaw: { type: 'number', minimum: -1000, maximum: 1000 },
      size: extent,
      materials: { type: 'object', additionalProperties: material },
      params: { type: 'object', additionalProperties: { type: ['number', 'string', 'boolean'] } },
      openings: { type: 'array', items: opening(material), maxItems: 100 },
    },
    ['materials', 'params', 'openings'],
  );

const keyframe = record({
  time: { type: 'number', minimum: 0, maximum: 86_400 },
  position: point,
  lookAt: point,
  fov: { type: 'number', minimum: 5, maximum: 140 },
});

const keyframes = { type: 'array', items: keyframe, maxItems: MOST_KEYFRAMES };

const move = { type: 'string', enum: CAMERA_MOVES } as const;

export const CAMERA_SCHEMA = record({ keyframes: { ...keyframes, minItems: 1 }, move }, ['move']);

/** A scene of a domain names that domain's spaces, elements and materials, and carries its notice, if it has one. */
function sceneSchema(domain: Domain): Record<string, unknown> {
  const { spaces, elements, materials } = VOCABULARY[domain];
  const notice = noticeOf(domain);
  return record({
    ...(notice ? { notice: { const: notice } } : {}),
    schema: { const: 'maquette/scene/1' },
    domain: { type: 'string', enum: DOMAINS },
    title: { type: 'string', maxLength: 500 },
    seed: { type: 'integer', minimum: 0, maximum: 4_294_967_295 },
    space: { type: 'string', enum: spaces },
    setting: { type: 'string', enum: ['interior', 'exterior'] },
    environment: record({
      hour: { type: 'number', minimum: 0, exclusiveMaximum: 24 },
      dayOfYear: { type: 'integer', minimum: 1, maximum: 365 },
      latitude: { type: 'number', minimum: -90, maximum: 90 },
      north: { type: 'number', minimum: -1000, maximum: 1000 },
      weather: { type: 'string', enum: WEATHERS },
    }),
    lamps: { type: 'boolean' },
    bounds: record({ min: point, max: point }),
    elements: {
      type: 'array',
      items: element(elements, { type: 'string', enum: materials }),
      maxItems: MOST_ELEMENTS,
    },
    // A scene may come without a camera: the planner gives it one.
    camera: record({ keyframes, move }, ['move']),
  });
}

export const SCENE_SCHEMAS: Record<Domain, Record<string, unknown>> = {
  architecture: sceneSchema('architecture'),
  fashion: sceneSchema('fashion'),
  medical: sceneSchema('medical'),
};
