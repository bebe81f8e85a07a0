import type { Digest, Domain } from '@maquette/kernel';
import type { DatasetReference, LicenceGrant } from '@maquette/provenance';

/** Mirrors model-registry/schema/checkpoint.schema.json, which says what each field means. */
export interface CheckpointRecord {
  schema: 'maquette/checkpoint/1';
  domain: Domain;
  name: string;
  version: string;
  kind: 'frame-model';
  task: string;
  title: string;
  description: string;
  /** Every file of the version except checkpoint.json and SHA256SUMS. */
  files: RecordFile[];
  /** Path of the ONNX file among `files`. */
  model: string;
  contract: FrameModelContract;
  training: Training;
  /** A second model that doubles the size of the first one's pictures. */
  upscaler?: UpscalerRecord;
  datasets: (DatasetReference & { role: 'train' | 'test' })[];
  quality: Quality;
  licence: LicenceGrant;
  intendedUse: string[];
  limitations: string[];
  /** References of checkpoint versions whose weights this one started from. */
  derivedFrom: string[];
  /** References of checkpoint versions that its weights were tuned together with: merged adapters, teachers. */
  fineTunedWith?: string[];
  createdAt: string;
}

export interface Training {
  recipe: string;
  recipeDigest: Digest;
  seeds: number[];
  hardware: string;
  framework: string;
  durationSeconds: number;
  steps: number;
  parameters: number;
  notes?: string;
}

export interface UpscalerRecord {
  /** Path of the ONNX file among `files`. */
  model: string;
  scale: 2;
  contract: ModelContract;
  training: Training;
  /** psnr in dB, means over pictures the model never saw, beside a bicubic enlargement. */
  quality: {
    reference: string;
    frames: number;
    psnr: number;
    ssim: number;
    bicubicPsnr: number;
    bicubicSsim: number;
    measuredAt: string;
  };
}

export interface RecordFile {
  path: string;
  bytes: number;
  digest: Digest;
  mediaType: string;
}

/** A number where the graph fixes the size, a name ('height') where it is free. */
export interface TensorContract {
  name: string;
  type: 'float32' | 'float16' | 'uint8' | 'int8' | 'int32' | 'int64' | 'bool';
  shape: (number | string)[];
}

export interface ModelContract {
  inputs: TensorContract[];
  outputs: TensorContract[];
}

export interface FrameModelContract extends ModelContract {
  /** Planes of the first input, in order. */
  channels: string[];
  /** Width and height in pixels must be multiples of it. */
  resolutionMultiple: number;
  colour: string;
}

/** psnr in dB, means over frames the model never saw. */
export interface Quality {
  reference: string;
  frames: number;
  psnr: number;
  ssim: number;
  previewPsnr: number;
  previewSsim?: number;
  measuredAt: string;
  /** Further measures by name: see docs/quality.md. */
  measures?: Record<string, number>;
  groups?: {
    label: string;
    frames: number;
    psnr: number;
    ssim?: number;
    previewPsnr: number;
    previewSsim?: number;
  }[];
}
