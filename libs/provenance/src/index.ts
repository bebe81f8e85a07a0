export type { Constraint, Duty, Evidence, LicenceGrant, Party, Rule } from './records/licence-grant';
export type { Consent, DatasetItem, DatasetRecord, DatasetReference } from './records/dataset-record';
export type { Problem, ProblemCode } from './records/problem';
export { RecordSchemas, type SchemaName } from './records/record-schemas';
export { checkDataset, loadDataset, type LoadedDataset } from './records/load-dataset';
export { readRecord, type ReadRecord } from './records/read-record';
export { checkGrant } from './records/check-grant';
export { attributionsOf } from './records/attributions';
export { licenceProblem } from './licences/spdx';
export { checkSealedFolder, type SealedFile } from './files/sealed-folder';
export { placementProblems } from './files/placement';
export { digestOfUnchanged } from './files/digest-cache';
export {
  ACTIONS,
  PURPOSES,
  USES,
  isTerritory,
  type Action,
  type Purpose,
  type Use,
} from './terms/vocabulary';
export { evaluateTerms, type Licensed } from './terms/evaluate-terms';
export type { DecidingClause, OwedDuty, TermsDecision, TermsRequest } from './terms/decision';
export { CROISSANT_MEDIA_TYPE, croissantOf } from './exports/croissant';
export { datasetUrn, hexOf, isWebAddress, licencePage } from './exports/identifiers';
export { expiryOf, lapsesOf, type Lapse } from './terms/lapses';
export {
  DATASET_STATES,
  SHOWN_DATASET_STATES,
  checkDatasetAct,
  type DatasetAct,
  type DatasetHistory,
  type DatasetState,
  type ShownDatasetState,
} from './standing/dataset-state';
export {
  FILES_ALONE,
  objectionTo,
  type CheckpointStanding,
  type DatasetStanding,
  type RecordIdentity,
  type Standing,
} from './standing/standing';
export { recordOfIntake } from './intake/from-intake';
export { intakeOf } from './intake/to-intake';
export { missingFields, type MissingField } from './intake/missing-fields';
export type { IntakeForm } from './intake/intake-form';
