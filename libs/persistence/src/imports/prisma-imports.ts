import type { AuditEvent } from '@maquette/audit';
import { MaquetteError, type Digest } from '@maquette/kernel';
import { appendAuditEntry } from '../audit/append-audit-entry';
import type { Database, Transaction } from '../database';
import { insertDataset, lockRecords, type DatasetRegistration } from '../records/insert-dataset';
import type { NewEvidence } from '../records/prisma-evidence';
import {
  registerCheckpoint,
  registerParents,
  type CheckpointRegistration,
} from '../registrations/register-checkpoint';
import { attemptOf, insertAttempt, type ImportAttempt, type NewAttempt } from './attempt-rows';
import { installFolder, installedFolders, type InstalledFolder } from './installed-folders';
import { listAttempts, type ImportPage, type ImportQuery } from './list-attempts';

/** A version that passed every check, with all its rows; its files are stored already. */
export interface AcceptedImport {
  attempt: NewAttempt & { reference: string; checkpointDigest: Digest; recordDigest: Digest };
  checkpoint: CheckpointRegistration;
  datasets: DatasetRegistration[];
  /** Evidence files of those datasets. */
  evidence: NewEvidence[];
  folders: InstalledFolder[];
  /** Digest of the record that the release has under this reference, `none` where that cannot be read; null: it has none. */
  shipped: Digest | 'none' | null;
}

/** What was tried to be brought in, and the folders that came of it. Nothing here is ever changed. */
export class PrismaImports {
  constructor(private readonly database: Database) {}

  /**
   * Enters a version as registered, its datasets as drafts, and its folders, all or nothing. The very version again
   * changes nothing and is answered as `unchanged`.
   * Errors: `checkpoint-version-taken`, `dataset-version-taken` (conflict).
   */
  accept(accepted: AcceptedImport): Promise<ImportAttempt> {
    return this.database.transaction(async (tx) => {
      await lockRecords(tx);
      const { attempt, checkpoint, datasets, folders, shipped } = accepted;
      if (await isKnown(tx, checkpoint, shipped)) return insertAttempt(tx, attempt, { outcome: 'unchanged' });
      const drafted: AuditEvent[] = [];
      for (const dataset of datasets) drafted.push(...(await draft(tx, dataset, attempt)));
      for (const evidence of accepted.evidence) drafted.push(...(await enter(tx, evidence, attempt)));
      const registered = await registerCheckpoint(tx, checkpoint);
      await registerParents(tx, [checkpoint]);
      const entry = await insertAttempt(tx, attempt, { outcome: 'accepted' });
      for (const folder of folders) await installFolder(tx, folder, attempt.id);
      for (const event of [...drafted, ...registered, imported(entry, checkpoint, datasets)])
        await appendAuditEntry(tx, event);
      return entry;
    });
  }

  /** Keeps what was wrong with a source. */
  refuse(attempt: NewAttempt, code: string): Promise<ImportAttempt> {
    return this.database.transaction(async (tx) => {
      const entry = await insertAttempt(tx, attempt, { outcome: 'refused', code });
      await appendAuditEntry(tx, refused(entry));
      return entry;
    });
  }

  /** Errors: `import-unknown` (not-found). */
  async show(id: string): Promise<ImportAttempt> {
    const row = await this.database.run((client) => client.importAttempt.findUnique({ where: { id } }));
    if (row) return attemptOf(row);
    throw new MaquetteError('not-found', 'import-unknown', `There is no import ${id}.`, {
      hint: 'maquette registry imports lists them.',
      details: { id },
    });
  }

  list(query: ImportQuery): Promise<ImportPage> {
    return this.database.run((client) => listAttempts(client, query));
  }

  /** Every folder that came in, with its files, by place. */
  installed(): Promise<InstalledFolder[]> {
    return this.database.run(installedFolders);
  }
}

