import { link, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestOf } from '@maquette/kernel';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  exampleDataset,
  exampleGrant,
  writeDataset,
} from '../../../../test/fixtures/registry/build-registry';
import { attributionsOf } from './attributions';
import type { DatasetRecord } from './dataset-record';
import type { LicenceGrant, Rule } from './licence-grant';
import { checkDataset, loadDataset } from './load-dataset';
import { RecordSchemas } from './record-schemas';

const SCHEMAS = join(__dirname, '../../../../model-registry/schema');
const TEXT = digestOf('The terms of this licence.\n');

let root: string;
let folder: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'maquette-dataset-'));
  folder = join(root, 'datasets/example-rooms/1.0.0');
  await writeDataset(root);
});
afterEach(() => rm(root, { recursive: true }));

const load = async (path = folder) => loadDataset(path, await RecordSchemas.load(SCHEMAS));
const messages = async (path = folder) => (await load(path)).problems.map(({ message }) => message);

describe('loadDataset', () => {
  it('answers the record and the digest of its file', async () => {
    const loaded = await load();
    expect(loaded).toMatchObject({ id: 'example-rooms', version: '1.0.0', problems: [] });
    expect(loaded.record).toEqual(exampleDataset());
    expect(loaded.digest).toBe(digestOf(await readFile(join(folder, 'dataset.json'))));
  });

  it('names every property that breaks the schema', async () => {
    const { title: _title, ...record } = exampleDataset();
    const broken = { ...record, colour: 'red', grants: [{ ...exampleGrant(), permissions: [] }] };
    await writeFile(join(folder, 'dataset.json'), JSON.stringify(broken));
    const loaded = await load();
    expect(loaded.record).toBeNull();
    expect(loaded.problems.map(({ code }) => code)).toEqual(Array(3).fill('schema-invalid'));
    expect(loaded.problems.map(({ message }) => message).sort()).toEqual([
      'dataset.json at /grants/0/permissions: must NOT have fewer than 1 items.',
      'dataset.json: the property "colour" is not known.',
      'dataset.json: the property "title" is missing.',
    ]);
    expect(loaded.problems[0].remedy).toBe(
      'Correct it as model-registry/schema/dataset.schema.json describes, and publish a new version.',
    );
  });

  it('refuses evidence with a path out of the folder', async () => {
    const record = exampleDataset();
    record.evidence[0].file = '../LICENCE.txt';
    await writeFile(join(folder, 'dataset.json'), JSON.stringify(record));
    expect((await messages())[0]).toMatch(/^dataset\.json at \/evidence\/0\/file: must match pattern/);
  });

  it('says when the record is missing or is no JSON', async () => {
    await writeFile(join(folder, 'dataset.json'), '{"id": ');
    expect((await messages())[0]).toMatch(/^dataset\.json is not JSON: /);
    await rm(join(folder, 'dataset.json'));
    expect(await messages()).toEqual(['dataset.json is missing, or is not an ordinary file.']);
  });

  it('finds evidence that was changed, cut off, lost, added or linked', async () => {
    const evidence = join(folder, 'LICENCE.txt');
    const changed = 'The terms of that licence.\n';
    await writeFile(evidence, changed);
    expect(await messages()).toEqual([
      `LICENCE.txt was changed: its digest is ${digestOf(changed)}, its record says ${TEXT}.`,
    ]);
    await writeFile(evidence, 'The terms');
    expect(await messages()).toEqual(['LICENCE.txt has 9 bytes, its record says 27.']);
    await rename(evidence, join(folder, 'other.txt'));
    expect(await messages()).toEqual(['LICENCE.txt is missing.', 'other.txt is not listed in the record.']);
    await symlink('other.txt', evidence);
    expect((await messages())[0]).toBe('LICENCE.txt is a symbolic link; what it points to is not sealed.');
    await rm(evidence);
    await writeDataset(root);
    await rm(join(folder, 'other.txt'));
    await link(evidence, join(root, 'elsewhere'));
    expect(await messages()).toEqual([
      'LICENCE.txt has 2 hard links; it can be changed through another name.',
    ]);
  });

  it('refuses a record in the folder of another version, and a folder that is linked or misnamed', async () => {
    await rename(folder, join(root, 'datasets/example-rooms/1.1.0'));
    expect(await messages(join(root, 'datasets/example-rooms/1.1.0'))).toEqual([
      'The record is of example-rooms@1.0.0, but lies in the folder of example-rooms@1.1.0.',
    ]);
    await symlink('1.1.0', folder);
    expect(await messages()).toEqual([
      'The folder 1.0.0 is a symbolic link; what it points to is not sealed.',
    ]);
    await mkdir(join(root, 'datasets/example-rooms/latest'));
    expect(await messages(join(root, 'datasets/example-rooms/latest'))).toEqual([
      'The folder latest is not named after a version.',
    ]);
  });

  it('rejects when the schemas are not there', async () => {
    await expect(RecordSchemas.load(root)).rejects.toMatchObject({
      kind: 'not-found',
      code: 'schemas-missing',
    });
  });
});

