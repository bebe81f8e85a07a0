import type { Digest } from '@maquette/kernel';
import type { Evidence } from '@maquette/provenance';
import type { ModelContract, RecordFile } from './checkpoint-record';

/** Mirrors model-registry/schema/auxiliary.schema.json, which says what each field means. */
export interface AuxiliaryRecord {
  schema: 'maquette/auxiliary/1';
  name: string;
  version: string;
  kind: 'sentence-embedding' | 'frame-filter' | 'upscaler' | 'face-detection';
  title: string;
  description: string;
  source: {
    registry: 'pypi' | 'npm' | 'debian';
    package: string;
    version: string;
    file?: string;
    digest?: Digest;
    author?: string;
  };
  weights: { licence: string; licensor: string; evidence: string[] };
  trainingData: { licence: 'not established'; statement: string };
  conversion: string[];
  files: RecordFile[];
  contract?: ModelContract;
  evidence: Evidence[];
  limitations: string[];
  createdAt: string;
}
