import { existsSync } from 'node:fs';
import {
  appendFile,
  cp,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import pino from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '@maquette/access';
import { digestOf, type ObjectStore } from '@maquette/kernel';
import { PrismaImports } from '@maquette/persistence';
import { openRegistry, type CheckpointRecord, type Registry } from '@maquette/registry';
import { FileObjectStore } from '@maquette/store-fs';
import { CheckpointImports, refusalOf } from '../../libs/platform/src/installed/checkpoint-imports';
import { InstalledFolders } from '../../libs/platform/src/installed/installed-folders';
import { registerRegistry } from '../../libs/platform/src/register-registry';
import { PrismaRegistrations } from '@maquette/persistence';
import {
  checkpointFiles,
  entriesOf,
  readFiles,
  writeFilesTo,
  type Files,
} from '../fixtures/import/checkpoint-files';
import { rawTar } from '../fixtures/import/raw-tar';
import { rawZip } from '../fixtures/import/raw-zip';
import { buildRegistry, exampleDataset, writeDataset } from '../fixtures/registry/build-registry';
import { migratedDatabase } from './support/scratch-database';

const ANA: Actor = { name: 'ana', roles: ['engineer'] };
const log = pino({ level: 'silent' });

let scratch: Awaited<ReturnType<typeof migratedDatabase>>;
let root: string;
let release: string;
let dataset: CheckpointRecord['datasets'][number];
let here: Machine;
/** Versions never change and rows are kept for good, so each test brings a version of its own. */
let version = 0;
let reference: string;

interface Machine {
  home: string;
  registry: Registry;
  imports: CheckpointImports;
  installed: InstalledFolders;
}

beforeAll(async () => {
  scratch = await migratedDatabase();
});
afterAll(() => scratch?.drop());
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'maquette-imports-'));
  release = join(root, 'release');
  ({ dataset } = await buildRegistry(release));
  here = await machine('here');
  await registerRegistry(here.registry, new PrismaRegistrations(scratch.database));
  reference = `architecture/example@2.${++version}.0`;
});
afterEach(() => rm(root, { recursive: true }));

/** A machine with its own home, over the shared database and object store. */
async function machine(
  name: string,
  store: ObjectStore = new FileObjectStore(join(root, 'store')),
): Promise<Machine> {
  const home = join(root, name);
  await mkdir(home);
  const registry = await openRegistry(release, { installed: join(home, 'registry') });
  const rows = new PrismaImports(scratch.database);
  const installed = new InstalledFolders({ registry, store, imports: rows, log });
  return {
    home,
    registry,
    installed,
    imports: new CheckpointImports({ home, registry, store, imports: rows, installed }),
  };
}

const files = (over: Partial<CheckpointRecord> = {}) =>
  checkpointFiles({ version: `2.${version}.0`, datasets: [dataset], ...over });
const place = () => reference.replace('@', '/');
const quarantined = () => readdir(join(here.home, 'quarantine'));
const audit = async (kind: string) =>
  (await scratch.sql('SELECT body FROM audit_pending WHERE kind = $1 ORDER BY id', [kind])).map(
    ({ body }) => body as { subject: string; data: Record<string, unknown> },
  );

async function bring(source: Files | Buffer, by = ANA, machineOf = here) {
  const path = join(root, `source-${Math.random()}`);
  if (Buffer.isBuffer(source)) await writeFile(path, source);
  else await writeFilesTo(path, source);
  return machineOf.imports.bring(by, { path, name: 'source' });
}

