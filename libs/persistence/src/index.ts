export {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from './embedded/embedded-postgres';
export { migrate } from './migrations/migrate';
export { diffSchema } from './migrations/schema-diff';
export { Database, type DatabaseOptions } from './database';
export { PrismaGenerationLedger } from './ledger/prisma-generation-ledger';
export {
  PrismaRegistrations,
  type CheckpointRegistration,
  type DatasetRegistration,
  type GrantRegistration,
} from './registrations/prisma-registrations';
export {
  PrismaWorkers,
  type LivePool,
  type LiveWorker,
  type NewWorker,
} from './registrations/prisma-workers';
export { appendAuditEntry } from './audit/append-audit-entry';
export { PrismaAuditTrail, type EntryQuery, type RecordedEntry } from './audit/prisma-audit-trail';
export { PrismaAuditLog } from './audit/prisma-audit-log';
export { PrismaAccessKeys, type AccessKeyEntry } from './access/prisma-access-keys';
