import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MaquetteError } from '@maquette/kernel';
import Ajv2020, { type ErrorObject, type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { Problem } from './problem';

export type SchemaName = 'dataset' | 'checkpoint' | 'auxiliary' | 'asset';

const SHARED = 'licence-grant';
const MOST_REPORTED = 20;
/** Our own schemas are checked against their meta-schema by the tests; at run time that would triple the start. */
const OPTIONS = {
  allErrors: true,
  strict: true,
  meta: false,
  validateSchema: false,
  code: { optimize: false },
};

/** The JSON Schemas of the model registry's records, read from `model-registry/schema`. */
export class RecordSchemas {
  private readonly ajv = addFormats(new Ajv2020(OPTIONS));
  private readonly compiled = new Map<SchemaName, ValidateFunction>();

  private constructor(private readonly sources: Map<string, object>) {
    this.ajv.addSchema(sources.get(SHARED)!);
  }

  /** Rejects with `schemas-missing` (not-found) when a schema file is not there or no JSON. */
  static async load(folder: string): Promise<RecordSchemas> {
    const names = [SHARED, 'dataset', 'checkpoint', 'auxiliary', 'asset'];
    const sources = names.map(async (name) => [name, await readSchema(folder, name)] as const);
    return new RecordSchemas(new Map(await Promise.all(sources)));
  }

  /** Every way in which the value breaks the schema, each with the JSON pointer of the place. */
  check(name: SchemaName, value: unknown, file: string): Problem[] {
    const validate = this.validator(name);
    if (validate(value)) return [];
    return (validate.errors ?? []).slice(0, MOST_REPORTED).map((error) => ({
      code: 'schema-invalid',
      file,
      message: `${file}${error.instancePath ? ` at ${error.instancePath}` : ''}: ${describe(error)}.`,
      remedy: `Correct it as model-registry/schema/${name}.schema.json describes, and publish a new version.`,
    }));
  }

  private validator(name: SchemaName): ValidateFunction {
    let validate = this.compiled.get(name);
    if (!validate) {
      validate = this.ajv.compile(this.sources.get(name)!);
      this.compiled.set(name, validate);
    }
    return validate;
  }
}

async function readSchema(folder: string, name: string): Promise<object> {
  const path = join(folder, `${name}.schema.json`);
  try {
    return JSON.parse(await readFile(path, 'utf8')) as object;
  } catch (cause) {
    throw new MaquetteError('not-found', 'schemas-missing', `The schema ${path} cannot be read.`, {
      hint: 'The folder model-registry/schema belongs to Maquette: restore it from the release.',
      details: { path },
      cause,
    });
  }
}

function describe({ keyword, params, message }: ErrorObject): string {
  if (keyword === 'additionalProperties') return `the property "${params.additionalProperty}" is not known`;
  if (keyword === 'required') return `the property "${params.missingProperty}" is missing`;
  if (keyword === 'enum') return `must be one of ${(params.allowedValues as unknown[]).join(', ')}`;
  if (keyword === 'const') return `must be ${JSON.stringify(params.allowedValue)}`;
  return message ?? keyword;
}
