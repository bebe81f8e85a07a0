import type { Digest } from '@maquette/kernel';
import { attributionsOf, type DatasetRecord, type Party } from '@maquette/provenance';
import type { CheckpointRecord } from '../records/checkpoint-record';
import type { RecordedUse } from './checkpoint-dossier';
import { allStated, stated } from './disclosure-items';

/** Null where the record does not state it; the documents say so instead of inventing an answer. */
export type Statement = string | null;

/**
 * What the EU summary of training content and the California disclosure say about a checkpoint version: one model, two
 * documents. Dates are YYYY-MM-DD, sizes bytes.
 */
export interface Disclosure {
  reference: string;
  title: string;
  description: string;
  task: string;
  provider: Party;
  licence: string;
  /** When the checkpoint was made. */
  createdAt: string;
  intendedUse: string[];
  limitations: string[];
  parameters: number;
  /** Checkpoint versions whose weights this one started from. */
  derivedFrom: string[];
  /** Trained on, directly or through a parent or another dataset. */
  training: DatasetDisclosure[];
  /** Used only to measure. */
  testing: DatasetDisclosure[];
  /** Samples and bytes of all training datasets. */
  totals: { samples: number; bytes: number };
  attributions: string[];
}

export interface DatasetDisclosure {
  reference: string;
  /** Of its dataset.json. */
  digest: Digest;
  title: string;
  roles: RecordedUse['roles'];
  description: Statement;
  issuer: Party;
  sources: { name: string; location: Statement; description: Statement }[];
  classification: DatasetRecord['classification'];
  origin: DatasetRecord['origin']['kind'];
  geography: Statement;
  purposes: string[];
  unit: string;
  samples: number;
  bytes: number;
  modalities: Modality[];
  mediaTypes: string[];
  format: Statement;
  /** Labels of the partitions, without repetition. */
  labels: string[];
  period: { from: string; until: string };
  finished: string;
  method: Statement;
  collection: string[];
  processing: string[];
  limits: string[];
  copyright: Statement;
  licence: string;
  grants: { licensor: string; licensee: string; licence: string; public: boolean }[];
  personalInformation: { present: boolean; description: Statement };
  consents: number;
  derivedFrom: string[];
}

export const MODALITIES = ['text', 'image', 'audio', 'video', 'other'] as const;
export type Modality = (typeof MODALITIES)[number];

export function disclosureOf(record: CheckpointRecord, uses: readonly RecordedUse[]): Disclosure {
  const datasets = uses.map(discloseDataset);
  const training = datasets.filter(({ roles }) => roles.some((role) => role !== 'test'));
  const owns = { grants: [record.licence] };
  const inWeights = uses.filter(({ roles }) => roles.some((role) => role !== 'test'));
  return {
    reference: `${record.domain}/${record.name}@${record.version}`,
    title: record.title,
    description: record.description,
    task: record.task,
    provider: record.licence.licensor,
    licence: record.licence.licence,
    createdAt: record.createdAt.slice(0, 10),
    intendedUse: record.intendedUse,
    limitations: record.limitations,
    parameters: record.training.parameters,
    derivedFrom: record.derivedFrom,
    training,
    testing: datasets.filter((dataset) => !training.includes(dataset)),
    totals: {
      samples: training.reduce((sum, { samples }) => sum + samples, 0),
      bytes: training.reduce((sum, { bytes }) => sum + bytes, 0),
    },
    attributions: [...new Set([owns, ...inWeights.map(({ dataset }) => dataset)].flatMap(attributionsOf))],
  };
}

function discloseDataset({ dataset, digest, roles }: RecordedUse): DatasetDisclosure {
  const { origin, generation, counts, content, format } = dataset;
  return {
    reference: `${dataset.id}@${dataset.version}`,
    digest,
    title: dataset.title,
    roles,
    description: stated(dataset.description),
    issuer: dataset.issuer,
    sources: dataset.sources.map(({ name, location, description }) => ({
      name,
      location: stated(location),
      description: stated(description),
    })),
    classification: dataset.classification,
    origin: origin.kind,
    geography: stated(origin.geography),
    purposes: allStated(dataset.intendedPurposes),
    unit: counts.unit,
    samples: counts.samples,
    bytes: content.bytes,
    modalities: modalitiesOf(format.mediaTypes),
    mediaTypes: format.mediaTypes,
    format: stated(format.description),
    labels: [...new Set(counts.partitions.map(({ label }) => label))],
    period: generation.period,
    finished: dataset.date,
    method: stated(generation.method),
    collection: allStated(dataset.collection),
    processing: allStated(dataset.processing),
    limits: allStated(dataset.limits),
    copyright: stated(dataset.copyright),
    licence: dataset.licence,
    grants: dataset.grants.map(({ licensor, licensee, licence }) => ({
      licensor: licensor.name,
      licensee: licensee.name,
      licence,
      public: isAnyone(licensee),
    })),
    personalInformation: {
      present: dataset.personalInformation.present,
      description: stated(dataset.personalInformation.description),
    },
    consents: dataset.consents.length,
    derivedFrom: dataset.derivedFrom.map(({ id, version }) => `${id}@${version}`),
  };
}

/** A public licence names "anyone" as its licensee. */
function isAnyone({ name }: Party): boolean {
  return name.trim().toLowerCase() === 'anyone';
}

/** The template's modalities after the media types; 3D scenes, arrays and documents are "other". */
function modalitiesOf(mediaTypes: readonly string[]): Modality[] {
  const found = new Set(mediaTypes.map(modalityOf));
  return MODALITIES.filter((modality) => found.has(modality));
}

function modalityOf(mediaType: string): Modality {
  const [type] = mediaType.split('/');
  return type === 'text' || type === 'image' || type === 'audio' || type === 'video' ? type : 'other';
}
