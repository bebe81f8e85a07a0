import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import OpenAI from 'openai';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseTlogProof } from '@maquette/audit';
import { canonicalJson, digestOf, digestOfFile } from '@maquette/kernel';
import { probeVideo, readImage } from '@maquette/media';
import type { Inspection } from '@maquette/platform';
import { LAUNCHER, maquette, type Finished } from './support/command';
import { processesOf } from './support/processes-of';

// real: everything. The repository's own checkpoint paints, in small pictures.
let folder: string;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maquette-generate-'));
  env = {
    MAQUETTE_HOME: join(folder, 'home'),
    MAQUETTE_REGISTRY: '',
    DATABASE_URL: '',
    REDIS_URL: '',
    S3_ENDPOINT: '',
  };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const PROMPT = 'a compact bathroom with white tiles, at noon';
const SMALL = ['--seconds', '0.5', '--fps', '8', '--size', '192x108', '--seed', '3'];

function run(args: string[]): Promise<Finished> {
  return maquette(args, { env, cwd: folder });
}

async function pixelDigest(png: string): Promise<string> {
  return digestOf((await readImage(png)).data);
}

/** Of the media data box: what the encoder made, without index and credentials. */
async function videoStreamDigest(path: string): Promise<string> {
  const bytes = await readFile(path);
  for (let at = 0; at < bytes.length; at += bytes.readUInt32BE(at)) {
    const end = at + bytes.readUInt32BE(at);
    if (bytes.toString('latin1', at + 4, at + 8) === 'mdat') return digestOf(bytes.subarray(at, end));
  }
  throw new Error('no media data');
}

/** The receipt is of the entry that published the artefact, and names it with its credential. */
function expectReceipt({ log, trace }: Inspection): void {
  expect(log!.entries.map(({ kind }) => kind)).toEqual([
    'generation.accepted',
    'generation.claimed',
    'generation.completed',
  ]);
  const { index, extra } = parseTlogProof(log!.proof!);
  expect([index, log!.published]).toEqual(Array(2).fill(log!.entries[2].index));
  const { digest, credential, kind } = trace!.artefact;
  const { data } = JSON.parse(Buffer.from(extra!).toString()) as { data: { artefacts: object[] } };
  if (kind !== 'frame')
    expect(data.artefacts).toContainEqual(expect.objectContaining({ digest, credential }));
}

