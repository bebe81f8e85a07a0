import { RELEASE } from '@maquette/access';
import type { AuditEvent } from '@maquette/audit';
import { appendAuditEntry } from '../audit/append-audit-entry';
import type { Database, Transaction } from '../database';
import {
  approvedByRelease,
  insertDataset,
  lockRecords,
  supersede,
  type DatasetRegistration,
} from '../records/insert-dataset';
import { registerCheckpoint, registerParents, type CheckpointRegistration } from './register-checkpoint';

/**
 * Copies what the model registry holds into the database, so that each generation can be walked to its datasets.
 * What is registered never changes: other content under the same version number supersedes it and stays beside it.
 */
export class PrismaRegistrations {
  constructor(private readonly database: Database) {}

  /**
   * Registers all of it in one transaction; what is there already is left alone, and nothing is recorded for it.
   * Errors: `dataset-not-registered` (conflict) when a checkpoint uses a dataset that is neither given nor there.
   */
  async register(registry: {
    datasets: DatasetRegistration[];
    checkpoints: CheckpointRegistration[];
  }): Promise<void> {
    await this.database.transaction(async (tx) => {
      await lockRecords(tx);
      const events: AuditEvent[] = [];
      for (const dataset of registry.datasets) events.push(...(await registerDataset(tx, dataset)));
      for (const checkpoint of registry.checkpoints)
        events.push(...(await registerCheckpoint(tx, checkpoint)));
      await registerParents(tx, registry.checkpoints);
      for (const event of events) await appendAuditEntry(tx, event);
    });
  }
}

async function registerDataset(tx: Transaction, dataset: DatasetRegistration): Promise<AuditEvent[]> {
  const known = await tx.dataset.findUnique({ where: { digest: dataset.digest } });
  if ((dataset.by ?? RELEASE) !== RELEASE) return known ? [] : registerInstalled(tx, dataset);
  if (!known) return registerShipped(tx, dataset);

  const { id: datasetId, version, digest } = dataset;
  const shippedLate = known.state === 'draft' || known.state === 'submitted';
  if (known.supersededAt === null && !shippedLate) return [];
  const at = new Date();
  if (known.supersededAt !== null) await supersede(tx, datasetId, version, at);
  const { submittedBy, submittedAt, ...approval } = approvedByRelease(at);
  const submission = known.submittedBy === null ? { submittedBy, submittedAt } : {};
  const approved = shippedLate ? { ...approval, ...submission } : {};
  await tx.dataset.update({ where: { digest }, data: { supersededAt: null, ...approved } });
  return [registered(dataset, at)];
}

/** Shipped is approved, unless somebody here revoked a record of that version number: then two people look at it first. */
async function registerShipped(tx: Transaction, dataset: DatasetRegistration): Promise<AuditEvent[]> {
  const revoked = await tx.dataset.count({
    where: { datasetId: dataset.id, version: dataset.version, state: 'revoked' },
  });
  const { at } = await insertDataset(tx, dataset, { approved: revoked === 0 });
  return [registered(dataset, at)];
}

/** A file in the installed folder that the database never heard of: it is kept, and stands for nothing. */
async function registerInstalled(tx: Transaction, dataset: DatasetRegistration): Promise<AuditEvent[]> {
  const where = { datasetId: dataset.id, version: dataset.version, supersededAt: null };
  const superseded = (await tx.dataset.count({ where })) > 0;
  const { at } = await insertDataset(tx, dataset, { approved: false, superseded });
  return [{ ...registered(dataset, at), kind: 'dataset.drafted' }];
}

function registered(
  { id, version, digest, licence, grants, by = RELEASE }: DatasetRegistration,
  at: Date,
): AuditEvent {
  const data = { version, digest, licence, grants: grants.map((grant) => grant.id), by };
  return { kind: 'dataset.registered', subject: id, at, data };
}
