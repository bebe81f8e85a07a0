import { digestOf } from '@maquette/kernel';
import jsonld from 'jsonld';
import { describe, expect, it } from 'vitest';
import { exampleDataset, exampleGrant } from '../../../../test/fixtures/registry/build-registry';
import shipped from '../../../../model-registry/datasets/procedural-architecture/1.0.0/dataset.json';
import type { DatasetRecord } from '../records/dataset-record';
import { croissantOf } from './croissant';

const SC = 'http://schema.org/';
const PROV = 'http://www.w3.org/ns/prov#';
const ODRL = 'http://www.w3.org/ns/odrl/2/';
const LICENSED: DatasetRecord = exampleDataset({
  title: 'Häuser, дома, 住宅',
  licence: 'LicenseRef-contract',
  origin: { kind: 'captured', geography: 'DE' },
  location: 'https://archive.example/houses',
  derivedFrom: [{ id: 'raw-scans', version: '0.1.0', digest: digestOf('raw') }],
  personalInformation: { present: true, description: 'Residents behind windows.' },
  items: [
    {
      id: 'house 1',
      title: 'House',
      creator: 'Ö. Ünlü',
      source: 'https://archive.example/1',
      licence: 'CC-BY-4.0',
      grants: ['contract'],
      digest: digestOf('house'),
    },
  ],
  grants: [
    exampleGrant({
      id: 'contract',
      licence: 'LicenseRef-contract',
      licensor: { name: 'Archive' },
      licensee: { name: 'Studio' },
      permissions: [
        {
          clause: '3.1',
          text: 'Training is permitted in Germany until the end of 2027.',
          uses: ['commercial', 'research'],
          territories: ['DE'],
          purposes: ['train'],
          from: '2026-01-01T00:00:00Z',
          until: '2028-01-01T00:00:00Z',
          constraints: [{ leftOperand: 'number of seats', operator: 'lteq', rightOperand: '5' }],
        },
      ],
      prohibitions: [
        {
          clause: '4',
          text: 'No editorial use.',
          uses: ['editorial'],
          territories: ['*'],
          purposes: ['*'],
        },
      ],
      duties: [{ action: 'attribution', text: 'Archive' }],
    }),
  ],
});

type Node = Record<string, unknown[]> & { '@type'?: string[]; '@id'?: string };

/** Expands in safe mode, which rejects every term and identifier that is no IRI; any document request fails. */
async function expandDocument(document: object): Promise<Node> {
  const documentLoader = async (url: string): Promise<never> => {
    throw new Error(`The document asks for ${url}.`);
  };
  const options = { documentLoader, safe: true };
  const [node] = (await jsonld.expand(document as never, options as never)) as unknown as Node[];
  return node;
}

const expand = (record: DatasetRecord) => expandDocument(croissantOf(record));

