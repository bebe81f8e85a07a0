import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { digestOf, type Digest } from '@maquette/kernel';
import type { Problem } from './problem';
import type { RecordSchemas, SchemaName } from './record-schemas';

const MAX_BYTES = 16 * 1024 * 1024;

export interface ReadRecord<T> {
  /** Null when the file is missing or breaks its schema. */
  record: T | null;
  /** Of the file's bytes; null when it could not be read. */
  digest: Digest | null;
  problems: Problem[];
}

/** Reads `<folder>/<schema>.json` and checks it against its schema; problems are answered, not thrown. */
export async function readRecord<T>(
  folder: string,
  schema: SchemaName,
  schemas: RecordSchemas,
): Promise<ReadRecord<T>> {
  const file = `${schema}.json`;
  const path = join(folder, file);
  const stats = await lstat(path).catch(() => null);
  if (!stats?.isFile()) return refused(missing(file));
  if (stats.size > MAX_BYTES) return refused(tooLong(file, stats.size));

  const bytes = await readFile(path);
  const digest = digestOf(bytes);
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    return { record: null, digest, problems: [notJson(file, error as Error)] };
  }
  const problems = schemas.check(schema, value, file);
  return { record: problems.length === 0 ? (value as T) : null, digest, problems };
}

const refused = (problem: Problem) => ({ record: null, digest: null, problems: [problem] });

const missing = (file: string): Problem => ({
  code: 'record-missing',
  file,
  message: `${file} is missing, or is not an ordinary file.`,
  remedy: 'Restore the record from where the version was published, or remove the folder.',
});

const tooLong = (file: string, bytes: number): Problem => ({
  code: 'json-invalid',
  file,
  message: `${file} has ${bytes} bytes; a record has at most ${MAX_BYTES}.`,
  remedy: 'Restore the record from where the version was published.',
});

const notJson = (file: string, error: Error): Problem => ({
  code: 'json-invalid',
  file,
  message: `${file} is not JSON: ${error.message}.`,
  remedy: 'Restore the record from where the version was published.',
});
