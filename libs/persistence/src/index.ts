export {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from './embedded/embedded-postgres';
export { migrate } from './migrations/migrate';
export { type MigrationState } from './migrations/migration-state';
export { lookAtDatabase, type DatabaseLook } from './look-at-database';
export { diffSchema } from './migrations/schema-diff';
export { Database, type DatabaseOptions } from './database';
export { PrismaGenerationLedger } from './ledger/prisma-generation-ledger';
export { PrismaPoolStates } from './ledger/prisma-pool-states';
export { PrismaWakeUps } from './ledger/prisma-wake-ups';
export { PrismaTurns, type AskingWorker, type Taken } from './ledger/claim-next';
export { PrismaMeasures } from './registrations/prisma-measures';
export { PrismaPoolSettings, type PoolSettings } from './registrations/prisma-pool-settings';
export { PrismaPoolViews, type PoolWork } from './registrations/prisma-pool-views';
export {
  PrismaPoolOverviews,
  type PoolOverview,
  type QueuedGeneration,
} from './registrations/prisma-pool-overviews';
export {
  PrismaGenerationOverviews,
  type GenerationOverview,
  type GenerationQuery,
} from './registrations/prisma-generation-overviews';
export { PrismaRegistrations } from './registrations/prisma-registrations';
export type { CheckpointRegistration } from './registrations/register-checkpoint';
export {
  PrismaCheckpoints,
  type CheckpointLifecycleEntry,
  type CheckpointLineage,
  type RelatedVersion,
} from './checkpoints/prisma-checkpoints';
export {
  PrismaAliases,
  type AliasEntry,
  type AliasMove,
  type NewAliasMove,
} from './checkpoints/prisma-aliases';
export type { DatasetRegistration, GrantRegistration } from './records/insert-dataset';
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
export {
  PrismaCredentialRoots,
  type CredentialRootEntry,
  type CredentialRootKind,
  type KnownRoots,
} from './credentials/prisma-credential-roots';
export { PrismaDatasetRecords } from './records/prisma-dataset-records';
export type { Act, DatasetDetail, DatasetEntry, ExplainedAct } from './records/dataset-rows';
export {
  DATASET_ORDERS,
  type DatasetOrder,
  type DatasetPage,
  type DatasetQuery,
} from './records/list-datasets';
export { PrismaEvidence, type EvidenceEntry, type NewEvidence } from './records/prisma-evidence';
export {
  IMPACT_KINDS,
  PrismaImpact,
  type ImpactArtefact,
  type ImpactCheckpoint,
  type ImpactCounts,
  type ImpactGeneration,
  type ImpactItems,
  type ImpactKind,
  type ImpactPage,
} from './records/prisma-impact';
export { PrismaStanding } from './records/prisma-standing';
export { PrismaImports, type AcceptedImport } from './imports/prisma-imports';
export type { ImportAttempt, ImportOutcome, NewAttempt } from './imports/attempt-rows';
export type { ImportPage, ImportQuery } from './imports/list-attempts';
export type { InstalledFolder } from './imports/installed-folders';
export { PrismaExports, type HandedOut } from './exports/prisma-exports';
export { FORESIGHT_DAYS, type ExpiringGrant } from './records/expiring-grants';
