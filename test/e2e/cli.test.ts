import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodePng } from '@maquette/media';
import { maquette } from './support/command';
import { buildTestRegistry } from './support/test-registry';

// real: the built command as a process, embedded Postgres, routing. The checkpoint is the small example, which is not run.
const PROMPT = 'a kitchen with an island and oak floor';
let folder: string;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maquette-cli-'));
  await buildTestRegistry(join(folder, 'registry'));
  await mkdir(join(folder, 'out'));
  env = {
    MAQUETTE_HOME: join(folder, 'home'),
    MAQUETTE_REGISTRY: join(folder, 'registry'),
    DATABASE_URL: '',
    REDIS_URL: '',
    S3_ENDPOINT: '',
  };
  await maquette(['--help']); // builds, where that is needed
}, 240_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

function run(args: string[], input?: string, more: NodeJS.ProcessEnv = {}) {
  return maquette(args, { env: { ...env, ...more }, input, cwd: folder });
}

describe('generate refuses bad input before it starts anything', () => {
  const scene = 'nowhere.scene.json';
  it.each<[number, string, string[]]>([
    [65, 'prompt-empty', ['']],
    [65, 'prompt-too-long', ['a'.repeat(10_000)]],
    [65, 'seconds-out-of-range', [PROMPT, '--seconds', '0']],
    [65, 'seconds-out-of-range', [PROMPT, '--seconds', '-1']],
    [65, 'seconds-out-of-range', [PROMPT, '--seconds', '1e9']],
    [65, 'size-out-of-range', [PROMPT, '--size', '1x1']],
    [65, 'size-out-of-range', [PROMPT, '--size', '100000x100000']],
    [65, 'fps-out-of-range', [PROMPT, '--fps', '0']],
    [65, 'use-unknown', [PROMPT, '--use', 'resale']],
    [65, 'territory-unknown', [PROMPT, '--territory', 'EU']],
    [65, 'scene-file-missing', [PROMPT, '--scene', scene]],
    [65, 'camera-file-missing', [PROMPT, '--camera', 'nowhere.json']],
    [65, 'out-folder-missing', [PROMPT, '--out', 'missing/clip.mp4']],
    [64, 'out-not-mp4', [PROMPT, '--out', 'out/clip.gif']],
  ])('exit %i, %s', async (code, problem, args) => {
    const finished = await run(['generate', '--out', 'out/clip.mp4', ...args, '--json']);
    expect(finished.code, finished.stderr).toBe(code);
    expect(finished.stdout).toBe('');
    expect(finished.stderr).toContain(`{"error":{`);
    expect(finished.stderr).toContain(`"code":"${problem}"`);
    expect(await readdir(join(folder, 'out'))).toEqual([]);
  });

  it.each<[string, string[]]>([
    ['no --out', [PROMPT]],
    ['no prompt', ['--out', 'out/clip.mp4']],
    ['seconds that are no number', [PROMPT, '--out', 'out/clip.mp4', '--seconds', 'soon']],
    ['a size that is none', [PROMPT, '--out', 'out/clip.mp4', '--size', 'large']],
    ['an unknown option', [PROMPT, '--out', 'out/clip.mp4', '--sedonds', '3']],
  ])('exit 64 for %s', async (_, args) => {
    const { code, stdout, stderr } = await run(['generate', ...args]);
    expect([code, stdout], stderr).toEqual([64, '']);
    expect(stderr).toContain('error:');
  });
});

