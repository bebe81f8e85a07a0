import type { Digest } from '@maquette/kernel';
import type { AcceptedImport, NewAttempt } from '@maquette/persistence';
import type { ReceivedFolder, Registry, RegistryDataset, SoundVersion } from '@maquette/registry';
import { checkpointRegistration, datasetRegistration } from '../register-registry';

const RECORDS = ['checkpoint.json', 'dataset.json'];

/** A sound version as the rows it becomes. */
export function acceptedImport(
  attempt: NewAttempt,
  { entry, licences, datasets, folders }: SoundVersion,
  registry: Registry,
): AcceptedImport {
  const { reference, checkpointDigest, recordDigest } = entry;
  const release = registry
    .list()
    .find((other) => other.reference === reference && other.origin === 'release');
  return {
    shipped: release ? (release.recordDigest ?? 'none') : null,
    attempt: { ...attempt, reference, checkpointDigest, recordDigest },
    checkpoint: { ...checkpointRegistration(entry, registry, licences), by: attempt.by },
    datasets: datasets.map(({ record, digest }) => datasetRegistration(record!, digest!)),
    evidence: datasets.flatMap(evidenceOf),
    folders: folders.map((folder) => ({
      place: folder.place,
      recordDigest: recordDigestOf(folder),
      files: folder.files,
    })),
  };
}

function evidenceOf({ id, record }: RegistryDataset): AcceptedImport['evidence'] {
  return record!.evidence.map(({ digest, bytes, mediaType, description }) => ({
    datasetId: id,
    digest,
    bytes,
    mediaType,
    description,
  }));
}

function recordDigestOf({ place, files }: ReceivedFolder): Digest {
  const record = files.find(({ path }) => RECORDS.includes(path));
  if (!record) throw new Error(`${place} passed its checks without a record.`);
  return record.digest;
}
