import { mkdtemp, readFile, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Credentials, Engine, makeOwnAuthority } from '@maquette/credentials';
import { MAX_ATTEMPTS } from '@maquette/generation';
import { canonicalJson, digestOf } from '@maquette/kernel';
import { encodePng } from '@maquette/media';
import {
  assertLicensed,
  leaseTimes,
  openPlatform,
  submit,
  type Inspection,
  type Platform,
} from '@maquette/platform';
import { GenerationHandler } from '../../apps/worker/src/generation-handler';
import type { FrameListener, InferenceProcess } from '../../apps/worker/src/inference-process';
import { provenanceOf } from '../../apps/worker/src/provenance-of';
import { keysFor } from './support/keys';
import { startTestServer, type TestServer } from './support/test-server';

// real: the worker's way from claim to publication, signer, encoder, store, ledger, log, api. fake: the painter.
let server: TestServer;
let folder: string;
let reader: { authorization: string };
let duringPainting: () => Promise<void> = async () => undefined;

beforeAll(async () => {
  server = await startTestServer();
  folder = await mkdtemp(join(tmpdir(), 'maquette-e2e-credentials-'));
  ({ reader } = await keysFor(server.platform, { reader: ['viewer'] }));
});
afterAll(async () => {
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

const SIZE = { width: 64, height: 64 };
const FRAMES = 4;

const painter = {
  async render(_order: unknown, listener: FrameListener) {
    for (let frame = 0; frame < FRAMES; frame += 1) {
      await listener.frame(frame, new Uint8Array(SIZE.width * SIZE.height * 3).fill(40 * frame));
      if (frame === 1) await duringPainting();
    }
    return {};
  },
  cancel: () => undefined,
} as unknown as InferenceProcess;

function handler(): GenerationHandler {
  const { ledger, store, registry, credentials, installed, turns, config } = server.platform;
  const worker = { id: 'wrk_test', pool: config.pool, deviceKind: 'cpu', memoryBytes: 1e12, warm: [] };
  return new GenerationHandler({
    ledger,
    store,
    registry,
    credentials,
    installed,
    assertLicensed: (generation) => assertLicensed(server.platform, generation),
    workerId: worker.id,
    claimNext: (leaseMs) => turns.claimNext(worker, leaseMs),
    times: leaseTimes(config.leaseMs),
    measured: async () => undefined,
    inference: painter,
    workFolder: join(folder, 'work'),
    log: () => undefined,
  });
}

async function submitted(keepFrames = true): Promise<string> {
  const request = { prompt: 'a modern office with desks at noon', seconds: 0.5, fps: 8, ...SIZE, keepFrames };
  return (await submit(server.platform, { request })).generation.id;
}

/** Makes the next attempt due at once. */
async function due(id: string): Promise<void> {
  const client = new Client({ connectionString: server.platform.database.url });
  await client.connect();
  await client.query('UPDATE generation SET queued_at = now() WHERE id = $1', [id]);
  await client.end();
}

async function generated(): Promise<string> {
  const id = await submitted();
  await handler().handle({ generationId: id });
  return id;
}

/** Everything in the object store that begins as a picture does. */
async function picturesInStore(): Promise<number> {
  const root = join(server.platform.config.home, 'store');
  const files = await readdir(root, { recursive: true, withFileTypes: true });
  const heads = await Promise.all(
    files
      .filter((file) => file.isFile())
      .map(async (file) => (await readFile(join(file.parentPath, file.name))).subarray(0, 8)),
  );
  const text = heads.map((head) => head.toString('latin1'));
  return text.filter((head) => /^(\x89PNG|\xff\xd8\xff|....ftyp)/s.test(head)).length;
}

async function upload(
  bytes: Uint8Array,
  headers: Record<string, string> = reader,
  trust?: string,
): Promise<Response> {
  const body = new FormData();
  if (trust !== undefined) body.set('trust', trust);
  body.set('file', new Blob([Uint8Array.from(bytes)]), 'whatever.bin');
  return fetch(`${server.url}/inspect`, { method: 'POST', body, headers });
}

async function inspected(bytes: Uint8Array, trust?: string): Promise<Inspection> {
  const response = await upload(bytes, reader, trust);
  expect(response.status).toBe(200);
  return (await response.json()) as Inspection;
}

async function served(id: string, variant = 'video'): Promise<Response> {
  return fetch(`${server.url}/v1/videos/${id}/content?variant=${variant}`);
}

const signerFile = () => join(server.platform.config.home, 'credentials', 'signer.pem');

/** Takes the signer's key away while `work` runs. */
async function withoutSigner(work: () => Promise<void>): Promise<void> {
  await rename(signerFile(), join(folder, 'signer.pem'));
  try {
    await work();
  } finally {
    await rename(join(folder, 'signer.pem'), signerFile());
  }
}

describe('what the worker publishes', () => {
  it('is trusted, whatever its kind, and says what the log says', async () => {
    const { ledger, store, audit } = server.platform;
    const generation = await ledger.get(await generated());
    expect(generation).toMatchObject({ state: 'completed', error: null });
    expect(generation.artefacts.map(({ kind }) => kind).sort()).toEqual(
      ['video', 'poster', 'scene', ...Array<string>(FRAMES).fill('frame')].sort(),
    );
    const [accepted] = await audit.entriesOf(generation.id);
    const { data } = JSON.parse(accepted.leaf) as { data: Record<string, string> };
    for (const { kind, digest, credential } of generation.artefacts) {
      if (kind === 'scene') continue;
      const chunks = await (await store.read(digest)).toArray();
      const { verdict, credentials, trace } = await inspected(Buffer.concat(chunks as Buffer[]));
      expect([kind, verdict]).toEqual([kind, 'trusted']);
      expect(credentials!.manifest!.label).toBe(credential);
      expect(trace!.artefact.digest).toBe(digest);
      expect(credentials!.manifest!.provenance).toMatchObject({
        generation: generation.id,
        request: data.request,
        decision: data.decision,
        checkpoint: {
          reference: data.checkpoint,
          digest: data.checkpointDigest,
          record: data.checkpointRecord,
        },
      });
    }
    expect(data.request).toBe(digestOf(canonicalJson(generation.request)));
  });

  it('is served as it was signed', async () => {
    const id = await generated();
    for (const variant of ['video', 'thumbnail']) {
      const response = await served(id, variant);
      expect(await inspected(new Uint8Array(await response.arrayBuffer()))).toMatchObject({
        verdict: 'trusted',
      });
    }
  });
});

describe('when the signer is down', () => {
  it('before the painting: nothing is painted, nothing published, and it is tried again', async () => {
    const id = await submitted();
    const before = await picturesInStore();
    await withoutSigner(async () => {
      await handler().handle({ generationId: id });
      const { state, error, artefacts } = await server.platform.ledger.get(id);
      expect({ state, error, artefacts }).toMatchObject({
        state: 'queued',
        error: { code: 'signing-failed' },
        artefacts: [],
      });
      expect((await served(id)).status).toBe(404);
    });
    expect(await picturesInStore()).toBe(before);
    await due(id);
    await handler().handle({ generationId: id });
    expect((await served(id)).status).toBe(200);
  });

  it('in the midst of it: no unsigned picture is stored, nothing is served, the last attempt parks it', async () => {
    const id = await submitted(false);
    const before = await picturesInStore();
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      duringPainting = () => rename(signerFile(), join(folder, 'signer.pem'));
      await due(id);
      await handler().handle({ generationId: id });
      await rename(join(folder, 'signer.pem'), signerFile());
      const { state } = await server.platform.ledger.get(id);
      expect(state).toBe(attempt < MAX_ATTEMPTS ? 'queued' : 'parked');
      expect((await served(id)).status).toBe(404);
    }
    duringPainting = async () => undefined;
    expect(await server.platform.ledger.get(id)).toMatchObject({
      state: 'parked',
      error: { code: 'signing-failed' },
      artefacts: [],
    });
    expect(await picturesInStore()).toBe(before);
  });
});

describe('one root for an installation', () => {
  /** Another machine: the same database, a home of its own. */
  async function otherMachine(): Promise<Platform> {
    const { config, database } = server.platform;
    const home = await mkdtemp(join(folder, 'machine-'));
    const log = pino({ level: 'silent' });
    return openPlatform({ ...config, home, databaseUrl: database.url }, { log });
  }

  it('a machine without it reads credentials, signs nothing, and says what to do', async () => {
    const id = await generated();
    const other = await otherMachine();
    try {
      await expect(other.credentials.assertCanSign()).rejects.toMatchObject({
        code: 'signing-failed',
        message: expect.stringContaining('which this machine does not have'),
        hint: expect.stringContaining('Copy the folder'),
      });
      expect(await readdir(other.config.home)).not.toContain('credentials');
      expect(other.credentials.root).toEqual(server.platform.credentials.root);
      const clip = new Uint8Array(await (await served(id)).arrayBuffer());
      expect((await other.credentials.read({ bytes: clip })).report.state).toBe('Trusted');
    } finally {
      await other.close();
    }
  });
});

describe('POST /inspect', () => {
  it('is for those who may read records', async () => {
    expect((await upload(Buffer.from('…'), {})).status).toBe(401);
  });

  it.each([
    ['text', Buffer.from('hello'), 415, 'media-type-unsupported'],
    ['half a picture', Buffer.from('89504e470d0a1a0a0000', 'hex'), 400, 'media-unreadable'],
  ])('refuses %s', async (_what, bytes, status, code) => {
    const response = await upload(bytes);
    expect([response.status, await response.json()]).toMatchObject([status, { code }]);
  });

  it('refuses a request without a file, or with two', async () => {
    const post = (body: FormData | string) =>
      fetch(`${server.url}/inspect`, { method: 'POST', body, headers: reader });
    expect(await (await post(new FormData())).json()).toMatchObject({ code: 'file-missing' });
    expect((await post('{}')).status).toBeGreaterThanOrEqual(400);
    const two = new FormData();
    for (const name of ['one', 'two']) two.set(name, new Blob(['x']), name);
    const response = await post(two);
    expect([response.status, await response.json()]).toMatchObject([413, { code: 'body-too-large' }]);
  });

  it('leaves nothing behind', async () => {
    await upload(Buffer.from('hello'));
    const left = (await readdir(tmpdir())).filter((name) => name.startsWith('maquette-upload-'));
    expect(left).toEqual([]);
  });
});

describe('what a file is believed', () => {
  it('a published clip in other bytes is known by its credential', async () => {
    const clip = Buffer.from(await (await served(await generated())).arrayBuffer());
    const free = Buffer.from('\0\0\0\x0cfreexxxx', 'latin1'); // room that the signature leaves out
    const { verdict, trace, notes, digest } = await inspected(Buffer.concat([clip, free]));
    expect([verdict, trace?.knownBy]).toEqual(['trusted', 'credential']);
    expect(trace!.artefact.digest).toBe(digestOf(clip));
    expect(digest).not.toBe(digestOf(clip));
    expect(notes).toHaveLength(1);
  });

  it('a stranger’s picture that names our generation is not taken for ours, trusted or not', async () => {
    const id = await generated();
    const authority = await makeOwnAuthority(join(folder, 'stranger'));
    const stranger = new Credentials({
      engine: new Engine(),
      generator: { name: 'Maquette', version: '0.1.0' },
      authority,
      roots: [],
    });
    const generation = await server.platform.ledger.get(id);
    const claimed = provenanceOf(generation, digestOf('scene'), server.platform.registry);
    const data = new Uint8Array(64 * 64 * 3).fill(7);
    const { bytes } = await stranger.signFrame(
      await encodePng({ width: 64, height: 64, channels: 3, data }),
      0,
      claimed,
    );
    expect(await inspected(bytes)).toMatchObject({ verdict: 'untrusted', trace: null, log: null });
    const { verdict, trace, credentials } = await inspected(bytes, authority.root.pem);
    expect([verdict, trace]).toEqual(['trusted', null]);
    expect(credentials!.manifest!.provenance).toMatchObject({ generation: id });
  });
});

describe('GET /credentials/root', () => {
  it('is the certificate to trust', async () => {
    const response = await fetch(`${server.url}/credentials/root`);
    expect(response.headers.get('content-type')).toContain('application/x-pem-file');
    expect(await response.text()).toBe(server.platform.credentials.root!.pem);
  });
});
