import { Readable } from 'node:stream';
import { MaquetteError, type PaperDocument } from '@maquette/kernel';
import { htmlOf, pdfOf } from '@maquette/media';
import {
  californiaDisclosureOf,
  euSummaryOf,
  mlBomOf,
  spdxOf,
  type CheckpointDossier,
  type Registry,
} from '@maquette/registry';
import { fileStem, jsonBytes, type ExportedFile } from './exported-file';
import { checkpointFolder, datasetFolder, datasetsBehind } from './version-folders';
import { zipOf } from './zip-entries';

type Exporting = Pick<Registry, 'checkpoint' | 'licences' | 'dataset' | 'verify'>;

interface DocumentFormat {
  suffix: string;
  mediaType: string;
  bytes(dossier: CheckpointDossier): Buffer | Promise<Buffer>;
}

const json = (
  suffix: string,
  mediaType: string,
  of: (dossier: CheckpointDossier) => object,
): DocumentFormat => ({
  suffix,
  mediaType,
  bytes: (dossier) => jsonBytes(of(dossier)),
});
const html = (suffix: string, of: (dossier: CheckpointDossier) => PaperDocument): DocumentFormat => ({
  suffix: `${suffix}.html`,
  mediaType: 'text/html; charset=utf-8',
  bytes: (dossier) => Buffer.from(htmlOf(of(dossier))),
});
const pdf = (suffix: string, of: (dossier: CheckpointDossier) => PaperDocument): DocumentFormat => ({
  suffix: `${suffix}.pdf`,
  mediaType: 'application/pdf',
  bytes: (dossier) => pdfOf(of(dossier)),
});

/** Everything about a checkpoint version that is one document. */
export const CHECKPOINT_DOCUMENTS = {
  'cyclonedx-1.6': json('cyclonedx-1.6.cdx.json', 'application/vnd.cyclonedx+json; version=1.6', (dossier) =>
    mlBomOf(dossier, '1.6'),
  ),
  'cyclonedx-1.7': json('cyclonedx-1.7.cdx.json', 'application/vnd.cyclonedx+json; version=1.7', (dossier) =>
    mlBomOf(dossier, '1.7'),
  ),
  spdx: json('spdx.json', 'application/spdx+json', spdxOf),
  'eu-summary-html': html('eu-training-summary', euSummaryOf),
  'eu-summary-pdf': pdf('eu-training-summary', euSummaryOf),
  'ab2013-html': html('ab2013-training-data', californiaDisclosureOf),
  'ab2013-pdf': pdf('ab2013-training-data', californiaDisclosureOf),
} as const satisfies Record<string, DocumentFormat>;
export type CheckpointDocument = keyof typeof CHECKPOINT_DOCUMENTS;

export const CHECKPOINT_FORMATS = ['zip', ...Object.keys(CHECKPOINT_DOCUMENTS)] as (
  'zip' | CheckpointDocument
)[];
export type CheckpointFormat = (typeof CHECKPOINT_FORMATS)[number];

/**
 * A checkpoint version in one of the formats; `zip` is its folder with the records of its datasets, which
 * `registry import` takes. The same version gives the same bytes. Rejects with `export-format-unknown` (bad-input) and
 * those of Registry.checkpoint.
 */
export async function exportCheckpoint(
  registry: Exporting,
  reference: string,
  format: string,
): Promise<ExportedFile> {
  if (format === 'zip') return exportZip(registry, reference);
  if (!isOneOf(CHECKPOINT_DOCUMENTS, format)) throw formatUnknown(format, CHECKPOINT_FORMATS);
  const document: DocumentFormat = CHECKPOINT_DOCUMENTS[format];
  const dossier = dossierOf(registry, reference);
  const bytes = await document.bytes(dossier);
  return {
    fileName: `${fileStem(registry.checkpoint(reference).reference)}.${document.suffix}`,
    mediaType: document.mediaType,
    content: Readable.from([bytes]),
  };
}

/** Throws those of Registry.checkpoint. */
export function dossierOf(
  registry: Pick<Registry, 'checkpoint' | 'licences'>,
  reference: string,
): CheckpointDossier {
  const { record, recordDigest } = registry.checkpoint(reference);
  return { record, recordDigest, datasets: registry.licences(reference).datasets };
}

async function exportZip(registry: Exporting, reference: string): Promise<ExportedFile> {
  await registry.verify(reference);
  const entry = registry.checkpoint(reference);
  const datasets = datasetsBehind(registry, entry.reference);
  const folders = await Promise.all([checkpointFolder(entry), ...datasets.map(datasetFolder)]);
  return {
    fileName: `${fileStem(entry.reference)}.zip`,
    mediaType: 'application/zip',
    content: zipOf(folders.flat(), new Date(entry.record.createdAt)),
  };
}

export function isOneOf<T extends object>(documents: T, format: string): format is keyof T & string {
  return Object.hasOwn(documents, format);
}

export function formatUnknown(format: string, formats: readonly string[]): MaquetteError {
  return new MaquetteError('bad-input', 'export-format-unknown', `There is no export format "${format}".`, {
    hint: `There are: ${formats.join(', ')}.`,
    details: { format, formats },
  });
}
