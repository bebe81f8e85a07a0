import { requirePermission, type Actor } from '@maquette/access';
import type { Digest } from '@maquette/kernel';
import { appendAuditEntry } from '../audit/append-audit-entry';
import type { Database } from '../database';

/** A pack that leaves the house. */
export interface HandedOut {
  kind: 'dataset' | 'checkpoint';
  /** As the audit log names it: without a version. */
  subject: string;
  reference: string;
  /** Of the pack's SHA256SUMS. */
  sums: Digest;
  /** Evidence in it, which thereby is read. */
  evidence: Digest[];
}

/** Evidence named one by one in an entry; entries have a greatest length. */
const MOST_NAMED = 500;

/** Records who got what. */
export class PrismaExports {
  constructor(private readonly database: Database) {}

  /** Errors: `permission-missing` (refused). */
  async record(by: Actor, { kind, subject, reference, sums, evidence }: HandedOut): Promise<void> {
    requirePermission(by, 'pack.export');
    const digests = [...new Set(evidence)].sort();
    const data = {
      by: by.name,
      kind,
      reference,
      sums,
      evidence: digests.slice(0, MOST_NAMED),
      evidenceFiles: digests.length,
    };
    await this.database.transaction((tx) =>
      appendAuditEntry(tx, { kind: 'record.exported', subject, at: new Date(), data }),
    );
  }
}
