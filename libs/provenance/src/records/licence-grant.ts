import type { Digest } from '@maquette/kernel';
import type { Action, Purpose, Use } from '../terms/vocabulary';

/** Mirrors model-registry/schema/licence-grant.schema.json, which says what each field means. */
export interface LicenceGrant {
  id: string;
  licensor: Party;
  licensee: Party;
  /** SPDX licence expression. */
  licence: string;
  permissions: Rule[];
  prohibitions: Rule[];
  duties: Duty[];
  /** Paths of evidence files in the record's folder. */
  evidence: string[];
}

export interface Party {
  name: string;
  contact?: string;
}

/** One clause of a licence; dates are ISO 8601 in UTC, the interval is [from, until). */
export interface Rule {
  clause: string;
  text: string;
  uses: (Use | '*')[];
  /** ISO 3166-1 alpha-2, or '*'. */
  territories: string[];
  purposes: (Purpose | '*')[];
  from?: string;
  until?: string;
  constraints?: Constraint[];
}

/** An ODRL constraint beyond use, territory, purpose and dates. */
export interface Constraint {
  leftOperand: string;
  operator: string;
  rightOperand: string | string[];
}

export interface Duty {
  action: Action;
  text: string;
}

/** A file that proves something, known by its digest. */
export interface Evidence {
  file: string;
  bytes: number;
  digest: Digest;
  mediaType: string;
  description: string;
}
