import { afterAll, beforeAll, expect, it } from 'vitest';
import { localOperator } from '@maquette/access';
import { admitWorker } from '@maquette/platform';
import { keysFor } from './support/keys';
import { startTestServer, type TestServer } from './support/test-server';

// real: api, embedded Postgres, the queue. The pool has a worker that only registered.
let server: TestServer;
let keys: Record<'olga' | 'vera', { authorization: string }>;

beforeAll(async () => {
  server = await startTestServer();
  keys = await keysFor(server.platform, { olga: ['operator'], vera: ['viewer'] });
  const worker = { pool: 'local-cpu', domains: 'all', host: 'here', processId: 1, device: 'cpu' } as const;
  await server.platform.workers.register({ id: 'wrk_pools', ...worker, memoryBytes: 1e9 });
});
afterAll(() => server?.close());

const ask = (path: string, headers: Record<string, string> = keys.olga, method = 'GET') =>
  fetch(server.url + path, { method, headers });
const json = async (answer: Promise<Response>) => (await answer).json() as Promise<Record<string, unknown>>;

async function submit(): Promise<string> {
  const body = JSON.stringify({ prompt: 'a compact bathroom with white tiles', seconds: 0.5 });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${server.url}/generations`, { method: 'POST', headers, body });
  expect(answer.status).toBe(202);
  return ((await answer.json()) as { id: string }).id;
}

it('shows operators the pool and, page by page, what waits there, without prompts', async () => {
  const ids = [await submit(), await submit(), await submit()];
  expect(await json(ask('/pools'))).toMatchObject({
    items: [{ name: 'local-cpu', state: 'open', workers: 1, queued: 3, running: 0, parked: 0 }],
  });
  const first = await json(ask('/pools/local-cpu/queue?limit=2'));
  const second = await json(ask(`/pools/local-cpu/queue?limit=2&after=${String(first.next)}`));
  const items = [...(first.items as { id: string }[]), ...(second.items as { id: string }[])];
  expect(items.map(({ id }) => id)).toEqual(ids);
  expect(second.next).toBeNull();
  expect(JSON.stringify(items)).not.toContain('bathroom');
});

it('pauses, drains and resumes, and answers claims accordingly', async () => {
  const id = await submit();
  expect(await json(ask('/pools/local-cpu/pause', keys.olga, 'POST'))).toMatchObject({ state: 'paused' });
  expect(await server.platform.ledger.claim(id, 'wrk_pools', 1000)).toBeNull();
  expect(await json(ask('/pools/local-cpu/drain', keys.olga, 'POST'))).toMatchObject({ state: 'draining' });
  expect(await json(ask('/pools/local-cpu/resume', keys.olga, 'POST'))).toMatchObject({ state: 'open' });
});

it('lists what is parked with its error, and takes it up again', async () => {
  const id = await submit();
  const { ledger } = server.platform;
  // Whichever is next in turn: earlier ones are claimed out of the way.
  let taken = await ledger.claim(id, 'wrk_pools', 60_000);
  while (taken && taken.generation.id !== id) taken = await ledger.claim(id, 'wrk_pools', 60_000);
  await ledger.park(taken!.claim, { code: 'encoder-failed', message: 'It broke.' });
  expect(await json(ask('/pools/local-cpu/parked'))).toMatchObject({
    items: [{ id, error: { code: 'encoder-failed' } }],
  });
  expect(await json(ask(`/generations/${id}/requeue`, keys.olga, 'POST'))).toMatchObject({ state: 'queued' });
  expect((await ask(`/generations/${id}/requeue`, keys.olga, 'POST')).status).toBe(409);
});

it.each([
  ['GET', '/pools', 403],
  ['GET', '/pools/local-cpu/queue', 403],
  ['POST', '/pools/local-cpu/pause', 403],
  ['POST', '/generations/gen_x/requeue', 403],
  ['GET', '/metrics', 403],
])('refuses %s %s to a viewer, and to nobody', async (method, path, status) => {
  expect((await ask(path, keys.vera, method)).status).toBe(status);
  expect((await ask(path, {}, method)).status).toBe(401);
});

it('says so when there is no such pool', async () => {
  for (const [method, path] of [
    ['GET', '/pools/nowhere'],
    ['GET', '/pools/nowhere/queue'],
    ['POST', '/pools/nowhere/pause'],
  ]) {
    expect(await json(ask(path, keys.olga, method))).toMatchObject({ code: 'pool-unknown' });
  }
});

it('shows its metrics as Prometheus reads them, to a key alone, wherever it is asked from', async () => {
  expect((await fetch(`${server.url}/metrics`, { headers: { 'x-forwarded-for': '127.0.0.1' } })).status).toBe(
    401,
  );
  const refused = { method: 'POST', headers: { 'content-type': 'application/json' } };
  await fetch(`${server.url}/generations`, { ...refused, body: '{"prompt":"tell me a joke"}' });
  const answer = await ask('/metrics');
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  const text = await answer.text();
  expect(text).toMatch(/^maquette_queue_depth\{pool="local-cpu",app="api"\} \d+$/m);
  expect(text).toMatch(
    /^maquette_route_decisions_total\{outcome="classified",domain="architecture",app="api"\} [1-9]/m,
  );
  expect(text).toMatch(
    /^maquette_route_decisions_total\{outcome="unclassified",domain="",app="api"\} [1-9]/m,
  );
  expect(text).toMatch(/^maquette_workers\{pool="local-cpu",app="api"\} \d$/m);
  expect(text).toContain('process_resident_memory_bytes');
});

it('admits workers by the token of their own pool alone', async () => {
  const { access, config } = server.platform;
  const operator = localOperator('test');
  const { id, key } = await access.issueJoinToken(operator, 'far-gpu');
  const joining = (joinToken: string | null, pool: string, embedded = false) =>
    admitWorker({
      config: { ...config, joinToken, pool },
      access,
      database: { ...server.platform.database, embedded },
    });
  expect(await joining(key, 'far-gpu')).toBe('worker@far-gpu');
  expect(await joining(null, 'local-cpu', true)).toBeNull();
  const refused = { kind: 'refused', code: 'join-token-refused' };
  await expect(joining(key, 'local-cpu')).rejects.toMatchObject(refused);
  await expect(
    joining(`${key.slice(0, -1)}${key.endsWith('A') ? 'E' : 'A'}`, 'far-gpu'),
  ).rejects.toMatchObject(refused);
  await expect(joining(keys.olga.authorization.slice(7), 'far-gpu')).rejects.toMatchObject(refused);
  await expect(joining(null, 'far-gpu')).rejects.toMatchObject({ code: 'join-token-missing' });
  expect((await ask('/pools', { authorization: `Bearer ${key}` })).status).toBe(401);
  await access.withdraw(operator, id);
  await expect(joining(key, 'far-gpu')).rejects.toMatchObject(refused);
});