describe('a sound checkpoint', () => {
  it.each<[string, (sound: Files) => Files | Buffer]>([
    ['folder', (sound) => sound],
    ['zip', (sound) => rawZip(entriesOf(sound).map((entry) => ({ ...entry, method: 8 })))],
    ['tar', (sound) => rawTar(entriesOf(sound, './'))],
    ['tgz', (sound) => gzipSync(rawTar(entriesOf(sound, 'example-2/')))],
    [
      'zip',
      (sound) => rawZip([{ name: 'architecture/', mode: 0o040755 }, ...entriesOf(sound, `${place()}/`)]),
    ],
  ])('comes in from a %s', async (kind, pack) => {
    const sound = await files();
    const attempt = await bring(pack(sound));
    expect(attempt).toMatchObject({
      outcome: 'accepted',
      sourceKind: kind,
      reference,
      problems: [],
      by: 'ana',
    });
    expect(here.registry.checkpoint(reference)).toMatchObject({ origin: 'installed', state: 'ready' });
    expect(await readFiles(join(here.home, 'registry', place()))).toEqual(sound);
    expect(await quarantined()).toEqual([]);
    expect(await here.imports.show(attempt.id)).toEqual(attempt);
    const [imported] = (await audit('checkpoint.imported')).slice(-1);
    expect(imported).toMatchObject({
      subject: 'architecture/example',
      data: { import: attempt.id, by: 'ana', recordDigest: attempt.recordDigest, version: `2.${version}.0` },
    });
  });

  it('is registered, not published', async () => {
    const { recordDigest } = await bring(await files());
    const [row] = await scratch.sql('SELECT published_at FROM checkpoint_version WHERE record_digest = $1', [
      recordDigest,
    ]);
    expect(row).toEqual({ published_at: null });
  });

  it('changes nothing when it comes again, from wherever', async () => {
    const sound = await files();
    const first = await bring(sound);
    const folder = join(here.home, 'registry', place());
    const before = await stat(join(folder, 'model.onnx'), { bigint: true });
    const packed = rawZip(entriesOf(await readFiles(folder)));
    const again = await bring(packed);
    expect(again).toMatchObject({ outcome: 'unchanged', reference, recordDigest: first.recordDigest });
    expect(await stat(join(folder, 'model.onnx'), { bigint: true })).toEqual(before);
    expect(rawZip(entriesOf(await readFiles(folder))).equals(packed)).toBe(true);
  });

  it('that the release has already changes nothing either', async () => {
    const shipped = await readFiles(join(release, 'architecture/example/1.0.0'));
    expect(await bring(shipped)).toMatchObject({
      outcome: 'unchanged',
      reference: 'architecture/example@1.0.0',
    });
    expect(existsSync(join(here.home, 'registry/architecture/example/1.0.0'))).toBe(false);
    expect((await here.registry.verify()).sound).toBe(true);
  });

  it('is a conflict under a reference that has other bytes', async () => {
    await bring(await files());
    for (const over of [{}, { version: '1.0.0' }]) {
      const attempt = await bring(await files({ title: 'Other', ...over }));
      expect(attempt).toMatchObject({ outcome: 'refused', code: 'checkpoint-version-taken' });
      expect(refusalOf(attempt)).toMatchObject({ kind: 'conflict', code: 'checkpoint-version-taken' });
    }
    expect(here.registry.checkpoint(reference).record.title).toBe('Example');
    expect(await quarantined()).toEqual([]);
  });

  it('is entered once when it comes from many sides together', async () => {
    const sound = await files();
    const there = await machine('there');
    const sides = [here, there, here, there];
    const outcomes = await Promise.all(sides.map((side) => bring(sound, ANA, side)));
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual([
      'accepted',
      'unchanged',
      'unchanged',
      'unchanged',
    ]);
  });

  it('brings the datasets it refers to, as drafts with their evidence', async () => {
    const id = `crops-${version}`;
    const source = join(root, 'with-dataset');
    const crops = await writeDataset(source, exampleDataset({ id }));
    await writeFilesTo(
      join(source, place()),
      await files({ datasets: [dataset, { ...crops, role: 'train' }] }),
    );
    expect(await here.imports.bring(ANA, { path: source })).toMatchObject({ outcome: 'accepted' });
    expect(here.registry.dataset(id)).toMatchObject({ origin: 'installed', problems: [] });
    expect(await scratch.sql('SELECT state, drafted_by FROM dataset WHERE dataset_id = $1', [id])).toEqual([
      { state: 'draft', drafted_by: 'ana' },
    ]);
    expect(await scratch.sql('SELECT media_type FROM evidence WHERE dataset_id = $1', [id])).toHaveLength(1);
    expect(existsSync(join(here.home, 'registry', place(), 'datasets'))).toBe(false);
  });
});

