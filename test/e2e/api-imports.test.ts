import { request } from 'node:http';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CheckpointRecord } from '@maquette/registry';
import { checkpointFiles, checkpointWith, entriesOf } from '../fixtures/import/checkpoint-files';
import { rawTar } from '../fixtures/import/raw-tar';
import { rawZip } from '../fixtures/import/raw-zip';
import { keysFor } from './support/keys';
import { startTestServer, type TestServer } from './support/test-server';

// real: api, multipart parser, embedded Postgres, file store, registry. There is no worker.

let server: TestServer;
let keys: Record<string, { authorization: string }>;
let datasets: CheckpointRecord['datasets'];

beforeAll(async () => {
  server = await startTestServer();
  keys = await keysFor(server.platform, { 'an.engineer': ['engineer'], 'a.viewer': ['viewer'] });
  ({ datasets } = server.platform.registry.checkpoint('architecture/example').record);
}, 240_000);
afterAll(() => server?.close());

/** Whatever the answer was, nothing of it lies in quarantine. */
afterEach(async () => {
  expect(await readdir(join(server.platform.config.home, 'quarantine')).catch(() => [])).toEqual([]);
});

/** What may come back: an attempt, a page of them, or a problem document. */
interface Answer {
  id: string;
  outcome: string;
  hint: string;
  details: object;
  items: { id: string; outcome: string }[];
  next: string | null;
}

async function upload(bytes: Buffer, options: { key?: string; field?: string } = {}) {
  const { key = 'an.engineer', field = 'file' } = options;
  const body = new FormData();
  body.append(field, new Blob([new Uint8Array(bytes)]), '../../checkpoint.zip');
  const response = await fetch(`${server.url}/checkpoints/imports`, {
    method: 'POST',
    body,
    headers: keys[key],
  });
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    body: (await response.json()) as Answer,
  };
}
const get = async (path: string, key = 'a.viewer') => {
  const response = await fetch(server.url + path, { headers: keys[key] });
  return { status: response.status, body: (await response.json()) as Answer };
};

