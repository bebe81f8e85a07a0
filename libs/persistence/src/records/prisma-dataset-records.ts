import { RELEASE, requirePermission, type Actor } from '@maquette/access';
import type { AuditKind } from '@maquette/audit';
import { MaquetteError, digestOf, type Digest } from '@maquette/kernel';
import {
  checkDatasetAct,
  type DatasetAct,
  type DatasetItem,
  type DatasetRecord,
  type Evidence,
} from '@maquette/provenance';
import { appendAuditEntry } from '../audit/append-audit-entry';
import { Prisma } from '../client/client';
import type { Database, Transaction } from '../database';
import type { InstalledFolder } from '../imports/installed-folders';
import { toEntry, type DatasetDetail, type DatasetEntry, type DatasetRow } from './dataset-rows';
import { expiringGrants, type ExpiringGrant } from './expiring-grants';
import { findDataset, findRevisions } from './find-datasets';
import { insertDataset, lockRecords, type DatasetRegistration } from './insert-dataset';
import { listDatasets, type DatasetPage, type DatasetQuery } from './list-datasets';

/**
 * Dataset records from draft to revocation. Reading is the caller's to guard; every act names its actor, needs the actor's
 * permission and leaves an audit entry in its own transaction. References: see findDataset.
 */
export class PrismaDatasetRecords {
  constructor(private readonly database: Database) {}

  /**
   * Enters a record as a draft: the first revision of its version, or the next one, which takes the place of the one before.
   * Errors: `permission-missing` (refused), `dataset-version-taken`, `dataset-known` (conflict).
   */
  async draft(by: Actor, dataset: Omit<DatasetRegistration, 'by'>): Promise<DatasetEntry> {
    requirePermission(by, 'dataset.draft');
    return this.database.transaction(async (tx) => {
      await lockRecords(tx);
      await refuseTaken(tx, dataset);
      const { revision, at } = await insertDataset(tx, { ...dataset, by: by.name }, { approved: false });
      const { id, version, digest, licence } = dataset;
      const grants = dataset.grants.map((grant) => grant.id);
      const data = { version, revision, digest, licence, grants, by: by.name };
      await appendAuditEntry(tx, { kind: 'dataset.drafted', subject: id, at, data });
      return toEntry(await findDataset(tx, digest));
    });
  }

  /**
   * Hands a draft over to whoever approves it; its evidence has to be there.
   * Errors: `permission-missing` (refused), `dataset-unknown` (not-found), `dataset-superseded`, `dataset-state`,
   * `evidence-not-stored` (conflict).
   */
  submit(by: Actor, reference: string): Promise<DatasetEntry> {
    requirePermission(by, 'dataset.submit');
    const columns = Prisma.sql`state = 'submitted', submitted_by = ${by.name}, submitted_at = now()`;
    return this.act(by, reference, 'submit', columns, { before: refuseWithoutEvidence });
  }

  /** Errors: those of submit, and `second-person-needed` (refused). */
  approve(by: Actor, reference: string): Promise<DatasetEntry> {
    requirePermission(by, 'dataset.approve');
    return this.act(
      by,
      reference,
      'approve',
      Prisma.sql`state = 'approved', approved_by = ${by.name}, approved_at = now()`,
    );
  }

  /** Sends a submitted record back: a corrected one is drafted as the next revision. Errors: those of submit. */
  reject(by: Actor, reference: string, reason: string): Promise<DatasetEntry> {
    requirePermission(by, 'dataset.approve');
    const columns = Prisma.sql`state = 'rejected', rejected_by = ${by.name}, rejected_at = now(), rejection = ${reason}`;
    return this.act(by, reference, 'reject', columns, { reason });
  }

  /**
   * Takes away what was given, of every revision that the reference covers: `rooms` means all its versions. Whoever
   * decides after this was committed knows of it.
   * Errors: `permission-missing` (refused), `dataset-unknown` (not-found), `dataset-state` (conflict) when nothing is left.
   */
  async revoke(by: Actor, reference: string, reason: string): Promise<DatasetEntry[]> {
    requirePermission(by, 'dataset.revoke');
    return this.database.transaction(async (tx) => {
      await lockRecords(tx);
      const rows = await findRevisions(tx, reference);
      const left = rows.filter(({ state }) => state !== 'revoked' && state !== 'rejected');
      for (const row of left.length > 0 ? left : rows.slice(0, 1))
        checkDatasetAct('revoke', historyOf(row), by.name);
      await tx.$executeRaw`
        UPDATE dataset SET state = 'revoked', revoked_by = ${by.name}, revoked_at = now(), revocation = ${reason}
        WHERE digest = ANY(${left.map(({ digest }) => digest)})`;
      const revoked: DatasetEntry[] = [];
      for (const { digest } of left) revoked.push(toEntry(await findDataset(tx, digest)));
      for (const entry of revoked)
        await this.record(tx, 'dataset.revoked', entry, by, entry.revoked!.at, because(reason));
      return revoked;
    });
  }

