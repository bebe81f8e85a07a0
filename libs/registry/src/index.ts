export { openRegistry, type RegistryOptions } from './open-registry';
export type {
  AuxiliaryEntry,
  CheckpointEntry,
  CheckpointLicences,
  DatasetUse,
  EntryState,
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
export type { AuxiliaryRecord } from './records/auxiliary-record';
export { checkpointDigest } from './records/checkpoint-digest';
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
export type { CheckpointDossier } from './exports/checkpoint-dossier';
export { checkpointUrn, uuidOf } from './exports/identifiers';
export { mlBomOf, type BomVersion } from './exports/ml-bom';
export { spdxOf } from './exports/spdx-document';
