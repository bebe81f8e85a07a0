export { repositoryRoot } from './repository-root';
export { environmentFor, readConfig, type PlatformConfig, type S3Config } from './config';
export type { LogLevel } from './environment';
export { createLogger, type Log } from './log';
export { adoptCredentialRoot, authorityFolder } from './credentials/open-credentials';
export { EXIT_CODES } from './exit-codes';
export { refusalOf, type CheckpointImports, type ImportSource } from './installed/checkpoint-imports';
export { followImports } from './installed/follow-imports';
export type { InstalledFolders } from './installed/installed-folders';
export { installedRoot, openConfiguredRegistry } from './installed/open-configured-registry';
export { Survey } from './survey/survey';
export { skewOf, type ClockLook } from './survey/clock-look';
export type { AuditLogLook } from './survey/look-at-audit-log';
export type { CredentialsLook } from './survey/look-at-credentials';
export { admitWorker } from './admit-worker';
export { GenerationDesk } from './generation-desk';
export { PoolDesk } from './pool-desk';
export { traced } from './traced';
export { assertLicensed } from './assert-licensed';
export type { DatasetDesk } from './datasets/dataset-desk';
export { decideLicence, type LicenceDecision, type LicenceParts } from './decide-licence';
export { estimateOf } from './estimate-of';
export { failureOf } from './failure-kind';
export { DEFAULTS, LIMITS, LOOKBOOK_DEFAULTS } from './limits';
export { migrateDatabase, openDecisions, openPlatform, type Decisions, type Platform } from './open-platform';
export { deviceKindOf, type Pools } from './pools';
export { createRouter, embeddingCache, type Router } from './router';
export { checkRouting, type RoutingInput } from './submit/check-routing';
export { checkRequest, framesOf, megapixelFramesOf, type RequestInput } from './submit/check-request';
export { accept, prepare, submit, type Prepared, type Submission, type Submitted } from './submit/submit';
export { leaseTimes, type LeaseTimes } from './lease-times';
export { prepareLookbook } from './submit/prepare-lookbook';
export { startSweeper, sweep, type SweeperOptions } from './sweeper';
export { waitForGeneration, type WaitOptions } from './wait-for-generation';
export { AuditLog } from './audit/audit-log';
export { exportLog } from './audit/export-log';
export { CHECKPOINT_FORMATS, exportCheckpoint, type CheckpointFormat } from './exports/checkpoint-export';
export { DATASET_FORMATS, exportDataset, type DatasetFormat } from './exports/dataset-export';
export type { ExportedFile } from './exports/exported-file';
export { CheckpointLifecycle, type CheckpointStatus, type Lineage } from './checkpoints/checkpoint-lifecycle';
export {
  checkpointKeysFolder,
  openSigningKey,
  readAuthorities,
  readPublicKey,
  signForRelease,
} from './checkpoints/signing-keys';
export { inspectFile } from './inspect/inspect-file';
export type { InspectParts } from './inspect/inspect-parts';
export {
  VERDICTS,
  type Inspection,
  type LogTrace,
  type Trace,
  type TracedCheckpoint,
  type TracedDataset,
  type Verdict,
} from './inspect/inspection';
export type { Pack, PackRequest } from './exports/pack/build-pack';
export { exportPack } from './exports/pack/export-pack';
export { handOutCheckpoint } from './exports/hand-out-checkpoint';
