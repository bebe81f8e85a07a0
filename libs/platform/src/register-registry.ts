import { RELEASE } from '@maquette/access';
import type { Digest } from '@maquette/kernel';
import type { CheckpointRegistration, DatasetRegistration, PrismaRegistrations } from '@maquette/persistence';
import { FILES_ALONE, expiryOf, type DatasetRecord } from '@maquette/provenance';
import {
  parentsOf,
  publicationChecklist,
  type CheckpointEntry,
  type CheckpointLicences,
  type ReadyCheckpoint,
  type Registry,
} from '@maquette/registry';
import { signatureFacts } from './checkpoints/signature-facts';

/** Stands for whoever laid files into the installed folder: what the database never heard of is a draft of theirs. */
const INSTALLATION = 'installation';

/** Copies every sound dataset and checkpoint of the registry into the database, with its grants and dataset uses. */
export async function registerRegistry(
  registry: Registry,
  registrations: Pick<PrismaRegistrations, 'register'>,
): Promise<void> {
  await registrations.register({ datasets: datasetsOf(registry), checkpoints: checkpointsOf(registry) });
}

function datasetsOf(registry: Registry): DatasetRegistration[] {
  return registry.datasets().flatMap((dataset) => {
    const { record, digest, problems, origin } = dataset;
    if (!record || !digest || problems.length > 0) return [];
    const by = origin === 'installed' ? INSTALLATION : undefined;
    return [{ ...datasetRegistration(record, digest), by }];
  });
}

/** A dataset record as its row and its grants' rows. */
export function datasetRegistration(record: DatasetRecord, digest: Digest): DatasetRegistration {
  const { id, version, title, issuer, licence } = record;
  const grants = record.grants.map((terms) => ({
    id: terms.id,
    licensor: terms.licensor.name,
    licensee: terms.licensee.name,
    licence: terms.licence,
    terms,
  }));
  const sources = record.derivedFrom.map((source) => source.digest);
  const expiresAt = expiryOf(record);
  return { id, version, digest, title, issuer: issuer.name, licence, record, grants, sources, expiresAt };
}

function checkpointsOf(registry: Registry): CheckpointRegistration[] {
  return registry.list().flatMap((entry) => {
    const { state, origin, record, checkpointDigest, recordDigest } = entry;
    if (state !== 'ready' || !record || !checkpointDigest || !recordDigest) return [];
    const by = origin === 'installed' ? INSTALLATION : undefined;
    const publication = releasePublication(registry, entry);
    const registration = checkpointRegistration(registry.checkpoint(entry.reference), registry);
    return [{ ...registration, by, ...(publication && { publication }) }];
  });
}

/**
 * A version as its rows: with its dataset uses and its parents.
 * @param licences those of the version, where the registry does not have it yet
 */
export function checkpointRegistration(
  { reference, domain, name, version, record, checkpointDigest, recordDigest }: ReadyCheckpoint,
  registry: Registry,
  licences: CheckpointLicences = registry.licences(reference),
): CheckpointRegistration {
  const uses = licences.datasets.flatMap(({ digest, roles }) =>
    roles.map((role) => ({ datasetDigest: digest, role })),
  );
  const parents = parentsOf(record).map((parent) => ({
    // A version whose parents are not ready is not ready either.
    recordDigest: registry.checkpoint(parent.reference).recordDigest,
    relation: parent.relation,
  }));
  return { domain, name, version, checkpointDigest, recordDigest, record, uses, parents };
}

/** What the release ships was reviewed where it was made: what of it passes the gate is published. */
function releasePublication(registry: Registry, { reference, origin, signature }: CheckpointEntry) {
  if (origin !== 'release' || signature.state !== 'valid') return null;
  if (!publicationChecklist(registry, reference, FILES_ALONE).complete) return null;
  return { by: RELEASE, signature: signatureFacts(signature) };
}
