import type { Digest, Domain } from '@maquette/kernel';
import type { DatasetRecord, LicenceGrant, Licensed, LoadedDataset, Problem } from '@maquette/provenance';
import type { AssetRecord } from './records/asset-record';
import type { AuxiliaryRecord } from './records/auxiliary-record';
import type { CheckpointRecord } from './records/checkpoint-record';
import type { CheckpointSignature } from './signing/checkpoint-signature';

/** `ready`: everything was verified. `quarantined`: kept in the list with its problems, never loaded. */
export type EntryState = 'ready' | 'quarantined';

/** `release`: the read-only folder that Maquette ships. `installed`: came in later, through this installation. */
export type Origin = 'release' | 'installed';

export interface CheckpointEntry {
  /** `architecture/daylight@1.0.0` */
  reference: string;
  domain: Domain;
  name: string;
  version: string;
  folder: string;
  origin: Origin;
  state: EntryState;
  problems: Problem[];
  /** Null when checkpoint.json is missing or breaks its schema. */
  record: CheckpointRecord | null;
  /** Digest of the files: SHA-256 over the canonical JSON of the record's files, sorted by path. */
  checkpointDigest: Digest | null;
  /** Of checkpoint.json itself: it also covers contract, datasets and licence. */
  recordDigest: Digest | null;
  signature: CheckpointSignature;
}

/** An entry that may be loaded. */
export type ReadyCheckpoint = CheckpointEntry & {
  state: 'ready';
  record: CheckpointRecord;
  checkpointDigest: Digest;
  recordDigest: Digest;
};

/** A dataset version of the registry, and where it lies. */
export type RegistryDataset = LoadedDataset & { origin: Origin };

export interface AuxiliaryEntry {
  /** `minilm-l6@1.0.0` */
  reference: string;
  name: string;
  version: string;
  folder: string;
  state: EntryState;
  problems: Problem[];
  record: AuxiliaryRecord | null;
}

/** What composers place in scenes: `assets/<id>/<version>`. */
export interface AssetEntry {
  /** `anny-body@1.0.0` */
  reference: string;
  name: string;
  version: string;
  folder: string;
  state: EntryState;
  problems: Problem[];
  record: AssetRecord | null;
}

/** An auxiliary whose every byte was verified in this call. */
export interface VerifiedAuxiliary {
  reference: string;
  record: AuxiliaryRecord;
  folder: string;
  /** Absolute path of a listed file; throws `auxiliary-file-unknown` (not-found) for any other. */
  path(file: string): string;
}

export interface DatasetUse {
  dataset: DatasetRecord;
  digest: Digest;
  origin: Origin;
  /** `train`, `test`; `derived` when it came through another dataset or a parent checkpoint. */
  roles: ('train' | 'test' | 'derived')[];
}

/** All that has to be asked before a checkpoint is used. */
export interface CheckpointLicences {
  reference: string;
  /** The checkpoint's own licence. */
  own: LicenceGrant;
  datasets: DatasetUse[];
  /** What evaluateTerms wants: the checkpoint itself, its ancestors, and every dataset. */
  subjects: Licensed[];
  /** Credits to print, without repetition: of the datasets, and of the assets that its domain's scenes show. */
  attributions: string[];
}

/** What was found of a version that is not in the registry. */
export interface Examination {
  entry: CheckpointEntry;
  datasets: RegistryDataset[];
  licences: CheckpointLicences | null;
}

export interface VerificationReport {
  /** True when nothing has a problem. */
  sound: boolean;
  checkpoints: {
    reference: string;
    state: EntryState;
    checkpointDigest: Digest | null;
    signature: CheckpointSignature;
    problems: Problem[];
  }[];
  datasets: { reference: string; state: EntryState; problems: Problem[] }[];
  auxiliaries: { reference: string; state: EntryState; problems: Problem[] }[];
  assets: { reference: string; state: EntryState; problems: Problem[] }[];
  files: number;
  bytes: number;
}

/**
 * The model registry on disk: the release's folder, and the installed one where there is one. What it lists was
 * verified when it was opened. A reference that both folders have is the release's; the installed copy is left aside,
 * and `verify` names it.
 */
export interface Registry {
  /** The release's folder. */
  readonly root: string;
  /** The installed folder, which may not exist; null when the registry was opened without one. */
  readonly installedRoot: string | null;
  /** Every checkpoint version, by reference; of one name the highest version first. */
  list(): CheckpointEntry[];
  /** Throws `checkpoint-unknown` (not-found), `checkpoint-reference-invalid`, `alias-unresolved` (bad-input). */
  show(reference: string): CheckpointEntry;
  /** The same for loading: throws `checkpoint-quarantined` (bad-input) besides. */
  checkpoint(reference: string): ReadyCheckpoint;
  /** Loadable checkpoints of a domain, by name, highest version first. */
  candidates(domain: Domain): ReadyCheckpoint[];
  /** Throws as `checkpoint` does. */
  licences(reference: string): CheckpointLicences;
  /** Hashes the model again and answers its absolute path; rejects with `checkpoint-quarantined`. */
  verifiedModelPath(reference: string): Promise<string>;
  /** The same for the model and its upscaler; null where it has none. */
  verifiedModels(reference: string): Promise<{ model: string; upscaler: string | null }>;
  /** Hashes everything again, of one checkpoint (with its datasets) or of the whole registry. */
  verify(reference?: string): Promise<VerificationReport>;
  /**
   * Reads both folders again and takes what came, changed or went. Files that look unchanged are not hashed again.
   * Calls at the same time share one reading that began after each of them.
   */
  reload(): Promise<void>;
  /**
   * Judges a version that lies elsewhere as if it were in the registry, together with dataset records that came with
   * it; every byte is hashed. Nothing is entered. `licences` is null when the version has a problem.
   */
  examine(folder: string, datasets?: readonly string[]): Promise<Examination>;
  datasets(): RegistryDataset[];
  /** `procedural-architecture` or `procedural-architecture@1.0.0`; throws `dataset-unknown` (not-found). */
  dataset(reference: string): RegistryDataset;
  /** What composers place in scenes, by name, highest version first. */
  assets(): AssetEntry[];
  auxiliaries(): AuxiliaryEntry[];
  /**
   * Hashes the files of `minilm-l6` (highest version) or `minilm-l6@1.0.0` again; rejects with `auxiliary-unknown`
   * (not-found) or `auxiliary-quarantined` (bad-input).
   */
  auxiliary(reference: string): Promise<VerifiedAuxiliary>;
}
