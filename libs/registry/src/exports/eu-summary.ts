import type { PaperBlock, PaperDocument, PaperSection } from '@maquette/kernel';
import type { CheckpointDossier } from './checkpoint-dossier';
import { disclosureOf, MODALITIES, type DatasetDisclosure, type Disclosure } from './disclosure';
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
  role,
  size,
  sources,
  yesNo,
} from './disclosure-phrases';

const NOTICE =
  'Summary of the content used to train the model, after the template of the European Commission for Article 53(1)(d) of ' +
  'Regulation (EU) 2024/1689 (AI Act). It is written from the provenance records of the model and its datasets; what ' +
  'they do not state is said to be not stated. Whether the model is a general-purpose AI model in the sense of the ' +
  'Regulation is for its provider to judge; the summary is given in either case.';

/** The sections follow the Commission's template: general information, list of data sources, data processing aspects. */
export function euSummaryOf(dossier: CheckpointDossier): PaperDocument {
  const disclosure = disclosureOf(dossier.record, dossier.datasets);
  return {
    title: 'Public summary of training content',
    subtitle: `${disclosure.title}, ${disclosure.reference}`,
    date: disclosure.createdAt,
    author: disclosure.provider.name,
    facts: identity(disclosure, dossier.recordDigest),
    notice: NOTICE,
    sections: [
      ...general(disclosure),
      ...dataSources(disclosure),
      ...processing(disclosure),
      ...annex(disclosure),
    ],
  };
}

function general(disclosure: Disclosure): PaperSection[] {
  const { training, totals, provider } = disclosure;
  return [
    { level: 1, heading: '1. General information', blocks: [] },
    {
      level: 2,
      heading: '1.1 Provider',
      blocks: [
        answers([
          ['Provider name', provider.name],
          ['Contact details', provider.contact ?? null],
          ['Authorised representative in the Union', null],
        ]),
      ],
    },
    {
      level: 2,
      heading: '1.2 Model',
      blocks: [
        answers([
          ['Versioned model name', disclosure.reference],
          ['Description', disclosure.description],
          ['Purpose', listed(disclosure.intendedUse)],
          ['Models that it was derived from', listed(disclosure.derivedFrom) ?? 'None.'],
          ['Date on which it was made', disclosure.createdAt],
          ['Date of placement on the Union market', null],
        ]),
      ],
    },
    {
      level: 2,
      heading: '1.3 Modalities, size and other characteristics of the training data',
      blocks: [
        {
          kind: 'table',
          caption: 'Modalities',
          head: ['Modality', 'In the training data', 'Datasets'],
          rows: MODALITIES.map((modality) => {
            const having = training.filter(({ modalities }) => modalities.includes(modality));
            return [
              modality,
              yesNo(having.length > 0),
              having.map(({ reference }) => reference).join(', ') || '–',
            ];
          }),
        },
        answers([
          ['Size', `${number(totals.samples)} samples, ${size(totals.bytes)}; datasets: ${training.length}`],
          ['Types of content', listed(training.map(({ title, format }) => `${title}: ${format ?? '–'}`))],
          ['Latest date of acquisition or collection', latest(training)],
          [
            'Is the model trained further on new data after that date?',
            'No. A checkpoint version never changes.',
          ],
          [
            'Geographic characteristics',
            listed(training.map(({ title, geography }) => `${title}: ${geography ?? '–'}`)),
          ],
          ['Linguistic characteristics', null],
        ]),
      ],
    },
  ];
}

