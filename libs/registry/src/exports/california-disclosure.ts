import type { PaperBlock, PaperDocument, PaperSection } from '@maquette/kernel';
import type { CheckpointDossier } from './checkpoint-dossier';
import { disclosureOf, type DatasetDisclosure, type Disclosure } from './disclosure';
import {
  datasetTable,
  identity,
  licensing,
  listed,
  number,
  origin,
  owners,
  period,
  personal,
  size,
  sources,
  yesNo,
} from './disclosure-phrases';

const NOTICE =
  'Documentation of the data used to train the system, as California Civil Code § 3111 (AB 2013, Generative artificial ' +
  'intelligence: training data transparency) asks for. It is written from the provenance records of the model and its ' +
  'datasets; what they do not state is said to be not stated.';

/** One summary for all datasets, then the twelve items of § 3111(a) for each. */
export function californiaDisclosureOf(dossier: CheckpointDossier): PaperDocument {
  const disclosure = disclosureOf(dossier.record, dossier.datasets);
  return {
    title: 'Training data documentation (AB 2013)',
    subtitle: `${disclosure.title}, ${disclosure.reference}`,
    date: disclosure.createdAt,
    author: disclosure.provider.name,
    facts: identity(disclosure, dossier.recordDigest),
    notice: NOTICE,
    sections: [
      overview(disclosure),
      ...disclosure.training.map((dataset) => itemsOf(dataset, disclosure)),
      ...(disclosure.testing.length > 0 ? [measuring(disclosure)] : []),
    ],
  };
}

function overview({ training, totals, intendedUse, description }: Disclosure): PaperSection {
  return {
    level: 1,
    heading: 'Summary of the datasets',
    blocks: [
      { kind: 'paragraph', text: description },
      {
        kind: 'answers',
        answers: [
          { question: 'Intended purpose of the system', answer: listed(intendedUse) },
          { question: 'Datasets', answer: String(training.length) },
          { question: 'Data points', answer: `${number(totals.samples)}; ${size(totals.bytes)}` },
        ],
      },
      datasetTable('Datasets used in the development of the system', training),
    ],
  };
}

function itemsOf(dataset: DatasetDisclosure, { createdAt }: Disclosure): PaperSection {
  const entries: [string, string | null][] = [
    ['(1) Sources or owners', listed([sources(dataset) ?? '', owners(dataset)].filter(Boolean))],
    ['(2) How it furthers the intended purpose', listed(dataset.purposes)],
    ['(3) Number of data points', `${number(dataset.samples)} × ${dataset.unit}; ${size(dataset.bytes)}`],
    ['(4) Types of data points', types(dataset)],
    ['(5) Protection by copyright, trademark or patent', dataset.copyright],
    ['(6) Purchased or licensed', licensing(dataset)],
    ['(7) Personal information', personal(dataset)],
    ['(8) Aggregate consumer information', null],
    ['(9) Cleaning, processing or other modification', listed(dataset.processing)],
    [
      '(10) Time of collection',
      `${period(dataset.period)}. The dataset version is closed; collection is not ongoing.`,
    ],
    ['(11) First use in development', firstUse(createdAt)],
    [
      '(12) Synthetic data',
      `${yesNo(dataset.origin === 'synthetic' || dataset.origin === 'mixed')}; ${origin(dataset)}.`,
    ],
  ];
  return {
    level: 1,
    heading: `${dataset.title} (${dataset.reference})`,
    blocks: [
      { kind: 'paragraph', text: dataset.description },
      { kind: 'answers', answers: entries.map(([question, answer]) => ({ question, answer })) },
    ],
  };
}

function types({ format, mediaTypes, labels }: DatasetDisclosure): string {
  return [
    ...(format ? [format] : []),
    `Media types: ${mediaTypes.join(', ')}.`,
    labels.length > 0 ? `Labels: ${labels.join(', ')}.` : 'No labels are on record.',
  ].join('\n');
}

/** The record dates the making of the checkpoint, so the first use was then or before. */
function firstUse(createdAt: string): string {
  return `The day is not stated in the record; no later than ${createdAt}, when the checkpoint was made.`;
}

function measuring({ testing }: Disclosure): PaperSection {
  const table: PaperBlock = datasetTable('Datasets that were used to measure, not to train', testing);
  return { level: 1, heading: 'Datasets used for testing only', blocks: [table] };
}
