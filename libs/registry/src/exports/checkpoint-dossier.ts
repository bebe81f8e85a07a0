import type { Digest } from '@maquette/kernel';
import type { CheckpointRecord } from '../records/checkpoint-record';
import type { DatasetUse } from '../registry';

/** A dataset behind a checkpoint, as its record says; where the record lies does not matter here. */
export type RecordedUse = Pick<DatasetUse, 'dataset' | 'digest' | 'roles'>;

/** All that an export of a checkpoint version speaks of. */
export interface CheckpointDossier {
  record: CheckpointRecord;
  /** Of checkpoint.json. */
  recordDigest: Digest;
  /** Every dataset behind it, as `Registry.licences` answers them. */
  datasets: readonly RecordedUse[];
}
