import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  openLogCheckpoint,
  parseEntryBundle,
  parseVerifierKey,
  rootOf,
  verifyTlogProof,
  tilePath,
  tileWidth,
  type VerifierKey,
} from '@maquette/audit';
import { loadAuditEntries } from '../bench/support/load-audit-entries';
import { keysFor } from './support/keys';
import { startTestServer, type TestServer } from './support/test-server';

// real: api, embedded Postgres, the log. What is read here is all that a third party gets.
let server: TestServer;
let auditor: { headers: { authorization: string } };
let key: VerifierKey;

beforeAll(async () => {
  server = await startTestServer();
  await loadAuditEntries(server.platform.database.url, 600, { subjects: 3 });
  const keys = await keysFor(server.platform, { ana: ['auditor'] });
  auditor = { headers: keys.ana };
  key = parseVerifierKey(await (await get('/audit/log/key')).text());
}, 240_000);
afterAll(() => server?.close());

const get = (path: string) => fetch(server.url + path, auditor);

interface EntryPage {
  items: { index: number; kind: string; subject: string; at: string; data: unknown; leaf: string }[];
  next: string | null;
}
const list = async (query: string) => (await (await get(`/audit/entries?${query}`)).json()) as EntryPage;

describe('the entries', () => {
  it('can be paged through without a gap, in either order', async () => {
    for (const sort of ['oldest-first', 'newest-first']) {
      const indexes: number[] = [];
      for (let after = ''; ;) {
        const { items, next } = await list(`limit=170&sort=${sort}${after}`);
        indexes.push(...items.map(({ index }) => index));
        if (next === null) break;
        after = `&after=${next}`;
      }
      const all = Array.from(indexes, (_, i) => i);
      expect(indexes.length).toBeGreaterThan(600);
      expect(indexes).toEqual(sort === 'oldest-first' ? all : all.reverse());
    }
  });

  it('are filtered by kind, subject and time', async () => {
    const { items } = await list('kind=access.key-issued');
    expect(items).toMatchObject([{ kind: 'access.key-issued', data: { name: 'ana', by: 'local:test' } }]);
    expect((await list(`subject=${items[0].subject}`)).items).toEqual(items);
    const window = 'from=2026-01-01T00:01:00Z&until=2026-01-01T00:02:00Z';
    expect((await list(`limit=200&${window}`)).items).toHaveLength(60);
    expect((await list(`limit=200&subject=gen_load_1&${window}`)).items).toHaveLength(20);
    expect(await list('subject=nothing')).toEqual({ items: [], next: null });
  });

  it.each(['kind=unknown', 'sort=index', 'after=x', 'after=-1', 'from=yesterday', 'limit=201', 'prompt=x'])(
    'refuse %s',
    async (query) => {
      const response = await get(`/audit/entries?${query}`);
      expect(response.status).toBe(400);
      const code = query.startsWith('after') ? 'page-unknown' : 'fields-invalid';
      expect(await response.json()).toMatchObject({ code });
    },
  );
});

describe('a receipt', () => {
  it('proves its entry with nothing but the key', async () => {
    const { items } = await list('kind=access.key-issued');
    const response = await get(`/audit/entries/${items[0].index}/proof`);
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(response.headers.get('content-disposition')).toContain(`${items[0].index}.tlog-proof`);
    const proven = verifyTlogProof(await response.text(), key);
    expect([proven.index, proven.entry.toString()]).toEqual([items[0].index, items[0].leaf]);
  });

  it.each(['100000', '-1', '1.5', '01', 'nothing', '99999999999999999999'])(
    'of entry %s is not there',
    async (index) => {
      const response = await get(`/audit/entries/${index}/proof`);
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ code: 'audit-entry-unknown' });
    },
  );
});

describe('the log', () => {
  const signed = async () => {
    const response = await get('/audit/log/checkpoint');
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    return openLogCheckpoint(await response.text(), key);
  };

  it('is signed by its key over everything recorded before', async () => {
    const before = await signed();
    await keysFor(server.platform, { [`bo-${before.size}`]: ['viewer'] });
    expect((await signed()).size).toBe(before.size + 1);
  });

  it('can be rebuilt from its tiles and its entries', async () => {
    const { size, root } = await signed();
    const rebuilt = await rootOf(size, (ids) =>
      Promise.all(
        ids.map(async (id) => {
          const response = await get(`/audit/log/${tilePath({ ...id, width: tileWidth(id, size) })}`);
          expect(response.status).toBe(200);
          expect(response.headers.get('content-type')).toBe('application/octet-stream');
          expect(response.headers.get('cache-control')).toContain('immutable');
          return { ...id, hashes: Buffer.from(await response.arrayBuffer()) };
        }),
      ),
    );
    expect(rebuilt).toEqual(root);
    const bundle = await (await get('/audit/log/tile/entries/001')).arrayBuffer();
    const entries = parseEntryBundle(new Uint8Array(bundle));
    const { items } = await list('after=255&limit=200');
    expect(entries).toHaveLength(256);
    expect(entries.slice(0, 200).map(String)).toEqual(items.map(({ leaf }) => leaf));
  });

  it.each([
    '0/000.p/256',
    '0/0',
    '0/999',
    '5/000',
    'entries/999',
    'entries/002',
    '0/002',
    '../key',
    'data/000',
    '0%2F000',
  ])('has no tile %s', async (path) => {
    const response = await get(`/audit/log/tile/${path}`);
    expect(response.status).toBe(path === '../key' ? 200 : 404); // a client resolves the dots before it asks
    if (response.status === 404) expect(await response.json()).toHaveProperty('code');
  });

  it('keeps a tile as it was when it was partial', async () => {
    const whole = Buffer.from(await (await get('/audit/log/tile/0/000')).arrayBuffer());
    const partial = Buffer.from(await (await get('/audit/log/tile/0/000.p/5')).arrayBuffer());
    expect([whole.length, partial.length]).toEqual([8_192, 160]);
    expect(whole.subarray(0, 160)).toEqual(partial);
  });
});

it.each([
  '/audit/entries',
  '/audit/entries/0/proof',
  '/audit/log/checkpoint',
  '/audit/log/key',
  '/audit/log/tile/0/000',
])('GET %s is closed to who may not read it', async (path) => {
  expect((await fetch(server.url + path)).status).toBe(401);
  const { eve } = await keysFor(server.platform, { [`eve${path.replaceAll('/', '-')}`]: ['viewer'] }).then(
    (keys) => ({
      eve: Object.values(keys)[0],
    }),
  );
  expect((await fetch(server.url + path, { headers: eve })).status).toBe(403);
});
