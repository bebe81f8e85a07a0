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
