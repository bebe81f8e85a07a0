import { MaquetteError } from '@maquette/kernel';
import type { DatasetRecord } from '../records/dataset-record';
import { STANDARD_VERSION, type Code, type IntakeForm, type Organisation, type Place } from './intake-form';
import { missingFields } from './missing-fields';

/**
 * The form as our record. Whatever else the standard lets people state (places where processing is excluded, patents, an
 * earlier version's date) goes into the record's limits and processing in words: nothing that was said is dropped.
 * The record still has to be checked against its schema.
 * Errors: `intake-incomplete`, `intake-unsupported` (bad-input).
 */
export function recordOfIntake(form: unknown): DatasetRecord {
  const missing = missingFields(form);
  if (missing.length > 0) throw incomplete(missing);
  return toRecord(supported(form));
}

function toRecord({ source, provenance, use, maquette }: IntakeForm): DatasetRecord {
  const { version, sources, origin, generation, format, items, ...supplement } = maquette;
  return {
    schema: 'maquette/dataset/1',
    id: source.id,
    version,
    title: source.title,
    description: source.description,
    issuer: party(source.issuer[0]),
    sources,
    location: source.location!,
    origin: { kind: origin.kind, geography: placesIn(provenance['origin-geography']) },
    date: provenance.date,
    generation: {
      method: provenance['generation-method'].map(wordsOf).join('\n'),
      period: { from: provenance['generation-period']!.start!, until: provenance['generation-period']!.end! },
      tools: generation.tools,
      recipe: generation.recipe,
    },
    format: { mediaTypes: provenance.format!, description: format.description },
    ...supplement,
    intendedPurposes: use['intended-purpose'].map(wordsOf),
    processing: [...supplement.processing, ...processingStated({ provenance, use })],
    limits: [...supplement.limits, ...limitsStated({ source, provenance, use })],
    copyright: use.copyright!.join('\n'),
    licence: use.license![0],
    ...(items && { items }),
  };
}

function processingStated({ provenance, use }: Pick<IntakeForm, 'provenance' | 'use'>): string[] {
  const tools = (use['privacy-enhancing'] ?? []).map((tool) => {
    const what = [
      tool['tool-category'] && wordsOf(tool['tool-category']),
      tool['tool-used'],
      ...(tool.result ?? []),
    ];
    return `Privacy-enhancing: ${what.filter(Boolean).join(', ')}.`;
  });
  const previous = provenance['previous-date'];
  return [...tools, ...(previous ? [`The version before was released on ${previous}.`] : [])];
}

function limitsStated({
  source,
  provenance,
  use,
}: Pick<IntakeForm, 'source' | 'provenance' | 'use'>): string[] {
  const places = (what: string, list?: Place[]) => (list?.length ? [`${what}: ${placesIn(list)}.`] : []);
  const texts = (what: string, list?: string[]) => (list?.length ? [`${what}: ${list.join('; ')}.`] : []);
  const regulations = (use.classification ?? []).map(
    ({ regulation, evaluated }) => `Classified: ${wordsOf(regulation)}: ${evaluated ? 'yes' : 'no'}.`,
  );
  return [
    ...regulations,
    ...places('Processing is allowed only in', use['processing-included']),
    ...places('Processing is excluded in', use['processing-excluded']),
    ...places('Storage is allowed only in', use['storage-allowed']),
    ...places('Storage is forbidden in', use['storage-forbidden']),
    ...texts('Patents', use.patent),
    ...texts('Trademarks', use.trademark),
    ...texts('Consent documents', use.consents),
    ...texts('Further licences', use.license!.slice(1)),
    ...texts('Also issued by', source.issuer.slice(1).map(nameOf)),
    ...texts('Original sources', (provenance.origin ?? []).map(nameOf)),
    ...texts('Records of the sources', provenance.source ? [provenance.source] : []),
  ];
}

/** What cannot be said in a record is refused rather than dropped. */
function supported(form: unknown): IntakeForm {
  const { source, provenance } = form as {
    source: IntakeForm['source'];
    provenance: Record<string, unknown>;
  };
  if (source.version !== STANDARD_VERSION)
    throw unsupported('source.version', `must be ${STANDARD_VERSION}`, 'Fill in the form of that version.');
  if (provenance['sub-provenance'] !== undefined) {
    const hint = 'Bring each source in as a dataset of its own, and name it in maquette.derivedFrom.';
    throw unsupported('provenance.sub-provenance', 'has no place in one record', hint);
  }
  return form as IntakeForm;
}

function party({ name, address }: Organisation): DatasetRecord['issuer'] {
  return { name, ...(address?.length ? { contact: address.join(', ') } : {}) };
}

function placesIn(places: Place[]): string {
  return places.map(({ country, state }) => (state ? `${country} (${state})` : country)).join('; ');
}

const nameOf = ({ name, address }: Organisation) => [name, ...(address ?? [])].join(', ');

function wordsOf({ code, description }: Code): string {
  return description && description !== code ? `${code}: ${description}` : code;
}

function incomplete(missing: { field: string; what: string }[]): MaquetteError {
  const list = missing.map(({ field, what }) => `${field} (${what})`).join('; ');
  return new MaquetteError('bad-input', 'intake-incomplete', `The form is not complete. Missing: ${list}.`, {
    hint: 'Fill these in; docs/licences.md has an example.',
    details: { field: missing[0].field, missing },
  });
}

function unsupported(field: string, rule: string, hint: string): MaquetteError {
  return new MaquetteError('bad-input', 'intake-unsupported', `${field} ${rule}.`, {
    hint,
    details: { field },
  });
}
