import { basename, dirname } from 'node:path';
import type { Domain } from '@maquette/kernel';
import {
  checkGrant,
  placementProblems,
  readRecord,
  type Problem,
  type RecordSchemas,
} from '@maquette/provenance';
import { channelFaults, contractFaults } from '../onnx/check-contract';
import { checkpointDigest } from '../records/checkpoint-digest';
import type { CheckpointRecord } from '../records/checkpoint-record';
import type { CheckpointEntry, Origin } from '../registry';
import type { DatasetShelf } from './dataset-shelf';
import { isModel, modelProblems } from './model-problems';
import { sealProblems } from './seal';

export const CHECKPOINT_FILE = 'checkpoint.json';

/** Loads and verifies `<domain>/<name>/<version>`; whatever is wrong quarantines the entry and is listed in it. */
export async function loadCheckpoint(
  folder: string,
  schemas: RecordSchemas,
  shelf: DatasetShelf,
  fresh: boolean,
  origin: Origin,
): Promise<CheckpointEntry> {
  const [version, name] = [basename(folder), basename(dirname(folder))];
  const domain = basename(dirname(dirname(folder))) as Domain;
  const reference = `${domain}/${name}@${version}`;
  const entry = { reference, domain, name, version, folder, origin };

  const placement = await placementProblems(folder);
  if (placement.length > 0) {
    return {
      ...entry,
      state: 'quarantined',
      problems: placement,
      record: null,
      checkpointDigest: null,
      recordDigest: null,
    };
  }
  const read = await readRecord<CheckpointRecord>(folder, 'checkpoint', schemas);
  const { record, digest } = read;
  const problems = [...read.problems];
  if (record && digest) {
    const seal = { folder, recordFile: CHECKPOINT_FILE, recordDigest: digest, files: record.files };
    const broken = await sealProblems(seal, fresh);
    problems.push(
      ...identityProblems(record, reference),
      ...broken,
      ...checkGrant(record.licence, CHECKPOINT_FILE, new Set(record.files.map(({ path }) => path))),
      ...(await checkModel(folder, record, new Set(broken.map(({ file }) => file)))),
      ...record.datasets.flatMap((dataset) => shelf.check(dataset, CHECKPOINT_FILE)),
    );
  }
  return {
    ...entry,
    state: problems.length === 0 ? 'ready' : 'quarantined',
    problems,
    record,
    checkpointDigest: record && checkpointDigest(record.files),
    recordDigest: digest,
  };
}

function identityProblems(record: CheckpointRecord, expected: string): Problem[] {
  const found = `${record.domain}/${record.name}@${record.version}`;
  if (found === expected) return [];
  const message = `The record is of ${found}, but lies in the folder of ${expected}.`;
  const remedy = `Move the folder to ${found.replace('@', '/')}.`;
  return [{ code: 'identity-mismatch', file: CHECKPOINT_FILE, message, expected, found, remedy }];
}

async function checkModel(
  folder: string,
  record: CheckpointRecord,
  damaged: ReadonlySet<string>,
): Promise<Problem[]> {
  const problems = await modelProblems(folder, record.files, damaged, (file, model) =>
    file.path === record.model
      ? [...contractFaults(record.contract, model), ...channelFaults(record.contract)]
      : [],
  );
  if (record.files.some((file) => file.path === record.model && isModel(file))) return problems;
  const message = `The record names ${record.model} as its model, but lists no such ONNX file.`;
  const remedy = 'Name one of the listed files, and publish a new version.';
  return [...problems, { code: 'reference-invalid', file: CHECKPOINT_FILE, message, remedy }];
}
