import { createHash } from 'node:crypto';
import { canonicalJson } from '@maquette/kernel';

/** Everything that is recorded for good. The subject is the id of what is named before the point (of the decision for a route). */
export const AUDIT_KINDS = [
  'dataset.registered',
  'dataset.drafted',
  'dataset.submitted',
  'dataset.approved',
  'dataset.rejected',
  'dataset.revoked',
  'dataset.consent-withdrawn',
  'evidence.stored',
  'evidence.read',
  'checkpoint.registered',
  'checkpoint.imported',
  'checkpoint.import-refused',
  'checkpoint.published',
  'checkpoint.publication-refused',
  'checkpoint.withdrawn',
  'alias.moved',
  'access.key-issued',
  'access.key-withdrawn',
  'record.exported',
  'credential-root.adopted',
  'worker.registered',
  'pool.opened',
  'pool.paused',
  'pool.drained',
  'pool.changed',
  'route.refused',
  'generation.accepted',
  'generation.claimed',
  'generation.released',
  'generation.snoozed',
  'generation.parked',
  'generation.requeued',
  'generation.completed',
  'generation.failed',
  'generation.cancelled',
  'generation.removed',
] as const;
export type AuditKind = (typeof AUDIT_KINDS)[number];

export interface AuditEvent {
  kind: AuditKind;
  subject: string;
  at: Date;
  /** Facts and digests only: entries are permanent and will be public to auditors, so no prompt and no message text. */
  data: Record<string, unknown>;
}

/** Longest entry that the tile format of transparency logs carries (C2SP tlog-tiles), in bytes. */
export const MAX_LEAF_BYTES = 65_535;

/** The bytes of an entry: canonical JSON, UTF-8. Two events with the same facts have the same bytes. */
export function auditLeaf(event: AuditEvent): string {
  return canonicalJson({
    at: event.at.toISOString(),
    data: event.data,
    kind: event.kind,
    subject: event.subject,
    version: 1,
  });
}

/** Hash of a leaf in an RFC 6962 Merkle tree: SHA-256(0x00 || leaf), 32 bytes. */
export function leafHash(leaf: string | Uint8Array): Buffer {
  const bytes = typeof leaf === 'string' ? Buffer.from(leaf, 'utf8') : leaf;
  return createHash('sha256').update(Uint8Array.of(0)).update(bytes).digest();
}
