import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { digestOf, MaquetteError } from '@maquette/kernel';
import {
  CROISSANT_MEDIA_TYPE,
  croissantOf,
  intakeOf,
  type DatasetRecord,
  type LoadedDataset,
} from '@maquette/provenance';
import type { Registry } from '@maquette/registry';
import { formatUnknown, isOneOf } from './checkpoint-export';
import { fileStem, jsonBytes, type ExportedFile } from './exported-file';

interface DatasetDocument {
  suffix: string;
  mediaType: string;
  bytes(record: DatasetRecord, dataset: LoadedDataset): Buffer | Promise<Buffer>;
}

export const DATASET_DOCUMENTS = {
  croissant: {
    suffix: 'croissant.json',
    mediaType: CROISSANT_MEDIA_TYPE,
    bytes: (record) => jsonBytes(croissantOf(record)),
  },
  /** The form that `datasets draft` takes, so what went out can come in again. */
  dta: {
    suffix: 'dta.json',
    mediaType: 'application/json',
    bytes: (record) => jsonBytes(intakeOf(record)),
  },
  /** The record's own bytes: its digest is what checkpoints refer to. */
  record: {
    suffix: 'dataset.json',
    mediaType: 'application/json',
    bytes: (_, dataset) => recordBytes(dataset),
  },
} as const satisfies Record<string, DatasetDocument>;
export type DatasetFormat = keyof typeof DATASET_DOCUMENTS;
export const DATASET_FORMATS = Object.keys(DATASET_DOCUMENTS) as DatasetFormat[];

/**
 * A dataset version in one of the formats. The same record gives the same bytes. Rejects with `export-format-unknown`,
 * `dataset-quarantined` (bad-input), `dataset-unknown` (not-found).
 */
export async function exportDataset(
  registry: Pick<Registry, 'dataset'>,
  reference: string,
  format: string,
): Promise<ExportedFile> {
  if (!isOneOf(DATASET_DOCUMENTS, format)) throw formatUnknown(format, DATASET_FORMATS);
  const document: DatasetDocument = DATASET_DOCUMENTS[format];
  const dataset = soundDataset(registry, reference);
  const bytes = await document.bytes(dataset.record, dataset);
  return {
    fileName: `${fileStem(`${dataset.id}@${dataset.version}`)}.${document.suffix}`,
    mediaType: document.mediaType,
    content: Readable.from([bytes]),
  };
}

/** A dataset whose record and evidence are in order; throws `dataset-quarantined` otherwise. */
export function soundDataset(
  registry: Pick<Registry, 'dataset'>,
  reference: string,
): LoadedDataset & { record: DatasetRecord } {
  const dataset = registry.dataset(reference);
  const { record, problems } = dataset;
  if (record && problems.length === 0) return { ...dataset, record };
  const [problem] = problems;
  throw new MaquetteError(
    'bad-input',
    'dataset-quarantined',
    `${reference} cannot be relied on: ${problem.message}`,
    { hint: problem.remedy, details: { reference, problems } },
  );
}

async function recordBytes({ folder, digest, id, version }: LoadedDataset): Promise<Buffer> {
  const bytes = await readFile(join(folder, 'dataset.json'));
  if (digestOf(bytes) === digest) return bytes;
  throw new MaquetteError('conflict', 'export-file-changed', `The record of ${id}@${version} was changed.`, {
    hint: 'Run maquette registry verify, restore the record, and export again.',
    details: { expected: digest, found: digestOf(bytes) },
  });
}
