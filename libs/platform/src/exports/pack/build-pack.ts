import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { digestOf, MaquetteError, type Digest } from '@maquette/kernel';
import { hexOf } from '@maquette/provenance';
import type { Platform } from '../../open-platform';
import { fileStem, jsonBytes, type ExportedFile } from '../exported-file';
import { digestOfEntry } from '../version-folders';
import { zipOf, type ZipEntry } from '../zip-entries';
import { packDocuments } from './pack-documents';
import { packHistory, packImpact } from './pack-history';
import { packLog } from './pack-log';
import { packGrants, packRecords, packTrust, recordList } from './pack-records';
import { checkpointSubject, datasetSubject, type PackSubject } from './pack-subject';

export type PackSources = Pick<
  Platform,
  'config' | 'registry' | 'datasets' | 'checkpoints' | 'impact' | 'audit'
>;

/** What is asked for: exactly one of the two. */
export interface PackRequest {
  dataset?: string;
  checkpoint?: string;
}

export interface Pack extends ExportedFile {
  subject: PackSubject;
  /** Of SHA256SUMS, which covers every other file. */
  sums: Digest;
  files: number;
}

/**
 * The auditor's pack: records, evidence, grants, history, documents, impact and log entries with receipts, and a script
 * that checks them offline. Reads only; the same state gives the same bytes. Errors: `pack-subject-missing` (bad-usage),
 * those of the registry, the database and the log.
 */
export async function buildPack(sources: PackSources, request: PackRequest): Promise<Pack> {
  const { registry, config } = sources;
  const subject = await subjectOf(sources, request);
  for (const { reference } of subject.checkpoints) await registry.verify(reference);
  const entries = [
    ...(await packRecords(subject)),
    packGrants(subject),
    ...(await packTrust(config)),
    ...(await packHistory(sources, subject)),
    ...(await packImpact(sources.impact, subject)),
    ...(await packDocuments(registry, subject)),
    ...(await packLog(sources.audit, subject)),
    { path: 'pack.json', bytes: jsonBytes(describe(subject)) },
    ...(await instructions(config.root)),
  ];
  const sums = sumsOf(entries);
  return {
    subject,
    sums: digestOf(sums),
    files: entries.length + 1,
    fileName: `${fileStem(subject.reference)}.pack.zip`,
    mediaType: 'application/zip',
    content: zipOf([...entries, { path: 'SHA256SUMS', bytes: sums }], subject.at),
  };
}

async function subjectOf({ registry, checkpoints }: PackSources, request: PackRequest): Promise<PackSubject> {
  const { dataset, checkpoint } = request;
  if (dataset && !checkpoint) return datasetSubject(registry, dataset);
  if (checkpoint && !dataset) return checkpointSubject(registry, await checkpoints.resolve(checkpoint));
  throw new MaquetteError(
    'bad-usage',
    'pack-subject-missing',
    'A pack is about one dataset or one checkpoint.',
    {
      hint: 'Name a dataset (ID@VERSION) or a checkpoint (DOMAIN/NAME@VERSION), and not both.',
    },
  );
}

function describe(subject: PackSubject): object {
  const { kind, reference, at } = subject;
  return {
    schema: 'maquette/pack/1',
    subject: { kind, reference, recordedAt: at.toISOString() },
    records: recordList(subject),
  };
}

async function instructions(root: string): Promise<ZipEntry[]> {
  const folder = join(root, 'libs', 'platform', 'data', 'pack');
  const names = ['README.md', 'verify.mjs'];
  return Promise.all(names.map(async (path) => ({ path, bytes: await readFile(join(folder, path)) })));
}

/** As `sha256sum -c` reads it. */
function sumsOf(entries: readonly ZipEntry[]): Buffer {
  const lines = entries.map((entry) => `${hexOf(digestOfEntry(entry))}  ${entry.path}\n`);
  return Buffer.from(lines.sort((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1)).join(''));
}
