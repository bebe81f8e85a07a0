import OpenAI, { BadRequestError, NotFoundError, toFile } from 'openai';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestOf } from '@maquette/kernel';
import { startTestServer, type TestServer } from './support/test-server';

// real: the unmodified OpenAI client, api, embedded Postgres, queue, store, routing, composer. missing: a worker, so
// the test itself claims and publishes where a finished video is needed.
let server: TestServer;
let client: OpenAI;

beforeAll(async () => {
  server = await startTestServer();
  client = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: 'unused', maxRetries: 0 });
}, 240_000);
afterAll(() => server?.close());

const PROMPT = 'a modern office with desks and large windows at noon';

/** A label in the right form; what the bytes really carry is not looked at when they are served. */
const CREDENTIAL = 'urn:c2pa:0b6a9a4e-2f0e-4c58-9d0b-51a3f1d7a001';

/** Plays the worker: publishes these bytes as the clip. */
async function publish(id: string, clip: Buffer, poster: Buffer): Promise<void> {
  const { ledger, store } = server.platform;
  const taken = await ledger.claim(id, 'wrk_test', 60_000);
  const video = await store.putBytes(clip);
  const picture = await store.putBytes(poster);
  await ledger.publish(taken!.claim, [
    { kind: 'video', ...video, mediaType: 'video/mp4', frame: null, credential: CREDENTIAL },
    { kind: 'poster', ...picture, mediaType: 'image/jpeg', frame: null, credential: CREDENTIAL },
  ]);
}

async function sql(text: string, values: unknown[] = []): Promise<void> {
  const database = new Client({ connectionString: server.platform.database.url });
  await database.connect();
  try {
    await database.query(text, values);
  } finally {
    await database.end();
  }
}

