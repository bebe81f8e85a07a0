import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localOperator, type Role } from '@maquette/access';
import { isInCanary } from '@maquette/routing';
import { writeCheckpoint } from '../fixtures/registry/build-registry';
import { keysFor } from './support/keys';
import { startTestServer, type TestServer } from './support/test-server';

// real: api, embedded Postgres, registry, signatures, the decision. Clients are told apart by their keys, or what they say of themselves.
const PROMPT = 'a bright kitchen with an oak floor';
const ID = 'architecture/example';
const CLIENTS = Array.from({ length: 12 }, (_, i) => `studio-${i}`);

let server: TestServer;
let folder: string;
let keys: Record<string, { authorization: string }>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maquette-canary-'));
  server = await startTestServer();
  const clients = Object.fromEntries(CLIENTS.map((name) => [name, ['viewer'] as Role[]]));
  keys = await keysFor(server.platform, { ...clients, engineer: ['engineer'], operator: ['operator'] });
  await publish('1.1.0');
  await publish('1.2.0');
}, 240_000);
afterAll(async () => {
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

async function publish(version: string): Promise<void> {
  const { datasets, quality } = server.platform.registry.checkpoint(`${ID}@1.0.0`).record;
  const written = await writeCheckpoint(join(folder, version), { datasets, version, quality });
  const operator = localOperator('test');
  await server.platform.imports.bring(operator, { path: written.folder });
  await server.platform.checkpoints.publish(operator, `${ID}@${version}`);
}

async function put(who: string, alias: string, body: unknown) {
  const response = await fetch(`${server.url}/checkpoints/${ID}/aliases/${alias}`, {
    method: 'PUT',
    headers: { ...keys[who], 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** Where a client's prompt goes, by the headers of the answer. */
async function routed(client: string | null, query = ''): Promise<Record<string, string | null>> {
  const response = await fetch(`${server.url}/route?prompt=${encodeURIComponent(PROMPT)}${query}`, {
    headers: client ? keys[client] : {},
  });
  await response.arrayBuffer();
  const header = (name: string) => response.headers.get(`x-maquette-${name}`);
  return {
    checkpoint: header('checkpoint'),
    canary: header('canary'),
    outcome: header('outcome'),
    attempts: header('attempts'),
    algorithm: header('algorithm'),
    digest: header('checkpoint-digest'),
    decision: header('decision'),
  };
}

describe('a canary over HTTP', () => {
  it('is given by those who may move stable', async () => {
    const half = { target: '1.1.0', expected: null, percent: 50 };
    expect(await put('operator', 'canary', half)).toMatchObject({
      status: 409,
      body: { code: 'canary-without-stable' },
    });
    await put('operator', 'stable', { target: '1.0.0', expected: null });
    expect(await put('engineer', 'canary', half)).toMatchObject({ status: 403 });
    for (const percent of [-1, 101, 1.5, '10'])
      expect(await put('operator', 'canary', { ...half, percent })).toMatchObject({ status: 400 });
    expect(await put('operator', 'canary', half)).toMatchObject({ status: 200, body: { percent: 50 } });
  });

  it('takes its clients from the next decision on, the same each time, and no others', async () => {
    for (const client of CLIENTS) {
      const isIn = isInCanary(client, ID, 50);
      const expected = { checkpoint: `${ID}@${isIn ? '1.1.0' : '1.0.0'}`, canary: String(isIn) };
      expect(await routed(client), client).toMatchObject({
        ...expected,
        outcome: 'classified',
        attempts: '1',
      });
      expect(await routed(client), client).toMatchObject(expected);
    }
  });

  it('only gains clients when it grows, and lets all go at 0', async () => {
    const inside = async () => {
      const found = await Promise.all(
        CLIENTS.map(async (client) => (await routed(client)).canary === 'true'),
      );
      return CLIENTS.filter((_, i) => found[i]);
    };
    const before = await inside();
    expect(before.length).toBeGreaterThan(0);
    await put('operator', 'canary', { target: '1.1.0', expected: '1.1.0', percent: 80 });
    const after = await inside();
    expect(after.length).toBeGreaterThan(before.length);
    expect(after).toEqual(expect.arrayContaining(before));
    await put('engineer', 'canary', { target: '1.1.0', expected: '1.1.0', percent: 0 });
    expect(await inside()).toEqual([]);
  });

  it('tells those without a key apart by the name that they give themselves, else by their address', async () => {
    await put('operator', 'canary', { target: '1.1.0', expected: '1.1.0', percent: 50 });
    const ask = async (path: string, headers: Record<string, string>, body?: string) => {
      const method = body ? 'POST' : 'GET';
      const response = await fetch(server.url + path, { method, headers, body });
      await response.arrayBuffer();
      return response.headers.get('x-maquette-canary');
    };
    const route = `/route?prompt=${encodeURIComponent(PROMPT)}`;
    const body = JSON.stringify({ prompt: PROMPT, seconds: 0.1 });
    for (const name of ['tablet-1', 'tablet-2', 'tablet-3', 'tablet-4', CLIENTS[0]]) {
      const isIn = String(isInCanary(`named:${name}`, ID, 50));
      const named = { 'x-maquette-client': name };
      const json = { ...named, 'content-type': 'application/json' };
      expect([await ask(route, named), await ask('/generations', json, body)], name).toEqual([isIn, isIn]);
    }
    const isIn = String(isInCanary('address:127.0.0.1', ID, 50));
    expect([await ask(route, {}), await ask(route, { 'x-maquette-client': ' ' })]).toEqual([isIn, isIn]);
  });

  it('is no other share for a client with a key, whatever it calls itself', async () => {
    for (const client of CLIENTS.slice(0, 4)) {
      const headers = { ...keys[client], 'x-maquette-client': 'tablet-1' };
      const response = await fetch(`${server.url}/route?prompt=${encodeURIComponent(PROMPT)}`, { headers });
      expect(response.headers.get('x-maquette-canary'), client).toBe(String(isInCanary(client, ID, 50)));
    }
  });

  it('can be asked for by anybody, as any published version', async () => {
    const asked = await routed(null, `&checkpoint=${ID}@canary`);
    expect(asked).toMatchObject({ checkpoint: `${ID}@1.1.0`, canary: 'false' });
    expect(asked.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(asked.algorithm).toMatch(/^maquette-routing\//);
  });
});

describe('x-maquette-* on what is submitted', () => {
  const submit = (path: string, body: unknown, client?: string) =>
    fetch(server.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(client && keys[client]) },
      body: JSON.stringify(body),
    });

  it.each([
    ['/generations', { prompt: PROMPT, seconds: 0.1 }],
    ['/v1/videos', { prompt: PROMPT, seconds: '4' }],
  ])('stands on the answer of %s, and names the record', async (path, body) => {
    const response = await submit(path, body, CLIENTS[0]);
    const { id } = (await response.json()) as { id: string };
    const { decisionId, decision } = await server.platform.ledger.get(id);
    expect(response.headers.get('x-maquette-decision')).toBe(decisionId);
    expect(response.headers.get('x-maquette-checkpoint')).toBe(decision.checkpoint);
    expect(response.headers.get('x-maquette-canary')).toBe(String(decision.canary));
    expect(response.headers.get('x-maquette-attempts')).toBe('1');
    expect(decision.attempts).toMatchObject([{ checkpoint: decision.checkpoint, pool: decision.pool }]);
    const again = await fetch(`${server.url}${path}/${id}`);
    expect(again.headers.get('x-maquette-decision')).toBe(decisionId);
  });

  it.each([
    ['/generations', { prompt: 'quarterly tax report of a bakery' }, 'unclassified'],
    ['/v1/videos', { prompt: 'quarterly tax report of a bakery' }, 'unclassified'],
    ['/generations', { prompt: 'a kitchen full of gore and severed limbs' }, 'skipped_by_policy'],
  ])('stands on a refusal of %s too', async (path, body, outcome) => {
    const response = await submit(path, body);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.headers.get('x-maquette-outcome')).toBe(outcome);
    expect(response.headers.get('x-maquette-decision')).toMatch(/^dec_/);
    expect(response.headers.get('x-maquette-checkpoint')).toBeNull();
    expect(response.headers.get('x-maquette-attempts')).toBe('0');
  });
});
