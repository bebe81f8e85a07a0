import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { digestOf } from '@maquette/kernel';
import type { LoadedDataset } from '@maquette/provenance';
import type { ReadyCheckpoint, Registry } from '@maquette/registry';
import type { ZipEntry } from './zip-entries';

const BESIDE_THE_FILES = ['checkpoint.json', 'SHA256SUMS', 'signature.json'];

/** Every file of a checkpoint version below `<domain>/<name>/<version>/`, as it lies in the registry. */
export async function checkpointFolder(entry: ReadyCheckpoint): Promise<ZipEntry[]> {
  const { folder, record, domain, name, version } = entry;
  const place = `${domain}/${name}/${version}`;
  const listed = record.files.map(({ path, digest }) => ({
    path: `${place}/${path}`,
    file: join(folder, path),
    digest,
  }));
  const beside: ZipEntry[] = [];
  for (const path of BESIDE_THE_FILES) {
    const bytes = await readFile(join(folder, path)).catch(absent);
    if (bytes) beside.push({ path: `${place}/${path}`, bytes });
  }
  return [...listed, ...beside];
}

/** A dataset record with its evidence below `datasets/<id>/<version>/`. */
export async function datasetFolder({ folder, id, version, record }: LoadedDataset): Promise<ZipEntry[]> {
  const place = `datasets/${id}/${version}`;
  const evidence = (record?.evidence ?? []).map(({ file, digest }) => ({
    path: `${place}/${file}`,
    file: join(folder, file),
    digest,
  }));
  return [
    { path: `${place}/dataset.json`, bytes: await readFile(join(folder, 'dataset.json')) },
    ...evidence,
  ];
}

/** Records of all datasets behind a checkpoint, sources and those of its ancestors with them. */
export function datasetsBehind(
  registry: Pick<Registry, 'licences' | 'dataset'>,
  reference: string,
): LoadedDataset[] {
  const uses = registry.licences(reference).datasets;
  return uses.map(({ dataset }) => registry.dataset(`${dataset.id}@${dataset.version}`));
}

/** Digest of an entry's bytes; that of a file is known. */
export function digestOfEntry(entry: ZipEntry) {
  return 'bytes' in entry ? digestOf(entry.bytes) : entry.digest;
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
