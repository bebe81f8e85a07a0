import { attributionsOf, type Licensed } from '@maquette/provenance';
import type { DatasetShelf } from './loading/dataset-shelf';
import { serves, type AssetRecord } from './records/asset-record';
import type { AssetEntry, CheckpointLicences, DatasetUse, ReadyCheckpoint } from './registry';

/**
 * All licences that stand behind a checkpoint: its own, those of the checkpoints it derives from, and those of every
 * dataset that any of them was trained on, through whatever derivation.
 * @param lineage the checkpoint, then its ancestors
 * @param assets what scenes of its domain show; their attributions are owed by every picture of it
 */
export function licencesOf(
  lineage: readonly ReadyCheckpoint[],
  shelf: DatasetShelf,
  assets: readonly AssetEntry[] = [],
): CheckpointLicences {
  const [checkpoint, ...ancestors] = lineage;
  const datasets = shelf.uses([
    ...checkpoint.record.datasets,
    ...ancestors.flatMap(({ record }) => record.datasets.map(inherited)),
  ]);
  // What was only used to measure is not in the weights; its terms do not bind the pictures.
  const inWeights = datasets.filter(({ roles }) => roles.some((role) => role !== 'test'));
  const owns = lineage.map(({ reference, record }) => ({ id: reference, grants: [record.licence] }));
  const credits = [
    ...[...owns, ...inWeights.map(({ dataset }) => dataset)].flatMap(attributionsOf),
    ...assets.flatMap(({ record }) => (record && serves(record, checkpoint.domain) ? creditsOf(record) : [])),
  ];
  return {
    reference: checkpoint.reference,
    own: checkpoint.record.licence,
    datasets,
    subjects: [
      ...owns.map((own, i) => (i === 0 ? standingFor(own, checkpoint) : own)),
      ...inWeights.map(datasetSubject),
    ],
    attributions: [...new Set(credits)],
  };
}

const creditsOf = ({ duties }: AssetRecord): string[] =>
  duties.filter(({ action }) => action === 'attribution').map(({ text }) => text);

/** Its own publication counts. A parent that was withdrawn takes no child with it; its licence counts all the same. */
function standingFor(own: Licensed, { recordDigest, origin }: ReadyCheckpoint): Licensed {
  return { ...own, record: { kind: 'checkpoint', digest: recordDigest, origin } };
}

function datasetSubject({ dataset, digest, origin }: DatasetUse): Licensed {
  const { id, grants, items, consents } = dataset;
  return { id, grants, items, consents, record: { kind: 'dataset', digest, origin } };
}

function inherited<T extends { role: 'train' | 'test' }>(
  use: T,
): Omit<T, 'role'> & { role: 'derived' | 'test' } {
  return { ...use, role: use.role === 'train' ? 'derived' : 'test' };
}
