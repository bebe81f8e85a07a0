import type { DatasetReference } from '@maquette/provenance';
import type { CheckpointEntry, RegistryDataset } from '../registry';
import type { ImportProblem } from './import-problem';

/**
 * What stands against the dataset records that came with a checkpoint, and which of them the registry has already, byte
 * for byte (`known`, by folder).
 */
export function datasetProblems(
  received: readonly RegistryDataset[],
  checkpoint: CheckpointEntry,
  existing: readonly RegistryDataset[],
): { problems: ImportProblem[]; known: string[] } {
  const used = usedBy(checkpoint, received);
  const problems: ImportProblem[] = [];
  const known: string[] = [];
  for (const dataset of received) {
    const place = placeOf(dataset);
    problems.push(...dataset.problems.map((problem) => ({ ...problem, file: `${place}/${problem.file}` })));
    const same = existing.find(({ id, version }) => id === dataset.id && version === dataset.version);
    if (same?.digest === dataset.digest) {
      // Those behind its parents come with an export, too.
      known.push(dataset.folder);
      continue;
    }
    if (same) problems.push(taken(place, same.digest, dataset.digest));
    if (checkpoint.record && !used.has(dataset)) problems.push(unused(place));
  }
  return { problems, known };
}

function usedBy({ record }: CheckpointEntry, received: readonly RegistryDataset[]): Set<RegistryDataset> {
  const used = new Set<RegistryDataset>();
  const visit = (references: readonly DatasetReference[]): void => {
    for (const reference of references) {
      const dataset = received.find(
        ({ id, version }) => id === reference.id && version === reference.version,
      );
      if (!dataset || used.has(dataset)) continue;
      used.add(dataset);
      visit(dataset.record?.derivedFrom ?? []);
    }
  };
  visit(record?.datasets ?? []);
  return used;
}

function placeOf({ id, version }: RegistryDataset): string {
  return `datasets/${id}/${version}`;
}

const unused = (place: string): ImportProblem => ({
  code: 'dataset-unused',
  file: place,
  message: `The checkpoint does not refer to the record ${place}.`,
  remedy: 'Leave it out; records that no checkpoint needs are registered by themselves.',
});

const taken = (place: string, expected: string | null, found: string | null): ImportProblem => ({
  code: 'dataset-taken',
  file: place,
  message: `The registry has another record under ${place}.`,
  ...(expected && { expected }),
  ...(found && { found }),
  remedy: 'A correction of a record is a new version: give it another number, and refer to that.',
});
