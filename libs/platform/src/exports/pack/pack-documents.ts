import type { DatasetRecord } from '@maquette/provenance';
import type { Registry } from '@maquette/registry';
import { buffer } from 'node:stream/consumers';
import { CHECKPOINT_FORMATS, exportCheckpoint } from '../checkpoint-export';
import { DATASET_FORMATS, exportDataset } from '../dataset-export';
import type { ExportedFile } from '../exported-file';
import type { ZipEntry } from '../zip-entries';
import type { PackSubject } from './pack-subject';

type Exporting = Pick<Registry, 'checkpoint' | 'licences' | 'dataset' | 'verify'>;

/** Every document of the subject and of its datasets; what lies under `records/` anyway is not repeated. */
export async function packDocuments(registry: Exporting, subject: PackSubject): Promise<ZipEntry[]> {
  const files: ExportedFile[] = [];
  if (subject.kind === 'checkpoint') {
    for (const format of CHECKPOINT_FORMATS.filter((candidate) => candidate !== 'zip'))
      files.push(await exportCheckpoint(registry, subject.reference, format));
  }
  for (const { id, version } of subject.datasets as { id: string; version: DatasetRecord['version'] }[]) {
    for (const format of DATASET_FORMATS.filter((candidate) => candidate !== 'record'))
      files.push(await exportDataset(registry, `${id}@${version}`, format));
  }
  return Promise.all(
    files.map(async ({ fileName, content }) => ({
      path: `documents/${fileName}`,
      bytes: await buffer(content),
    })),
  );
}