describe('a refusal', () => {
  it('keeps the report and nothing else', async () => {
    const sound = await files();
    sound.delete('LICENCE.txt');
    const attempt = await bring(rawZip([...entriesOf(sound), { name: '../canary.txt', content: 'x' }]));
    expect(attempt).toMatchObject({
      outcome: 'refused',
      code: 'import-refused',
      reference,
      files: sound.size,
    });
    expect(attempt.problems.map(({ code }) => code)).toEqual(['path-escapes', 'file-missing']);
    expect(refusalOf(attempt)).toMatchObject({
      kind: 'bad-input',
      code: 'import-refused',
      details: { import: attempt.id, problems: attempt.problems },
    });
    expect(await here.imports.show(attempt.id)).toEqual(attempt);
    expect(await quarantined()).toEqual([]);
    expect(await readdir(here.home)).toEqual(['quarantine']);
    expect(existsSync(join(root, 'store'))).toBe(false);
    const [refused] = (await audit('checkpoint.import-refused')).slice(-1);
    expect(refused).toMatchObject({
      subject: attempt.id,
      data: { codes: ['file-missing', 'path-escapes'], by: 'ana' },
    });
    expect(JSON.stringify(refused)).not.toContain('canary');
  });

  it('needs somebody who may import', async () => {
    const viewer: Actor = { name: 'vera', roles: ['viewer'] };
    await expect(bring(await files(), viewer)).rejects.toMatchObject({
      kind: 'refused',
      code: 'permission-missing',
    });
    expect(await quarantined()).toEqual([]);
  });

  it('for a source that is not there leaves nothing', async () => {
    await expect(here.imports.bring(ANA, { path: join(root, 'lost') })).rejects.toMatchObject({
      code: 'import-source-missing',
    });
    expect(await quarantined()).toEqual([]);
  });

  it('by a store that is full leaves nothing', async () => {
    const full = Object.assign(new FileObjectStore(join(root, 'store')), {
      putFile: () => Promise.reject(new Error('store-full')),
    });
    const there = await machine('there', full);
    await expect(bring(await files(), ANA, there)).rejects.toThrow('store-full');
    expect(await readdir(join(there.home, 'quarantine'))).toEqual([]);
    expect(there.registry.list().map((entry) => entry.reference)).toEqual(['architecture/example@1.0.0']);
  });

  it('is listed with all the others, newest first, page by page', async () => {
    const none = { limit: 1, by: `by-${version}` };
    expect(await here.imports.list(none)).toEqual({ items: [], next: null });
    const somebody: Actor = { name: none.by, roles: ['operator'] };
    const refused = await bring(Buffer.from('nothing'), somebody);
    const accepted = await bring(await files(), somebody);
    const first = await here.imports.list(none);
    expect(first.items.map(({ id }) => id)).toEqual([accepted.id]);
    const second = await here.imports.list({ ...none, after: first.next! });
    expect(second).toMatchObject({ items: [{ id: refused.id }], next: null });
    expect((await here.imports.list({ ...none, outcome: 'refused' })).items).toEqual([refused]);
    await expect(here.imports.show('imp_none')).rejects.toMatchObject({
      kind: 'not-found',
      code: 'import-unknown',
    });
  });

  it.each([
    'UPDATE import_attempt SET outcome = outcome',
    'DELETE FROM installed_file',
    'TRUNCATE installed_folder CASCADE',
  ])('cannot be undone by %s', async (sql) => {
    await expect(scratch.sql(sql)).rejects.toThrow(/kept as they were written/);
  });
});

