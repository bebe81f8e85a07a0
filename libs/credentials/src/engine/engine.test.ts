import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformFile, type Options } from '@swc/core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { encodePng } from '@maquette/media';
import { makeOwnAuthority, type Authority } from '..';
import { createdManifest } from '../manifest/define-manifest';
import type { Provenance } from '../manifest/provenance';
import { signClaim, signatureBytes } from '../signing/cose-sign1';
import { Engine, EngineRefusal } from './engine';
import type { SignOrder } from './engine-protocol';

// real: the engine in its thread. Its sources are compiled for the test, below the project so that packages are found.
const COMPILED = join(process.cwd(), '.cache', `engine-thread-${process.pid}`);
const THREAD = join(COMPILED, 'engine-thread.js');

async function compileThread(): Promise<void> {
  await mkdir(COMPILED, { recursive: true });
  const config = JSON.parse(await readFile('.swcrc', 'utf8')) as Options;
  for (const name of ['engine-thread', 'carry-out', 'engine-module', 'blobs']) {
    const options = { ...config, swcrc: false, jsc: { ...config.jsc, baseUrl: process.cwd() } };
    const { code } = await transformFile(join(__dirname, `${name}.ts`), options);
    await writeFile(join(COMPILED, `${name}.js`), code);
  }
}

let folder: string;
let authority: Authority;
let png: Buffer;
let engine: Engine;

beforeAll(async () => {
  await compileThread();
  folder = await mkdtemp(join(tmpdir(), 'maquette-engine-'));
  authority = await makeOwnAuthority(join(folder, 'authority'));
  png = await encodePng({ width: 64, height: 64, channels: 3, data: new Uint8Array(64 * 64 * 3).fill(90) });
});
afterEach(() => engine?.close());
afterAll(async () => {
  for (const made of [folder, COMPILED]) await rm(made, { recursive: true, force: true });
});

function order(output: string | null = null): SignOrder {
  const { json } = createdManifest({
    title: 'a frame',
    mediaType: 'image/png',
    generator: { name: 'Maquette', version: '0.1.0' },
    at: new Date(),
    provenance: { checkpoint: { reference: 'a/b@1.0.0' }, inputs: [] } as unknown as Provenance,
  });
  return {
    type: 'sign',
    manifest: json,
    mediaType: 'image/png',
    source: { bytes: png },
    output,
    parent: null,
    algorithm: 'es256',
    signatureBytes: 0,
    settings: settings(),
  };
}

function settings(): string {
  return JSON.stringify({ trust: { trust_anchors: authority.root.pem } });
}

async function sign(output: string | null = null): Promise<Uint8Array | null> {
  const signer = await authority.signer();
  const whole = { ...order(output), signatureBytes: signatureBytes(signer) };
  return engine.sign(whole, async (claim) => signClaim(claim, signer));
}

async function stateOf(source: { bytes: Uint8Array } | { path: string }): Promise<string> {
  const read = { type: 'read' as const, mediaType: 'image/png', source, settings: settings() };
  return (JSON.parse(await engine.read(read)) as { validation_state: string }).validation_state;
}

it('signs bytes and files, and reads both', async () => {
  engine = new Engine({ thread: THREAD });
  expect(await stateOf({ bytes: (await sign())! })).toBe('Trusted');
  const path = join(folder, 'signed.png');
  expect(await sign(path)).toBeNull();
  expect(await stateOf({ path })).toBe('Trusted');
});

it('takes orders one after the other', async () => {
  engine = new Engine({ thread: THREAD });
  const signed = await Promise.all([sign(), sign(), sign()]);
  expect(await Promise.all(signed.map((bytes) => stateOf({ bytes: bytes! })))).toEqual(
    Array(3).fill('Trusted'),
  );
});

it('says in the engine’s words what it refuses, and goes on', async () => {
  engine = new Engine({ thread: THREAD });
  await expect(stateOf({ bytes: png })).rejects.toThrow(EngineRefusal);
  await expect(stateOf({ bytes: png })).rejects.toThrow('JumbfNotFound');
  await expect(stateOf({ path: join(folder, 'nothing.png') })).rejects.toThrow('ENOENT');
  expect(await stateOf({ bytes: (await sign())! })).toBe('Trusted');
});

it('a signer that never answers ends the thread; the next order gets another', async () => {
  engine = new Engine({ thread: THREAD, timeoutMs: 1_500 });
  const stuck = engine.sign({ ...order(), signatureBytes: 1_000 }, () => new Promise(() => undefined));
  await expect(stuck).rejects.toMatchObject({ code: 'engine-failed' });
  expect(await stateOf({ bytes: (await sign())! })).toBe('Trusted');
});

it('a thread that dies is replaced', async () => {
  const path = join(folder, 'dies-once.cjs');
  const marker = join(folder, 'died');
  // Ends with the first order, as an engine out of memory does; from then on it is the real one.
  await writeFile(
    path,
    `const fs = require('node:fs');
     if (fs.existsSync(${JSON.stringify(marker)})) require(${JSON.stringify(THREAD)});
     else require('node:worker_threads').parentPort.once('message', () => {
       fs.writeFileSync(${JSON.stringify(marker)}, '');
       process.exit(1);
     });`,
  );
  engine = new Engine({ thread: path });
  await expect(sign()).rejects.toMatchObject({ code: 'engine-failed' });
  expect(await stateOf({ bytes: (await sign())! })).toBe('Trusted');
});

it('a panic of the engine ends its thread; the next order gets another', async () => {
  engine = new Engine({ thread: THREAD });
  const bytes = (await sign())!;
  // The engine cannot have this much memory for a signature: its allocator traps.
  const panicking = engine.sign({ ...order(), signatureBytes: 2 ** 32 - 1 }, async () => new Uint8Array(1));
  const failure = await panicking.catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 'engine-failed' });
  expect(await stateOf({ bytes })).toBe('Trusted');
});

it('is replaced when its memory has grown beyond the limit', async () => {
  engine = new Engine({ thread: THREAD, memoryBytes: 1 });
  expect(await stateOf({ bytes: (await sign())! })).toBe('Trusted');
});

it('fetches nothing that a file names', async () => {
  let asked = 0;
  const server = createServer((_request, reply) => {
    asked += 1;
    reply.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const elsewhere = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dcterms="http://purl.org/dc/terms/" dcterms:provenance="http://127.0.0.1:${port}/manifest.c2pa"/></rdf:RDF></x:xmpmeta>`;
  const bytes = await sharp(png).withXmp(elsewhere).jpeg().toBuffer();
  engine = new Engine({ thread: THREAD });
  // Even where the settings would allow it, as the engine's own do.
  const reading = engine.read({ type: 'read', mediaType: 'image/jpeg', source: { bytes }, settings: '{}' });
  await expect(reading).rejects.toThrow(EngineRefusal);
  server.close();
  expect(asked).toBe(0);
});