describe('checkDataset', () => {
  const faults = (over: Partial<DatasetRecord>) =>
    checkDataset(exampleDataset(over)).map(({ message }) => message);
  const grants = (over: Partial<LicenceGrant>) => faults({ grants: [exampleGrant(over)] });
  const term = (over: Partial<Rule>) => ({ ...exampleGrant().permissions[0], ...over });
  const credit = { action: 'attribution' as const, text: 'Rooms by Maquette' };
  const item = { title: 'Chair', creator: 'Maquette', source: 'here', licence: 'CC0-1.0', digest: TEXT };

  it('accepts a LicenseRef only with its text', () => {
    expect(grants({ licence: 'LicenseRef-Maquette' })).toEqual([]);
    expect(grants({ licence: 'LicenseRef-Maquette', evidence: [] })).toEqual([
      'Grant public: LicenseRef-Maquette is accepted only with its text among the evidence.',
    ]);
    expect(grants({ licence: 'MIT OR LicenseRef-Maquette', evidence: ['lost.txt'] })).toEqual([
      'Grant public names lost.txt as evidence, but the record lists no such file.',
      'Grant public: LicenseRef-Maquette is accepted only with its text among the evidence.',
    ]);
  });

  it.each(['free', 'Creative Commons', 'CC-BY', 'NOASSERTION', 'MIT AND'])(
    'refuses the licence "%s"',
    (licence) => {
      expect(grants({ licence })[0]).toMatch(`Grant public: "${licence}" is no SPDX licence expression: `);
      expect(faults({ licence })[0]).toMatch(`The dataset: "${licence}" is no SPDX licence expression: `);
    },
  );

  it('refuses terms that the named licence cannot give', () => {
    expect(grants({ licence: 'CC-BY-NC-4.0', duties: [credit] })).toEqual([
      'Grant public: CC-BY-NC-4.0 is a non-commercial licence, but a permission of the grant covers commercial use.',
    ]);
    expect(grants({ licence: 'CC-BY-3.0' })).toEqual([
      'Grant public: CC-BY-3.0 asks for attribution, but the grant has no attribution duty.',
    ]);
    expect(grants({ licence: 'CC-BY-SA-4.0', duties: [credit] })).toEqual([
      'Grant public: CC-BY-SA-4.0 asks to share alike, but the grant has no share-alike duty.',
    ]);
    expect(grants({ licence: 'CC-BY-3.0 OR MIT' })).toEqual([]);
    expect(grants({ licence: 'MIT AND CC-BY-3.0' })).toHaveLength(1);
    expect(
      grants({ licence: 'CC-BY-NC-4.0', duties: [credit], permissions: [term({ uses: ['research'] })] }),
    ).toEqual([]);
  });

  it('refuses clauses that cannot be evaluated', () => {
    expect(grants({ permissions: [term({ territories: ['DE', 'EU'] })] })).toEqual([
      'Grant public: clause 2: "EU" is no ISO 3166-1 alpha-2 code.',
    ]);
    expect(
      grants({ prohibitions: [term({ from: '2026-02-01T00:00:00Z', until: '2026-01-01T00:00:00Z' })] }),
    ).toEqual([
      'Grant public: clause 2: it ends (2026-01-01T00:00:00Z) before it begins (2026-02-01T00:00:00Z).',
    ]);
  });

  it('refuses references that lead nowhere or twice', () => {
    const items = [
      { ...item, id: 'chair', grants: ['public', 'lost'] },
      { ...item, id: 'chair', grants: ['public'] },
    ];
    expect(faults({ items, grants: [exampleGrant(), exampleGrant()] })).toEqual([
      'Two grants have the id public.',
      'Two items have the id chair.',
      'Item chair names the grant lost, which is not there.',
    ]);
  });

  it('wants consents, with evidence, where people are depicted', () => {
    const personalInformation = { present: true, description: 'Faces.' };
    expect(faults({ personalInformation })).toEqual([
      'The record says that personal information is present, but holds no consent.',
    ]);
    const consents = [{ scope: 'all', date: '2026-01-01', evidence: 'consent.pdf' }];
    expect(faults({ personalInformation, consents })).toEqual([
      'A consent names consent.pdf as evidence, but the record lists no such file.',
    ]);
  });

  it('credits the grants, then the creators of items under an attribution licence', () => {
    const grants = [exampleGrant(), exampleGrant({ id: 'by', licence: 'CC-BY-3.0', duties: [credit] })];
    const items = [
      { ...item, id: 'chair', licence: 'CC-BY-3.0', grants: ['by'] },
      { ...item, id: 'table', title: 'Table', grants: ['public'] },
    ];
    expect(attributionsOf({ grants, items })).toEqual([
      'Rooms by Maquette',
      '"Chair" by Maquette, CC-BY-3.0 (here)',
    ]);
  });
});