describe('maquette generate', () => {
  let first: {
    out: string;
    poster: string;
    scene: string;
    keptFrames: string;
    digest: string;
    frames: number;
  };

  it('turns a prompt into a clip, a poster, a scene document and its frames', async () => {
    const args = ['--out', 'bath.mp4', '--keep-frames', 'frames', '--json'];
    const { code, stdout, stderr } = await run(['generate', PROMPT, ...SMALL, ...args]);
    expect(code, stderr).toBe(0);
    first = JSON.parse(stdout) as typeof first;
    expect(first).toMatchObject({ frames: 4, decision: { domain: 'architecture', outcome: 'classified' } });
    expect(await probeVideo(first.out)).toMatchObject({
      width: 192,
      height: 108,
      fps: 8,
      frameCount: 4,
      codec: 'h264',
    });
    expect(await digestOfFile(first.out)).toBe(first.digest);
    expect((await readdir(first.keptFrames)).length).toBe(4);
    expect(JSON.parse(await readFile(first.scene, 'utf8'))).toMatchObject({ space: 'bathroom', seed: 3 });
    for (const told of [
      'Route: architecture',
      'procedural-architecture',
      'CC0-1.0',
      'completed: 4/4 frames',
    ]) {
      expect(stderr).toContain(told);
    }
    const beside = (await readdir(folder)).sort();
    expect(beside).toEqual(['bath.jpg', 'bath.mp4', 'bath.scene.json', 'frames', 'home']);
    await expect.poll(() => processesOf(folder), { timeout: 20_000 }).toEqual([]);
  });

  it('gives the same frames again, from the prompt and from the scene document', async () => {
    const frames = (name: string) => ['--out', `${name}.mp4`, '--keep-frames', name];
    const again = await run(['generate', PROMPT, ...SMALL, ...frames('again')]);
    const fromScene = await run(['generate', PROMPT, ...SMALL, ...frames('scene'), '--scene', first.scene]);
    expect([again.code, fromScene.code], again.stderr + fromScene.stderr).toEqual([0, 0]);
    for (const file of await readdir(first.keptFrames)) {
      const [expected, ...others] = await Promise.all(
        [first.keptFrames, join(folder, 'again'), join(folder, 'scene')].map((at) =>
          pixelDigest(join(at, file)),
        ),
      );
      expect(others).toEqual([expected, expected]);
    }
    // Signatures differ with the time of signing; the encoded pictures inside do not.
    const streams = ['bath', 'again', 'scene'].map((name) => videoStreamDigest(join(folder, `${name}.mp4`)));
    expect(new Set(await Promise.all(streams)).size).toBe(1);
  });

  it('inspect believes clip, poster and frame, and walks from them to the licences and the log', async () => {
    for (const [file, kind, actions] of [
      ['bath.mp4', 'video', ['c2pa.created']],
      ['bath.jpg', 'poster', ['c2pa.opened', 'c2pa.converted']],
      ['frames/frame-000002.png', 'frame', ['c2pa.created']],
    ] as const) {
      const { code, stdout } = await run(['inspect', file, '--json']);
      expect(code, stdout).toBe(0);
      const inspection = JSON.parse(stdout) as Inspection;
      expect(inspection).toMatchObject({
        verdict: 'trusted',
        digest: await digestOfFile(join(folder, file)),
        credentials: { state: 'Trusted', failures: [] },
        trace: {
          knownBy: 'digest',
          artefact: { kind },
          generation: { state: 'completed', request: { prompt: PROMPT } },
          decision: { checkpoint: 'architecture/daylight@1.2.0' },
          checkpoint: { licence: 'CC0-1.0' },
          // The weights began with those of 1.1.0, and they with those of 1.0.0: their datasets count too.
          datasets: ['1.2.0', '1.1.0', '1.0.0'].map((version) => ({
            id: 'procedural-architecture',
            version,
            licence: 'CC0-1.0',
          })),
        },
        notes: [],
      });
      expect(inspection.credentials!.manifest!.actions.map(({ action }) => action)).toEqual(actions);
      expect(inspection.trace!.artefact.credential).toBe(inspection.credentials!.manifest!.label);
      if (kind === 'poster')
        expect(inspection.trace!.parent).toMatchObject({ kind: 'video', digest: first.digest });
      expectReceipt(inspection);
    }
  });

  it('inspect knows the scene document, byte by byte, and that the credential names it', async () => {
    const { code, stdout } = await run(['inspect', 'bath.scene.json', '--json']);
    expect(code).toBe(0);
    const { verdict, digest } = JSON.parse(stdout) as Inspection;
    expect(verdict).toBe('known');
    const clip = JSON.parse((await run(['inspect', 'bath.mp4', '--json'])).stdout) as Inspection;
    expect(clip.credentials!.manifest!.provenance).toMatchObject({ scene: { digest } });
  });

  it('a given scene is named as an ingredient', async () => {
    const { stdout } = await run(['inspect', 'scene.mp4', '--json']);
    const given = digestOf(canonicalJson(JSON.parse(await readFile(first.scene, 'utf8'))));
    expect((JSON.parse(stdout) as Inspection).credentials!.manifest!.ingredients).toMatchObject([
      { relationship: 'inputTo', instanceId: given },
    ]);
  });

  it('inspect says 65 of what was changed, and of what nobody knows', async () => {
    const changed = await readFile(join(folder, 'bath.jpg'));
    changed[changed.length - 200] ^= 1;
    await writeFile(join(folder, 'changed.jpg'), changed);
    const invalid = await run(['inspect', 'changed.jpg', '--json']);
    expect([invalid.code, JSON.parse(invalid.stdout)]).toMatchObject([
      65,
      {
        verdict: 'invalid',
        credentials: { failures: [{ code: 'assertion.dataHash.mismatch' }] },
        trace: null,
      },
    ]);
    const stripped = await sharp(join(folder, 'bath.jpg')).png().toBuffer();
    await writeFile(join(folder, 'stripped.png'), stripped);
    const unknown = await run(['inspect', 'stripped.png', '--json']);
    expect([unknown.code, JSON.parse(unknown.stdout)]).toMatchObject([
      65,
      { verdict: 'unknown', credentials: { state: 'None' }, trace: null },
    ]);
    expect(await run(['inspect', 'nothing.png'])).toMatchObject({ code: 65, stdout: '' });
  });

  it('Ctrl-C cancels, leaves no file and no process', async () => {
    const args = ['generate', PROMPT, '--seconds', '60', '--size', '192x108', '--out', 'long.mp4'];
    const child = spawn(process.execPath, [LAUNCHER, ...args], {
      env: { ...process.env, ...env },
      cwd: folder,
    });
    let told = '';
    const code = await new Promise<number | null>((resolve) => {
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        if (told.includes('painting')) return;
        told += text;
        if (told.includes('painting')) child.kill('SIGINT');
      });
      child.once('close', resolve);
    });
    expect(code, told).toBe(130);
    expect((await readdir(folder)).filter((name) => name.includes('long'))).toEqual([]);
    await expect.poll(() => processesOf(folder), { timeout: 20_000 }).toEqual([]);
  });
});

