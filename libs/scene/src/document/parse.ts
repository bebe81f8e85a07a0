import { DOMAINS, type Domain, MaquetteError } from '@maquette/kernel';
import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import { CATALOGUE } from '../elements/catalogue';
import type { CameraPath, SceneDocument, SceneElement } from './scene-document';
import { CAMERA_SCHEMA, SCENE_SCHEMAS } from './schema';

const ajv = new Ajv({ allErrors: false, verbose: true, allowUnionTypes: true });
const isScene: Record<Domain, ValidateFunction<SceneDocument>> = {
  architecture: ajv.compile<SceneDocument>(SCENE_SCHEMAS.architecture),
  fashion: ajv.compile<SceneDocument>(SCENE_SCHEMAS.fashion),
  medical: ajv.compile<SceneDocument>(SCENE_SCHEMAS.medical),
};
const isCamera = ajv.compile<CameraPath>(CAMERA_SCHEMA);

/** Names of a closed list that one message shows. */
const MOST_CHOICES = 100;

type Code = 'scene-invalid' | 'camera-invalid';

/**
 * Reads a scene document somebody wrote. Strict: unknown properties, types, materials and slots are refused.
 * @throws MaquetteError `scene-invalid` (bad-input), naming the place in the JSON and what is expected there
 */
export function parseSceneDocument(json: unknown): SceneDocument {
  const document = checked(isScene[domainOf(json)], json, 'scene-invalid');
  checkBounds(document);
  const ids = new Set<string>();
  document.elements.forEach((element, i) => checkElement(element, `elements[${i}]`, ids));
  checkKeyframes(document.camera, 'scene-invalid', 'camera.');
  return document;
}

/**
 * Reads a camera path somebody wrote.
 * @throws MaquetteError `camera-invalid` (bad-input), naming the place in the JSON and what is expected there
 */
export function parseCameraPath(json: unknown): CameraPath {
  const path = checked(isCamera, json, 'camera-invalid');
  checkKeyframes(path, 'camera-invalid', '');
  return path;
}

/** Whose words the document uses; one that does not say is told so by the schema of the first. */
function domainOf(json: unknown): Domain {
  const named = (json as { domain?: unknown } | null)?.domain;
  return DOMAINS.find((domain) => domain === named) ?? DOMAINS[0];
}

function checked<T>(validate: ValidateFunction<T>, json: unknown, code: Code): T {
  if (validate(json)) return json;
  const error = (validate.errors ?? [])[0];
  throw invalid(code, pathOf(error.instancePath), expectation(error));
}

function checkBounds({ bounds: { min, max } }: SceneDocument): void {
  for (const axis of [0, 1, 2]) {
    if (max[axis] <= min[axis])
      throw invalid(
        'scene-invalid',
        `bounds.max[${axis}]`,
        `must be above bounds.min[${axis}], which is ${min[axis]}`,
      );
  }
}

function checkElement(element: SceneElement, path: string, ids: Set<string>): void {
  if (ids.has(element.id))
    throw invalid(
      'scene-invalid',
      `${path}.id`,
      `must be unique, but "${element.id}" is taken by an earlier element`,
    );
  ids.add(element.id);
  const slots = Object.keys(CATALOGUE[element.type].slots);
  for (const slot of Object.keys(element.materials ?? {})) {
    if (!slots.includes(slot)) {
      throw invalid(
        'scene-invalid',
        `${path}.materials.${slot}`,
        `is no slot of a ${element.type}; it has ${slots.join(', ')}`,
      );
    }
  }
  if (element.openings && element.type !== 'wall')
    throw invalid('scene-invalid', `${path}.openings`, 'belongs to walls only');
  element.openings?.forEach((opening, i) => {
    if (
      opening.offset + opening.width > element.size[0] + 1e-6 ||
      opening.sill + opening.height > element.size[1] + 1e-6
    ) {
      throw invalid(
        'scene-invalid',
        `${path}.openings[${i}]`,
        `must lie within its wall of ${element.size[0]} × ${element.size[1]} m`,
      );
    }
  });
}

function checkKeyframes({ keyframes }: CameraPath, code: Code, prefix: string): void {
  keyframes.forEach((frame, i) => {
    const path = `${prefix}keyframes[${i}]`;
    if (i > 0 && frame.time <= keyframes[i - 1].time) {
      throw invalid(
        code,
        `${path}.time`,
        `must be later than the keyframe before it, which is at ${keyframes[i - 1].time} s`,
      );
    }
    const [dx, dy, dz] = [0, 1, 2].map((axis) => frame.lookAt[axis] - frame.position[axis]);
    if (Math.hypot(dx, dz) < 1e-3) {
      const problem =
        Math.abs(dy) < 1e-3 ? 'must differ from position' : 'must not lie straight above or below position';
      throw invalid(code, `${path}.lookAt`, problem);
    }
  });
}

/** `/elements/3/size/0` → `elements[3].size[0]` */
function pathOf(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part, i) => (/^\d+$/.test(part) ? `[${part}]` : i === 0 ? part : `.${part}`))
    .join('');
}

/** What ajv found, as an expectation that can be acted on. */
function expectation({ keyword, params, message, data }: ErrorObject): string {
  switch (keyword) {
    case 'required':
      return `must have the property "${String(params.missingProperty)}"`;
    case 'additionalProperties':
      return `must not have the property "${String(params.additionalProperty)}"`;
    case 'enum':
      return `must be one of ${choices(params.allowedValues as string[], data)}, but is ${shown(data)}`;
    case 'const':
      return `must be ${JSON.stringify(params.allowedValue)}, but is ${shown(data)}`;
    default:
      return `${message ?? 'is not valid'}, but is ${shown(data)}`;
  }
}

/** A long list is cut to what has a word in common with what was written, and then to its beginning. */
function choices(values: readonly string[], data: unknown): string {
  if (values.length <= MOST_CHOICES) return values.join(', ');
  const words = typeof data === 'string' ? data.split('-') : [];
  const kin = values.filter((value) => value.split('-').some((word) => words.includes(word)));
  const named = (kin.length > 0 ? kin : values).slice(0, MOST_CHOICES);
  return `${named.join(', ')}, … (${values.length} in all)`;
}

function shown(data: unknown): string {
  const text = JSON.stringify(data) ?? String(data);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function invalid(code: Code, path: string, expected: string): MaquetteError {
  const what = code === 'scene-invalid' ? 'The scene document' : 'The camera path';
  const message = path
    ? `${what} is not valid: ${path} ${expected}.`
    : `${what} is not valid: it ${expected}.`;
  return new MaquetteError('bad-input', code, message, {
    hint: 'Correct the file at the place named; the output of an earlier generation shows the form.',
    details: { path },
  });
}
