import type { DatasetRecord } from '../records/dataset-record';
import { STANDARD_VERSION, type IntakeForm } from './intake-form';

/** A record as the form that it could have come in by: read again, it is the same record. */
export function intakeOf(record: DatasetRecord): IntakeForm {
  const { id, title, description, issuer, location, origin, date, generation, format, intendedPurposes } =
    record;
  const { copyright, licence, schema: _schema, ...rest } = record;
  const { version, sources, counts, content, classification, personalInformation, consents } = rest;
  const { collection, processing, limits, grants, items, evidence, derivedFrom } = rest;
  return {
    source: {
      version: STANDARD_VERSION,
      title,
      id,
      location,
      issuer: [{ name: issuer.name, ...(issuer.contact !== undefined ? { address: [issuer.contact] } : {}) }],
      description,
    },
    provenance: {
      'origin-geography': [{ country: origin.geography }],
      date,
      'generation-period': { start: generation.period.from, end: generation.period.until },
      'generation-method': [{ code: generation.method }],
      format: format.mediaTypes,
    },
    use: {
      license: [licence],
      'intended-purpose': intendedPurposes.map((purpose) => ({ code: purpose, description: purpose })),
      copyright: [copyright],
    },
    maquette: {
      version,
      sources,
      origin: { kind: origin.kind },
      generation: { tools: generation.tools, recipe: generation.recipe },
      format: { description: format.description },
      counts,
      content,
      classification,
      personalInformation,
      consents,
      collection,
      processing,
      limits,
      grants,
      ...(items && { items }),
      evidence,
      derivedFrom,
    },
  };
}
