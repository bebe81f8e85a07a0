import type { PaperBlock } from '@maquette/kernel';
import type { DatasetDisclosure, Disclosure, Statement } from './disclosure';

/** Wordings that the EU summary and the California disclosure share. */

export function yesNo(value: boolean): string {
  return value ? 'Yes' : 'No';
}

/** Null when there is nothing to say, so that the document says "not stated". */
export function listed(values: readonly string[]): Statement {
  return values.length > 0 ? values.join('\n') : null;
}

export function number(value: number): string {
  return value.toLocaleString('en-GB');
}

/** Decimal units, as storage is sold: 1 MB is a million bytes. */
export function size(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  if (power === 0) return `${bytes} bytes`;
  return `${(bytes / 1000 ** power).toFixed(1)} ${units[power]}`;
}

export function period({ from, until }: { from: string; until: string }): string {
  return from === until ? from : `${from} to ${until}`;
}

const ORIGINS: Record<DatasetDisclosure['origin'], string> = {
  synthetic: 'synthetic: made by programs',
  captured: 'captured: photographed, filmed or scanned',
  authored: 'authored: made by people for the dataset',
  mixed: 'mixed: captured or authored, and synthetic',
};

export function origin(dataset: DatasetDisclosure): string {
  return ORIGINS[dataset.origin];
}

/** How the model came to the dataset; the record says `derived` when it was through another dataset or a parent model. */
export function role({ roles }: DatasetDisclosure): string {
  if (roles.includes('train')) return roles.includes('test') ? 'training and testing' : 'training';
  return roles.includes('derived') ? 'training, through a source' : 'testing';
}

export function sources({ sources: entries }: DatasetDisclosure): Statement {
  return listed(
    entries.map(({ name, location, description }) =>
      [`${name}${location ? ` (${location})` : ''}`, description].filter(Boolean).join(': '),
    ),
  );
}

export function owners({ grants, issuer }: DatasetDisclosure): string {
  const licensors = [...new Set(grants.map(({ licensor }) => licensor))];
  return `${licensors.join(', ')}; record kept by ${issuer.name}`;
}

export function licensing({ grants }: DatasetDisclosure): Statement {
  return listed(
    grants.map(({ licensor, licensee, licence, public: open }) =>
      open
        ? `Public licence ${licence}, given by ${licensor} to anyone.`
        : `Licensed: ${licence}, by ${licensor} to ${licensee}.`,
    ),
  );
}

export function personal({ personalInformation, consents }: DatasetDisclosure): Statement {
  const { present, description } = personalInformation;
  const consent = present ? ` Consents on record: ${consents}.` : '';
  return `${yesNo(present)}. ${description ?? ''}${consent}`.trim();
}

export function datasetTable(caption: string, datasets: readonly DatasetDisclosure[]): PaperBlock {
  return {
    kind: 'table',
    caption,
    head: ['Dataset', 'Title', 'Use', 'Size', 'Licence'],
    rows: datasets.map((dataset) => [
      dataset.reference,
      dataset.title,
      role(dataset),
      `${number(dataset.samples)} × ${dataset.unit}\n${size(dataset.bytes)}`,
      dataset.licence,
    ]),
  };
}

/** First page of both documents. */
export function identity(disclosure: Disclosure, recordDigest: string) {
  return [
    { question: 'Model', answer: `${disclosure.title} (${disclosure.reference})` },
    { question: 'Provider', answer: disclosure.provider.name },
    { question: 'Contact', answer: disclosure.provider.contact ?? null },
    { question: 'Date of the record', answer: disclosure.createdAt },
    { question: 'Digest of the record', answer: recordDigest },
  ];
}