  /**
   * Records that people who are depicted took their consent back: the dataset is not used any more, as if it were revoked.
   * @param consent place in the record's list, from 0
   * Errors: `permission-missing` (refused), `dataset-unknown`, `consent-unknown` (not-found).
   */
  async withdrawConsent(
    by: Actor,
    reference: string,
    consent: number,
    reason: string,
  ): Promise<DatasetDetail> {
    requirePermission(by, 'dataset.revoke');
    return this.database.transaction(async (tx) => {
      await lockRecords(tx);
      const before = await detailOf(tx, reference);
      const { id, version, digest, record } = before;
      if (!record.consents?.[consent])
        throw consentUnknown(`${id}@${version}`, consent, record.consents?.length ?? 0);
      if (before.withdrawnConsents.some((known) => known.consent === consent)) return before;
      await tx.$executeRaw`
        INSERT INTO consent_withdrawal (dataset_digest, consent, reason, recorded_by)
        VALUES (${digest}, ${consent}::integer, ${reason}, ${by.name})`;
      const after = await detailOf(tx, digest);
      const { at } = after.withdrawnConsents.find((known) => known.consent === consent)!;
      await this.record(tx, 'dataset.consent-withdrawn', after, by, at, { consent, ...because(reason) });
      return after;
    });
  }

  list(query: DatasetQuery): Promise<DatasetPage> {
    return this.database.run((client) => listDatasets(client, query));
  }

  /** Errors: `dataset-unknown` (not-found). */
  show(reference: string): Promise<DatasetDetail> {
    return this.database.run((client) => detailOf(client, reference));
  }

  /** Every revision of every version that the reference covers, newest first. Errors: `dataset-unknown` (not-found). */
  revisions(reference: string): Promise<DatasetEntry[]> {
    return this.database.run(async (client) => (await findRevisions(client, reference)).map(toEntry));
  }

  /** Items of a record in their order, `after` being how many were read before. Errors: `dataset-unknown` (not-found). */
  items(
    reference: string,
    { after, limit }: { after: number; limit: number },
  ): Promise<{ items: DatasetItem[]; total: number }> {
    return this.database.run(async (client) => {
      const { digest } = await findDataset(client, reference);
      const rows = await client.$queryRaw<{ item: DatasetItem; total: number }[]>`
        SELECT entry.item, json_array_length(record -> 'items') AS total
        FROM dataset, json_array_elements(record -> 'items') WITH ORDINALITY AS entry(item, place)
        WHERE digest = ${digest} AND json_typeof(record -> 'items') = 'array' AND place > ${after}
        ORDER BY place LIMIT ${limit}`;
      return { items: rows.map(({ item }) => item), total: rows[0]?.total ?? after };
    });
  }

  /** What lapses within so many days, the soonest first: at that instant it permits nothing any more. */
  expiring(days: number): Promise<ExpiringGrant[]> {
    return this.database.run((client) => expiringGrants(client, days));
  }

  /**
   * Folders of the records that were drafted and approved here, in their newest revision: what every machine has to have.
   * A revoked one stays, so that what was made with it can be shown.
   */
  approvedFolders(): Promise<InstalledFolder[]> {
    return this.database.run(async (client) => {
      const rows = await client.$queryRaw<ApprovedRow[]>`
        SELECT dataset_id AS id, version, digest, octet_length(record::text) AS bytes, record -> 'evidence' AS evidence
        FROM dataset WHERE approved_by <> ${RELEASE} AND superseded_at IS NULL ORDER BY dataset_id, version`;
      return rows.map(({ id, version, digest, bytes, evidence }) => ({
        place: `datasets/${id}/${version}`,
        recordDigest: digest,
        files: [
          { path: 'dataset.json', digest, bytes },
          ...evidence.map((entry) => ({ path: entry.file, digest: entry.digest, bytes: entry.bytes })),
        ],
      }));
    });
  }