function dataSources({ training, testing, provider }: Disclosure): PaperSection[] {
  const own = training.filter((dataset) => isOf(dataset, provider.name));
  const others = training.filter((dataset) => !own.includes(dataset));
  const open = others.filter(({ grants }) => grants.every((grant) => grant.public));
  const licensed = others.filter((dataset) => !open.includes(dataset));
  const synthetic = training.filter(({ origin: kind }) => kind === 'synthetic' || kind === 'mixed');
  const ownOriginal = own.filter((dataset) => !synthetic.includes(dataset));
  return [
    {
      level: 1,
      heading: '2. List of data sources',
      blocks: [datasetTable('Datasets that the model was trained on', training)],
    },
    { level: 2, heading: '2.1 Publicly available datasets', blocks: group(open) },
    { level: 2, heading: '2.2 Non-public datasets obtained from third parties', blocks: [] },
    {
      level: 3,
      heading: '2.2.1 Licensed by rightholders or their representatives',
      blocks: group(licensed),
    },
    {
      level: 3,
      heading: '2.2.2 Obtained from other third parties',
      blocks: [{ kind: 'paragraph', text: 'None is on record: every dataset carries a licence grant.' }],
    },
    {
      level: 2,
      heading: '2.3 Data crawled and scraped from online sources',
      blocks: [answers([['Were crawlers used, and which?', null], ...collections(training)])],
    },
    {
      level: 2,
      heading: '2.4 User data',
      blocks: [answers([['Were interactions with users, or data of other services, used?', null]])],
    },
    { level: 2, heading: '2.5 Synthetic data', blocks: [...group(synthetic), ...methods(synthetic)] },
    {
      level: 2,
      heading: '2.6 Other sources of data',
      blocks: [
        ...(ownOriginal.length > 0 ? group(ownOriginal) : []),
        testing.length > 0
          ? datasetTable('Datasets that were used to measure, not to train', testing)
          : { kind: 'paragraph', text: 'No further dataset is on record.' },
      ],
    },
  ];
}

/** Data of the provider's own come from no third party. */
function isOf({ grants }: DatasetDisclosure, provider: string): boolean {
  return grants.every(({ licensor }) => licensor === provider);
}

function group(datasets: DatasetDisclosure[]): PaperBlock[] {
  const used = answers([['Were such data used?', yesNo(datasets.length > 0)]]);
  return datasets.length > 0
    ? [used, { kind: 'list', items: datasets.map(({ reference, title }) => `${title} (${reference})`) }]
    : [used];
}

function collections(datasets: DatasetDisclosure[]): Answer[] {
  return datasets.map(({ reference, collection }) => [`How ${reference} was collected`, listed(collection)]);
}

function methods(datasets: DatasetDisclosure[]): PaperBlock[] {
  return datasets.length === 0
    ? []
    : [answers(datasets.map(({ reference, method }) => [`How ${reference} was made`, method]))];
}

function annex({ training }: Disclosure): PaperSection[] {
  const heading = 'Annex: the datasets in detail';
  return [{ level: 1, heading, blocks: [] }, ...training.map(datasetSection)];
}

function datasetSection(dataset: DatasetDisclosure): PaperSection {
  return {
    level: 2,
    heading: `${dataset.title} (${dataset.reference})`,
    blocks: [
      answers([
        ['Description', dataset.description],
        ['Use', role(dataset)],
        ['Sources', sources(dataset)],
        ['Owners', owners(dataset)],
        ['Origin', origin(dataset)],
        ['Modalities', dataset.modalities.join(', ')],
        ['Size', `${number(dataset.samples)} × ${dataset.unit}; ${size(dataset.bytes)}`],
        ['Collection period', period(dataset.period)],
        ['Confidentiality', dataset.classification],
        ['Licensing', licensing(dataset)],
        ['Rights', dataset.copyright],
        ['Personal information', personal(dataset)],
        ['Digest of its record', dataset.digest],
      ]),
    ],
  };
}

function processing({ training, attributions }: Disclosure): PaperSection[] {
  return [
    { level: 1, heading: '3. Relevant data processing aspects', blocks: [] },
    {
      level: 2,
      heading: '3.1 Respect of reservations of rights from the text and data mining exception',
      blocks: [
        answers([
          ['Signatory of the Code of Practice for general-purpose AI models', null],
          [
            'Measures to respect reservations of rights',
            'Every dataset carries its licence grants on record, and no work is routed to a checkpoint whose grants do not cover it.',
          ],
          ['Attributions owed', listed(attributions) ?? 'None.'],
        ]),
      ],
    },
    {
      level: 2,
      heading: '3.2 Removal of illegal content',
      blocks: [answers([['Measures', null]])],
    },
    {
      level: 2,
      heading: '3.3 Processing and limits',
      blocks: [
        answers(
          training.flatMap(({ reference, processing: steps, limits }): Answer[] => [
            [`Processing of ${reference}`, listed(steps)],
            [`Limits of ${reference}`, listed(limits)],
          ]),
        ),
      ],
    },
  ];
}

type Answer = [question: string, answer: string | null];

function answers(entries: Answer[]): PaperBlock {
  return { kind: 'answers', answers: entries.map(([question, answer]) => ({ question, answer })) };
}

function latest(datasets: DatasetDisclosure[]): string | null {
  const dates = datasets.map(({ period: { until } }) => until).sort();
  return dates.at(-1) ?? null;
}
