export { openRegistry, type RegistryOptions } from './open-registry';
export type {
  AssetEntry,
  AuxiliaryEntry,
  CheckpointEntry,
  CheckpointLicences,
  DatasetUse,
  EntryState,
  Examination,
  Origin,
  ReadyCheckpoint,
  Registry,
  RegistryDataset,
  VerificationReport,
  VerifiedAuxiliary,
} from './registry';
export type {
  CheckpointRecord,
  FrameModelContract,
  ModelContract,
  Quality,
  RecordFile,
  TensorContract,
} from './records/checkpoint-record';
export { serves, type AssetKind, type AssetRecord } from './records/asset-record';
export type { AuxiliaryRecord } from './records/auxiliary-record';
export { parentsOf, type ParentRelation } from './records/parents';
export { checkpointDigest } from './records/checkpoint-digest';
export { signCheckpoint } from './signing/sign-checkpoint';
export { SIGNATURE_FILE, type CheckpointSignature } from './signing/checkpoint-signature';
export { generateKeyPair, keyHint, parsePrivateKey, parsePublicKey, publicPem } from './signing/keys';
export { parseCertificates } from './signing/certificates';
export { signFiles, type SigningKey } from './signing/sign-files';
export type { Signer, Trust, TrustedKey } from './signing/verify-bundle';
export { verifyModel, type ModelToVerify, type VerifiedModel } from './signing/verify-model';
export { checkAlias, checkCanaryShare, isProtectedAlias } from './alias';
export {
  checkPublication,
  PUBLICATION_REQUIREMENTS,
  type PublicationChecklist,
  type PublicationLack,
  type PublicationRequirement,
} from './publication/check-publication';
export { publicationChecklist, standingOfRelease } from './publication/publication-checklist';
export { PUBLICATION_STATES, type PublicationState } from './publication/publication-state';
export { compareVersions, parseReference, type CheckpointReference } from './reference';
export { readModelSummary, type ModelSummary } from './onnx/model-summary';
export {
  disclosureOf,
  type DatasetDisclosure,
  type Disclosure,
  type Modality,
  type Statement,
} from './exports/disclosure';
export { missingDisclosureItems, type MissingDisclosureItem } from './exports/missing-disclosure-items';
export type { CheckpointDossier, RecordedUse } from './exports/checkpoint-dossier';
export { checkpointUrn, uuidOf } from './exports/identifiers';
export { mlBomOf, type BomVersion } from './exports/ml-bom';
export { spdxOf } from './exports/spdx-document';
export { californiaDisclosureOf } from './exports/california-disclosure';
export { euSummaryOf } from './exports/eu-summary';
export { IMPORT_LIMITS, type ImportLimits } from './import/limits';
export type { ImportProblem, ImportProblemCode } from './import/import-problem';
export { archiveTooLarge } from './import/take-in';
export { Quarantine, type QuarantineFolder } from './import/quarantine';
export type { TakenFile } from './import/intake';
export type { SourceKind } from './import/source-kind';
export {
  receiveCheckpoint,
  type Received,
  type ReceivedFolder,
  type SoundVersion,
} from './import/receive-checkpoint';
