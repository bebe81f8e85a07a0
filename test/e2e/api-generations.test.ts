import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from './support/test-server';

// real: api, embedded Postgres, queue, store, registry, embeddings, composer, camera. missing: a worker.
let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
}, 240_000);
afterAll(() => server?.close());

const PROMPT = 'a small bathroom with white tiles and a bathtub, in the evening';

function post(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${server.url}/generations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

async function json(response: Response): Promise<Record<string, never>> {
  return (await response.json()) as Record<string, never>;
}

describe('POST /generations', () => {
  it('accepts a prompt, says where it went, and keeps the scene', async () => {
    const response = await post({ prompt: PROMPT, seconds: 1, seed: 7 });
    const body = await json(response);
    expect(response.status, JSON.stringify(body)).toBe(202);
    expect(response.headers.get('location')).toBe(`/generations/${body.id}`);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'x-maquette-outcome': 'classified',
      'x-maquette-domain': 'architecture',
      'x-maquette-checkpoint': 'architecture/example@1.0.0',
      'x-maquette-pool': 'local-cpu',
    });
    expect(body).toMatchObject({
      state: 'queued',
      framesDone: 0,
      framesTotal: 24,
      request: { prompt: PROMPT, seconds: 1, fps: 24, width: 960, height: 540, seed: 7 },
    });
    const scene = await json(await fetch(`${server.url}/generations/${body.id}/scene`));
    expect(scene).toMatchObject({ schema: 'maquette/scene/1', space: 'bathroom', seed: 7 });
    expect((scene.camera as { keyframes: unknown[] }).keyframes.length).toBeGreaterThan(1);
    expect(await server.platform.queue.depth('local-cpu')).toBeGreaterThan(0);
  });

  it('takes the scene document of an earlier generation as it is', async () => {
    const first = await json(await post({ prompt: PROMPT, seconds: 1 }));
    const scene = await json(await fetch(`${server.url}/generations/${first.id}/scene`));
    const second = await json(await post({ prompt: PROMPT, seconds: 1, scene }));
    expect(await json(await fetch(`${server.url}/generations/${second.id}/scene`))).toEqual(scene);
  });

  it.each([
    ['prompt-empty', { prompt: '' }],
    ['prompt-too-long', { prompt: 'room '.repeat(2_000) }],
    ['seconds-out-of-range', { prompt: PROMPT, seconds: 0 }],
    ['seconds-out-of-range', { prompt: PROMPT, seconds: -1 }],
    ['seconds-out-of-range', { prompt: PROMPT, seconds: 1e9 }],
    ['size-out-of-range', { prompt: PROMPT, width: 1, height: 1 }],
    ['size-out-of-range', { prompt: PROMPT, width: 100_000, height: 100_000 }],
    ['fields-invalid', { prompt: 12 }],
    ['fields-invalid', { prompt: PROMPT, sedonds: 3 }],
    ['fields-invalid', {}],
    ['body-unreadable', '{"prompt": '],
    ['checkpoint-reference-invalid', { prompt: PROMPT, checkpoint: 'daylight' }],
  ])('answers %s with a problem document', async (code, body) => {
    const response = await post(body);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await json(response)).toMatchObject({ type: `urn:maquette:error:${code}`, status: 400, code });
  });

  it('does not know a checkpoint that is not there', async () => {
    const response = await post({ prompt: PROMPT, checkpoint: 'architecture/nowhere' });
    expect([response.status, (await json(response)).code]).toEqual([404, 'checkpoint-unknown']);
  });

  it.each([
    [403, 'policy-refused', 'a nude child in a bedroom'],
    [400, 'domain-unclassified', 'explain the causes of the french revolution'],
    [503, 'checkpoint-unavailable', 'a runway model in a red silk evening gown, fashion lookbook'],
  ])('answers %i %s with the decision', async (status, code, prompt) => {
    const response = await post({ prompt });
    const body = await json(response);
    expect([response.status, body.code], JSON.stringify(body)).toEqual([status, code]);
    expect((body.details as { decision: { reasons: string[] } }).decision.reasons.length).toBeGreaterThan(0);
  });

  it('answers a body that is too large, and one of a type it does not read', async () => {
    const large = await post({ prompt: PROMPT, scene: { title: 'x'.repeat(5_000_000) } });
    expect([large.status, (await json(large)).code]).toEqual([413, 'body-too-large']);
    const other = await post('<prompt/>', { 'content-type': 'application/xml' });
    expect([other.status, (await json(other)).code]).toEqual([415, 'media-type-unsupported']);
  });

  it('is not to be called by pages of other origins', async () => {
    const response = await post({ prompt: PROMPT }, { origin: 'https://example.org' });
    expect([response.status, (await json(response)).code]).toEqual([403, 'origin-refused']);
  });
});

