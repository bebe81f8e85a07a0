import { basename, dirname } from 'node:path';
import type { Digest } from '@maquette/kernel';
import { placementProblems } from '../files/placement';
import { checkSealedFolder } from '../files/sealed-folder';
import { licenceProblem } from '../licences/spdx';
import { checkGrant } from './check-grant';
import type { DatasetRecord } from './dataset-record';
import type { Problem } from './problem';
import { readRecord } from './read-record';
import type { RecordSchemas } from './record-schemas';

const FILE = 'dataset.json';

export interface LoadedDataset {
  /** As the folder names it. */
  id: string;
  version: string;
  folder: string;
  /** Null when dataset.json is missing or breaks its schema. */
  record: DatasetRecord | null;
  /** Of dataset.json; checkpoints refer to it. */
  digest: Digest | null;
  /** Empty when the record can be relied on. */
  problems: Problem[];
}

/**
 * Loads `datasets/<id>/<version>`: schema, identity, licences, consents, and every evidence file by its digest.
 * Problems are answered, not thrown.
 */
export async function loadDataset(
  folder: string,
  schemas: RecordSchemas,
  options: { fresh?: boolean } = {},
): Promise<LoadedDataset> {
  const [id, version] = [basename(dirname(folder)), basename(folder)];
  const placement = await placementProblems(folder);
  if (placement.length > 0) return { id, version, folder, record: null, digest: null, problems: placement };
  const { record, digest, problems } = await readRecord<DatasetRecord>(folder, 'dataset', schemas);
  if (!record) return { id, version, folder, record, digest, problems };
  const evidence = record.evidence.map(({ file, bytes, digest }) => ({ path: file, bytes, digest }));
  return {
    id,
    version,
    folder,
    record,
    digest,
    problems: [
      ...checkIdentity(record, id, version),
      ...checkDataset(record),
      ...(await checkSealedFolder(folder, evidence, { besides: [FILE], fresh: options.fresh })),
    ],
  };
}

/** What the schema cannot say; pure. */
export function checkDataset(record: DatasetRecord): Problem[] {
  const evidence = new Set(record.evidence.map(({ file }) => file));
  return [
    ...checkLicences(record, evidence),
    ...record.grants.flatMap((grant) => checkGrant(grant, FILE, evidence)),
    ...checkReferences(record, evidence),
    ...checkConsents(record),
  ];
}

function checkIdentity(record: DatasetRecord, id: string, version: string): Problem[] {
  if (record.id === id && record.version === version) return [];
  return [
    {
      code: 'identity-mismatch',
      file: FILE,
      message: `The record is of ${record.id}@${record.version}, but lies in the folder of ${id}@${version}.`,
      expected: `${id}@${version}`,
      found: `${record.id}@${record.version}`,
      remedy: `Move the folder to datasets/${record.id}/${record.version}.`,
    },
  ];
}

function checkLicences(record: DatasetRecord, evidence: ReadonlySet<string>): Problem[] {
  const expressions = [
    { of: 'The dataset', expression: record.licence },
    ...(record.items ?? []).map(({ id, licence }) => ({ of: `Item ${id}`, expression: licence })),
  ];
  return expressions.flatMap(({ of, expression }) => {
    const fault = licenceProblem(expression, evidence.size > 0);
    return fault ? [problem('licence-invalid', `${of}: ${fault}.`, 'Name the licence as SPDX does.')] : [];
  });
}

function checkReferences(record: DatasetRecord, evidence: ReadonlySet<string>): Problem[] {
  const remedy = 'Correct the reference, and publish a new version.';
  const grants = new Set(record.grants.map(({ id }) => id));
  const problems: Problem[] = [];
  for (const id of repeated(record.grants.map((grant) => grant.id))) {
    problems.push(problem('reference-invalid', `Two grants have the id ${id}.`, remedy));
  }
  for (const id of repeated((record.items ?? []).map((item) => item.id))) {
    problems.push(problem('reference-invalid', `Two items have the id ${id}.`, remedy));
  }
  for (const file of repeated(record.evidence.map((entry) => entry.file))) {
    problems.push(problem('file-duplicate', `The evidence ${file} is listed twice.`, remedy));
  }
  for (const item of record.items ?? []) {
    for (const grant of item.grants.filter((id) => !grants.has(id))) {
      problems.push(
        problem('reference-invalid', `Item ${item.id} names the grant ${grant}, which is not there.`, remedy),
      );
    }
  }
  for (const consent of record.consents.filter((entry) => !evidence.has(entry.evidence))) {
    const message = `A consent names ${consent.evidence} as evidence, but the record lists no such file.`;
    problems.push(problem('evidence-missing', message, remedy));
  }
  return problems;
}

function checkConsents(record: DatasetRecord): Problem[] {
  if (!record.personalInformation.present || record.consents.length > 0) return [];
  const message = 'The record says that personal information is present, but holds no consent.';
  return [
    problem('consent-missing', message, 'Add the consents of the people depicted, with their evidence.'),
  ];
}

function problem(code: Problem['code'], message: string, remedy: string): Problem {
  return { code, file: FILE, message, remedy };
}

function repeated(values: string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
