export {
  AUDIT_KINDS,
  MAX_LEAF_BYTES,
  auditLeaf,
  leafHash,
  type AuditEvent,
  type AuditKind,
} from './audit-event';
