import { auditLeaf, leafHash, type AuditEvent } from '@maquette/audit';
import type { Transaction } from '../database';

/**
 * Appends within the caller's transaction: when that commits, the entry is recorded for good. It takes no lock and has
 * no number yet; the log takes it in within moments, in an order in which nothing comes before what it followed.
 */
export async function appendAuditEntry(tx: Transaction, event: AuditEvent): Promise<void> {
  const leaf = auditLeaf(event);
  await tx.$executeRaw`
    INSERT INTO audit_pending (kind, subject, body, leaf_hash)
    VALUES (${event.kind}, ${event.subject}, ${leaf}::json, ${leafHash(leaf)})`;
}
