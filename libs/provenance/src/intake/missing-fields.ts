/** A field of the form that nobody filled in. */
export interface MissingField {
  /** `provenance.origin-geography` */
  field: string;
  /** What belongs there. */
  what: string;
}

/** What a record cannot do without, by its place in the form. Whatever the standard itself requires is among it. */
const REQUIRED: Record<string, string> = {
  'source.version': 'the version of the Data Provenance Standards, 1.0.0',
  'source.title': 'the name of the dataset',
  'source.id': 'its id: lower-case letters, digits, dots and hyphens',
  'source.location': 'where the content is kept, or how it is made again',
  'source.issuer': 'who vouches for the record, each with a name',
  'source.description': 'what it contains, and for what',
  'provenance.origin-geography': 'where the content was collected, each with a country',
  'provenance.date': 'when this version was finished',
  'provenance.generation-period.start': 'when collecting or making it began',
  'provenance.generation-period.end': 'when that ended',
  'provenance.generation-method': 'how it was collected or made, each with a code',
  'provenance.format': 'its media types',
  'use.license': 'the licence of the whole as an SPDX expression',
  'use.intended-purpose': 'what it is for, each with a code and a description',
  'use.copyright': 'who holds the copyright',
  'maquette.version': 'the version of this record: MAJOR.MINOR.PATCH',
  'maquette.sources': 'who or what the content came from',
  'maquette.origin.kind': 'synthetic, captured, authored or mixed',
  'maquette.generation.tools': 'the tools that made it; an empty list where there were none',
  'maquette.generation.recipe': 'the path of what makes it; empty where there is none',
  'maquette.format.description': 'how the files are laid out',
  'maquette.counts': 'how much there is',
  'maquette.content': 'the digest that binds the record to the content',
  'maquette.classification': 'public, internal, confidential or restricted',
  'maquette.personalInformation': 'whether people are depicted or named',
  'maquette.consents': 'the consents of people depicted; an empty list where nobody is',
  'maquette.collection': 'how it was collected',
  'maquette.processing': 'what was done to it',
  'maquette.limits': 'what it is not good for',
  'maquette.grants': 'the licence grants with their terms',
  'maquette.evidence': 'the files that prove the grants; an empty list where there are none',
  'maquette.derivedFrom': 'the datasets that went into it; an empty list where there are none',
};

/** Lists that may be empty because an empty one says something. */
const MAY_BE_EMPTY = new Set([
  'maquette.generation.tools',
  'maquette.generation.recipe',
  'maquette.consents',
  'maquette.processing',
  'maquette.evidence',
  'maquette.derivedFrom',
]);

/** All that is missing, in the order of the form. */
export function missingFields(form: unknown): MissingField[] {
  const missing = Object.entries(REQUIRED)
    .filter(([field]) => !isFilled(valueAt(form, field), MAY_BE_EMPTY.has(field)))
    .map(([field, what]) => ({ field, what }));
  return [...missing, ...missingConsents(form)];
}

/** Who names consent documents has to say what they cover, and by which evidence. */
function missingConsents(form: unknown): MissingField[] {
  const [named, known] = [valueAt(form, 'use.consents'), valueAt(form, 'maquette.consents')];
  if (!isFilled(named, false) || isFilled(known, false) || known === undefined) return [];
  return [{ field: 'maquette.consents', what: 'scope, date and evidence of each document in use.consents' }];
}

function valueAt(form: unknown, field: string): unknown {
  return field.split('.').reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), form);
}

function isFilled(value: unknown, mayBeEmpty: boolean): boolean {
  if (value === undefined || value === null) return false;
  if (mayBeEmpty) return true;
  return typeof value === 'string' || Array.isArray(value) ? value.length > 0 : true;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
