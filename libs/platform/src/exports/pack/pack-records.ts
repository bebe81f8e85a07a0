import { lstat, readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { PlatformConfig } from '../../config';
import { checkpointKeysFolder } from '../../checkpoints/signing-keys';
import { jsonBytes } from '../exported-file';
import { checkpointFolder, datasetFolder } from '../version-folders';
import type { ZipEntry } from '../zip-entries';
import type { PackSubject } from './pack-subject';

/** The records with their evidence and files, as they lie in the registry. */
export async function packRecords({ checkpoints, datasets }: PackSubject): Promise<ZipEntry[]> {
  const folders = await Promise.all([...checkpoints.map(checkpointFolder), ...datasets.map(datasetFolder)]);
  return folders.flat().map((entry) => ({ ...entry, path: `records/${entry.path}` }));
}

/** What `verify.mjs` holds against the log. */
export function recordList({ checkpoints, datasets }: PackSubject) {
  return [
    ...checkpoints.map(({ reference, recordDigest, domain, name, version }) => ({
      reference,
      path: `records/${domain}/${name}/${version}/checkpoint.json`,
      digest: recordDigest,
    })),
    ...datasets.map(({ id, version, digest }) => ({
      reference: `${id}@${version}`,
      path: `records/datasets/${id}/${version}/dataset.json`,
      digest,
    })),
  ];
}

export function packGrants({ checkpoints, datasets }: PackSubject): ZipEntry {
  const grants = [
    ...checkpoints.map(({ reference, record }) => ({ of: reference, grants: [record.licence] })),
    ...datasets.map(({ id, version, record }) => ({ of: `${id}@${version}`, grants: record?.grants ?? [] })),
  ];
  return { path: 'grants.json', bytes: jsonBytes(grants) };
}

/** Public keys and authorities that are trusted to sign checkpoints, wherever they lie. */
export async function packTrust(config: Pick<PlatformConfig, 'registryRoot' | 'home'>): Promise<ZipEntry[]> {
  const entries = new Map<string, Buffer>();
  for (const folder of [join(config.registryRoot, 'keys'), checkpointKeysFolder(config)]) {
    for (const file of await pemFiles(folder)) {
      const bytes = await readFile(file);
      if (!bytes.includes('PRIVATE KEY')) entries.set(nameFor(basename(file), entries), bytes);
    }
  }
  return [...entries].map(([name, bytes]) => ({ path: `trust/${name}`, bytes }));
}

async function pemFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const files: string[] = [];
  for (const name of names.filter((candidate) => candidate.endsWith('.pem')).sort()) {
    if ((await lstat(join(folder, name))).isFile()) files.push(join(folder, name));
  }
  return files;
}

function nameFor(name: string, taken: ReadonlyMap<string, unknown>): string {
  return taken.has(name) ? nameFor(`installed-${name}`, taken) : name;
}
