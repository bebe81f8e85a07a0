import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FILES_ALONE, type Standing } from '@maquette/provenance';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  buildRegistry,
  exampleDataset,
  exampleGrant,
  writeCheckpoint,
  writeDataset,
} from '../../../../test/fixtures/registry/build-registry';
import { openRegistry } from '../open-registry';
import type { CheckpointRecord } from '../records/checkpoint-record';
import type { CheckpointEntry, DatasetUse } from '../registry';
import type { CheckpointSignature } from '../signing/checkpoint-signature';
import { checkPublication, PUBLICATION_REQUIREMENTS } from './check-publication';
import { publicationChecklist, standingOfRelease } from './publication-checklist';

const REFERENCE = 'architecture/example@1.0.0';

let root: string;
let built: Awaited<ReturnType<typeof buildRegistry>>;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'maquette-publication-'));
  built = await buildRegistry(root);
});
afterEach(() => rm(root, { recursive: true }));

const rewrite = (over: Partial<CheckpointRecord>) =>
  writeCheckpoint(root, { datasets: [built.dataset], ...over });
async function lacking(standing: Standing = FILES_ALONE) {
  const checklist = publicationChecklist(await openRegistry(root), REFERENCE, standing);
  return checklist.missing.map(
    ({ requirement, subject, message }) => `${requirement}: ${subject}: ${message}`,
  );
}
const decided = (state: 'draft' | 'submitted' | 'approved' | 'revoked'): Standing => ({
  dataset: () => ({ state, revokedAt: null, reason: null, withdrawnConsents: [] }),
  checkpoint: () => null,
});

describe('the publication gate', () => {
  it('lets a sound, signed and complete version pass', async () => {
    const checklist = publicationChecklist(await openRegistry(root), REFERENCE, decided('approved'));
    expect(checklist).toMatchObject({ reference: REFERENCE, complete: true, missing: [] });
    expect(checklist.requirements).toEqual(
      PUBLICATION_REQUIREMENTS.map((requirement) => ({ requirement, met: true })),
    );
  });

  it.each<[string, () => Promise<unknown>, string[]]>([
    [
      'a signature',
      () => rm(join(built.checkpoint.folder, 'signature.json')),
      ['signature: The version is not signed.'],
    ],
    [
      'a trusted signature',
      () => rm(join(root, 'keys'), { recursive: true }),
      ['signature: The signature is not of anybody'],
    ],
    [
      'a signature that holds',
      () => writeFile(join(built.checkpoint.folder, 'signature.json'), '{}'),
      ['signature: The signature does not hold.'],
    ],
    [
      'sound files',
      () => writeFile(join(built.checkpoint.folder, 'LICENCE.txt'), 'Other.\n'),
      ['record: LICENCE.txt has', 'signature: The signature could not be looked at'],
    ],
    [
      'its dataset',
      () => rm(join(root, 'datasets'), { recursive: true }),
      ['datasets: The dataset example-rooms@1.0.0 is not in the registry'],
    ],
    [
      'a licence that is one',
      () => rewrite({ licence: exampleGrant({ licence: 'All rights, somehow' }) }),
      ['licence: Grant public: "All rights, somehow" is no SPDX'],
    ],
    [
      'somebody who provides it',
      () => rewrite({ licence: exampleGrant({ licensor: { name: 'unknown' } }) }),
      ['licence: architecture/example@1.0.0 does not state who provides'],
    ],
    [
      'a purpose, a limitation and a measurement',
      () =>
        rewrite({
          intendedUse: ['TBD'],
          limitations: ['n/a', '?'],
          quality: { ...built.checkpoint.record.quality, reference: 'unknown' },
        }),
      ['quality: The record does not say', 'intended-use:', 'limitations: The record names no limitation.'],
    ],
    [
      'a training dataset',
      () => rewrite({ datasets: [{ ...built.dataset, role: 'test' }] }),
      ['datasets: architecture/example@1.0.0 does not state the datasets that the model was trained on'],
    ],
  ])('asks for %s', async (_, spoil, expected) => {
    await spoil();
    const found = (await lacking()).map((line) => line.replace(`${REFERENCE}: `, ''));
    expect(found).toHaveLength(expected.length);
    for (const [i, start] of expected.entries()) expect(found[i]).toContain(start);
  });

  it.each([
    ['draft', 'is draft, not approved'],
    ['submitted', 'is submitted, not approved'],
    ['revoked', 'was revoked'],
  ] as const)('asks for approved datasets: one is %s', async (state, words) => {
    expect(await lacking(decided(state))).toEqual([
      `datasets: example-rooms@1.0.0: The dataset example-rooms@1.0.0 ${words}.`,
    ]);
  });

  it('names the disclosure items that the dataset leaves open, each with the record', async () => {
    const dataset = await writeDataset(
      root,
      exampleDataset({ version: '2.0.0', copyright: 'unknown', collection: ['TBD'] }),
    );
    await rewrite({ datasets: [{ ...dataset, role: 'train' }] });
    const found = await lacking();
    expect(found).toHaveLength(2);
    for (const line of found) expect(line).toMatch(/^disclosure: example-rooms@2\.0\.0: /);
  });
});

