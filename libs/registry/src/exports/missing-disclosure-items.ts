import type { CheckpointRecord } from '../records/checkpoint-record';
import type { RecordedUse } from './checkpoint-dossier';
import { disclosureOf, type DatasetDisclosure } from './disclosure';
import { DISCLOSURE_ITEMS, stated, type DisclosureItem, type DisclosureLaw } from './disclosure-items';

/** One thing that a training data disclosure asks for and the records do not state. */
export interface MissingDisclosureItem {
  item: DisclosureItem;
  /** The record that should state it: a checkpoint reference or `<dataset>@<version>`. */
  subject: string;
  laws: readonly DisclosureLaw[];
  /** One sentence: what is missing where. */
  message: string;
}

/**
 * What keeps a checkpoint version from being disclosed under Art. 53(1)(d) of the EU AI Act and California AB 2013.
 * Empty when both documents can be written without a gap that a record could fill. Pure.
 * @param uses the datasets behind the checkpoint with their records, as `Registry.licences` answers them
 */
export function missingDisclosureItems(
  record: CheckpointRecord,
  uses: readonly RecordedUse[],
): MissingDisclosureItem[] {
  const disclosure = disclosureOf(record, uses);
  const { reference } = disclosure;
  const missing: MissingDisclosureItem[] = [];
  const lacking = (item: DisclosureItem, subject: string) => missing.push(missingItem(item, subject));

  if (!stated(disclosure.provider.name)) lacking('provider', reference);
  if (!disclosure.intendedUse.some(stated)) lacking('purpose', reference);
  if (disclosure.training.length === 0) lacking('training-datasets', reference);
  for (const used of unrecorded(record, uses)) lacking('dataset-record', used);
  for (const dataset of disclosure.training) {
    for (const item of unstatedItems(dataset)) lacking(item, dataset.reference);
  }
  return missing;
}

function unrecorded(record: CheckpointRecord, uses: readonly RecordedUse[]): string[] {
  const recorded = new Set(uses.map(({ digest }) => digest));
  const lost = record.datasets.filter(({ digest }) => !recorded.has(digest));
  return [...new Set(lost.map(({ id, version }) => `${id}@${version}`))];
}

function unstatedItems(dataset: DatasetDisclosure): DisclosureItem[] {
  const answers: [DisclosureItem, boolean][] = [
    ['dataset-description', dataset.description !== null],
    ['sources', dataset.sources.some(({ name, description }) => stated(name) && description)],
    ['intended-purposes', dataset.purposes.length > 0],
    ['data-types', dataset.mediaTypes.length > 0 && dataset.format !== null && stated(dataset.unit) !== null],
    ['collection-period', dataset.period.from <= dataset.period.until],
    ['collection', dataset.collection.length > 0 && dataset.method !== null],
    ['intellectual-property', dataset.copyright !== null],
    ['licensing', dataset.grants.length > 0 && dataset.grants.every(({ licensor }) => stated(licensor))],
    ['personal-information', isAnswered(dataset)],
  ];
  return answers.filter(([, answered]) => !answered).map(([item]) => item);
}

/** Where people are present, their consents belong to the answer. */
function isAnswered({ personalInformation, consents }: DatasetDisclosure): boolean {
  return personalInformation.description !== null && (!personalInformation.present || consents > 0);
}

function missingItem(item: DisclosureItem, subject: string): MissingDisclosureItem {
  const { asks, laws } = DISCLOSURE_ITEMS[item];
  return { item, subject, laws, message: `${subject} does not state ${asks}.` };
}
