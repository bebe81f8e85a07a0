import { MaquetteError } from '@maquette/kernel';
import { loadDataset, type DatasetReference, type Problem, type RecordSchemas } from '@maquette/provenance';
import { compareVersions } from '../reference';
import type { DatasetUse, RegistryDataset } from '../registry';
import { foldersAt } from './folders';
import { referenceTaken, type Root } from './roots';

/** All datasets of a registry: `datasets/<id>/<version>`. */
export class DatasetShelf {
  private constructor(
    readonly datasets: readonly RegistryDataset[],
    /** Installed versions that the release has, too. */
    readonly shadowed: readonly RegistryDataset[] = [],
  ) {}

  static async load(
    roots: readonly Root[],
    schemas: RecordSchemas,
    fresh: (folder: string) => boolean,
  ): Promise<DatasetShelf> {
    const datasets = new Map<string, RegistryDataset>();
    const shadowed: RegistryDataset[] = [];
    for (const { path, origin } of roots) {
      for (const folder of await foldersAt(path, 'datasets', 2)) {
        const loaded = await loadDataset(folder, schemas, { fresh: fresh(folder) });
        const name = `${loaded.id}@${loaded.version}`;
        if (!datasets.has(name)) datasets.set(name, { ...loaded, origin });
        else shadowed.push({ ...loaded, origin, problems: [referenceTaken(name, 'dataset.json')] });
      }
    }
    const sorted = [...datasets.values()].sort((a, b) =>
      a.id < b.id ? -1 : a.id > b.id ? 1 : compareVersions(b.version, a.version),
    );
    return new DatasetShelf(sorted, shadowed);
  }

  /** The shelf with further datasets in front: one of theirs is taken before one of the same name here. */
  with(datasets: readonly RegistryDataset[]): DatasetShelf {
    return new DatasetShelf([...datasets, ...this.datasets]);
  }

  /** `id` (highest version) or `id@version`; throws `dataset-unknown` (not-found). */
  get(reference: string): RegistryDataset {
    const found = this.datasets.find(({ id, version }) => [id, `${id}@${version}`].includes(reference));
    if (found) return found;
    const existing = this.datasets.map(({ id, version }) => `${id}@${version}`);
    throw new MaquetteError('not-found', 'dataset-unknown', `There is no dataset ${reference}.`, {
      hint: existing.length ? `There are: ${existing.join(', ')}.` : 'The registry holds no dataset.',
      details: { reference, existing },
    });
  }

  /** Can the reference, and what it derives from, be relied on? */
  check(reference: DatasetReference, file: string, seen = new Set<string>()): Problem[] {
    const name = `${reference.id}@${reference.version}`;
    if (seen.has(name)) return [];
    seen.add(name);
    const dataset = this.find(reference);
    if (!dataset) return [missing(name, file, reference.digest)];
    if (dataset.digest !== reference.digest)
      return [otherDigest(name, file, reference.digest, dataset.digest)];
    if (!dataset.record || dataset.problems.length > 0) return [invalid(name, file, dataset.problems)];
    return dataset.record.derivedFrom.flatMap((source) => this.check(source, file, seen));
  }

  /** The datasets and all that they derive from, each once with every role; what cannot be found is left out. */
  uses(references: readonly (DatasetReference & { role: DatasetUse['roles'][number] })[]): DatasetUse[] {
    const uses = new Map<RegistryDataset, DatasetUse>();
    const visit = (reference: DatasetReference, role: DatasetUse['roles'][number]): void => {
      const dataset = this.find(reference);
      if (!dataset?.record || !dataset.digest) return;
      const { record, digest, origin } = dataset;
      const use = uses.get(dataset) ?? { dataset: record, digest, origin, roles: [] };
      uses.set(dataset, use);
      if (use.roles.includes(role)) return;
      use.roles.push(role);
      // What a training set derives from is in the weights, too; what a test set derives from is not.
      for (const source of dataset.record.derivedFrom) visit(source, role === 'test' ? 'test' : 'derived');
    };
    for (const reference of references) visit(reference, reference.role);
    return [...uses.values()];
  }

  private find({ id, version }: DatasetReference): RegistryDataset | undefined {
    return this.datasets.find((dataset) => dataset.id === id && dataset.version === version);
  }
}

const missing = (name: string, file: string, expected: string): Problem => ({
  code: 'dataset-missing',
  file,
  message: `The dataset ${name} is not in the registry, so its licences cannot be shown.`,
  expected,
  remedy: `Restore the folder datasets/${name.replace('@', '/')}.`,
});

const otherDigest = (name: string, file: string, expected: string, found: string | null): Problem => ({
  code: 'digest-mismatch',
  file,
  message: `The record of dataset ${name} is not the one that the checkpoint was published with.`,
  expected,
  ...(found && { found }),
  remedy: `Restore datasets/${name.replace('@', '/')}/dataset.json; a correction of a record is a new version.`,
});

const invalid = (name: string, file: string, problems: Problem[]): Problem => ({
  code: 'dataset-invalid',
  file,
  message: `The dataset ${name} cannot be relied on: ${problems.map(({ message }) => message).join(' ')}`,
  remedy: problems[0]?.remedy ?? 'Restore the dataset record.',
});
