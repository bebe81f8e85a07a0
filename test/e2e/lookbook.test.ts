import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestOfFile } from '@maquette/kernel';
import type { Inspection } from '@maquette/platform';
import { wornPieces, type SceneDocument } from '@maquette/scene';
import { maquette, type Finished } from './support/command';
import { buildFashionRegistry } from './support/fashion-registry';

// real: everything but the checkpoint's weights, which are architecture's. Small pictures.
let folder: string;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maquette-lookbook-'));
  await buildFashionRegistry(join(folder, 'registry'));
  env = {
    MAQUETTE_HOME: join(folder, 'home'),
    MAQUETTE_REGISTRY: join(folder, 'registry'),
    DATABASE_URL: '',
    REDIS_URL: '',
    S3_ENDPOINT: '',
  };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = (args: string[]): Promise<Finished> => maquette(args, { env, cwd: folder });
const BRIEF = 'minimal wool coats and wide trousers in camel and ivory, a tall model with short grey hair';
const SMALL = ['--looks', '2', '--size', '96x144', '--seed', '3'];

const sceneOf = async (name: string): Promise<SceneDocument> =>
  JSON.parse(await readFile(join(folder, 'book', name), 'utf8')) as SceneDocument;

describe('maquette lookbook', () => {
  it('lays a signed picture a look beside a book that names pieces, licences and credits', async () => {
    const { code, stdout, stderr } = await run(['lookbook', BRIEF, ...SMALL, '--out', 'book.pdf', '--json']);
    expect(code, stderr).toBe(0);
    const answer = JSON.parse(stdout) as {
      out: string;
      digest: string;
      looks: { id: string; picture: string }[];
    };
    expect((await readdir(join(folder, 'book'))).sort()).toEqual([
      'look-01-detail.png',
      'look-01.png',
      'look-01.scene.json',
      'look-02-detail.png',
      'look-02.png',
      'look-02.scene.json',
    ]);
    expect(await digestOfFile(answer.out)).toBe(answer.digest);
    expect(new Set(answer.looks.map(({ id }) => id)).size).toBe(2);
    expect(await sharp(answer.looks[0].picture).metadata()).toMatchObject({ width: 96, height: 144 });

    const pdf = (await readFile(answer.out)).toString('latin1');
    expect(pdf).toMatch(/^%PDF-1\.7/);
    expect(pdf).toContain('/TrimBox');
    expect(pdf.match(/\/Type \/Page\b/g)?.length).toBeGreaterThanOrEqual(5);
  });

  it('shows one character in other clothes', async () => {
    const [first, second] = [await sceneOf('look-01.scene.json'), await sceneOf('look-02.scene.json')];
    const figureOf = ({ elements }: SceneDocument) => {
      const { materials, params, size } = elements.find(({ type }) => type === 'figure')!;
      return { materials, size, params: { ...params, pose: null, phase: null } };
    };
    expect(figureOf(second)).toEqual(figureOf(first));
    expect(figureOf(first).materials?.hair).toBe('hair-grey');
    const names = (scene: SceneDocument) => wornPieces(scene).map(({ name }) => name);
    expect(names(second)).not.toEqual(names(first));
  });

  it('signs each picture, and its chain leads to the licence', async () => {
    const { code, stdout } = await run(['inspect', 'book/look-02.png', '--json']);
    expect(code).toBe(0);
    const { verdict, trace } = JSON.parse(stdout) as Inspection;
    expect(verdict).toBe('trusted');
    expect(trace?.artefact.kind).toBe('frame');
  });

  it.each([
    [64, 'out-not-pdf', ['--out', 'book.mp4']],
    [65, 'out-folder-missing', ['--out', 'nowhere/book.pdf']],
    [65, 'look-out-of-range', ['--out', 'none.pdf', '--looks', '49']],
    [65, 'look-out-of-range', ['--out', 'none.pdf', '--looks', '0']],
    [2, 'licence-refused', ['--out', 'none.pdf', '--use', 'education']],
  ])('ends with %i and %s', async (expected, code, args) => {
    const ended = await run(['lookbook', BRIEF, '--looks', '1', ...args, '--json']);
    expect([ended.code, ended.stdout + ended.stderr]).toEqual([expected, expect.stringContaining(code)]);
    expect((await readdir(folder)).includes('none.pdf')).toBe(false);
  });

  it('is no answer to a building', async () => {
    const ended = await run(['lookbook', 'a kitchen with oak floor', '--out', 'none.pdf', '--json']);
    expect([ended.code, ended.stdout + ended.stderr]).toEqual([
      65,
      expect.stringContaining('domain-without-lookbooks'),
    ]);
  });
});
