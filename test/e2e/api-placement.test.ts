import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { environmentFor, readConfig, repositoryRoot } from '@maquette/platform';
import { keysFor } from './support/keys';
import { startTestServer, type TestServer } from './support/test-server';

// real: api, embedded Postgres, routing and placement. The pool has a worker that only registered, as a worker with
// MAQUETTE_LABELS would.
const PROMPT = 'a compact bathroom with white tiles';
const POOL = 'local-cpu';
let server: TestServer;
let keys: Record<'olga' | 'vera', { authorization: string }>;

beforeAll(async () => {
  server = await startTestServer();
  keys = await keysFor(server.platform, { olga: ['operator'], vera: ['viewer'] });
  const { labels } = readConfig({ MAQUETTE_LABELS: '4k,hdr' }, repositoryRoot(__dirname));
  const worker = { pool: POOL, domains: 'all', host: 'here', processId: 1, device: 'cpu' } as const;
  await server.platform.workers.register({ id: 'wrk_here', ...worker, memoryBytes: 8e9, labels });
});
afterAll(() => server?.close());
beforeEach(() => server.platform.workers.seen('wrk_here', { warmCheckpoints: [] }));

type Answer = { status: number; headers: Headers; body: Record<string, unknown> };

async function send(method: string, path: string, body?: unknown, headers = {}): Promise<Answer> {
  const response = await fetch(server.url + path, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const answer = (await response.json()) as Record<string, unknown>;
  return { status: response.status, headers: response.headers, body: answer };
}

const submit = (more = {}, headers = {}) =>
  send('POST', '/generations', { prompt: PROMPT, seconds: 0.5, ...more }, headers);
const set = (change: unknown, who: { authorization: string } = keys.olga) =>
  send('PATCH', `/pools/${POOL}`, change, who);
const cancelAll = async () => {
  const { items } = await server.platform.ledger.list({ limit: 100, order: 'asc' });
  for (const { id } of items) await server.platform.ledger.cancel(id);
};

describe('what a request says of where it goes', () => {
  it('is the labels of its pool: those of the workers, and those that operators gave', async () => {
    expect(await submit({ labels: ['hdr', '4k'] })).toMatchObject({ status: 202, body: { pool: POOL } });
    const refused = await submit({ labels: ['4k', 'vault'] });
    expect(refused).toMatchObject({ status: 503, body: { code: 'checkpoint-unavailable' } });
    expect(refused.body.detail).toContain(`Pool ${POOL} has no label vault.`);
    expect(refused.headers.get('retry-after')).toBeNull(); // it does not pass by waiting
    expect(await set({ givenLabels: ['vault'] })).toMatchObject({
      status: 200,
      body: { labels: ['4k', 'hdr'], givenLabels: ['vault'] },
    });
    expect(await submit({ labels: ['4k', 'vault'] })).toMatchObject({ status: 202 });
    const route = await send('GET', `/route?prompt=${encodeURIComponent(PROMPT)}&labels=4k,hall`);
    expect(route.body).toMatchObject({ outcome: 'unavailable' });
  });

  it('is the file that comes with it', async () => {
    const joke = { prompt: 'tell me a joke about a lion' };
    expect(await submit(joke)).toMatchObject({ status: 400, body: { code: 'domain-unclassified' } });
    const { status, headers } = await submit({ ...joke, attachment: 'lion house.ifc' });
    expect([status, headers.get('x-maquette-domain')]).toEqual([202, 'architecture']);
    expect(await submit({ attachment: 'lion.jpg' })).toMatchObject({ body: { code: 'attachment-unknown' } });
    expect(await submit({ attachment: ['ifc'] })).toMatchObject({ status: 400 });
  });

  it('is what the checkpoint must be able to do', async () => {
    const painting = await submit({ conditioning: ['known-pixels'] });
    const { record } = server.platform.registry.checkpoint('architecture/example@1.0.0');
    const able = ['known', 'mask'].every((name) =>
      record.contract.inputs.some((input) => input.name === name),
    );
    expect(painting.status).toBe(able ? 202 : 503);
    expect(await submit({ conditioning: ['sound'] })).toMatchObject({
      body: { code: 'conditioning-unknown' },
    });
  });
});

describe('a pool’s limits', () => {
  afterAll(() => set({ maxQueued: 50, clientQueued: 200 }));

  it('are set by those who manage pools, within bounds, and recorded', async () => {
    expect((await set({ maxQueued: 5 }, keys.vera)).status).toBe(403);
    expect((await send('PATCH', `/pools/${POOL}`, { maxQueued: 5 })).status).toBe(401);
    expect(await set({})).toMatchObject({ status: 400, body: { code: 'change-empty' } });
    expect(await set({ clientRunning: 0 })).toMatchObject({
      status: 400,
      body: { code: 'limit-out-of-range' },
    });
    expect((await set({ maxQueued: '5' })).status).toBe(400);
    expect((await set({ state: 'paused' })).status).toBe(400);
    expect(await send('PATCH', '/pools/nowhere', { maxQueued: 5 }, keys.olga)).toMatchObject({
      status: 404,
      body: { code: 'pool-unknown' },
    });
    expect((await set({ maxQueued: 7, maxWaitSeconds: 90 })).body).toMatchObject({
      maxQueued: 7,
      clientQueued: 200,
    });
    expect((await set({ maxWaitSeconds: null })).body).toMatchObject({ maxQueued: 7, maxWaitSeconds: null });
    await server.platform.audit.sync();
    const entries = await send(
      'GET',
      `/audit/entries?subject=${POOL}&kind=pool.changed`,
      undefined,
      keys.olga,
    );
    expect(JSON.stringify(entries.body)).toContain('"maxQueued":7');
  });

  it('answer 503 with a time to come again, on both ways in, and let others pass', async () => {
    await cancelAll();
    await set({ maxQueued: 50, clientQueued: 1 });
    expect((await submit()).status).toBe(202);
    for (const full of [await submit(), await send('POST', '/v1/videos', { prompt: PROMPT, seconds: '1' })]) {
      expect(full.status).toBe(503);
      expect(Number(full.headers.get('retry-after'))).toBeGreaterThanOrEqual(5);
      expect(JSON.stringify(full.body)).toMatch(/pool[-_]full/);
    }
    expect((await submit({}, keys.olga)).status).toBe(202);
    await set({ maxQueued: 0 });
    expect(await submit({}, keys.vera)).toMatchObject({ status: 503, body: { code: 'pool-full' } });
  });
});

describe('whose request it is', () => {
  it('says the key that came with it; a key of another api counts as none, a withdrawn one of ours is refused', async () => {
    const clientOf = async (headers = {}) => (await submit({}, headers)).body.client;
    expect(await clientOf(keys.olga)).toBe('olga');
    expect(await clientOf()).toBe('anonymous');
    expect(await clientOf({ 'x-maquette-client': 'olga' })).toBe('anonymous');
    expect(await clientOf({ authorization: 'Bearer sk-live-of-somebody-else' })).toBe('anonymous');
    const forged = keys.olga.authorization.replace(/.$/, (last) => (last === 'A' ? 'E' : 'A'));
    expect((await submit({}, { authorization: forged })).status).toBe(401);
  });

  it('decides how urgent it may be', async () => {
    expect((await submit({ priority: 'urgent' })).status).toBe(403);
    expect((await submit({ priority: 'urgent' }, keys.vera)).status).toBe(403);
    expect(await submit({ priority: 'urgent' }, keys.olga)).toMatchObject({ body: { priority: 'urgent' } });
  });
});

describe('the estimate', () => {
  const startOf = ({ body }: Answer) => new Date(body.estimatedStartAt as string).getTime();

  it('follows what happens after it was given, and what was told first stays', async () => {
    await cancelAll();
    const ahead = await submit({ seconds: 20 });
    const behind = await submit({ seconds: 1 });
    const told = startOf(behind);
    expect(told).toBeGreaterThan(startOf(ahead) + 5_000);
    await server.platform.measures.clip('architecture/example@1.0.0', 'cpu', {
      seconds: 400,
      megapixelFrames: 100,
    });
    const slower = await send('GET', `/generations/${String(behind.body.id)}`);
    expect(startOf(slower)).toBeGreaterThan(told + 60_000); // four times as long as was assumed
    await server.platform.ledger.cancel(String(ahead.body.id));
    const freed = await send('GET', `/generations/${String(behind.body.id)}`);
    expect(startOf(freed)).toBeLessThan(told);
    expect(new Date(freed.body.firstEstimatedStartAt as string).getTime()).toBe(told);
  });

  it('is what was told once nobody can say better', async () => {
    const { body } = await submit();
    await server.platform.ledger.cancel(String(body.id));
    const cancelled = await send('GET', `/generations/${String(body.id)}`);
    expect(cancelled.body.estimatedStartAt).toBe(body.estimatedStartAt);
  });
});

it('hands a worker’s labels on to the process that it starts', () => {
  const config = readConfig({ MAQUETTE_LABELS: '4k,hdr' }, repositoryRoot(__dirname));
  expect(environmentFor(config)).toMatchObject({ MAQUETTE_LABELS: '4k,hdr' });
  expect(() => readConfig({ MAQUETTE_LABELS: '4K' }, repositoryRoot(__dirname))).toThrow(/MAQUETTE_LABELS/);
});