describe('an interrupted import', () => {
  it('is swept away at the next start, one that runs is not', async () => {
    const quarantine = join(here.home, 'quarantine');
    await mkdir(join(quarantine, 'imp_dead.999999999', 'content'), { recursive: true });
    await mkdir(join(quarantine, `imp_alive.${process.pid}`));
    expect(await here.imports.sweep()).toEqual(['imp_dead']);
    expect(await quarantined()).toEqual([`imp_alive.${process.pid}`]);
  });

  it('after its rows were written is finished from the object store', async () => {
    const sound = await files();
    await bring(sound);
    await rm(join(here.home, 'registry'), { recursive: true });
    const restarted = await openRegistry(release, { installed: join(here.home, 'registry') });
    expect(restarted.list().map((entry) => entry.reference)).not.toContain(reference);
    await here.installed.catchUp();
    expect(await readFiles(join(here.home, 'registry', place()))).toEqual(sound);
  });
});

describe('another machine', () => {
  it('writes what was imported elsewhere, and can load it', async () => {
    const id = `crops-${version}`;
    const source = join(root, 'with-dataset');
    const crops = await writeDataset(source, exampleDataset({ id }));
    await writeFilesTo(join(source, place()), await files({ datasets: [{ ...crops, role: 'train' }] }));
    await here.imports.bring(ANA, { path: source });
    const there = await machine('there');
    expect(() => there.registry.checkpoint(reference)).toThrow(
      expect.objectContaining({ code: 'checkpoint-unknown' }),
    );
    await there.installed.ensure(reference);
    expect(there.registry.checkpoint(reference)).toMatchObject({ origin: 'installed', state: 'ready' });
    const path = await there.registry.verifiedModelPath(reference);
    expect(path.startsWith(join(there.home, 'registry'))).toBe(true);
    expect(digestOf(await readFile(path))).toBe(here.registry.checkpoint(reference).record.files[0].digest);
  });

  it('takes no bytes that are not the registered ones, and goes on with the others', async () => {
    await bring(await files());
    const { record } = here.registry.checkpoint(reference);
    const model = record.files.find(({ path }) => path === 'model.onnx')!;
    const hex = model.digest.slice('sha256:'.length);
    const object = join(root, 'store/sha256', hex.slice(0, 2), hex.slice(2));
    const bytes = await readFile(object);
    await appendFile(object, 'more');
    const there = await machine('there');
    await there.installed.catchUp();
    expect(existsSync(join(there.home, 'registry', place()))).toBe(false);
    expect(await readdir(join(there.home, 'registry/.incoming'))).toEqual([]);
    await writeFile(object, bytes);
    await there.installed.catchUp();
    expect(there.registry.checkpoint(reference).state).toBe('ready');
  });

  it('leaves a folder that is there as it is, for the registry to judge', async () => {
    await bring(await files());
    const folder = join(here.home, 'registry', place());
    await appendFile(join(folder, 'model.onnx'), 'x');
    await here.installed.catchUp();
    await here.registry.reload();
    expect(here.registry.show(reference)).toMatchObject({ state: 'quarantined' });
    await rename(folder, `${folder}.moved`);
    await symlink(`${folder}.moved`, folder);
    await here.installed.catchUp();
    await here.registry.reload();
    expect(here.registry.show(reference).problems[0].code).toBe('symlink');
  });
});

it('a copy of a home can be opened elsewhere', async () => {
  await bring(await files());
  await cp(join(here.home, 'registry'), join(root, 'copy/registry'), { recursive: true });
  const registry = await openRegistry(release, { installed: join(root, 'copy/registry') });
  expect(registry.checkpoint(reference).origin).toBe('installed');
});