describe('croissantOf', () => {
  it.each([
    ['the shipped dataset', shipped as DatasetRecord],
    ['a licensed dataset of many owners', LICENSED],
    ['the least record', exampleDataset()],
  ])('expands %s without a network, every term to an IRI', async (_, record) => {
    const terms = new Set<string>();
    collect(await expand(record), terms);
    expect(terms.size).toBeGreaterThan(30);
    expect([...terms].filter((term) => !/^(@|[a-z]+:)/.test(term))).toEqual([]);
  });

  it('is checked by an expansion that can fail', async () => {
    const document = croissantOf(LICENSED) as { '@context': object };
    await expect(expandDocument({ ...document, creator: { '@id': 'nowhere' } })).rejects.toThrow();
    await expect(expandDocument({ ...document, '@context': 'https://schema.org/' })).rejects.toThrow(
      /schema\.org/,
    );
  });

  it('has the properties that Croissant 1.1 requires', async () => {
    const node = await expand(LICENSED);
    expect(node['@type']).toEqual([`${SC}Dataset`]);
    expect(node['http://purl.org/dc/terms/conformsTo']).toEqual([
      { '@id': 'http://mlcommons.org/croissant/1.1' },
      { '@id': 'http://mlcommons.org/croissant/RAI/1.0' },
    ]);
    for (const name of [
      'name',
      'description',
      'license',
      'url',
      'creator',
      'datePublished',
      'distribution',
    ]) {
      expect(node[SC + name], name).toHaveLength(name === 'distribution' ? LICENSED.evidence.length + 1 : 1);
    }
    expect(node[`${SC}name`]).toEqual([{ '@value': 'Häuser, дома, 住宅', '@language': 'en' }]);
    expect(node[`${SC}url`]).toEqual([{ '@value': 'https://archive.example/houses', '@language': 'en' }]);
  });

  it('lists every evidence file with its digest, and the content in its manifest', async () => {
    const record = shipped as DatasetRecord;
    const files = (await expand(record))[`${SC}distribution`] as Node[];
    const objects = files.filter(
      (file) => file['@type']?.[0] === 'http://mlcommons.org/croissant/FileObject',
    );
    expect(objects.map((file) => (file[`${SC}sha256`][0] as { '@value': string })['@value'])).toEqual(
      record.evidence.map(({ digest }) => digest.slice(7)),
    );
    const set = files.at(-1)!;
    expect(set['@type']).toEqual(['http://mlcommons.org/croissant/FileSet']);
    const manifest = objects.find((file) => String(file['@id']).endsWith('scenes.sha256'))!;
    expect(set['http://mlcommons.org/croissant/containedIn']).toEqual([{ '@id': manifest['@id'] }]);
  });

  it('carries provenance: what it was derived from, how it was made, by whom', async () => {
    const node = await expand(LICENSED);
    const derived = node[`${PROV}wasDerivedFrom`] as Node[];
    expect(derived[0]['@id']).toBe('urn:maquette:dataset:raw-scans:0.1.0');
    expect(node[`${PROV}wasGeneratedBy`]).toHaveLength(1);
    const agents = (node[`${PROV}wasAttributedTo`] as Node[]).map((agent) => valueOf(agent, 'name'));
    expect(agents).toEqual(['Maquette', 'Archive']);
  });

  it('turns each clause into a rule with one action, and each limit into a constraint', async () => {
    const [offer] = (await expand(LICENSED))[`${SC}usageInfo`] as Node[];
    expect(offer['@type']).toEqual([`${SC}CreativeWork`, `${ODRL}Offer`]);
    const [permission] = offer[`${ODRL}permission`] as Node[];
    expect(permission[`${ODRL}action`]).toEqual([{ '@id': `${ODRL}use` }]);
    expect(permission[`${ODRL}duty`]).toHaveLength(1);
    const operands = (permission[`${ODRL}constraint`] as Node[]).map(
      (constraint) => (constraint[`${ODRL}leftOperand`][0] as Node)['@id'],
    );
    expect(operands).toEqual([
      'urn:maquette:terms:use',
      `${ODRL}spatial`,
      `${ODRL}purpose`,
      `${ODRL}dateTime`,
      `${ODRL}dateTime`,
      'urn:maquette:terms:number%20of%20seats',
    ]);
    const [prohibition] = offer[`${ODRL}prohibition`] as Node[];
    expect(prohibition[`${ODRL}constraint`]).toHaveLength(1);
  });

  it('gives every item its creator, licence and grant', async () => {
    const [item] = (await expand(LICENSED))[`${SC}hasPart`] as Node[];
    expect(valueOf((item[`${SC}creator`] as Node[])[0], 'name')).toBe('Ö. Ünlü');
    expect(valueOf(item, 'license')).toBe('https://spdx.org/licenses/CC-BY-4.0');
    expect(item[`${SC}usageInfo`]).toEqual([
      { '@id': 'urn:maquette:dataset:example-rooms:1.0.0#grant/contract' },
    ]);
  });

  it('is the same for the same record', () => {
    expect(JSON.stringify(croissantOf(LICENSED))).toBe(
      JSON.stringify(croissantOf(structuredClone(LICENSED))),
    );
  });
});

function valueOf(node: Node, term: string): unknown {
  return (node[SC + term][0] as { '@value': unknown })['@value'];
}

function collect(value: unknown, terms: Set<string>): void {
  if (Array.isArray(value)) value.forEach((item) => collect(item, terms));
  else if (value !== null && typeof value === 'object') {
    for (const [term, inner] of Object.entries(value)) {
      terms.add(term);
      if (term === '@type') [inner].flat().forEach((type) => terms.add(type as string));
      collect(inner, terms);
    }
  }
}
