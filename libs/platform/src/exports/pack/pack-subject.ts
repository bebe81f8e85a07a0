import type { LoadedDataset } from '@maquette/provenance';
import type { ReadyCheckpoint, Registry } from '@maquette/registry';
import { soundDataset } from '../dataset-export';

/** What a pack is about, and every record that belongs to it. */
export interface PackSubject {
  kind: 'dataset' | 'checkpoint';
  /** With a version. */
  reference: string;
  /** As the audit log names it: without a version. */
  id: string;
  /** Time of the subject's record. */
  at: Date;
  /** The version itself, then those that it was made from. */
  checkpoints: ReadyCheckpoint[];
  datasets: LoadedDataset[];
}

/** A dataset with its sources. Throws `dataset-unknown` (not-found), `dataset-quarantined` (bad-input). */
export function datasetSubject(registry: Pick<Registry, 'dataset'>, reference: string): PackSubject {
  const { id, version, record } = soundDataset(registry, reference);
  return {
    kind: 'dataset',
    reference: `${id}@${version}`,
    id,
    at: new Date(`${record.date}T00:00:00Z`),
    checkpoints: [],
    datasets: withSources(registry, `${id}@${version}`),
  };
}

/** A checkpoint version with its ancestors and all their datasets. Throws those of Registry.checkpoint. */
export function checkpointSubject(
  registry: Pick<Registry, 'checkpoint' | 'licences' | 'dataset'>,
  reference: string,
): PackSubject {
  const entry = registry.checkpoint(reference);
  const uses = registry.licences(entry.reference).datasets;
  return {
    kind: 'checkpoint',
    reference: entry.reference,
    id: `${entry.domain}/${entry.name}`,
    at: new Date(entry.record.createdAt),
    checkpoints: withAncestors(registry, entry),
    datasets: uses.map(({ dataset }) => soundDataset(registry, `${dataset.id}@${dataset.version}`)),
  };
}

function withSources(registry: Pick<Registry, 'dataset'>, reference: string): LoadedDataset[] {
  const found = new Map<string, LoadedDataset>();
  const visit = (name: string) => {
    if (found.has(name)) return;
    const dataset = soundDataset(registry, name);
    found.set(name, dataset);
    for (const { id, version } of dataset.record.derivedFrom) visit(`${id}@${version}`);
  };
  visit(reference);
  return [...found.values()];
}

function withAncestors(registry: Pick<Registry, 'checkpoint'>, entry: ReadyCheckpoint): ReadyCheckpoint[] {
  const found = new Map<string, ReadyCheckpoint>();
  const visit = (version: ReadyCheckpoint) => {
    if (found.has(version.reference)) return;
    found.set(version.reference, version);
    for (const parent of version.record.derivedFrom) visit(registry.checkpoint(parent));
  };
  visit(entry);
  return [...found.values()];
}
