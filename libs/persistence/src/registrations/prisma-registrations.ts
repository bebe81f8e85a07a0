import { MaquetteError, canonicalJson, type Digest, type Domain } from '@maquette/kernel';
import type { AuditEvent } from '@maquette/audit';
import { appendAuditEntry } from '../audit/append-audit-entry';
import type { Database, Transaction } from '../database';
import { isMissingReference } from '../database-errors';
import { asJson } from '../ledger/generation-rows';

/** One version of a dataset's provenance record. */
export interface DatasetRegistration {
  id: string;
  version: string;
  /** Of dataset.json. */
  digest: Digest;
  title: string;
  /** Name of who issued the record. */
  issuer: string;
  /** SPDX expression */
  licence: string;
  /** The record as read. */
  record: unknown;
  grants: GrantRegistration[];
}

export interface GrantRegistration {
  /** Unique inside the dataset. */
  id: string;
  licensor: string;
  licensee: string;
  licence: string;
  /** The grant as read. */
  terms: unknown;
}

/** One verified version of a checkpoint. */
export interface CheckpointRegistration {
  domain: Domain;
  name: string;
  version: string;
  /** Of the files, as route decisions name it. */
  checkpointDigest: Digest;
  /** Of checkpoint.json. */
  recordDigest: Digest;
  /** The record as read. */
  record: unknown;
  /** Every dataset in it, those that came through parents too, by the digest of its record. */
  uses: { datasetDigest: Digest; role: string }[];
}

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
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('maquette.registrations'))`;
      const events: AuditEvent[] = [];
      for (const dataset of registry.datasets) events.push(...(await registerDataset(tx, dataset)));
      for (const checkpoint of registry.checkpoints)
        events.push(...(await registerCheckpoint(tx, checkpoint)));
      for (const event of events) await appendAuditEntry(tx, event);
    });
  }
}

async function registerDataset(tx: Transaction, dataset: DatasetRegistration): Promise<AuditEvent[]> {
  const { id, version, digest, title, issuer, licence, record, grants } = dataset;
  const known = await tx.dataset.findUnique({ where: { digest } });
  if (known && known.supersededAt === null) return [];
  const at = new Date();
  await tx.dataset.updateMany({
    where: { datasetId: id, version, supersededAt: null },
    data: { supersededAt: at },
  });
  if (known) await tx.dataset.update({ where: { digest }, data: { supersededAt: null } });
  else {
    const rows = grants.map(({ id: grantId, terms, ...grant }) => ({
      grantId,
      ...grant,
      terms: asJson(terms),
    }));
    await tx.dataset.create({
      data: {
        datasetId: id,
        version,
        digest,
        title,
        issuer,
        licence,
        record: asJson(record),
        grants: { create: rows },
      },
    });
  }
  const data = { version, digest, licence, grants: grants.map((grant) => grant.id) };
  return [{ kind: 'dataset.registered', subject: id, at, data }];
}

async function registerCheckpoint(
  tx: Transaction,
  checkpoint: CheckpointRegistration,
): Promise<AuditEvent[]> {
  const { domain, name, version, checkpointDigest, recordDigest, record, uses } = checkpoint;
  const checkpointId = `${domain}/${name}`;
  const known = await tx.checkpointVersion.findUnique({ where: { recordDigest } });
  if (known && known.supersededAt === null) return [];
  const at = new Date();
  await tx.checkpoint.upsert({
    where: { id: checkpointId },
    create: { id: checkpointId, domain, name },
    update: {},
  });
  await tx.checkpointVersion.updateMany({
    where: { checkpointId, version, supersededAt: null },
    data: { supersededAt: at },
  });
  if (known) await tx.checkpointVersion.update({ where: { recordDigest }, data: { supersededAt: null } });
  else {
    await tx.checkpointVersion.create({
      data: { recordDigest, checkpointDigest, checkpointId, version, record: asJson(record) },
    });
    await writeUses(tx, checkpoint);
  }
  const data = { version, checkpointDigest, recordDigest, datasets: sorted(uses) };
  return [{ kind: 'checkpoint.registered', subject: checkpointId, at, data }];
}

async function writeUses(
  tx: Transaction,
  { recordDigest, uses, ...checkpoint }: CheckpointRegistration,
): Promise<void> {
  try {
    await tx.datasetUse.createMany({
      data: uses.map((use) => ({ recordDigest, ...use })),
      skipDuplicates: true,
    });
  } catch (cause) {
    if (!isMissingReference(cause)) throw cause;
    const name = `${checkpoint.domain}/${checkpoint.name}@${checkpoint.version}`;
    throw new MaquetteError(
      'conflict',
      'dataset-not-registered',
      `${name} uses a dataset that is not registered.`,
      {
        hint: 'Register the dataset records of the model registry together with its checkpoints.',
        details: { checkpoint: name, datasets: uses.map(({ datasetDigest }) => datasetDigest) },
        cause,
      },
    );
  }
}

function sorted(uses: CheckpointRegistration['uses']): CheckpointRegistration['uses'] {
  return [...uses].sort((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1));
}
