import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestOf } from '@maquette/kernel';
import { buildRegistry } from '../fixtures/registry/build-registry';
import { maquette } from './support/command';

// real: the built command as a process; a pack also starts the embedded Postgres.
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maquette-cli-exports-'));
  await buildRegistry(join(folder, 'registry'));
  await mkdir(join(folder, 'out'));
  await maquette(['--help']); // builds, where that is needed
}, 240_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

function run(args: string[], more: NodeJS.ProcessEnv = {}) {
  const env = {
    MAQUETTE_HOME: join(folder, 'home'),
    MAQUETTE_REGISTRY: join(folder, 'registry'),
    DATABASE_URL: '',
    ...more,
  };
  return maquette(args, { env, cwd: folder });
}

const exportTo = (out: string, ref = 'architecture/example', format = 'cyclonedx-1.7') =>
  run(['registry', 'export', ref, '--format', format, '--out', out, '--json']);

describe('maquette registry export', () => {
  it('writes the document and answers its digest', async () => {
    const { code, stdout, stderr } = await exportTo('out/bom.json');
    expect(code, stderr).toBe(0);
    const answer = JSON.parse(stdout) as { file: string; mediaType: string; digest: string };
    const bytes = await readFile(join(folder, 'out/bom.json'));
    expect(answer).toEqual({
      file: join(folder, 'out/bom.json'),
      mediaType: 'application/vnd.cyclonedx+json; version=1.7',
      digest: digestOf(bytes),
    });
    expect(JSON.parse(bytes.toString())).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.7' });
  });

  it.each<[number, string, Parameters<typeof exportTo>]>([
    [64, '--format', ['out/none', 'architecture/example', 'docx']],
    [65, 'out-folder-missing', ['missing/bom.json']],
    [65, 'out-not-writable', ['out']],
    [65, 'checkpoint-unknown', ['out/none', 'architecture/none']],
    [65, 'checkpoint-reference-invalid', ['out/none', 'none']],
  ])('exit %i, %s: nothing is written', async (code, problem, args) => {
    const before = await readdir(join(folder, 'out'));
    const finished = await exportTo(...args);
    expect(finished.stderr).toContain(problem);
    expect(finished.code).toBe(code);
    expect(await readdir(join(folder, 'out'))).toEqual(before);
  });

  it('leaves an older file alone when the version was tampered with', async () => {
    const model = join(folder, 'registry/architecture/example/1.0.0/model.onnx');
    const sound = await readFile(model);
    await writeFile(join(folder, 'out/example.zip'), 'older');
    await writeFile(model, 'other weights');
    try {
      const { code, stderr } = await exportTo('out/example.zip', 'architecture/example', 'zip');
      expect(stderr).toContain('checkpoint-quarantined');
      expect(code).toBe(65);
      expect(await readFile(join(folder, 'out/example.zip'), 'utf8')).toBe('older');
    } finally {
      await writeFile(model, sound);
    }
  });
});

describe('maquette datasets export', () => {
  it.each([
    ['croissant', 'conformsTo'],
    ['dta', 'provenance'],
    ['record', 'grants'],
  ])('writes %s', async (format, member) => {
    const args = ['datasets', 'export', 'example-rooms@1.0.0', '--format', format, '--out', 'out/d.json'];
    const { code, stderr } = await run(args);
    expect(code, stderr).toBe(0);
    expect(JSON.parse(await readFile(join(folder, 'out/d.json'), 'utf8'))).toHaveProperty(member);
  });
});

describe('maquette pack', () => {
  it('writes a pack, and none without a subject or with a wrong key', async () => {
    const made = await run(['pack', '--checkpoint', 'architecture/example', '--out', 'out/p.zip', '--json']);
    expect(made.code, made.stderr).toBe(0);
    const bytes = await readFile(join(folder, 'out/p.zip'));
    expect(JSON.parse(made.stdout)).toMatchObject({
      subject: 'architecture/example@1.0.0',
      digest: digestOf(bytes),
    });
    const none = await run(['pack', '--out', 'out/none.zip', '--json']);
    expect(none.stderr).toContain('pack-subject-missing');
    expect(none.code).toBe(64);
    const key = { MAQUETTE_KEY: `mq_0123456789abcdef_${'A'.repeat(43)}` };
    const refused = await run(['pack', '--dataset', 'example-rooms', '--out', 'out/none.zip', '--json'], key);
    expect(refused.stderr).toContain('not-authenticated');
    expect(refused.code).toBe(2);
    expect(await readdir(join(folder, 'out'))).not.toContain('none.zip');
  }, 240_000);
});
