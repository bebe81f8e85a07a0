import type { Digest } from '@maquette/kernel';
import type { CheckpointRecord } from '../records/checkpoint-record';
import type { DatasetUse } from '../registry';

/** All that an export of a checkpoint version speaks of. */
export interface CheckpointDossier {
  record: CheckpointRecord;
  /** Of checkpoint.json. */
  recordDigest: Digest;
  /** Every dataset behind it, as `Registry.licences` answers them. */
  datasets: readonly DatasetUse[];
}
