import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkpointFiles, entriesOf } from '../fixtures/import/checkpoint-files';
import { rawZip } from '../fixtures/import/raw-zip';
import { buildRegistry } from '../fixtures/registry/build-registry';
import { maquette } from './support/command';

// real: the built command as a process, embedded Postgres, file store. Two installations, one of them without a checkpoint.
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maquette-cli-imports-'));
  await buildRegistry(join(folder, 'release'));
  await cp(join(folder, 'release'), join(folder, 'bare'), { recursive: true });
  for (const name of ['architecture', 'datasets']) await rm(join(folder, 'bare', name), { recursive: true });
  await maquette(['--help']); // builds, where that is needed
}, 240_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

function run(installation: 'release' | 'bare', ...args: string[]) {
  const env = {
    MAQUETTE_HOME: join(folder, `home-${installation}`),
    MAQUETTE_REGISTRY: join(folder, installation),
    DATABASE_URL: '',
    REDIS_URL: '',
    S3_ENDPOINT: '',
  };
  return maquette(args, { env, cwd: folder });
}

const REFERENCE = 'architecture/example@1.0.0';

describe('registry import', () => {
  it('takes an export of another installation, and exports it again byte for byte', async () => {
    const first = await run(
      'release',
      'registry',
      'export',
      REFERENCE,
      '--format',
      'zip',
      '--out',
      'first.zip',
    );
    expect(first.code, first.stderr).toBe(0);
    const imported = await run('bare', 'registry', 'import', 'first.zip');
    expect(imported.code, imported.stderr + imported.stdout).toBe(0);
    expect(imported.stdout).toMatch(
      /^architecture\/example@1\.0\.0 imported: 7 files, .*\nIt is registered, not published/,
    );
    const again = await run('bare', 'registry', 'import', 'first.zip', '--json');
    expect(again.code).toBe(0);
    expect(JSON.parse(again.stdout)).toMatchObject({
      outcome: 'unchanged',
      reference: REFERENCE,
      problems: [],
    });
    const second = await run(
      'bare',
      'registry',
      'export',
      REFERENCE,
      '--format',
      'zip',
      '--out',
      'second.zip',
    );
    expect(second.code, second.stderr).toBe(0);
    expect(
      (await readFile(join(folder, 'second.zip'))).equals(await readFile(join(folder, 'first.zip'))),
    ).toBe(true);
  });

  it('answers 65 with the report of what was refused, and lists it', async () => {
    const sound = entriesOf(await checkpointFiles());
    const hostile = rawZip([...sound, { name: '../../../canary.txt', content: 'x' }]);
    await writeFile(join(folder, 'hostile.zip'), hostile);
    const refused = await run('bare', 'registry', 'import', 'hostile.zip', '--json');
    expect(refused.code).toBe(65);
    const report = JSON.parse(refused.stdout) as { id: string; problems: { code: string }[] };
    expect(report).toMatchObject({ outcome: 'refused', sourceName: 'hostile.zip', code: 'import-refused' });
    expect(report.problems[0]).toMatchObject({ code: 'path-escapes', remedy: expect.stringMatching(/\.$/) });
    expect(await readdir(join(folder, 'home-bare/quarantine'))).toEqual([]);

    const text = await run('bare', 'registry', 'import', 'hostile.zip');
    expect(text.code).toBe(65);
    expect(text.stdout).toContain('leads out of its folder. [path-escapes]');

    const list = await run('bare', 'registry', 'imports', '--outcome', 'refused', '--json');
    expect((JSON.parse(list.stdout) as { items: { id: string }[] }).items.map(({ id }) => id)).toContain(
      report.id,
    );
  });

  it('says that there is nothing to import', async () => {
    const { code, stderr } = await run('bare', 'registry', 'import', 'nowhere', '--json');
    expect(code).toBe(65);
    expect(stderr).toContain('"code":"import-source-missing"');
  });
});
