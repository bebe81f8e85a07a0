import { loadDataset, type RecordSchemas } from '@maquette/provenance';
import type { CheckpointEntry, RegistryDataset } from '../registry';
import type { Trust } from '../signing/verify-bundle';
import type { DatasetShelf } from './dataset-shelf';
import { loadCheckpoint } from './load-checkpoint';
import { parentProblems } from './scan';

interface Against {
  shelf: DatasetShelf;
  checkpoints: readonly CheckpointEntry[];
  schemas: RecordSchemas;
  trust: Trust;
}

/** Loads a version and datasets that are not in the registry, against what is in it; every byte is hashed. */
export async function examine(
  folder: string,
  datasets: readonly string[],
  { shelf, checkpoints, schemas, trust }: Against,
): Promise<{ entry: CheckpointEntry; loaded: RegistryDataset[]; shelf: DatasetShelf }> {
  const loaded: RegistryDataset[] = [];
  for (const path of datasets) {
    loaded.push({ ...(await loadDataset(path, schemas, { fresh: true })), origin: 'installed' });
  }
  const both = shelf.with(loaded);
  const entry = await loadCheckpoint(folder, schemas, both, true, 'installed', trust);
  const parents = parentProblems(entry, new Map(checkpoints.map((other) => [other.reference, other])));
  if (parents.length > 0) {
    entry.state = 'quarantined';
    entry.problems.push(...parents);
  }
  return { entry, loaded, shelf: both };
}