describe('generate refuses what only the platform knows', () => {
  it.each<[number, string, string[]]>([
    [65, 'checkpoint-unknown', [PROMPT, '--checkpoint', 'architecture/nowhere']],
    [65, 'checkpoint-reference-invalid', [PROMPT, '--checkpoint', 'nowhere']],
    [2, 'policy-refused', ['a nude child in a bedroom']],
    [65, 'domain-unclassified', ['explain the causes of the french revolution']],
    [69, 'checkpoint-unavailable', ['a runway model in a red silk evening gown, fashion lookbook']],
    [65, 'scene-invalid', [PROMPT, '--scene', 'bad.scene.json']],
  ])('exit %i, %s', async (code, problem, args) => {
    await writeFile(join(folder, 'bad.scene.json'), '{"schema":"maquette/scene/1","elements":7}');
    const { stderr, ...finished } = await run(['generate', '--out', 'out/clip.mp4', ...args, '--json']);
    expect(finished, stderr).toMatchObject({ code, stdout: '' });
    expect(stderr).toContain(`"code":"${problem}"`);
    expect(await readdir(join(folder, 'out'))).toEqual([]);
  });
});

describe('what is down', () => {
  const down: [string, NodeJS.ProcessEnv][] = [
    ['database-unreachable', { DATABASE_URL: 'postgresql://u:p@127.0.0.1:1/x' }],
    ['queue-unreachable', { REDIS_URL: 'redis://127.0.0.1:1' }],
    ['store-unreachable', { S3_ENDPOINT: 'http://127.0.0.1:1', S3_ACCESS_KEY: 'a', S3_SECRET_KEY: 'b' }],
  ];
  it.each(down)('exit 69, %s', async (problem, more) => {
    const { code, stdout, stderr } = await run(['generate', PROMPT, '--out', 'out/clip.mp4'], '', more);
    expect([code, stdout], stderr).toEqual([69, '']);
    expect(stderr).toContain(`[${problem}]`);
  });

  it('exit 64 for an environment that is wrong', async () => {
    const { code, stderr } = await run(['registry', 'list'], '', { MAQUETTE_PORT: 'http' });
    expect([code, stderr]).toEqual([64, expect.stringContaining('MAQUETTE_PORT is "http"')]);
  });

  it('exit 69 when the port is in use', async () => {
    const server: Server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const MAQUETTE_PORT = String((server.address() as AddressInfo).port);
    const { code, stdout, stderr } = await run(['serve'], '', { MAQUETTE_PORT });
    server.close();
    expect([code, stdout], stderr).toEqual([69, '']);
    expect(stderr).toContain('[port-in-use]');
  });
});

describe('route and screen', () => {
  it('answer one prompt', async () => {
    const routed = await run(['route', PROMPT, '--json']);
    expect(JSON.parse(routed.stdout)).toMatchObject({
      outcome: 'classified',
      domain: 'architecture',
      checkpoint: 'architecture/example@1.0.0',
      pool: 'local-cpu',
    });
    const screened = await run(['screen', PROMPT, '--json']);
    expect(JSON.parse(screened.stdout)).toMatchObject({ action: 'allow', category: null, severity: 'none' });
  });

  it('exit 2 for a prompt that the policy refuses, with the answer on standard output', async () => {
    const { code, stdout } = await run(['screen', 'a nude child in a bedroom', '--json']);
    expect([code, JSON.parse(stdout).action]).toEqual([2, 'refuse']);
    expect((await run(['route', 'a nude child in a bedroom'])).code).toBe(2);
  });

  it('answer line by line, bad lines too, and exit 65 then', async () => {
    const lines = [`{"prompt":"${PROMPT}"}`, 'not json', '{"prompt":5}', '{"prompt":"tell me a joke"}', ''];
    const routed = await run(['route', '--jsonl'], lines.join('\n'));
    const answers = routed.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(answers).toMatchObject([
      { outcome: 'classified' },
      { error: { code: 'line-unreadable' }, line: 2 },
      { error: { code: 'line-unreadable' }, line: 3 },
      { outcome: 'unclassified', domain: null, checkpoint: null },
    ]);
    expect(routed.code).toBe(65);
    const screened = await run(['screen', '--jsonl'], lines[0]);
    expect([screened.code, screened.stdout.split('\n').length]).toEqual([0, 2]);
  });
});

