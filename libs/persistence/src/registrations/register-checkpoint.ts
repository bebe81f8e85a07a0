import { MaquetteError, canonicalJson, type Digest, type Domain } from '@maquette/kernel';
import { RELEASE } from '@maquette/access';
import type { AuditEvent } from '@maquette/audit';
import { published, type PublicationFacts } from '../checkpoints/publication-rows';
import type { Transaction } from '../database';
import { isMissingReference } from '../database-errors';
import { asJson } from '../ledger/generation-rows';

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
  /** The versions behind it, by the digests of their records; registered before, or in the same call. */
  parents?: { recordDigest: Digest; relation: string }[];
  /** Who brought it; left out, the release. */
  by?: string;
  /** Set for what is published as it is registered; one that was withdrawn stays so. */
  publication?: PublicationFacts;
}

/** Writes a version, in the place of another under its number, and publishes it where that is asked for. */
export async function registerCheckpoint(
  tx: Transaction,
  checkpoint: CheckpointRegistration,
): Promise<AuditEvent[]> {
  const known = await tx.checkpointVersion.findUnique({ where: { recordDigest: checkpoint.recordDigest } });
  const events = known && known.supersededAt === null ? [] : [await enter(tx, checkpoint, known !== null)];
  if (checkpoint.publication && !known?.publishedAt)
    events.push(await published(tx, checkpoint.recordDigest, checkpoint.publication));
  return events;
}

async function enter(
  tx: Transaction,
  checkpoint: CheckpointRegistration,
  known: boolean,
): Promise<AuditEvent> {
  const { domain, name, version, checkpointDigest, recordDigest, record, uses, by = RELEASE } = checkpoint;
  const checkpointId = `${domain}/${name}`;
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
  const data = { version, checkpointDigest, recordDigest, datasets: sorted(uses), by };
  return { kind: 'checkpoint.registered', subject: checkpointId, at, data };
}

/** Apart from the versions, which have to be there, all of them, before one can point at another. */
export async function registerParents(
  tx: Transaction,
  checkpoints: readonly CheckpointRegistration[],
): Promise<void> {
  const rows = checkpoints.flatMap(({ recordDigest, parents = [] }) =>
    parents.map(({ recordDigest: parentDigest, relation }) => ({ recordDigest, parentDigest, relation })),
  );
  if (rows.length > 0) await tx.checkpointParent.createMany({ data: rows, skipDuplicates: true });
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
