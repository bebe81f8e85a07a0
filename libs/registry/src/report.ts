import type { LoadedDataset } from '@maquette/provenance';
import type { AssetEntry, AuxiliaryEntry, CheckpointEntry, VerificationReport } from './registry';

interface Content {
  checkpoints: readonly CheckpointEntry[];
  datasets: readonly LoadedDataset[];
  auxiliaries: readonly AuxiliaryEntry[];
  assets: readonly AssetEntry[];
}

/** What a verification found, of the entries given. */
export function report({ checkpoints, datasets, auxiliaries, assets }: Content): VerificationReport {
  const found = {
    checkpoints: checkpoints.map(({ reference, state, checkpointDigest, signature, problems }) => ({
      reference,
      state,
      checkpointDigest,
      signature,
      problems,
    })),
    datasets: datasets.map(({ id, version, problems }) => ({
      reference: `${id}@${version}`,
      state: problems.length === 0 ? ('ready' as const) : ('quarantined' as const),
      problems,
    })),
    auxiliaries: auxiliaries.map(({ reference, state, problems }) => ({ reference, state, problems })),
    assets: assets.map(({ reference, state, problems }) => ({ reference, state, problems })),
  };
  const files = [...checkpoints, ...auxiliaries, ...assets].flatMap(({ record }) => record?.files ?? []);
  const evidence = [...datasets, ...auxiliaries, ...assets].flatMap(({ record }) => record?.evidence ?? []);
  const sizes = [...files, ...evidence].map(({ bytes }) => bytes);
  return {
    sound: Object.values(found).every((entries) => entries.every(({ problems }) => problems.length === 0)),
    ...found,
    files: sizes.length,
    bytes: sizes.reduce((sum, bytes) => sum + bytes, 0),
  };
}
