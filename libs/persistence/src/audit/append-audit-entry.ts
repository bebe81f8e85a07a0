import { auditLeaf, leafHash, type AuditEvent } from '@maquette/audit';
import type { Transaction } from '../database';

/**
 * Appends within the caller's transaction. Entries are numbered under a lock that is held until it ends: append last,
 * when all other rows are written.
 */
export async function appendAuditEntry(tx: Transaction, event: AuditEvent): Promise<void> {
  const leaf = auditLeaf(event);
  await tx.$executeRaw`
    INSERT INTO audit_entry (kind, subject, body, leaf_hash)
    VALUES (${event.kind}, ${event.subject}, ${leaf}::json, ${leafHash(leaf)})`;
}