describe('DELETE /generations/:id', () => {
  it('cancels what waits', async () => {
    const { id } = await json(await post({ prompt: PROMPT, seconds: 1 }));
    const response = await fetch(`${server.url}/generations/${id}`, { method: 'DELETE' });
    expect([response.status, (await json(response)).state]).toEqual([200, 'cancelled']);
  });
});

describe('GET /generations/:id', () => {
  it('does not know what is not there', async () => {
    const response = await fetch(`${server.url}/generations/gen_nowhere`);
    expect([response.status, (await json(response)).code]).toEqual([404, 'generation-not-found']);
  });
});

describe('GET /generations/:id/events', () => {
  it('tells progress, and ends with the final state', async () => {
    const { id } = await json(await post({ prompt: PROMPT, seconds: 1 }));
    const response = await fetch(`${server.url}/generations/${id}/events`);
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    let text = '';
    let events = 0;
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      if (events++ === 0) await server.platform.ledger.cancel(String(id));
    }
    expect(text).toMatch(/^event: progress\ndata: \{.*"state":"queued".*\}\n\n/);
    expect(text).toMatch(/event: cancelled\ndata: \{.*"state":"cancelled".*\}\n\n$/);
  });

  it('answers an unknown one with a problem document', async () => {
    const response = await fetch(`${server.url}/generations/gen_nowhere/events`);
    expect([response.status, (await json(response)).code]).toEqual([404, 'generation-not-found']);
  });
});

describe('the other routes', () => {
  it('GET /route decides without a generation', async () => {
    const query = new URLSearchParams({ prompt: PROMPT });
    const response = await fetch(`${server.url}/route?${query}`);
    expect(await json(response)).toMatchObject({ outcome: 'classified', domain: 'architecture' });
    expect(response.headers.get('x-maquette-domain')).toBe('architecture');
  });

  it('GET /route needs a prompt, and knows its fields', async () => {
    expect((await fetch(`${server.url}/route`)).status).toBe(400);
    expect((await fetch(`${server.url}/route?prompt=a+room&territory=XX`)).status).toBe(400);
  });

  it('GET /checkpoints lists the registry, and shows one with its datasets', async () => {
    const { items } = await json(await fetch(`${server.url}/checkpoints`));
    expect(items).toMatchObject([{ reference: 'architecture/example@1.0.0', state: 'ready' }]);
    const shown = await json(await fetch(`${server.url}/checkpoints/architecture/example`));
    expect(shown).toMatchObject({
      datasets: [{ id: 'example-rooms', licence: 'CC0-1.0', roles: ['train'] }],
    });
    expect((await fetch(`${server.url}/checkpoints/architecture/nowhere`)).status).toBe(404);
  });

  it('GET /health says that it lives and is ready', async () => {
    expect(await json(await fetch(`${server.url}/health/live`))).toEqual({ status: 'live' });
    const ready = await fetch(`${server.url}/health/ready`);
    expect(await json(ready)).toMatchObject({ status: 'ready', checks: { database: { ok: true } } });
  });

  it('GET /openapi.json describes the routes', async () => {
    const { paths } = await json(await fetch(`${server.url}/openapi.json`));
    for (const path of ['/generations', '/generations/{id}/events', '/v1/videos/{id}/content', '/route']) {
      expect(Object.keys(paths)).toContain(path);
    }
  });

  it('an unknown route is a problem document', async () => {
    const response = await fetch(`${server.url}/nowhere`);
    expect([response.status, (await json(response)).code]).toEqual([404, 'route-not-found']);
  });
});
