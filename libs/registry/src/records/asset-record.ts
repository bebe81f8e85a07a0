import type { Digest, Domain } from '@maquette/kernel';
import type { Evidence } from '@maquette/provenance';
import type { RecordFile } from './checkpoint-record';

export type AssetKind = 'body' | 'anatomy' | 'volume' | 'furniture' | 'light';

/** Mirrors model-registry/schema/asset.schema.json, which says what each field means. */
export interface AssetRecord {
  schema: 'maquette/asset/1';
  id: string;
  version: string;
  kind: AssetKind;
  title: string;
  description: string;
  sources: {
    id: string;
    registry: 'pypi' | 'npm' | 'debian' | 'own';
    package: string;
    version: string;
    archive?: string;
    digest: Digest;
    licence: string;
    licensor: string;
    statements: { file: string; digest: Digest; text: string }[];
  }[];
  items: {
    name: string;
    source: string;
    creators: string[];
    licence: string;
    inputs: { path: string; digest: Digest }[];
  }[];
  processing: string[];
  recipe: string;
  tools: { name: string; version: string }[];
  licence: string;
  duties: { action: string; text: string }[];
  counts: Record<string, number>;
  files: RecordFile[];
  evidence: Evidence[];
  limitations: string[];
  createdAt: string;
}

/** Whose scenes an asset is placed in. */
const SERVES: Record<AssetKind, readonly Domain[]> = {
  body: ['fashion'],
  anatomy: ['medical'],
  volume: ['medical'],
  furniture: ['architecture', 'fashion'],
  light: ['architecture', 'fashion', 'medical'],
};

export const serves = ({ kind }: AssetRecord, domain: Domain): boolean => SERVES[kind].includes(domain);