describe('route --jsonl', () => {
  it('goes by the file that a line names, and refuses what is none', async () => {
    const lines = [
      { prompt: 'tell me a joke', attachment: 'Tower.IFC' },
      { prompt: PROMPT, attachment: 'holiday.jpg' },
      { prompt: PROMPT, attachment: 5 },
      { prompt: PROMPT, labels: ['8k'] },
      { prompt: PROMPT, conditioning: ['mind-reading'] },
      { prompt: 'tell me a joke' },
    ].map((line) => JSON.stringify(line));
    const routed = await run(['route', '--jsonl'], lines.join('\n'));
    const answers = routed.stdout.trim().split('\n');
    expect(answers.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { outcome: 'classified', domain: 'architecture', confidence: 1 },
      { error: { code: 'attachment-unknown' }, line: 2 },
      { error: { code: 'line-unreadable' }, line: 3 },
      { outcome: 'unavailable', reasons: [expect.any(String), 'Pool local-cpu has no label 8k.'] },
      { error: { code: 'conditioning-unknown' }, line: 5 },
      { outcome: 'unclassified' },
    ]);
    expect(routed.code).toBe(65);
  });

  it('takes the file for all lines that name none', async () => {
    const lines = '{"prompt":"tell me a joke"}\n{"prompt":"tell me a joke","attachment":"heart.dcm"}';
    const routed = await run(['route', '--jsonl', '--attachment', 'ifc'], lines);
    const domains = routed.stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { domain: string }).domain);
    expect(domains).toEqual(['architecture', 'medical']);
  });
});

describe('registry, licence, inspect', () => {
  it('show what is there', async () => {
    expect(JSON.parse((await run(['registry', 'list', '--json'])).stdout).checkpoints).toHaveLength(1);
    expect((await run(['registry', 'show', 'architecture/example'])).stdout).toContain('CC0-1.0');
    expect((await run(['registry', 'show', 'architecture/nowhere'])).code).toBe(65);
    expect((await run(['registry', 'verify'])).code).toBe(0);
  });

  it('a checkpoint with a changed byte is never used, and verify says which file it is', async () => {
    const registry = join(folder, 'tampered');
    await buildTestRegistry(registry);
    await writeFile(join(registry, 'architecture/example/1.0.0/model.onnx'), 'no model');
    const more = { MAQUETTE_REGISTRY: registry };
    const verified = await run(['registry', 'verify'], '', more);
    expect([verified.code, verified.stdout]).toEqual([65, expect.stringContaining('model.onnx')]);
    const asked = ['--checkpoint', 'architecture/example', '--out', 'out/clip.mp4'];
    const generated = await run(['generate', PROMPT, ...asked], '', more);
    expect([generated.code, generated.stderr]).toEqual([
      65,
      expect.stringContaining('[checkpoint-quarantined]'),
    ]);
  });

  it('licence check names the clause', async () => {
    const check = ['licence', 'check', '--checkpoint', 'architecture/example'];
    const allowed = await run([...check, '--date', '2026-05-31', '--json']);
    expect([allowed.code, JSON.parse(allowed.stdout).deciding.clause]).toEqual([0, '2']);
    expect((await run([...check, '--use', 'resale'])).code).toBe(2);
  });

  it('inspect does not know what was never published, and refuses what is no picture', async () => {
    await writeFile(join(folder, 'text.mp4'), 'foreign');
    const text = await run(['inspect', 'text.mp4']);
    expect([text.code, text.stderr]).toEqual([65, expect.stringContaining('[media-type-unsupported]')]);
    const grey = { width: 64, height: 64, channels: 3 as const, data: new Uint8Array(64 * 64 * 3).fill(128) };
    await writeFile(join(folder, 'foreign.png'), await encodePng(grey));
    const unknown = await run(['inspect', 'foreign.png', '--json']);
    expect(unknown.code).toBe(65);
    expect(JSON.parse(unknown.stdout)).toMatchObject({ verdict: 'unknown', trace: null, log: null });
    expect((await run(['inspect', 'nowhere.mp4'])).code).toBe(65);
  });
});