describe('maquette serve', () => {
  it('answers the OpenAI client with a clip of its own worker, and stops with everything it started', async () => {
    const serving = { ...process.env, ...env, MAQUETTE_PORT: '0', MAQUETTE_LOG_LEVEL: 'warn' };
    const child = spawn(process.execPath, [LAUNCHER, 'serve'], { env: serving, cwd: folder });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    try {
      const url = await new Promise<string>((resolve) =>
        child.stdout.setEncoding('utf8').once('data', resolve),
      );
      const client = new OpenAI({ baseURL: `${url.trim()}/v1`, apiKey: 'unused' });
      let video = await client.videos.create({
        prompt: PROMPT,
        seconds: '1' as '4',
        size: '192x108' as '1280x720',
      });
      const events = await fetch(`${url.trim()}/generations/${video.id}/events`);
      const told = await events.text(); // ends when the generation does
      expect(told).toContain('event: completed');
      video = await client.videos.retrieve(video.id);
      expect(video).toMatchObject({ status: 'completed', progress: 100, error: null });
      const content = await client.videos.downloadContent(video.id);
      await writeFile(join(folder, 'served.mp4'), Buffer.from(await content.arrayBuffer()));
      expect(await probeVideo(join(folder, 'served.mp4'))).toMatchObject({
        width: 192,
        height: 108,
        frameCount: 24,
      });
      const root = await (await fetch(`${url.trim()}/credentials/root`)).text();
      await writeFile(join(folder, 'root.pem'), root);
    } finally {
      child.kill('SIGINT');
    }
    expect(await ended).toBe(0);
    await expect.poll(() => processesOf(folder), { timeout: 20_000 }).toEqual([]);
    // Another installation believes in what was served once it is given the root.
    const elsewhere = (args: string[]) =>
      maquette(['inspect', 'served.mp4', '--json', ...args], {
        env: { ...env, MAQUETTE_HOME: join(folder, 'elsewhere') },
        cwd: folder,
      });
    const [alone, told] = [await elsewhere([]), await elsewhere(['--trust', 'root.pem'])];
    expect([alone.code, JSON.parse(alone.stdout)]).toMatchObject([65, { verdict: 'untrusted', trace: null }]);
    expect([told.code, JSON.parse(told.stdout)]).toMatchObject([0, { verdict: 'trusted', trace: null }]);
  });
});
