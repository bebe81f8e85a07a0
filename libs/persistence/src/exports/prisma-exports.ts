import { requirePermission, type Actor } from '@maquette/access';
import type { Digest } from '@maquette/kernel';
import { appendAuditEntry } from '../audit/append-audit-entry';
import type { Database } from '../database';

/** Records that leave the house together with their evidence. */
export interface HandedOut {
  /** An auditor's pack, or a checkpoint version as an archive that can be imported. */
  form: 'pack' | 'archive';
  kind: 'dataset' | 'checkpoint';
  /** As the audit log names it: without a version. */
  subject: string;
  reference: string;
  /** Of the pack's SHA256SUMS; of the record in an archive. */
  digest: Digest;
  /** Evidence in it, which thereby is read. */
  evidence: Digest[];
}

/** Evidence named one by one in an entry; entries have a greatest length. */
const MOST_NAMED = 500;

/** Records who got what. */
export class PrismaExports {
  constructor(private readonly database: Database) {}

  /** Errors: `permission-missing` (refused). */
  async record(by: Actor, { form, kind, subject, reference, digest, evidence }: HandedOut): Promise<void> {
    requirePermission(by, 'pack.export');
    const digests = [...new Set(evidence)].sort();
    const data = {
      by: by.name,
      form,
      kind,
      reference,
      digest,
      evidence: digests.slice(0, MOST_NAMED),
      evidenceFiles: digests.length,
    };
    await this.database.transaction((tx) =>
      appendAuditEntry(tx, { kind: 'record.exported', subject, at: new Date(), data }),
    );
  }
}
