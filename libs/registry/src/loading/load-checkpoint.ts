import { basename, dirname, join } from 'node:path';
import { digestOfFile, type Digest, type Domain } from '@maquette/kernel';
import {
  checkGrant,
  digestOfUnchanged,
  placementProblems,
  readRecord,
  type Problem,
  type RecordSchemas,
} from '@maquette/provenance';
import { channelFaults, contractFaults } from '../onnx/check-contract';
import { checkpointDigest } from '../records/checkpoint-digest';
import type { CheckpointRecord } from '../records/checkpoint-record';
import type { CheckpointEntry, Origin } from '../registry';
import {
  checkCheckpointSignature,
  SIGNATURE_FILE,
  signatureProblems,
  type CheckpointSignature,
} from '../signing/checkpoint-signature';
import type { Resource } from '../signing/statement';
import { NOBODY, type Trust } from '../signing/verify-bundle';
import type { DatasetShelf } from './dataset-shelf';
import { isModel, modelProblems } from './model-problems';
import { sealProblems, type Seal } from './seal';
import { SUMS } from './sums';

export const CHECKPOINT_FILE = 'checkpoint.json';

/** Loads and verifies `<domain>/<name>/<version>`; whatever is wrong quarantines the entry and is listed in it. */
export async function loadCheckpoint(
  folder: string,
  schemas: RecordSchemas,
  shelf: DatasetShelf,
  fresh: boolean,
  origin: Origin,
  trust: Trust = NOBODY,
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
      signature: { state: 'unchecked' },
    };
  }
  const read = await readRecord<CheckpointRecord>(folder, 'checkpoint', schemas);
  const { record, digest } = read;
  const problems = [...read.problems];
  let signature: CheckpointSignature = { state: 'unchecked' };
  if (record && digest) {
    const seal = checkpointSeal(folder, record, digest);
    const broken = await sealProblems(seal, fresh);
    if (broken.length === 0) {
      const files = await signedFiles(seal, fresh);
      signature = await checkCheckpointSignature(folder, files, trust);
    }
    problems.push(
      ...identityProblems(record, reference),
      ...broken,
      ...checkGrant(record.licence, CHECKPOINT_FILE, new Set(record.files.map(({ path }) => path))),
      ...(await checkModel(folder, record, new Set(broken.map(({ file }) => file)))),
      ...record.datasets.flatMap((dataset) => shelf.check(dataset, CHECKPOINT_FILE)),
      ...signatureProblems(signature),
    );
  }
  return {
    ...entry,
    state: problems.length === 0 ? 'ready' : 'quarantined',
    problems,
    record,
    checkpointDigest: record && checkpointDigest(record.files),
    recordDigest: digest,
    signature,
  };
}

/** What must lie in the folder of a version, byte by byte. */
export function checkpointSeal(folder: string, { files }: CheckpointRecord, recordDigest: Digest): Seal {
  return { folder, recordFile: CHECKPOINT_FILE, recordDigest, files, besides: [SIGNATURE_FILE] };
}

/** What a signature has to cover, of a folder whose seal is unbroken: every digest is known but that of SHA256SUMS. */
export async function signedFiles(
  { folder, recordFile, recordDigest, files }: Seal,
  fresh: boolean,
): Promise<Resource[]> {
  const sums = await (fresh ? digestOfFile : digestOfUnchanged)(join(folder, SUMS));
  return [
    ...files.map(({ path, digest }) => ({ name: path, digest })),
    { name: recordFile, digest: recordDigest },
    { name: SUMS, digest: sums },
  ];
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
  const { upscaler } = record;
  const problems = await modelProblems(folder, record.files, damaged, (file, model) => {
    if (file.path === record.model)
      return [...contractFaults(record.contract, model), ...channelFaults(record.contract)];
    return file.path === upscaler?.model ? contractFaults(upscaler.contract, model) : [];
  });
  const named = [record.model, ...(upscaler ? [upscaler.model] : [])];
  const absent = named.filter((name) => !record.files.some((file) => file.path === name && isModel(file)));
  const remedy = 'Name one of the listed files, and publish a new version.';
  return [
    ...problems,
    ...absent.map((name) => ({
      code: 'reference-invalid' as const,
      file: CHECKPOINT_FILE,
      message: `The record names ${name} as its model, but lists no such ONNX file.`,
      remedy,
    })),
  ];
}
