import type { CheckpointRegistration, DatasetRegistration, PrismaRegistrations } from '@maquette/persistence';
import type { Registry } from '@maquette/registry';

/** Copies every sound dataset and checkpoint of the registry into the database, with its grants and dataset uses. */
export async function registerRegistry(
  registry: Registry,
  registrations: Pick<PrismaRegistrations, 'register'>,
): Promise<void> {
  await registrations.register({ datasets: datasetsOf(registry), checkpoints: checkpointsOf(registry) });
}

function datasetsOf(registry: Registry): DatasetRegistration[] {
  return registry.datasets().flatMap(({ record, digest, problems }) => {
    if (!record || !digest || problems.length > 0) return [];
    const { id, version, title, issuer, licence } = record;
    const grants = record.grants.map((terms) => ({
      id: terms.id,
      licensor: terms.licensor.name,
      licensee: terms.licensee.name,
      licence: terms.licence,
      terms,
    }));
    return [{ id, version, digest, title, issuer: issuer.name, licence, record, grants }];
  });
}

function checkpointsOf(registry: Registry): CheckpointRegistration[] {
  return registry
    .list()
    .flatMap(({ reference, state, domain, name, version, record, checkpointDigest, recordDigest }) => {
      if (state !== 'ready' || !record || !checkpointDigest || !recordDigest) return [];
      const uses = registry
        .licences(reference)
        .datasets.flatMap(({ digest, roles }) => roles.map((role) => ({ datasetDigest: digest, role })));
      return [{ domain, name, version, checkpointDigest, recordDigest, record, uses }];
    });
}
