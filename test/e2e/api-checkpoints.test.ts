import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localOperator } from '@maquette/access';
import type { CheckpointRecord } from '@maquette/registry';
import { writeCheckpoint } from '../fixtures/registry/build-registry';
import { keysFor } from './support/keys';
import { startTestServer, type TestServer } from './support/test-server';

// real: api, embedded Postgres, registry, import, signatures. The example checkpoints are signed; they cannot paint.
const PROMPT = 'a bright kitchen with an oak floor';
let server: TestServer;
let folder: string;
let keys: Record<'engineer' | 'operator' | 'viewer', { authorization: string }>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maquette-versions-'));
  server = await startTestServer();
  keys = await keysFor(server.platform, {
    engineer: ['engineer'],
    operator: ['operator'],
    viewer: ['viewer'],
  });
  await bring('1.1.0');
  await bring('1.2.0', { derivedFrom: ['architecture/example@1.1.0'], title: 'Grandchild' });
  await bring('1.3.0', { limitations: ['TBD'], quality: { ...QUALITY, reference: 'unknown' } }, false);
}, 240_000);
afterAll(async () => {
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

const QUALITY = {
  reference: 'none',
  frames: 1,
  psnr: 25,
  ssim: 0.5,
  previewPsnr: 19,
  measuredAt: '2026-01-02',
};

/** Imports another version of the example, signed by the key that the test registry trusts. */
async function bring(version: string, over: Partial<CheckpointRecord> = {}, signed = true): Promise<void> {
  const { datasets } = server.platform.registry.checkpoint('architecture/example@1.0.0').record;
  const written = await writeCheckpoint(join(folder, version), {
    datasets,
    version,
    quality: QUALITY,
    ...over,
  });
  if (!signed) await rm(join(written.folder, 'signature.json'));
  const { outcome, problems } = await server.platform.imports.bring(localOperator('test'), {
    path: written.folder,
  });
  expect([outcome, problems]).toEqual(['accepted', []]);
}

async function ask(method: string, path: string, who?: keyof typeof keys, body?: unknown) {
  const response = await fetch(server.url + path, {
    method,
    headers: { ...(who && keys[who]), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  return { status: response.status, body: (await response.json()) as any };
}
const get = (path: string) => ask('GET', path, 'viewer');
const references = ({ body }: { body: { items: { reference: string }[] } }) =>
  body.items.map(({ reference }) => reference.split('@')[1]);
const routed = async (checkpoint: string) =>
  (await get(`/route?prompt=${encodeURIComponent(PROMPT)}&checkpoint=${encodeURIComponent(checkpoint)}`))
    .body;

describe('GET /checkpoints', () => {
  it('says of each version where it stands', async () => {
    const { body } = await get('/checkpoints?name=example&publication=published');
    expect(body.items).toMatchObject([
      {
        reference: 'architecture/example@1.0.0',
        origin: 'release',
        publication: 'published',
        published: { by: 'release' },
        withdrawn: null,
        aliases: [],
        signature: { state: 'valid', signer: { mode: 'key', key: expect.stringMatching(/^[0-9a-f]{64}$/) } },
      },
    ]);
    expect(JSON.stringify(body)).not.toContain(server.platform.config.registryRoot);
  });

  it.each([
    ['publication=registered', ['1.3.0', '1.2.0', '1.1.0']],
    ['signature=missing', ['1.3.0']],
    ['text=grandCHILD', ['1.2.0']],
    ['domain=fashion', []],
    ['sort=psnr', ['1.0.0', '1.3.0', '1.2.0', '1.1.0']],
    ['sort=-psnr', ['1.3.0', '1.2.0', '1.1.0', '1.0.0']],
  ])('takes %s', async (query, versions) => {
    expect(references(await get(`/checkpoints?${query}`))).toEqual(versions);
  });

  it('comes in pages', async () => {
    const first = await get('/checkpoints?limit=3');
    expect(references(first)).toEqual(['1.3.0', '1.2.0', '1.1.0']);
    const second = await get(`/checkpoints?limit=3&after=${encodeURIComponent(first.body.next)}`);
    expect([references(second), second.body.next]).toEqual([['1.0.0'], null]);
    expect(await get('/checkpoints?after=nowhere')).toMatchObject({
      status: 400,
      body: { code: 'page-unknown' },
    });
    expect(await get('/checkpoints?sort=upwards')).toMatchObject({
      status: 400,
      body: { code: 'fields-invalid' },
    });
  });
});

describe('publication', () => {
  it('is refused with everything that is missing, and that is recorded', async () => {
    const checklist = await get('/checkpoints/architecture/example@1.3.0/publication');
    expect(checklist.body).toMatchObject({ complete: false, publication: 'registered' });
    const missing = checklist.body.missing.map(({ requirement }: { requirement: string }) => requirement);
    expect(missing).toEqual(['signature', 'quality', 'limitations']);

    const refused = await ask('POST', '/checkpoints/architecture/example@1.3.0/publication', 'engineer');
    expect(refused).toMatchObject({ status: 409, body: { code: 'publication-incomplete' } });
    expect(refused.body.details.missing).toEqual(checklist.body.missing);
    expect(refused.body.detail).toContain('is not signed');
    expect(refused.body.detail).toContain('names no limitation');
    expect((await get('/checkpoints/architecture/example@1.3.0')).body.publication).toBe('registered');
  });

  it('takes the permission', async () => {
    for (const act of ['publication', 'withdrawal'])
      expect(
        await ask('POST', `/checkpoints/architecture/example@1.1.0/${act}`, 'viewer', { reason: 'x' }),
      ).toMatchObject({ status: 403, body: { code: 'permission-missing' } });
  });

  it('comes before routing, also to a version that is asked for', async () => {
    const before = await routed('architecture/example@1.1.0');
    expect(before).toMatchObject({ outcome: 'unlicensed', checkpoint: null });
    expect(before.reasons.join(' ')).toContain('not published');
    const published = await ask('POST', '/checkpoints/architecture/example@1.1.0/publication', 'engineer');
    expect(published).toMatchObject({
      status: 200,
      body: { publication: 'published', published: { by: 'engineer' } },
    });
    expect(await routed('architecture/example@1.1.0')).toMatchObject({
      outcome: 'classified',
      checkpoint: 'architecture/example@1.1.0',
    });
  });
});

describe('aliases', () => {
  const path = '/checkpoints/architecture/example/aliases';

  it('move from where one believes them, by those who may', async () => {
    const put = (who: keyof typeof keys, target: string, expected: string | null, alias = 'stable') =>
      ask('PUT', `${path}/${alias}`, who, { target, expected });
    expect(await put('engineer', '1.0.0', null)).toMatchObject({ status: 403 });
    expect(await put('engineer', '1.0.0', null, 'canary')).toMatchObject({ status: 200 });
    expect(await put('operator', '1.0.0', null)).toMatchObject({
      status: 200,
      body: { reference: 'architecture/example@stable', target: 'architecture/example@1.0.0' },
    });
    expect(await put('operator', '1.1.0', null)).toMatchObject({
      status: 409,
      body: { code: 'alias-moved', details: { target: 'architecture/example@1.0.0' } },
    });
    expect(await put('operator', '1.1.0', '1.0.0')).toMatchObject({ status: 200, body: { moves: 2 } });
    expect(await put('operator', '1.2.0', '1.1.0')).toMatchObject({
      status: 409,
      body: { code: 'alias-target-unpublished' },
    });
    expect(await ask('PUT', `${path}/stable`, 'operator', { target: '1.0.0' })).toMatchObject({
      status: 400,
      body: { code: 'fields-invalid' },
    });
    expect((await get(path)).body.items).toMatchObject([{ alias: 'canary' }, { alias: 'stable' }]);
    expect((await get('/checkpoints/aliases')).body.items).toHaveLength(2);
    const history = await get(`${path}/stable`);
    expect(history.body.items.map(({ target }: { target: string }) => target)).toEqual([
      'architecture/example@1.1.0',
      'architecture/example@1.0.0',
    ]);
  });

  it('stand wherever a reference is taken, until their version is withdrawn', async () => {
    expect((await get('/checkpoints/architecture/example@stable')).body).toMatchObject({
      reference: 'architecture/example@1.1.0',
      aliases: ['stable'],
    });
    expect(await routed('architecture/example@stable')).toMatchObject({
      checkpoint: 'architecture/example@1.1.0',
    });
    const withdrawal = '/checkpoints/architecture/example@stable/withdrawal';
    expect(await ask('POST', withdrawal, 'operator', { reason: ' ' })).toMatchObject({ status: 400 });
    expect(await ask('POST', withdrawal, 'operator', { reason: 'It paints snow.' })).toMatchObject({
      status: 200,
      body: {
        publication: 'withdrawn',
        withdrawn: { by: 'operator', reason: 'It paints snow.' },
        aliases: [],
      },
    });
    expect(await get('/checkpoints/architecture/example@stable')).toMatchObject({
      status: 409,
      body: { code: 'alias-target-withdrawn' },
    });
    const again = await routed('architecture/example@1.1.0');
    expect(again.outcome).toBe('unlicensed');
    expect(again.reasons.join(' ')).toContain('was withdrawn');
    expect(await get('/checkpoints/architecture/example@nowhere')).toMatchObject({
      status: 404,
      body: { code: 'alias-unknown' },
    });
  });
});

it('GET lineage goes both ways, and names the datasets', async () => {
  const parent = await get('/checkpoints/architecture/example@1.1.0/lineage');
  expect(parent.body).toMatchObject({
    parents: [],
    children: [{ reference: 'architecture/example@1.2.0', relation: 'derived-from' }],
    datasets: [{ reference: 'example-rooms@1.0.0', roles: ['train'] }],
  });
  const child = await get('/checkpoints/architecture/example@1.2.0/lineage');
  expect(child.body.parents).toMatchObject([
    { reference: 'architecture/example@1.1.0', relation: 'derived-from' },
  ]);
});

it('every act is in the audit trail, by name', async () => {
  const entries = await server.platform.audit.page({ limit: 200 });
  const acts = entries
    .map(({ kind, leaf }) => [kind, (JSON.parse(leaf) as { data: { by?: string } }).data.by])
    .filter(([kind]) => /^(checkpoint\.(pub|with)|alias)/.test(String(kind)));
  expect(acts).toEqual([
    ['checkpoint.published', 'release'],
    ['checkpoint.publication-refused', 'engineer'],
    ['checkpoint.published', 'engineer'],
    ['alias.moved', 'engineer'],
    ['alias.moved', 'operator'],
    ['alias.moved', 'operator'],
    ['checkpoint.withdrawn', 'operator'],
  ]);
});