describe('checkPublication, whatever comes together', () => {
  let entry: CheckpointEntry;
  let uses: DatasetUse[];
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'maquette-gate-'));
    await buildRegistry(folder);
    const registry = await openRegistry(folder);
    entry = registry.show(REFERENCE);
    uses = registry.licences(REFERENCE).datasets;
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('is complete exactly when nothing is missing, and more lacks never complete it', () => {
    const states: CheckpointSignature['state'][] = ['valid', 'untrusted', 'missing', 'unchecked'];
    const flaws = fc.record({
      signature: fc.constantFrom(...states),
      approved: fc.boolean(),
      limited: fc.boolean(),
      measured: fc.boolean(),
      described: fc.boolean(),
    });
    fc.assert(
      fc.property(flaws, ({ signature, approved, limited, measured, described }) => {
        const record = {
          ...entry.record!,
          limitations: limited ? ['One.'] : ['-'],
          quality: { ...entry.record!.quality, frames: measured ? 1 : 0 },
        };
        const flawed = {
          ...entry,
          record,
          signature: { state: signature, reason: '' } as CheckpointSignature,
        };
        const used = uses.map((use) => ({
          ...use,
          dataset: { ...use.dataset, copyright: described ? 'None.' : 'unknown' },
        }));
        const { complete, missing, requirements } = checkPublication(
          flawed,
          used,
          decided(approved ? 'approved' : 'draft'),
        );
        const expected = [
          ...(signature === 'valid' ? [] : ['signature']),
          ...(approved ? [] : ['datasets']),
          ...(described ? [] : ['disclosure']),
          ...(measured ? [] : ['quality']),
          ...(limited ? [] : ['limitations']),
        ];
        expect(missing.map(({ requirement }) => requirement)).toEqual(expected);
        expect(complete).toBe(expected.length === 0);
        expect(requirements.filter(({ met }) => !met).map(({ requirement }) => requirement)).toEqual(
          expected,
        );
      }),
    );
  });
});

describe('the standing of a release', () => {
  it('has its complete versions published, and no others', async () => {
    const other = await writeCheckpoint(root, { datasets: [built.dataset], version: '2.0.0' });
    await rm(join(other.folder, 'signature.json'));
    const registry = await openRegistry(root);
    const standing = standingOfRelease(registry);
    const states = registry
      .list()
      .map(({ version, recordDigest }) => [version, standing.checkpoint(recordDigest!)?.state]);
    expect(states).toEqual([
      ['2.0.0', 'unpublished'],
      ['1.0.0', 'published'],
    ]);
    expect(standing.checkpoint(`sha256:${'0'.repeat(64)}`)).toBeNull();
  });
});
