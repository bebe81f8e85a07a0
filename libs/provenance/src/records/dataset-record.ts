import type { Digest } from '@maquette/kernel';
import type { Evidence, LicenceGrant, Party } from './licence-grant';

/** Mirrors model-registry/schema/dataset.schema.json, which says what each field means. Dates are YYYY-MM-DD. */
export interface DatasetRecord {
  schema: 'maquette/dataset/1';
  id: string;
  version: string;
  title: string;
  description: string;
  issuer: Party;
  sources: { name: string; location?: string; description: string }[];
  location: string;
  origin: { kind: 'synthetic' | 'captured' | 'authored' | 'mixed'; geography: string };
  date: string;
  generation: {
    method: string;
    period: { from: string; until: string };
    tools: { name: string; version: string; role: string; licence?: string }[];
    recipe: string;
  };
  format: { mediaTypes: string[]; description: string };
  counts: {
    unit: string;
    samples: number;
    groups: number;
    partitions: { split: string; label: string; groups: number; samples: number }[];
  };
  content: { digest: Digest; files: number; bytes: number; method: string };
  classification: 'public' | 'internal' | 'confidential' | 'restricted';
  personalInformation: { present: boolean; description: string };
  consents: Consent[];
  intendedPurposes: string[];
  collection: string[];
  processing: string[];
  limits: string[];
  copyright: string;
  licence: string;
  grants: LicenceGrant[];
  items?: DatasetItem[];
  evidence: Evidence[];
  derivedFrom: DatasetReference[];
}

/** What people who are depicted agreed to. */
export interface Consent {
  /** Whom and what it covers. */
  scope: string;
  date: string;
  /** First instant at which it does not hold any more, ISO 8601 in UTC; left out: until it is withdrawn. */
  until?: string;
  /** Path of the evidence. */
  evidence: string;
}

/** One work inside a dataset of many owners; one of its grants must cover what is asked. */
export interface DatasetItem {
  id: string;
  title: string;
  creator: string;
  source: string;
  licence: string;
  grants: string[];
  digest: Digest;
}

export interface DatasetReference {
  id: string;
  version: string;
  /** Of that version's dataset.json. */
  digest: Digest;
}
