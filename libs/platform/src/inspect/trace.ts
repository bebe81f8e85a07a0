import type { CredentialReport } from '@maquette/credentials';
import type { Artefact, Generation } from '@maquette/generation';
import { asMaquetteError, type Digest } from '@maquette/kernel';
import type { Standing } from '@maquette/provenance';
import type { CheckpointLicences, Registry } from '@maquette/registry';
import type { InspectParts } from './inspect-parts';
import type { Trace, TracedCheckpoint, TracedDataset } from './inspection';

/** What this installation knows of the file; null when nothing. A credential is followed only where it is trusted. */
export async function traceOf(
  parts: InspectParts,
  digest: Digest,
  published: Generation[],
  report: CredentialReport | null,
): Promise<Trace | null> {
  const found = byDigest(published, digest) ?? (await byCredential(parts, report));
  if (!found) return null;
  const { generation, artefact, knownBy } = found;
  const { id, state, request, checkpoint, pool, workerId, leaseEpoch, createdAt, completedAt } = generation;
  const standing = await parts.standing();
  const licences = licencesOf(parts.registry, generation);
  return {
    knownBy,
    artefact,
    parent: parentOf(generation, report),
    generation: { id, state, request, checkpoint, pool, workerId, leaseEpoch, createdAt, completedAt },
    decision: generation.decision,
    checkpoint: tracedCheckpoint(parts.registry, generation, licences, standing),
    datasets: licences ? tracedDatasets(licences, standing) : null,
    attributions: licences?.attributions ?? null,
  };
}

interface Found {
  generation: Generation;
  artefact: Artefact;
  knownBy: Trace['knownBy'];
}

function byDigest([generation]: Generation[], digest: Digest): Found | null {
  const artefact = generation?.artefacts.find((candidate) => candidate.digest === digest);
  return artefact ? { generation, artefact, knownBy: 'digest' } : null;
}

/** The manifest itself must be one that we published: its words alone could be anybody's. */
async function byCredential(
  { ledger }: InspectParts,
  report: CredentialReport | null,
): Promise<Found | null> {
  const id = report?.manifest?.provenance?.generation;
  if (report?.state !== 'Trusted' || typeof id !== 'string') return null;
  const generation = await ledger.get(id).catch((error: unknown) => {
    if (asMaquetteError(error).kind === 'not-found') return null;
    throw error;
  });
  const artefact = generation?.artefacts.find(({ credential }) => credential === report.manifest?.label);
  return generation && artefact ? { generation, artefact, knownBy: 'credential' } : null;
}

function parentOf({ artefacts }: Generation, report: CredentialReport | null): Artefact | null {
  const parent = report?.manifest?.ingredients.find(({ relationship }) => relationship === 'parentOf');
  if (!parent?.manifest) return null;
  return artefacts.find(({ credential }) => credential === parent.manifest) ?? null;
}

/** Null when the registry has other bytes under the reference, or none. */
function licencesOf(registry: Registry, generation: Generation): CheckpointLicences | null {
  const entry = registry.list().find(({ reference }) => reference === generation.checkpoint);
  const same = entry?.state === 'ready' && entry.checkpointDigest === generation.decision.checkpointDigest;
  return same ? registry.licences(generation.checkpoint) : null;
}

function tracedCheckpoint(
  registry: Registry,
  { checkpoint, decision }: Generation,
  licences: CheckpointLicences | null,
  standing: Standing,
): TracedCheckpoint {
  return {
    reference: checkpoint,
    digest: decision.checkpointDigest,
    licence: licences?.own.licence ?? null,
    licensor: licences?.own.licensor.name ?? null,
    standing: licences
      ? (standing.checkpoint(registry.checkpoint(checkpoint).recordDigest)?.state ?? null)
      : null,
  };
}

function tracedDatasets({ datasets }: CheckpointLicences, standing: Standing): TracedDataset[] {
  return datasets.map(({ dataset, digest, roles }) => ({
    id: dataset.id,
    version: dataset.version,
    title: dataset.title,
    licence: dataset.licence,
    issuer: dataset.issuer.name,
    record: digest,
    roles,
    standing: standing.dataset(digest)?.state ?? null,
  }));
}