describe('client.videos', () => {
  it('creates a video from multipart form data', async () => {
    const video = await client.videos.create({
      prompt: PROMPT,
      model: 'maquette',
      seconds: '4',
      size: '1280x720',
    });
    expect(video).toMatchObject({
      object: 'video',
      model: 'architecture/example@1.0.0',
      status: 'queued',
      progress: 0,
      prompt: PROMPT,
      seconds: '4',
      size: '1280x720',
      error: null,
      completed_at: null,
    });
    expect(Math.abs(video.created_at - Date.now() / 1_000)).toBeLessThan(120);
    const generation = await server.platform.ledger.get(video.id);
    expect(generation.request).toMatchObject({ width: 1280, height: 720, seconds: 4, fps: 24 });
    expect(await client.videos.retrieve(video.id)).toEqual(video);
  });

  it('has the same defaults for JSON', async () => {
    const response = await fetch(`${server.url}/v1/videos`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ prompt: PROMPT }),
    });
    expect(response.headers.get('x-maquette-domain')).toBe('architecture');
    expect(await response.json()).toMatchObject({ seconds: '4', size: '1280x720', status: 'queued' });
  });

  it('lists in pages, newest first, and the client walks them', async () => {
    const made: string[] = [];
    for (let i = 0; i < 3; i++) made.unshift((await client.videos.create({ prompt: PROMPT })).id);
    const page = await client.videos.list({ limit: 2 });
    expect(page.data.map(({ id }) => id)).toEqual(made.slice(0, 2));
    const walked: string[] = [];
    for await (const video of client.videos.list({ limit: 2 })) walked.push(video.id);
    expect(walked.slice(0, 3)).toEqual(made);
    const oldest = await client.videos.list({ limit: 1, order: 'asc' });
    expect(oldest.data[0].id).toBe(walked.at(-1));
  });

  it('gives the content of a finished video, whole, in part and by variant', async () => {
    const { id } = await client.videos.create({ prompt: PROMPT });
    const [clip, poster] = [Buffer.from('0123456789'.repeat(100)), Buffer.from('a poster')];
    await publish(id, clip, poster);
    expect(await client.videos.retrieve(id)).toMatchObject({ status: 'completed', progress: 100 });

    const content = await client.videos.downloadContent(id);
    expect(content.headers.get('content-type')).toBe('video/mp4');
    expect(Buffer.from(await content.arrayBuffer())).toEqual(clip);
    const thumbnail = await client.videos.downloadContent(id, { variant: 'thumbnail' });
    expect(thumbnail.headers.get('content-type')).toBe('image/jpeg');
    expect(Buffer.from(await thumbnail.arrayBuffer())).toEqual(poster);

    const url = `${server.url}/v1/videos/${id}/content`;
    const part = await fetch(url, { headers: { range: 'bytes=10-19' } });
    expect([part.status, await part.text()]).toEqual([206, '0123456789']);
    expect(part.headers.get('content-range')).toBe(`bytes 10-19/${clip.length}`);
    const beyond = await fetch(url, { headers: { range: 'bytes=5000-' } });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${clip.length}`]);
    const head = await fetch(url, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(clip.length)]);
    expect(head.headers.get('etag')).toBe(`"${digestOf(clip)}"`);
    expect((await fetch(url, { headers: { 'if-none-match': `"${digestOf(clip)}"` } })).status).toBe(304);
  });

  it('does not hand out a video that was published before there were credentials', async () => {
    const { id } = await client.videos.create({ prompt: PROMPT });
    await publish(id, Buffer.from('an unsigned clip'), Buffer.from('an unsigned poster'));
    await sql('ALTER TABLE artefact DROP CONSTRAINT artefact_credential_check');
    await sql('UPDATE artefact SET credential = NULL WHERE generation_id = $1', [id]);
    for (const variant of ['video', 'thumbnail'] as const) {
      await expect(client.videos.downloadContent(id, { variant })).rejects.toMatchObject({
        status: 409,
        code: 'credential_missing',
      });
    }
  });

  it('has no content before the video is finished', async () => {
    const { id } = await client.videos.create({ prompt: PROMPT });
    await expect(client.videos.downloadContent(id)).rejects.toThrow(NotFoundError);
    await expect(client.videos.downloadContent(id)).rejects.toMatchObject({ code: 'video_not_ready' });
    await expect(client.videos.downloadContent(id, { variant: 'spritesheet' })).rejects.toMatchObject({
      status: 400,
      param: 'variant',
    });
  });

  it('deletes: it is gone from the lists, and a running one is stopped', async () => {
    const { id } = await client.videos.create({ prompt: PROMPT });
    const taken = await server.platform.ledger.claim(id, 'wrk_test', 60_000);
    expect(await client.videos.delete(id)).toEqual({ id, object: 'video.deleted', deleted: true });
    await expect(client.videos.retrieve(id)).rejects.toMatchObject({ status: 404, code: 'video_not_found' });
    const beat = await server.platform.ledger.heartbeat(taken!.claim, { framesDone: 1, leaseMs: 60_000 });
    expect(beat).toBe('cancelled');
  });

  it('shows a cancelled one as failed, with that code', async () => {
    const { id } = await client.videos.create({ prompt: PROMPT });
    await server.platform.ledger.cancel(id);
    expect(await client.videos.retrieve(id)).toMatchObject({
      status: 'failed',
      error: { code: 'cancelled' },
    });
  });

  it('answers bad input in the shape that the client reads', async () => {
    const created = client.videos.create({ prompt: '' });
    await expect(created).rejects.toThrow(BadRequestError);
    await expect(created).rejects.toMatchObject({ code: 'prompt_empty', type: 'invalid_request_error' });
    await expect(client.videos.create({ prompt: PROMPT, size: '1x1' as never })).rejects.toMatchObject({
      code: 'size_out_of_range',
      param: 'width',
    });
    await expect(client.videos.create({ prompt: PROMPT, seconds: 'soon' as never })).rejects.toMatchObject({
      code: 'fields_invalid',
      param: 'seconds',
    });
    await expect(client.videos.create({ prompt: PROMPT, model: 'architecture/none' })).rejects.toMatchObject({
      status: 404,
      code: 'model_not_found',
    });
    await expect(client.videos.create({ prompt: 'a nude child in a bedroom' })).rejects.toMatchObject({
      status: 400,
      code: 'moderation_blocked',
    });
  });

  it('refuses a reference picture instead of ignoring it', async () => {
    const input_reference = await toFile(Buffer.from('picture'), 'room.png', { type: 'image/png' });
    await expect(client.videos.create({ prompt: PROMPT, input_reference })).rejects.toMatchObject({
      code: 'field_unsupported',
      param: 'input_reference',
    });
  });

  it('answers what is not there yet in the same shape', async () => {
    const remix = client.videos.remix('gen_nowhere', { prompt: PROMPT });
    await expect(remix).rejects.toMatchObject({ status: 404, code: 'route_not_found' });
  });
});
