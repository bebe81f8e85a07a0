import { digestOf } from '@maquette/kernel';
import type { DatasetRecord } from '@maquette/provenance';
import { describe, expect, it } from 'vitest';
import { exampleCheckpoint, exampleDataset } from '../../../../test/fixtures/registry/build-registry';
import type { RecordedUse } from './checkpoint-dossier';
import { missingDisclosureItems } from './missing-disclosure-items';

const DIGEST = digestOf('dataset.json');
const CHECKPOINT = exampleCheckpoint({
  datasets: [{ id: 'example-rooms', version: '1.0.0', digest: DIGEST, role: 'train' }],
});

function used(over: Partial<DatasetRecord> = {}, roles: RecordedUse['roles'] = ['train']): RecordedUse[] {
  return [{ dataset: exampleDataset(over), digest: DIGEST, roles }];
}

function itemsFor(over: Partial<DatasetRecord>): string[] {
  return missingDisclosureItems(CHECKPOINT, used(over)).map(({ item }) => item);
}

describe('missingDisclosureItems', () => {
  it('misses nothing in a complete record', () => {
    expect(missingDisclosureItems(CHECKPOINT, used())).toEqual([]);
  });

  it.each<[string, Partial<DatasetRecord>, string]>([
    ['a description that is a placeholder', { description: 'TBD' }, 'dataset-description'],
    ['sources without a description', { sources: [{ name: 'Archive', description: ' ' }] }, 'sources'],
    ['purposes that say nothing', { intendedPurposes: ['n/a'] }, 'intended-purposes'],
    ['an unknown format', { format: { mediaTypes: ['image/png'], description: 'unknown' } }, 'data-types'],
    ['an unknown way of collection', { collection: ['?'] }, 'collection'],
    ['an unstated copyright', { copyright: '–' }, 'intellectual-property'],
    [
      'people without consents',
      { personalInformation: { present: true, description: 'Portraits.' } },
      'personal-information',
    ],
    [
      'a period that ends before it begins',
      {
        generation: {
          method: 'By hand.',
          period: { from: '2026-02-01', until: '2026-01-01' },
          tools: [],
          recipe: '',
        },
      },
      'collection-period',
    ],
  ])('names %s', (_, over, item) => {
    expect(itemsFor(over)).toEqual([item]);
  });

  it('takes "none" for an answer', () => {
    expect(itemsFor({ collection: ['None.'], copyright: 'none' })).toEqual([]);
  });

  it('asks for a training dataset, and for the record of every dataset that is named', () => {
    const nothing = missingDisclosureItems(CHECKPOINT, []);
    expect(nothing.map(({ item, subject }) => `${item} of ${subject}`)).toEqual([
      'training-datasets of architecture/example@1.0.0',
      'dataset-record of example-rooms@1.0.0',
    ]);
    const testOnly = missingDisclosureItems(CHECKPOINT, used({}, ['test']));
    expect(testOnly.map(({ item }) => item)).toEqual(['training-datasets']);
  });

  it('asks no description of data that only measured', () => {
    const other = { dataset: exampleDataset({ id: 'other', copyright: '?' }), digest: digestOf('other') };
    const uses: RecordedUse[] = [...used(), { ...other, roles: ['test'] }];
    expect(missingDisclosureItems(CHECKPOINT, uses)).toEqual([]);
  });

  it('says in one sentence what is missing where, and who asks', () => {
    const [missing] = missingDisclosureItems(CHECKPOINT, used({ copyright: 'unknown' }));
    expect(missing).toEqual({
      item: 'intellectual-property',
      subject: 'example-rooms@1.0.0',
      laws: ['california-ab-2013'],
      message:
        'example-rooms@1.0.0 does not state whether the data are protected by copyright, trademark or patent.',
    });
  });
});
