import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { ACTIONS, PURPOSES, USES } from '../terms/vocabulary';

const FOLDER = join(__dirname, '../../../../model-registry/schema');
const schemas = readdirSync(FOLDER).map((name) => JSON.parse(readFileSync(join(FOLDER, name), 'utf8')));
const grant = schemas.find(({ title }) => title === 'Licence grant');

interface Schema {
  type?: string;
  additionalProperties?: boolean;
  [member: string]: unknown;
}

/** Every schema object inside another. */
function* inside(value: unknown): Generator<Schema> {
  if (value === null || typeof value !== 'object') return;
  yield value as Schema;
  for (const member of Object.values(value)) yield* inside(member);
}

describe('the JSON Schemas of the model registry', () => {
  it('are sound themselves', () => {
    const ajv = addFormats(new Ajv2020({ strict: true, schemas }));
    for (const { $id } of schemas) expect(ajv.getSchema($id)).toBeTypeOf('function');
  });

  it('know all properties of every object', () => {
    for (const schema of inside(schemas)) {
      if (schema.type === 'object') expect(schema.additionalProperties, JSON.stringify(schema)).toBe(false);
    }
  });

  it('use the vocabulary of the licence terms', () => {
    const { rule, duty } = grant.$defs;
    expect(rule.properties.uses.items.enum).toEqual(['*', ...USES]);
    expect(rule.properties.purposes.items.enum).toEqual(['*', ...PURPOSES]);
    expect(duty.properties.action.enum).toEqual([...ACTIONS]);
  });
});
