import type { DatasetRecord } from '../records/dataset-record';

/**
 * The form by which a dataset comes in: the three groups of the Data & Trust Alliance's Data Provenance Standards 1.0.0
 * with their own names, and beside them, under `maquette`, what a licence decision needs and the standard does not ask.
 */
export interface IntakeForm {
  source: {
    /** Of the standard. */
    version: string;
    title: string;
    id: string;
    location?: string;
    issuer: Organisation[];
    description: string;
  };
  provenance: {
    source?: string;
    origin?: Organisation[];
    'origin-geography': Place[];
    date: string;
    'previous-date'?: string;
    'generation-period'?: { start?: string; end?: string };
    'generation-method': Code[];
    format?: string[];
  };
  use: {
    classification?: { regulation: Code; evaluated: boolean; tool?: string }[];
    consents?: string[];
    'privacy-enhancing'?: { 'tool-category'?: Code; 'tool-used'?: string; result?: string[] }[];
    'processing-included'?: Place[];
    'processing-excluded'?: Place[];
    'storage-allowed'?: Place[];
    'storage-forbidden'?: Place[];
    license?: string[];
    'intended-purpose': Code[];
    copyright?: string[];
    patent?: string[];
    trademark?: string[];
  };
  maquette: IntakeSupplement;
}

/** Fields of our record that the standard has no place for, as the record has them. */
export type IntakeSupplement = Pick<
  DatasetRecord,
  | 'version'
  | 'sources'
  | 'counts'
  | 'content'
  | 'classification'
  | 'personalInformation'
  | 'consents'
  | 'collection'
  | 'processing'
  | 'limits'
  | 'grants'
  | 'items'
  | 'evidence'
  | 'derivedFrom'
> & {
  origin: { kind: DatasetRecord['origin']['kind'] };
  generation: Pick<DatasetRecord['generation'], 'tools' | 'recipe'>;
  format: { description: string };
};

export interface Organisation {
  name: string;
  address?: string[];
}

export interface Place {
  country: string;
  state?: string;
}

export interface Code {
  code: string;
  system?: string;
  description?: string;
}

export const STANDARD_VERSION = '1.0.0';
