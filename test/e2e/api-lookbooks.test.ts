import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wornPieces, type SceneDocument } from '@maquette/scene';
import { buildFashionRegistry } from './support/fashion-registry';
import { startTestServer, type TestServer } from './support/test-server';

// real: api, embedded Postgres, queue, composer. There is no worker: what is accepted waits.
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({}, buildFashionRegistry);
});
afterAll(() => server.close());

const post = (body: object): Promise<Response> =>
  fetch(`${server.url}/lookbooks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const PROMPT = 'a classic collection of tweed blazers and wool skirts in navy and ivory';

describe('POST /lookbooks', () => {
  it('accepts a generation a look, of one character', async () => {
    const answer = await post({ prompt: PROMPT, looks: 3, seed: 5 });
    expect(answer.status).toBe(202);
    const { looks } = (await answer.json()) as { looks: { id: string; state: string; request: object }[] };
    expect(looks.map(({ state }) => state)).toEqual(['queued', 'queued', 'queued']);
    expect(looks[2].request).toMatchObject({
      prompt: PROMPT,
      width: 832,
      height: 1216,
      keepFrames: true,
      look: { number: 3, of: 3 },
    });
    const scenes = await Promise.all(
      looks.map(async ({ id }) => (await fetch(`${server.url}/generations/${id}/scene`)).json()),
    );
    const characters = (scenes as SceneDocument[]).map(({ elements }) => elements[0].params?.character);
    expect(new Set(characters).size).toBe(1);
    const outfits = (scenes as SceneDocument[]).map((scene) =>
      wornPieces(scene)
        .map(({ name }) => name)
        .join(),
    );
    expect(new Set(outfits).size).toBe(3);
  });

  it.each([
    [400, 'look-out-of-range', { prompt: PROMPT, looks: 0 }],
    [400, 'look-out-of-range', { prompt: PROMPT, looks: 49 }],
    [400, 'domain-without-lookbooks', { prompt: 'a kitchen with oak floor and white walls' }],
    [403, 'licence-refused', { prompt: PROMPT, use: 'education' }],
    [400, undefined, { prompt: PROMPT, looks: 'many' }],
    [400, undefined, { prompt: PROMPT, scene: {} }],
  ])('answers %i %s, and accepts nothing', async (status, code, body) => {
    const answer = await post(body);
    expect(answer.status).toBe(status);
    if (code) expect(await answer.json()).toMatchObject({ code });
  });
});