  private async act(
    by: Actor,
    reference: string,
    act: Exclude<DatasetAct, 'revoke'>,
    columns: Prisma.Sql,
    {
      reason,
      before,
    }: { reason?: string; before?: (tx: Transaction, row: DatasetRow) => Promise<void> } = {},
  ): Promise<DatasetEntry> {
    return this.database.transaction(async (tx) => {
      await lockRecords(tx);
      const row = await findDataset(tx, reference);
      checkDatasetAct(act, historyOf(row), by.name);
      await before?.(tx, row);
      await tx.$executeRaw`UPDATE dataset SET ${columns} WHERE digest = ${row.digest}`;
      const entry = toEntry(await findDataset(tx, row.digest));
      const [kind, done] = KINDS[act];
      await this.record(tx, kind, entry, by, entry[done]!.at, reason === undefined ? {} : because(reason));
      return entry;
    });
  }

  private async record(
    tx: Transaction,
    kind: AuditKind,
    { id, version, revision, digest }: DatasetEntry,
    by: Actor,
    at: Date,
    facts: Record<string, unknown>,
  ): Promise<void> {
    await appendAuditEntry(tx, {
      kind,
      subject: id,
      at,
      data: { version, revision, digest, by: by.name, ...facts },
    });
  }
}

/** Entries are for good, and reasons may name people: their words stay in the record's row. */
const because = (reason: string) => ({ reason: digestOf(reason) });

interface ApprovedRow {
  id: string;
  version: string;
  digest: Digest;
  bytes: number;
  evidence: Evidence[];
}

const KINDS = {
  submit: ['dataset.submitted', 'submitted'],
  approve: ['dataset.approved', 'approved'],
  reject: ['dataset.rejected', 'rejected'],
} as const;

async function detailOf(tx: Transaction, reference: string): Promise<DatasetDetail> {
  const entry = toEntry(await findDataset(tx, reference));
  const { record, withdrawals } = await tx.dataset.findUniqueOrThrow({
    where: { digest: entry.digest },
    select: { record: true, withdrawals: { orderBy: { consent: 'asc' } } },
  });
  const withdrawnConsents = withdrawals.map(({ consent, recordedBy: by, recordedAt: at, reason }) => ({
    consent,
    by,
    at,
    reason,
  }));
  return { ...entry, record: record as unknown as DatasetRecord, withdrawnConsents };
}

/** A version number that was approved or revoked is used up, and a record is drafted once. */
async function refuseTaken(
  tx: Transaction,
  { id, version, digest }: Omit<DatasetRegistration, 'by'>,
): Promise<void> {
  const known = await tx.dataset.findUnique({ where: { digest } });
  if (known) {
    throw new MaquetteError(
      'conflict',
      'dataset-known',
      `This very record is here already; it is ${known.state}.`,
      {
        hint:
          known.state === 'rejected'
            ? 'Correct what it was rejected for.'
            : 'Go on with the revision that is there.',
        details: { digest, state: known.state },
      },
    );
  }
  const taken = await tx.dataset.findFirst({
    where: { datasetId: id, version, state: { in: ['approved', 'revoked'] } },
    orderBy: { revision: 'desc' },
  });
  if (!taken) return;
  throw new MaquetteError(
    'conflict',
    'dataset-version-taken',
    `${id}@${version} is ${taken.state} and does not change.`,
    {
      hint: 'A correction is a new version: raise the version number.',
      details: { id, version, state: taken.state, digest: taken.digest },
    },
  );
}

async function refuseWithoutEvidence(
  tx: Transaction,
  { datasetId, version, digest }: DatasetRow,
): Promise<void> {
  const missing = await tx.$queryRaw<{ file: string; digest: string }[]>`
    SELECT named ->> 'file' AS file, named ->> 'digest' AS digest
    FROM dataset, json_array_elements(record -> 'evidence') AS named
    WHERE dataset.digest = ${digest} AND NOT EXISTS (
      SELECT FROM evidence WHERE evidence.dataset_id = ${datasetId} AND evidence.digest = named ->> 'digest')`;
  if (missing.length === 0) return;
  const files = missing.map(({ file }) => file).join(', ');
  const message = `${datasetId}@${version} names evidence that is not stored: ${files}.`;
  throw new MaquetteError('conflict', 'evidence-not-stored', message, {
    hint: 'Store the files first (`maquette datasets evidence add`); their digests have to be those in the record.',
    details: { missing },
  });
}

function historyOf({ datasetId, version, state, authors, submittedBy, supersededAt }: DatasetRow) {
  return { reference: `${datasetId}@${version}`, state, authors, submittedBy, supersededAt };
}

function consentUnknown(reference: string, consent: number, there: number): MaquetteError {
  const message = `${reference} has no consent number ${consent + 1}; it has ${there}.`;
  return new MaquetteError('not-found', 'consent-unknown', message, { details: { reference, consent } });
}