/** Is this very version here? Another one under its number is a conflict. */
async function isKnown(
  tx: Transaction,
  { domain, name, version, recordDigest }: CheckpointRegistration,
  shipped: AcceptedImport['shipped'],
): Promise<boolean> {
  if (shipped === recordDigest) return true;
  if (shipped) throw versionTaken(`${domain}/${name}@${version}`, shipped, recordDigest);
  const place = `${domain}/${name}/${version}`;
  const installed = await tx.installedFolder.findUnique({ where: { place } });
  if (installed?.recordDigest === recordDigest) return true;
  const checkpointId = `${domain}/${name}`;
  const taken =
    installed ??
    (await tx.checkpointVersion.findFirst({ where: { checkpointId, version, supersededAt: null } }));
  // Registered without a folder: a crash came between, or its folder was laid there by hand.
  if (!taken || taken.recordDigest === recordDigest) return false;
  throw versionTaken(`${checkpointId}@${version}`, taken.recordDigest, recordDigest);
}

function versionTaken(reference: string, expected: string, found: string): MaquetteError {
  const message = `${reference} is here already, with other bytes; a version never changes.`;
  return new MaquetteError('conflict', 'checkpoint-version-taken', message, {
    hint: 'Give the changed checkpoint another version number.',
    details: { reference, expected, found },
  });
}

/** A record that is known by its digest stays as it is, whatever became of it. */
async function draft(
  tx: Transaction,
  dataset: DatasetRegistration,
  { id: attempt, by }: NewAttempt,
): Promise<AuditEvent[]> {
  const { id, version, digest, licence } = dataset;
  if (await tx.dataset.findUnique({ where: { digest }, select: { digest: true } })) return [];
  const taken = await tx.dataset.findFirst({ where: { datasetId: id, version, supersededAt: null } });
  if (taken) {
    const message = `${id}@${version} is here already, with another record.`;
    throw new MaquetteError('conflict', 'dataset-version-taken', message, {
      hint: 'A correction is a new version: raise the version number, and refer to that.',
      details: { id, version, state: taken.state, expected: taken.digest, found: digest },
    });
  }
  const { revision, at } = await insertDataset(tx, { ...dataset, by }, { approved: false });
  const grants = dataset.grants.map((grant) => grant.id);
  const data = { version, revision, digest, licence, grants, by, import: attempt };
  return [{ kind: 'dataset.drafted', subject: id, at, data }];
}

/** What the records name as evidence came with them and is stored: without it nobody could submit them. */
async function enter(tx: Transaction, evidence: NewEvidence, { by }: NewAttempt): Promise<AuditEvent[]> {
  const { datasetId, digest, bytes, mediaType } = evidence;
  const where = { datasetId_digest: { datasetId, digest } };
  if (await tx.evidence.findUnique({ where })) return [];
  const row = await tx.evidence.create({ data: { ...evidence, bytes: BigInt(bytes), storedBy: by } });
  return [
    { kind: 'evidence.stored', subject: datasetId, at: row.storedAt, data: { digest, bytes, mediaType, by } },
  ];
}

function imported(
  { id, by, finishedAt, files, bytes, checkpointDigest, recordDigest }: ImportAttempt,
  { domain, name, version }: CheckpointRegistration,
  datasets: DatasetRegistration[],
): AuditEvent {
  const records = datasets.map((dataset) => ({
    id: dataset.id,
    version: dataset.version,
    digest: dataset.digest,
  }));
  const data = { version, checkpointDigest, recordDigest, import: id, by, files, bytes, datasets: records };
  return { kind: 'checkpoint.imported', subject: `${domain}/${name}`, at: finishedAt, data };
}

/** The codes, and no text: file names are the sender's words. */
function refused({ id, by, code, finishedAt, problems, reference, ...facts }: ImportAttempt): AuditEvent {
  const { sourceKind, files, bytes, recordDigest } = facts;
  const codes = [...new Set(problems.map((problem) => problem.code))].sort();
  const data = { import: id, by, code, codes, kind: sourceKind, files, bytes, reference, recordDigest };
  return { kind: 'checkpoint.import-refused', subject: id, at: finishedAt, data };
}