describe('POST /checkpoints/imports', () => {
  it('takes a sound archive, however large, and has it registered', async () => {
    // More than the api takes as a body anywhere else.
    const notes = randomBytes(6 * 1024 * 1024);
    const files = await checkpointWith({ 'notes.dat': notes }, { version: '2.0.0', datasets });
    const { status, body } = await upload(gzipSync(rawTar(entriesOf(files)), { level: 1 }));
    expect(body).toMatchObject({
      outcome: 'accepted',
      reference: 'architecture/example@2.0.0',
      sourceName: 'checkpoint.zip',
      by: 'an.engineer',
      problems: [],
    });
    expect(status).toBe(201);
    const { items } = (await get('/checkpoints')).body as unknown as {
      items: { reference: string; state: string }[];
    };
    expect(items).toContainEqual(
      expect.objectContaining({ reference: 'architecture/example@2.0.0', state: 'ready' }),
    );
    expect(await get(`/checkpoints/imports/${body.id}`)).toEqual({ status: 200, body });
  });

  it('answers the very version again with 200, and another one under its number with 409', async () => {
    const files = await checkpointFiles({ version: '2.1.0', datasets });
    expect((await upload(rawZip(entriesOf(files)))).status).toBe(201);
    expect(await upload(rawZip(entriesOf(files)))).toMatchObject({
      status: 200,
      body: { outcome: 'unchanged' },
    });
    const other = await checkpointFiles({ version: '2.1.0', datasets, title: 'Other' });
    expect(await upload(rawZip(entriesOf(other)))).toMatchObject({
      status: 409,
      type: expect.stringContaining('application/problem+json'),
      body: { code: 'checkpoint-version-taken', details: { reference: 'architecture/example@2.1.0' } },
    });
  });

  it('refuses a hostile archive with a problem document that names everything', async () => {
    const sound = entriesOf(await checkpointFiles({ version: '2.2.0', datasets }));
    const hostile = rawZip([
      ...sound,
      { name: '../../registry/architecture/example/1.0.0/model.onnx', content: 'evil' },
      { name: 'out', content: '/etc', mode: 0o120777 },
      { name: 'weights.pt', content: 'x' },
    ]);
    const { status, type, body } = await upload(hostile);
    expect(status).toBe(400);
    expect(type).toContain('application/problem+json');
    expect(body).toMatchObject({ type: 'urn:maquette:error:import-refused', code: 'import-refused' });
    expect(body.hint).toBeTruthy();
    const { problems, import: id } = body.details as { problems: { code: string }[]; import: string };
    expect(problems.map(({ code }) => code)).toEqual([
      'path-escapes',
      'symlink',
      'content-forbidden',
      'file-unlisted',
    ]);
    expect((await get(`/checkpoints/imports/${id}`)).body).toMatchObject({ outcome: 'refused', problems });
    expect((await server.platform.registry.verify('architecture/example@1.0.0')).sound).toBe(true);
  });

  it('stops a bomb, and bytes that are no archive', async () => {
    const bomb = rawZip([{ name: 'zeros', content: Buffer.alloc(32 * 1024 * 1024), method: 8 }]);
    expect(await upload(bomb)).toMatchObject({
      status: 400,
      body: { details: { problems: [{ code: 'ratio-exceeded' }] } },
    });
    expect(await upload(Buffer.from('hello'))).toMatchObject({
      status: 400,
      body: { details: { problems: [{ code: 'archive-unknown' }] } },
    });
  });

  it('stops an upload that is too large while it arrives', async () => {
    const { imports } = server.platform;
    const { limits } = imports;
    Object.assign(imports, { limits: { ...limits, archiveBytes: 100_000 } });
    try {
      const { status, body } = await upload(randomBytes(3_000_000));
      expect([status, body]).toMatchObject([
        413,
        { code: 'body-too-large', details: { problems: [{ code: 'archive-too-large' }] } },
      ]);
      const { import: id } = body.details as { import: string };
      expect((await get(`/checkpoints/imports/${id}`)).body).toMatchObject({ outcome: 'refused' });
    } finally {
      Object.assign(imports, { limits });
    }
  });

  it('says what is missing', async () => {
    expect(await upload(Buffer.from('x'), { field: 'archive' })).toMatchObject({
      status: 400,
      body: { code: 'upload-missing' },
    });
    expect(await upload(Buffer.alloc(0))).toMatchObject({ status: 400, body: { code: 'upload-missing' } });
    const json = await fetch(`${server.url}/checkpoints/imports`, {
      method: 'POST',
      headers: { ...keys['an.engineer'], 'content-type': 'application/json' },
      body: '{}',
    });
    expect(json.status).toBe(415);
  });

  it('is for those who may import', async () => {
    expect(await upload(Buffer.from('x'), { key: 'nobody' })).toMatchObject({ status: 401 });
    expect(await upload(Buffer.from('x'), { key: 'a.viewer' })).toMatchObject({
      status: 403,
      body: { code: 'permission-missing' },
    });
  });

  it('leaves nothing of an upload that breaks off', async () => {
    const { hostname, port } = new URL(server.url);
    const boundary = 'xxxx';
    const sending = request({
      host: hostname,
      port,
      path: '/checkpoints/imports',
      method: 'POST',
      headers: { ...keys['an.engineer'], 'content-type': `multipart/form-data; boundary=${boundary}` },
    });
    const ended = new Promise((resolve) => sending.once('error', resolve));
    sending.write(`--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.zip"\r\n\r\n`);
    sending.write(randomBytes(200_000));
    const quarantine = join(server.platform.config.home, 'quarantine');
    await expect.poll(() => readdir(quarantine)).toHaveLength(1);
    sending.destroy(new Error('cable'));
    await ended;
    await expect.poll(() => readdir(quarantine), { timeout: 10_000 }).toHaveLength(0);
  });
});

describe('GET /checkpoints/imports', () => {
  it('lists page by page, filtered and sorted', async () => {
    const all = await get('/checkpoints/imports?sort=started');
    const { items } = all.body as { items: { id: string; outcome: string }[] };
    expect(items.length).toBeGreaterThan(4);
    const first = await get('/checkpoints/imports?sort=started&limit=1');
    expect(first.body).toEqual({ items: [items[0]], next: items[0].id });
    const second = await get(`/checkpoints/imports?sort=started&limit=1&after=${first.body.next}`);
    expect(second.body.items).toEqual([items[1]]);
    const refused = await get('/checkpoints/imports?outcome=refused');
    expect(refused.body.items.map(({ id }: { id: string }) => id)).toEqual(
      items
        .filter(({ outcome }) => outcome === 'refused')
        .map(({ id }) => id)
        .reverse(),
    );
  });

  it('knows what there is', async () => {
    expect(await get('/checkpoints/imports/imp_none')).toMatchObject({
      status: 404,
      body: { code: 'import-unknown' },
    });
    expect(await get('/checkpoints/imports?outcome=perhaps')).toMatchObject({ status: 400 });
    expect(await get('/checkpoints/imports', 'nobody')).toMatchObject({ status: 401 });
  });
});
