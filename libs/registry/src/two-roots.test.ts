import { appendFile, cp, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  buildRegistry,
  exampleDataset,
  writeCheckpoint,
  writeDataset,
} from '../../../test/fixtures/registry/build-registry';
import { openRegistry } from './open-registry';

let folder: string;
let release: string;
let installed: string;
let built: Awaited<ReturnType<typeof buildRegistry>>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maquette-roots-'));
  [release, installed] = [join(folder, 'release'), join(folder, 'installed')];
  built = await buildRegistry(release);
});
afterEach(() => rm(folder, { recursive: true }));

const open = () => openRegistry(release, { installed });

it('reads a release alone when nothing was installed yet', async () => {
  const registry = await open();
  expect(registry).toMatchObject({ root: release, installedRoot: installed });
  expect(registry.list().map(({ reference, origin }) => [reference, origin])).toEqual([
    ['architecture/example@1.0.0', 'release'],
  ]);
  expect(await registry.verify()).toMatchObject({ sound: true });
  expect(await readdir(folder)).toEqual(['release']);
  expect((await openRegistry(release)).installedRoot).toBeNull();
});

it('lists what is in both folders, each with its origin, and lets one stand on the other', async () => {
  const crops = await writeDataset(installed, exampleDataset({ id: 'crops' }));
  await writeCheckpoint(installed, {
    version: '1.1.0',
    datasets: [built.dataset, { ...crops, role: 'train' }],
    derivedFrom: ['architecture/example@1.0.0'],
  });
  const registry = await open();
  expect(registry.list().map(({ reference, origin, state }) => [reference, origin, state])).toEqual([
    ['architecture/example@1.1.0', 'installed', 'ready'],
    ['architecture/example@1.0.0', 'release', 'ready'],
  ]);
  expect(registry.datasets().map(({ id, origin }) => [id, origin])).toEqual([
    ['crops', 'installed'],
    ['example-rooms', 'release'],
  ]);
  expect(registry.licences('architecture/example').datasets).toHaveLength(2);
  expect(await registry.verifiedModelPath('architecture/example')).toBe(
    join(installed, 'architecture/example/1.1.0/model.onnx'),
  );
});

it('lets the release win over an installed version of the same reference, and says so', async () => {
  await cp(built.checkpoint.folder, join(installed, 'architecture/example/1.0.0'), { recursive: true });
  await writeDataset(installed, exampleDataset({ title: 'Another record' }));
  const registry = await open();
  expect(registry.list()).toHaveLength(1);
  expect(registry.show('architecture/example')).toMatchObject({ origin: 'release', state: 'ready' });
  expect(registry.dataset('example-rooms').record?.title).toBe('Example rooms');
  const report = await registry.verify();
  expect(report.sound).toBe(false);
  for (const [kind, reference] of [
    ['checkpoints', 'architecture/example@1.0.0'],
    ['datasets', 'example-rooms@1.0.0'],
  ] as const) {
    expect(report[kind]).toMatchObject([
      { reference, state: 'ready', problems: [] },
      { reference, state: 'quarantined', problems: [{ code: 'reference-taken' }] },
    ]);
  }
});

it('takes no auxiliary from the installed folder', async () => {
  await cp(join(release, 'auxiliary'), join(installed, 'auxiliary'), { recursive: true });
  await rename(join(installed, 'auxiliary/helper'), join(installed, 'auxiliary/other'));
  expect((await open()).auxiliaries().map(({ name }) => name)).toEqual(['helper']);
});

it('sees on reload what came, went and changed', async () => {
  const registry = await open();
  await writeCheckpoint(installed, { version: '1.1.0', datasets: [built.dataset] });
  expect(registry.list()).toHaveLength(1);
  await Promise.all([registry.reload(), registry.reload()]);
  expect(registry.checkpoint('architecture/example').version).toBe('1.1.0');
  await appendFile(join(installed, 'architecture/example/1.1.0/model.onnx'), 'x');
  await registry.reload();
  expect(registry.show('architecture/example').state).toBe('quarantined');
  await rm(join(installed, 'architecture/example/1.1.0'), { recursive: true });
  await registry.reload();
  expect(registry.show('architecture/example').version).toBe('1.0.0');
});
