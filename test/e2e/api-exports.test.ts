import { createHash } from 'node:crypto';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keysFor } from './support/keys';
import { startTestServer, type TestServer } from './support/test-server';

// real: api, embedded Postgres, registry and log; the checkpoint is the small example.
let server: TestServer;
let keys: Record<'ana' | 'vic' | 'kim', { authorization: string }>;
const CHECKPOINT = '/checkpoints/architecture/example@1.0.0/export';

beforeAll(async () => {
  server = await startTestServer();
  keys = await keysFor(server.platform, { ana: ['auditor'], vic: ['viewer'], kim: ['engineer'] });
}, 240_000);
afterAll(() => server?.close());

const get = (path: string, headers = {}) => fetch(server.url + path, { headers });

async function problem(response: Response) {
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  return { status: response.status, ...((await response.json()) as { code: string }) };
}

async function exported(subject: string) {
  const entries = await server.platform.audit.entriesOf(subject);
  return entries
    .filter(({ kind }) => kind === 'record.exported')
    .map(({ leaf }) => JSON.parse(leaf).data as object);
}

describe('documents of a checkpoint', () => {
  it.each([
    ['cyclonedx-1.6', 'application/vnd.cyclonedx+json; version=1.6', 'cyclonedx-1.6.cdx.json'],
    ['cyclonedx-1.7', 'application/vnd.cyclonedx+json; version=1.7', 'cyclonedx-1.7.cdx.json'],
    ['spdx', 'application/spdx+json', 'spdx.json'],
    ['eu-summary-html', 'text/html; charset=utf-8', 'eu-training-summary.html'],
    ['eu-summary-pdf', 'application/pdf', 'eu-training-summary.pdf'],
    ['ab2013-html', 'text/html; charset=utf-8', 'ab2013-training-data.html'],
    ['ab2013-pdf', 'application/pdf', 'ab2013-training-data.pdf'],
  ])('come under their media type and name: %s', async (format, mediaType, suffix) => {
    const response = await get(`${CHECKPOINT}?format=${format}`, keys.vic);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(mediaType);
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="architecture-example-1.0.0.${suffix}"`,
    );
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(1000);
  });

  it('are the documents themselves', async () => {
    const bom = await (await get(`${CHECKPOINT}?format=cyclonedx-1.7`, keys.vic)).text();
    const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot7);
    expect(await validator.validate(bom)).toBeNull();
    const html = await (await get(`${CHECKPOINT}?format=ab2013-html`, keys.vic)).text();
    expect(html).toContain('Training data documentation (AB 2013)');
  });

  it('are refused without a key, in an unknown format, and of what is not there', async () => {
    expect(await problem(await get(`${CHECKPOINT}?format=spdx`))).toMatchObject({
      code: 'not-authenticated',
    });
    expect((await get(`${CHECKPOINT}?format=docx`, keys.vic)).status).toBe(400);
    expect((await get(CHECKPOINT, keys.vic)).status).toBe(400);
    const none = await get('/checkpoints/architecture/none/export?format=spdx', keys.vic);
    expect(await problem(none)).toMatchObject({ status: 404, code: 'checkpoint-unknown' });
  });
});

describe('the archive of a checkpoint', () => {
  it('carries evidence, so not everybody gets it, and it is recorded who did', async () => {
    for (const key of [keys.vic, keys.kim]) {
      const refused = await problem(await get(`${CHECKPOINT}?format=zip`, key));
      expect(refused).toMatchObject({ status: 403, code: 'permission-missing' });
    }
    expect(await exported('architecture/example')).toEqual([]);
    const response = await get(`${CHECKPOINT}?format=zip`, keys.ana);
    const first = digestOf(await response.arrayBuffer());
    expect(await exported('architecture/example')).toMatchObject([
      { by: 'ana', form: 'archive', evidenceFiles: 1 },
    ]);
    const again = await get(`${CHECKPOINT}?format=zip`, keys.ana);
    expect(digestOf(await again.arrayBuffer())).toBe(first);
  });
});

describe('documents of a dataset', () => {
  it.each([
    ['croissant', 'application/ld+json; profile="http://mlcommons.org/croissant/1.1"'],
    ['dta', 'application/json'],
    ['record', 'application/json'],
  ])('come as %s', async (format, mediaType) => {
    const response = await get(`/datasets/example-rooms/1.0.0/export?format=${format}`, keys.vic);
    expect(response.headers.get('content-type')?.replace('; charset=utf-8', '')).toBe(mediaType);
    expect(await response.json()).toBeTypeOf('object');
    const file = `example-rooms-1.0.0.${format === 'record' ? 'dataset' : format}.json`;
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${file}"`);
  });

  it('are refused of a version that is not there', async () => {
    const response = await get('/datasets/example-rooms/9.9.9/export?format=croissant', keys.vic);
    expect(await problem(response)).toMatchObject({ status: 404, code: 'dataset-unknown' });
  });
});

describe('packs', () => {
  it('are for auditors and licensing, and recorded', async () => {
    const path = '/packs?dataset=example-rooms@1.0.0';
    expect(await problem(await get(path))).toMatchObject({ code: 'not-authenticated' });
    expect(await problem(await get(path, keys.vic))).toMatchObject({
      status: 403,
      code: 'permission-missing',
    });
    expect(await exported('example-rooms')).toEqual([]);
    const response = await get(path, keys.ana);
    expect(response.headers.get('content-type')).toBe('application/zip');
    expect(response.headers.get('content-disposition')).toContain('example-rooms-1.0.0.pack.zip');
    const zip = Buffer.from(await response.arrayBuffer());
    expect(zip.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004');
    expect(await exported('example-rooms')).toMatchObject([{ by: 'ana', form: 'pack', kind: 'dataset' }]);
  });

  it('are of one subject', async () => {
    for (const query of ['', '?dataset=example-rooms&checkpoint=architecture/example']) {
      expect(await problem(await get(`/packs${query}`, keys.ana))).toMatchObject({
        status: 400,
        code: 'pack-subject-missing',
      });
    }
  });
});

function digestOf(bytes: ArrayBuffer): string {
  return createHash('sha256').update(Buffer.from(bytes)).digest('hex');
}
