/** Who asks for an item of the training data disclosure. */
export type DisclosureLaw = 'eu-ai-act-53-1-d' | 'california-ab-2013';

const EU: DisclosureLaw = 'eu-ai-act-53-1-d';
const CALIFORNIA: DisclosureLaw = 'california-ab-2013';

/**
 * What the two disclosures ask for and a record can state. The EU template is the Commission's of 24 July 2025; AB 2013
 * is California Civil Code § 3111. What no record has a field for (aggregate consumer information, for one) is not
 * listed: the documents say that it is not stated.
 */
export const DISCLOSURE_ITEMS = {
  provider: { asks: 'who provides the model', laws: [EU, CALIFORNIA] },
  purpose: { asks: 'what the model is intended for', laws: [EU, CALIFORNIA] },
  'training-datasets': { asks: 'the datasets that the model was trained on', laws: [EU, CALIFORNIA] },
  'dataset-record': { asks: 'the provenance record of a dataset', laws: [EU, CALIFORNIA] },
  'dataset-description': { asks: 'what the dataset holds', laws: [EU, CALIFORNIA] },
  sources: { asks: 'the sources or owners of the data', laws: [EU, CALIFORNIA] },
  'intended-purposes': { asks: 'how the dataset serves the purpose of the model', laws: [CALIFORNIA] },
  'data-types': { asks: 'the types of data points', laws: [EU, CALIFORNIA] },
  'collection-period': { asks: 'when the data were collected or made', laws: [EU, CALIFORNIA] },
  collection: { asks: 'how the data were obtained', laws: [EU, CALIFORNIA] },
  'intellectual-property': {
    asks: 'whether the data are protected by copyright, trademark or patent',
    laws: [CALIFORNIA],
  },
  licensing: { asks: 'whether and by whom the data were licensed', laws: [EU, CALIFORNIA] },
  'personal-information': { asks: 'whether personal information is present', laws: [CALIFORNIA] },
} as const satisfies Record<string, { asks: string; laws: readonly DisclosureLaw[] }>;
export type DisclosureItem = keyof typeof DISCLOSURE_ITEMS;

const NO_ANSWER =
  /^(?:\?+|-+|–|—|\.+|…|x+|n\.?\s?\/?\s?a\.?|tbd|tba|todo|fixme|unknown|not known|unstated|not stated|undefined|null|lorem ipsum.*)\.?$/iu;

/** The text without white space around it; null when it says nothing ("TBD", "unknown", "-"). "None" is an answer. */
export function stated(text: string | null | undefined): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' || NO_ANSWER.test(trimmed) ? null : trimmed;
}

export function allStated(texts: readonly (string | null | undefined)[]): string[] {
  return texts.map(stated).filter((text): text is string => text !== null);
}
