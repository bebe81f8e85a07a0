import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestOf } from '@maquette/kernel';
import { intakeOf, type DatasetRecord, type IntakeForm } from '@maquette/provenance';
import { exampleDataset, exampleGrant } from '../fixtures/registry/build-registry';
import { keysFor } from './support/keys';
import { startTestServer, type TestServer } from './support/test-server';

// real: api, keys, embedded Postgres, object store, registry in both folders, routing. missing: a worker.
let server: TestServer;
let keys: Record<'ana' | 'ben' | 'ada' | 'vic' | 'olaf', { authorization: string }>;

beforeAll(async () => {
  server = await startTestServer();
  keys = await keysFor(server.platform, {
    ana: ['licensing'],
    ben: ['licensing'],
    ada: ['auditor'],
    vic: ['viewer'],
    olaf: ['operator'],
  });
}, 240_000);
afterAll(() => server?.close());

type Body = Record<string, unknown>;

async function call(who: keyof typeof keys, method: string, path: string, body?: unknown) {
  const isForm = body instanceof FormData;
  const response = await fetch(server.url + path, {
    method,
    headers: {
      ...keys[who],
      ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined || isForm ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: (text.startsWith('{') ? JSON.parse(text) : {}) as Body,
  };
}

const CONTRACT = 'The licensor grants everything.\n';

function record(over: Partial<DatasetRecord> = {}): DatasetRecord {
  const evidence = {
    file: 'contract.txt',
    bytes: CONTRACT.length,
    digest: digestOf(CONTRACT),
    mediaType: 'text/plain',
    description: 'Contract',
  };
  return exampleDataset({
    id: 'chairs',
    evidence: [evidence],
    grants: [exampleGrant({ evidence: ['contract.txt'] })],
    ...over,
  });
}

function upload(content = CONTRACT): FormData {
  const form = new FormData();
  form.set('mediaType', 'text/plain');
  form.set('description', 'Contract');
  form.set('file', new Blob([content], { type: 'text/plain' }), 'contract.txt');
  return form;
}

const routed = async () => {
  const query = new URLSearchParams({ prompt: 'a small bathroom with white tiles and a bathtub' });
  return (await (await fetch(`${server.url}/route?${query}`)).json()) as {
    outcome: string;
    reasons: string[];
  };
};

describe('a dataset record over the api', () => {
  it('tells what a form lacks', async () => {
    const form: Partial<IntakeForm> = intakeOf(record());
    delete form.use;
    const { status, body } = await call('ana', 'POST', '/datasets', form);
    expect([status, body.code]).toEqual([400, 'intake-incomplete']);
    expect((body.details as { missing: { field: string }[] }).missing.map(({ field }) => field)).toEqual([
      'use.license',
      'use.intended-purpose',
      'use.copyright',
    ]);
  });

  it.each([
    ['its schema', { ...record(), licence: 12 }, 'record-invalid'],
    ['its licence', { ...record(), licence: 'My-Own-Licence' }, 'record-invalid'],
    [
      'a source that is not here',
      { ...record(), derivedFrom: [{ id: 'x', version: '1.0.0', digest: digestOf('x') }] },
      'record-invalid',
    ],
    ['being no object', [], 'intake-incomplete'],
  ])('refuses a record for %s', async (_what, document, code) => {
    const { status, body } = await call('ana', 'POST', '/datasets', document);
    expect([status, body.code], JSON.stringify(body)).toEqual([400, code]);
  });

  it('comes in as a form, is proved, approved by a second person, and stands in the registry of this machine', async () => {
    const drafted = await call('ana', 'POST', '/datasets', intakeOf(record()));
    expect([drafted.status, drafted.body.state], drafted.text).toEqual([201, 'draft']);
    expect((await call('ana', 'POST', '/datasets/chairs/submit')).body.code).toBe('evidence-not-stored');
    const stored = await call('ana', 'POST', '/datasets/chairs/evidence', upload());
    expect([stored.status, stored.body.digest], stored.text).toEqual([201, digestOf(CONTRACT)]);
    expect((await call('ana', 'POST', '/datasets/chairs/submit')).body.state).toBe('submitted');
    const own = await call('ana', 'POST', '/datasets/chairs/approve');
    expect([own.status, own.body.code]).toEqual([403, 'second-person-needed']);
    expect(() => server.platform.registry.dataset('chairs')).toThrow();

    const approved = await call('ben', 'POST', `/datasets/${drafted.body.digest}/approve`);
    expect([approved.status, approved.body.state], approved.text).toEqual([200, 'approved']);
    expect(server.platform.registry.dataset('chairs')).toMatchObject({
      origin: 'installed',
      digest: drafted.body.digest,
      problems: [],
      record: record(),
    });
    const again = await call('ana', 'POST', '/datasets', record({ title: 'Other chairs' }));
    expect([again.status, again.body.code]).toEqual([409, 'dataset-version-taken']);
  });

  it('is rejected with a reason, and drafted again as the next revision', async () => {
    const first = record({ version: '2.0.0' });
    await call('ana', 'POST', '/datasets', first);
    await call('ana', 'POST', '/datasets/chairs@2.0.0/submit');
    expect((await call('ben', 'POST', '/datasets/chairs@2.0.0/reject', {})).status).toBe(400);
    const rejected = await call('ben', 'POST', '/datasets/chairs@2.0.0/reject', {
      reason: 'Who sat on them?',
    });
    expect(rejected.body).toMatchObject({
      state: 'rejected',
      rejected: { by: 'ben', reason: 'Who sat on them?' },
    });
    await call('ana', 'POST', '/datasets', { ...first, description: 'Chairs; nobody sat on them.' });
    const { items } = (await call('vic', 'GET', '/datasets/chairs/versions')).body as unknown as {
      items: Body[];
    };
    expect(items.map(({ version, revision, state }) => [version, revision, state])).toEqual([
      ['2.0.0', 2, 'draft'],
      ['2.0.0', 1, 'rejected'],
      ['1.0.0', 1, 'approved'],
    ]);
  });

  it('gives its evidence to those who may read it, and the log says who did', async () => {
    const path = `/datasets/chairs/evidence/${digestOf(CONTRACT)}`;
    expect((await call('vic', 'GET', path)).status).toBe(403);
    const read = await call('ada', 'GET', path);
    expect([read.status, read.text]).toEqual([200, CONTRACT]);
    expect(Object.fromEntries(read.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
      'content-disposition': expect.stringContaining('attachment'),
    });
    expect((await call('ada', 'GET', '/datasets/other/evidence/' + digestOf(CONTRACT))).body.code).toBe(
      'evidence-unknown',
    );
    const shipped = (await call('vic', 'GET', '/datasets/example-rooms/evidence')).body as unknown as {
      items: Body[];
    };
    expect(shipped.items).toMatchObject([{ storedBy: 'release', mediaType: 'text/plain' }]);
    const rooms = await call('ada', 'GET', `/datasets/example-rooms/evidence/${shipped.items[0].digest}`);
    expect(rooms.text).toBe('The terms of this licence.\n');
  });

  it('is listed, filtered, paged and shown with its items', async () => {
    const items = Array.from({ length: 5 }, (_, n) => ({
      id: `item-${n}`,
      title: `Chair ${n}`,
      creator: 'A Carpenter',
      source: 'workshop',
      licence: 'CC0-1.0',
      grants: ['public'],
      digest: digestOf(`chair ${n}`),
    }));
    expect((await call('ana', 'POST', '/datasets', record({ id: 'stools', items }))).status).toBe(201);
    const page = await call('vic', 'GET', '/datasets/stools/items?limit=2&after=2');
    expect(page.body).toMatchObject({ items: [items[2], items[3]], total: 5, next: 4 });
    expect((await call('vic', 'GET', '/datasets/stools/items?limit=2&after=4')).body.next).toBeNull();
    const shown = await call('vic', 'GET', '/datasets/stools');
    expect(shown.body).toMatchObject({ state: 'draft', items: 5, record: { title: 'Example rooms' } });
    const drafts = await call('vic', 'GET', '/datasets?state=draft&sort=-id&limit=1');
    expect(drafts.body).toMatchObject({ items: [{ id: 'stools' }], next: expect.any(String) });
    for (const query of ['state=lost', 'sort=price', 'limit=0', 'limit=1000', 'after=nonsense', 'unknown=1'])
      expect((await call('vic', 'GET', `/datasets?${query}`)).status, query).toBe(400);
    expect((await call('vic', 'GET', '/datasets/nothing')).body.code).toBe('dataset-unknown');
  });

  it('says what lapses within the days asked for', async () => {
    const until = new Date(Date.now() + 5 * 86_400_000).toISOString();
    const [permission] = exampleGrant().permissions;
    const grants = [exampleGrant({ evidence: ['contract.txt'], permissions: [{ ...permission, until }] })];
    await call('ana', 'POST', '/datasets', record({ id: 'benches', grants }));
    await call('ana', 'POST', '/datasets/benches/evidence', upload());
    await call('ana', 'POST', '/datasets/benches/submit');
    expect((await call('ben', 'POST', '/datasets/benches/approve')).body.state).toBe('approved');
    const within = async (days: number) =>
      (await call('vic', 'GET', `/datasets/expiring?days=${days}`)).body.items;
    expect(await within(1)).toEqual([]);
    expect(await within(7)).toMatchObject([
      { datasetId: 'benches', grantId: 'public', clause: '2', until, withinDays: 7 },
    ]);
  });
});

describe('revoking', () => {
  it('makes what was trained on it unroutable at once, and reports what depends on it', async () => {
    const prompt = 'a small bathroom with white tiles and a bathtub';
    const made = await fetch(`${server.url}/generations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ prompt, seconds: 1 }),
    });
    const { id } = (await made.json()) as { id: string };
    expect(await routed()).toMatchObject({ outcome: 'classified' });
    const before = await call('vic', 'GET', '/datasets/example-rooms/impact');
    expect(before.body).toMatchObject({ checkpoints: 1, generations: 1, artefacts: 0, measuredOnly: 0 });

    expect((await call('vic', 'POST', '/datasets/example-rooms/revoke', { reason: 'x' })).status).toBe(403);
    const revoked = await call('olaf', 'POST', '/datasets/example-rooms@1.0.0/revoke', {
      reason: 'A claim came in.',
    });
    expect(revoked.body, revoked.text).toMatchObject({
      revoked: [{ state: 'revoked', revoked: { by: 'olaf', reason: 'A claim came in.' } }],
      impact: { checkpoints: 1, generations: 1 },
    });
    const refused = await routed();
    expect(refused.outcome).toBe('unlicensed');
    expect(refused.reasons.at(-1)).toMatch(/The dataset example-rooms was revoked on .*: A claim came in\./);
    const licence = (await (
      await fetch(`${server.url}/licence?checkpoint=architecture/example`)
    ).json()) as Body;
    expect(licence).toMatchObject({
      allowed: false,
      deciding: { outcome: 'not-in-force', datasetId: 'example-rooms' },
    });
    const page = await call('vic', 'GET', '/datasets/example-rooms/impact/generations');
    expect(page.body).toMatchObject({ items: [{ id, state: 'queued' }], next: null });
    expect(
      (await call('olaf', 'POST', '/datasets/example-rooms/revoke', { reason: 'again' })).body.code,
    ).toBe('dataset-state');
  });
});
