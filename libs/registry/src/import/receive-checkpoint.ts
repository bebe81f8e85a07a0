import { mkdir, readFile, rename, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DOMAINS, type Digest } from '@maquette/kernel';
import { CHECKPOINT_FILE } from '../loading/load-checkpoint';
import type { CheckpointLicences, ReadyCheckpoint, Registry, RegistryDataset } from '../registry';
import { parseReference } from '../reference';
import { datasetProblems } from './dataset-problems';
import { forbiddenContent } from './forbidden-content';
import type { ImportProblem } from './import-problem';
import type { TakenFile } from './intake';
import { layoutOf, type Layout } from './layout';
import { IMPORT_LIMITS, type ImportLimits } from './limits';
import type { SourceKind } from './source-kind';
import { takeIn, type TakenIn } from './take-in';

/** A folder of records that passed every check, still in quarantine. */
export interface ReceivedFolder {
  /** Where it belongs in a registry: `architecture/daylight/1.0.0`, `datasets/rooms/1.0.0`. */
  place: string;
  /** Where it lies now. */
  path: string;
  /** Paths relative to it. */
  files: TakenFile[];
}

export interface SoundVersion {
  entry: ReadyCheckpoint;
  licences: CheckpointLicences;
  /** The records that came with it and that the registry does not have. */
  datasets: RegistryDataset[];
  /** The version's folder, then those of its datasets. */
  folders: ReceivedFolder[];
}

export interface Received {
  kind: SourceKind | null;
  files: number;
  /** Bytes written to the quarantine. */
  bytes: number;
  /** As its folders or its record say; null when neither could be read. */
  reference: string | null;
  checkpointDigest: Digest | null;
  recordDigest: Digest | null;
  problems: ImportProblem[];
  /** Null exactly when there are problems. */
  version: SoundVersion | null;
}

/**
 * Takes a folder, zip or tar into quarantine and judges it: the source, its layout, the content of every file, and the
 * version as the registry would, with all it refers to. Every problem is answered; rejects as `takeIn` does.
 * @param quarantine a private folder, empty but for an upload
 */
export async function receiveCheckpoint(
  source: string,
  quarantine: string,
  registry: Pick<Registry, 'examine' | 'datasets'>,
  limits: ImportLimits = IMPORT_LIMITS,
): Promise<Received> {
  const content = join(quarantine, 'content');
  const taken = await takeIn(source, content, limits);
  const paths = taken.files.map(({ path }) => path);
  const { layout, problems } = layoutOf(paths);
  const forbidden = await forbiddenContent(content, paths);
  const head = { kind: taken.kind, files: taken.files.length, bytes: taken.bytes };
  const found = [...taken.problems, ...forbidden];
  // Of what was read in part it can only be said that the rest is missing.
  if (!taken.complete || !layout) {
    return { ...head, ...NOTHING, problems: [...found, ...(taken.complete ? problems : [])] };
  }
  const judged = await judge(content, join(quarantine, 'records'), layout, taken, registry);
  const refused = new Set(taken.problems.map(({ file }) => file));
  const all = [...found, ...problems, ...judged.problems.filter(({ file }) => !refused.has(file))];
  const { reference, checkpointDigest, recordDigest, version } = judged;
  return {
    ...head,
    reference,
    checkpointDigest,
    recordDigest,
    problems: all,
    version: all.length === 0 ? version : null,
  };
}

const NOTHING = { reference: null, checkpointDigest: null, recordDigest: null, version: null };

type Judged = Omit<Received, 'kind' | 'files' | 'bytes'>;

async function judge(
  content: string,
  records: string,
  layout: Layout,
  taken: TakenIn,
  registry: Pick<Registry, 'examine' | 'datasets'>,
): Promise<Judged> {
  const folders = await arrange(content, records, layout, taken.files);
  const [checkpoint, ...datasets] = folders;
  const examined = await registry.examine(
    checkpoint.path,
    datasets.map(({ path }) => path),
  );
  const { entry, licences } = examined;
  const isPlaced = layout.place !== null || entry.record !== null;
  const sets = datasetProblems(examined.datasets, entry, registry.datasets());
  const known = new Set(sets.known);
  const version: SoundVersion | null = licences && {
    entry: entry as ReadyCheckpoint,
    licences,
    datasets: examined.datasets.filter(({ folder }) => !known.has(folder)),
    folders: folders.filter(({ path }) => !known.has(path)),
  };
  return {
    reference: isPlaced ? entry.reference : null,
    checkpointDigest: entry.checkpointDigest,
    recordDigest: entry.recordDigest,
    problems: [...entry.problems, ...sets.problems],
    version,
  };
}

/** Moves the folders within the quarantine to where a registry would have them: their names are part of the check. */
async function arrange(
  content: string,
  records: string,
  layout: Layout,
  files: readonly TakenFile[],
): Promise<ReceivedFolder[]> {
  const moved: ReceivedFolder[] = [];
  // Datasets first: they may lie inside the folder of the checkpoint.
  for (const { folder, place } of layout.datasets)
    moved.push(await move(content, folder, records, place, files));
  const place = layout.place ?? (await placeInRecord(join(content, layout.checkpoint)));
  const inDataset = ({ path }: TakenFile) =>
    layout.datasets.some(({ folder }) => path.startsWith(`${folder}/`));
  const own = files.filter((file) => !inDataset(file));
  return [await move(content, layout.checkpoint, records, place, own), ...moved];
}

async function move(
  content: string,
  folder: string,
  records: string,
  place: string,
  files: readonly TakenFile[],
): Promise<ReceivedFolder> {
  const path = join(records, place);
  await mkdir(dirname(path), { recursive: true });
  await rename(join(content, folder), path);
  await removeEmpty(content, dirname(folder));
  const below = folder === '' ? '' : `${folder}/`;
  const own = files.filter((file) => file.path.startsWith(below));
  return { place, path, files: own.map((file) => ({ ...file, path: file.path.slice(below.length) })) };
}

/** A folder from which all was moved would otherwise be left in that of the checkpoint. */
async function removeEmpty(content: string, folder: string): Promise<void> {
  for (let at = folder; at !== '.'; at = dirname(at)) {
    const removed = await rmdir(join(content, at)).then(
      () => true,
      () => false,
    );
    if (!removed) return;
  }
}

/** A record that breaks its schema names no place; it is refused by the registry's own check wherever it lies. */
async function placeInRecord(folder: string): Promise<string> {
  try {
    const text = await readFile(join(folder, CHECKPOINT_FILE), 'utf8');
    const { domain, name, version } = JSON.parse(text) as Record<string, unknown>;
    const reference = parseReference(`${String(domain)}/${String(name)}@${String(version)}`);
    return `${reference.domain}/${reference.name}/${reference.version}`;
  } catch {
    return `${DOMAINS[0]}/unnamed/0.0.0`;
  }
}
