import type { AuditKind } from '@maquette/audit';
import type { Database } from '../database';

export interface RecordedEntry {
  /** 0, 1, 2, … in the order of commits. */
  sequence: number;
  kind: AuditKind;
  subject: string;
  /** The canonical JSON whose hash is `leafHash`. */
  leaf: string;
  leafHash: Uint8Array;
}

/** Reads what was recorded. It proves nothing yet: signed tree heads and proofs come with the transparency log. */
export class PrismaAuditTrail {
  constructor(private readonly database: Database) {}

  /** Entries in order, `after` a sequence number, of one subject or of all. */
  page(options: { after?: number; limit: number; subject?: string }): Promise<RecordedEntry[]> {
    const { after = -1, limit, subject = null } = options;
    return this.database.run(async (client) => {
      const rows = await client.$queryRaw<Row[]>`
        SELECT sequence, kind, subject, body::text AS leaf, leaf_hash
        FROM audit_entry
        WHERE sequence > ${after} AND (${subject}::text IS NULL OR subject = ${subject})
        ORDER BY sequence LIMIT ${limit}`;
      return rows.map(({ sequence, leaf_hash, ...row }) => ({
        ...row,
        sequence: Number(sequence),
        leafHash: leaf_hash,
      }));
    });
  }
}

interface Row {
  sequence: bigint;
  kind: AuditKind;
  subject: string;
  leaf: string;
  leaf_hash: Uint8Array;
}
