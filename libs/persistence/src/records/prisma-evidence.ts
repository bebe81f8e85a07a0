import { RELEASE, requirePermission, type Actor } from '@maquette/access';
import { MaquetteError, type Digest } from '@maquette/kernel';
import { appendAuditEntry } from '../audit/append-audit-entry';
import type { Database } from '../database';

/** A contract, a licence text or a consent; its bytes are in the object store under the digest. */
export interface EvidenceEntry {
  datasetId: string;
  digest: Digest;
  bytes: number;
  mediaType: string;
  description: string;
  storedBy: string;
  storedAt: Date;
}

export type NewEvidence = Pick<EvidenceEntry, 'datasetId' | 'digest' | 'bytes' | 'mediaType' | 'description'>;

/** Which evidence there is, and who read it. Rows are written once: neither they nor what they name ever change. */
export class PrismaEvidence {
  constructor(private readonly database: Database) {}

  /** Enters a file whose bytes are stored. What is there already stays. Errors: `permission-missing` (refused). */
  async enter(by: Actor, evidence: NewEvidence): Promise<EvidenceEntry> {
    requirePermission(by, 'dataset.draft');
    const { datasetId, digest, bytes, mediaType, description } = evidence;
    return this.database.transaction(async (tx) => {
      const entered = await tx.$executeRaw`
        INSERT INTO evidence (dataset_id, digest, bytes, media_type, description, stored_by)
        VALUES (${datasetId}, ${digest}, ${bytes}::bigint, ${mediaType}, ${description}, ${by.name})
        ON CONFLICT DO NOTHING`;
      const row = await tx.evidence.findUniqueOrThrow({ where: { datasetId_digest: { datasetId, digest } } });
      if (entered) {
        const data = { digest, bytes, mediaType, by: by.name };
        await appendAuditEntry(tx, { kind: 'evidence.stored', subject: datasetId, at: row.storedAt, data });
      }
      return entryOf(row);
    });
  }

  /** Enters what the release ships; nothing is recorded for it besides the record itself. */
  async enterShipped(evidence: readonly NewEvidence[]): Promise<void> {
    const data = evidence.map((entry) => ({ ...entry, bytes: BigInt(entry.bytes), storedBy: RELEASE }));
    await this.database.run((client) => client.evidence.createMany({ data, skipDuplicates: true }));
  }

  /** Of the given ones, those that are not entered yet. */
  async missing<T extends { datasetId: string; digest: Digest }>(evidence: readonly T[]): Promise<T[]> {
    const rows = await this.database.run((client) =>
      client.evidence.findMany({
        where: { digest: { in: evidence.map(({ digest }) => digest) } },
        select: { datasetId: true, digest: true },
      }),
    );
    const known = new Set(rows.map(({ datasetId, digest }) => `${datasetId} ${digest}`));
    return evidence.filter(({ datasetId, digest }) => !known.has(`${datasetId} ${digest}`));
  }

  /** What there is of a dataset, the oldest first: names and digests, not contents. */
  async list(datasetId: string): Promise<EvidenceEntry[]> {
    const rows = await this.database.run((client) =>
      client.evidence.findMany({ where: { datasetId }, orderBy: [{ storedAt: 'asc' }, { digest: 'asc' }] }),
    );
    return rows.map(entryOf);
  }

  /**
   * Records that somebody reads a file, before a byte of it is handed out.
   * Errors: `permission-missing` (refused), `evidence-unknown` (not-found).
   */
  async open(by: Actor, datasetId: string, digest: string): Promise<EvidenceEntry> {
    requirePermission(by, 'evidence.read');
    return this.database.transaction(async (tx) => {
      const row = await tx.evidence.findUnique({ where: { datasetId_digest: { datasetId, digest } } });
      if (!row) throw unknownEvidence(datasetId, digest);
      const [{ at }] = await tx.$queryRaw<{ at: Date }[]>`SELECT now() AS at`;
      const data = { digest, by: by.name };
      await appendAuditEntry(tx, { kind: 'evidence.read', subject: datasetId, at, data });
      return entryOf(row);
    });
  }
}

type Row = Omit<EvidenceEntry, 'bytes' | 'digest'> & { bytes: bigint; digest: string };

function entryOf(row: Row): EvidenceEntry {
  return { ...row, digest: row.digest as Digest, bytes: Number(row.bytes) };
}

function unknownEvidence(datasetId: string, digest: string): MaquetteError {
  return new MaquetteError('not-found', 'evidence-unknown', `${datasetId} has no evidence ${digest}.`, {
    hint: 'Name it by the digest that the dataset record gives.',
    details: { datasetId, digest },
  });
}
