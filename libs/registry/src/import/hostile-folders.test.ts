import { execFileSync } from 'node:child_process';
import { appendFile, link, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  checkpointFiles,
  checkpointWith,
  writeFilesTo,
} from '../../../../test/fixtures/import/checkpoint-files';
import { rawZip } from '../../../../test/fixtures/import/raw-zip';
import { watchedBox, type WatchedBox } from '../../../../test/fixtures/import/watched-box';
import {
  buildRegistry,
  exampleDataset,
  writeDataset,
} from '../../../../test/fixtures/registry/build-registry';
import { openRegistry } from '../open-registry';
import type { CheckpointRecord } from '../records/checkpoint-record';
import type { Registry } from '../registry';
import { readFolder } from './folder-source';
import { Intake, type TakenFile } from './intake';
import { IMPORT_LIMITS } from './limits';
import { receiveCheckpoint } from './receive-checkpoint';

type Use = CheckpointRecord['datasets'][number];

let box: WatchedBox;
let registry: Registry;
let folder: string;
let dataset: Use;

beforeEach(async () => {
  box = await watchedBox();
  ({ dataset } = await buildRegistry(join(box.root, 'release')));
  registry = await openRegistry(join(box.root, 'release'));
  folder = join(box.sources, 'checkpoint');
});
afterEach(() => box.remove());

const soundFolder = async (over: Partial<CheckpointRecord> = {}, model?: string) =>
  writeFilesTo(folder, await checkpointFiles({ datasets: [dataset], ...over }, model));

/** Takes the folder in, and checks that nothing outside the quarantine was touched. */
async function problemsOf(): Promise<string[]> {
  const before = await box.outside();
  const { problems, version } = await receiveCheckpoint(folder, box.quarantine, registry);
  expect(await box.outside()).toEqual(before);
  expect(version === null).toBe(problems.length > 0);
  for (const { message, remedy } of problems) expect([message, remedy].join(' ')).toMatch(/\. .*\.$/);
  return problems.map(({ code, file }) => `${code} ${file}`);
}

it('takes a sound folder', async () => {
  await soundFolder();
  expect(await problemsOf()).toEqual([]);
});

describe('a folder with', () => {
  const CASES: [string, (at: string) => unknown, string][] = [
    ['a link to a file', (at) => symlink(box.victim, at), 'symlink'],
    ['a link to a folder', (at) => symlink(join(box.root, 'victim'), at), 'symlink'],
    ['a link to nothing', (at) => symlink('/nowhere', at), 'symlink'],
    ['a link to itself', (at) => symlink('.', at), 'symlink'],
    ['a second name of a file outside', (at) => link(box.victim, at), 'hardlink'],
    ['a named pipe', (at) => execFileSync('mkfifo', [at]), 'not-a-file'],
    ['a name that cannot be seen', (at) => writeFile(`${at}\u200b`, ''), 'path-invalid'],
  ];
  it.each(CASES)('%s', async (_what, add, code) => {
    await soundFolder();
    await add(join(folder, 'notes'));
    expect(await problemsOf()).toEqual([expect.stringMatching(`^${code} notes`)]);
  });

  it('a socket', async () => {
    await soundFolder();
    const server = createServer().listen(join(folder, 'socket'));
    await new Promise((resolve) => server.once('listening', resolve));
    expect(await problemsOf()).toEqual(['not-a-file socket']);
    await new Promise((resolve) => server.close(resolve));
  });

  it('weights behind a link: absolute, or a second name', async () => {
    await soundFolder();
    await rm(join(folder, 'model.onnx'));
    await symlink('/etc/hostname', join(folder, 'model.onnx'));
    expect(await problemsOf()).toEqual(['symlink model.onnx']);
    await box.remove();
    box = await watchedBox();
    ({ dataset } = await buildRegistry(join(box.root, 'release')));
    folder = join(box.sources, 'checkpoint');
    await soundFolder();
    await link(join(folder, 'model.onnx'), join(box.sources, 'elsewhere.onnx'));
    expect(await problemsOf()).toEqual(['hardlink model.onnx']);
  });

  it('a file that grows while it is copied', async () => {
    await soundFolder();
    class Slow extends Intake {
      override async write(path: string, chunks: AsyncIterable<Uint8Array>): Promise<TakenFile> {
        const taken = await super.write(path, chunks);
        if (path === 'model.onnx') await appendFile(join(folder, path), 'more');
        return taken;
      }
    }
    const content = join(box.quarantine, 'content');
    await mkdir(content);
    const intake = new Slow(content, IMPORT_LIMITS);
    await readFolder(folder, intake);
    expect(intake.problems.map(({ code, file }) => `${code} ${file}`)).toEqual(['file-changed model.onnx']);
  });

  it('more folders inside each other than there may be', async () => {
    await soundFolder();
    const deep = join(folder, ...Array.from({ length: 20 }, () => 'a'));
    await mkdir(deep, { recursive: true });
    await writeFile(join(deep, 'canary'), '');
    expect(await problemsOf()).toEqual([expect.stringMatching('^path-too-deep ')]);
  });
});

it('says what is missing', async () => {
  await expect(receiveCheckpoint('/nowhere', box.quarantine, registry)).rejects.toMatchObject({
    kind: 'not-found',
    code: 'import-source-missing',
  });
});

describe('content', () => {
  const python = (text: string) => Buffer.from(text, 'latin1');
  const numpy = (descr: string) => {
    const header = `{'descr': ${descr}, 'fortran_order': False, 'shape': (1,), }`;
    const length = Buffer.alloc(2);
    length.writeUInt16LE(header.length);
    return Buffer.concat([python('\x93NUMPY\x01\x00'), length, Buffer.from(header), Buffer.alloc(8)]);
  };
  const FORBIDDEN: [string, string, Buffer][] = [
    ['a pickle by its name', 'optimiser.pkl', Buffer.from('harmless')],
    ['PyTorch weights by their name', 'model.PT', Buffer.from('harmless')],
    ['a Lightning checkpoint by its name', 'last.ckpt', Buffer.from('harmless')],
    [
      'a pickle under another name',
      'weights.bin',
      python('\x80\x04\x95\x1d\0\0\0\0\0\0\0\x8c\x05posix\x8c\x06system\x93.'),
    ],
    [
      'a pickle of protocol 2',
      'weights.dat',
      python('\x80\x02cos\nsystem\nq\x00X\x02\0\0\0idq\x01\x85q\x02Rq\x03.'),
    ],
    ['a pickle of protocol 0', 'notes.txt', python("cos\nsystem\n(S'id'\ntR.")],
    ['a pickled dictionary of protocol 0', 'notes.txt', python("(dp0\nS'a'\np1\nI1\ns.")],
    [
      'old PyTorch weights, several pickles and raw bytes',
      'w.bin',
      python('\x80\x02\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19.\x80\x02M\xe9\x03.\0\0'),
    ],
    ['new PyTorch weights, a zip file', 'weights.bin', rawZip([{ name: 'archive/data.pkl', content: 'x' }])],
    ['an archive that cannot be read', 'more.zip', python('PK\x03\x04broken')],
    ['a NumPy array of objects', 'means.npy', numpy("'|O'")],
    ['a NumPy array with objects in it', 'means.npy', numpy("[('a', '<f4'), ('b', '|O')]")],
    ['a NumPy header without end', 'means.npy', python('\x93NUMPY\x02\x00\xff\xff\xff\x7f')],
    ['a library', 'operators.dat', python('\x7fELF\x02\x01\x01')],
    ['a program of Windows', 'readme.txt', python('MZ\x90\x00')],
  ];
  it.each(FORBIDDEN)('is refused although the record lists it: %s', async (_what, name, content) => {
    await writeFilesTo(folder, await checkpointWith({ [name]: content }, { datasets: [dataset] }));
    expect(await problemsOf()).toEqual([`content-forbidden ${name}`]);
  });

  it('is refused for a header that is longer than the file', async () => {
    const content = Buffer.concat([Buffer.from('ffffffffffff0000', 'hex'), Buffer.from('{}')]);
    await writeFilesTo(folder, await checkpointWith({ 'a.safetensors': content }, { datasets: [dataset] }));
    expect(await problemsOf()).toEqual(['header-too-long a.safetensors']);
  });

  it('that only looks a little like that is taken', async () => {
    const harmless = {
      'means.npy': numpy("'<f4'"),
      'licence.odt': rawZip([{ name: 'content.xml', content: '<text/>' }]),
      'text.txt': Buffer.from('copyright\nholder\nreserved.\n'),
      'words.txt': Buffer.from('can\nbe\nused.\n'),
    };
    await writeFilesTo(folder, await checkpointWith(harmless, { datasets: [dataset] }));
    expect(await problemsOf()).toEqual([]);
  });
});

describe('a model', () => {
  it.each([
    ['external-data', 'external-data'],
    ['external-data-in-branch', 'external-data'],
    ['unknown-operator', 'operator-unknown'],
    ['truncated', 'model-unreadable'],
    ['no-graph', 'model-unreadable'],
    ['second-graph', 'model-unreadable'],
    ['other-output', 'contract-mismatch'],
  ])('that is %s is refused as in the registry (%s)', async (model, code) => {
    await soundFolder({}, model);
    expect((await problemsOf())[0]).toBe(`${code} model.onnx`);
  });

  it('whose weights are said to lie at an absolute path is refused', async () => {
    const files = await checkpointFiles({ datasets: [dataset] }, 'external-data');
    const model = Buffer.from(
      files.get('model.onnx')!.toString('latin1').replace('weights.bin', '/etc/passwd'),
      'latin1',
    );
    await writeFilesTo(folder, await checkpointWith({ 'model.onnx': model }, { datasets: [dataset] }));
    const { problems } = await receiveCheckpoint(folder, box.quarantine, registry);
    expect(problems).toMatchObject([
      { code: 'external-data', message: expect.stringContaining('/etc/passwd') },
    ]);
  });
});

describe('records', () => {
  it('that are missing, two, or too deep are no layout', async () => {
    await mkdir(folder);
    expect(await problemsOf()).toEqual(['layout-unknown checkpoint.json']);
    await rm(join(box.quarantine, 'content'), { recursive: true });
    await writeFilesTo(join(folder, 'a'), await checkpointFiles());
    await writeFilesTo(join(folder, 'b'), await checkpointFiles());
    expect(await problemsOf()).toEqual(['layout-many b/checkpoint.json']);
    await rm(join(box.quarantine, 'content'), { recursive: true });
    await rm(folder, { recursive: true });
    await writeFilesTo(join(folder, 'a/b'), await checkpointFiles());
    expect(await problemsOf()).toEqual(['layout-unknown a/b/checkpoint.json']);
  });

  it('leave no room for files beside them', async () => {
    await soundFolder();
    await writeFilesTo(
      join(folder, 'architecture/example/2.0.0'),
      await checkpointFiles({ datasets: [dataset] }),
    );
    for (const name of ['checkpoint.json', 'model.onnx', 'LICENCE.txt', 'signature.json'])
      await rm(join(folder, name));
    expect(await problemsOf()).toEqual(['layout-stray SHA256SUMS']);
  });

  it.each<[string, Partial<CheckpointRecord>]>([
    ['leads out of the registry', { name: '../../../victim' }],
    ['is of no domain', { domain: '../victim' as 'architecture' }],
    ['has a version that leads out', { version: '../../victim' }],
    ['breaks its schema', { kind: 'diffusion' as 'frame-model' }],
  ])('cannot name a place that %s', async (_what, over) => {
    const files = await checkpointWith({}, { datasets: [dataset] });
    const record = JSON.parse(files.get('checkpoint.json')!.toString()) as CheckpointRecord;
    files.set('checkpoint.json', Buffer.from(JSON.stringify({ ...record, ...over })));
    await writeFilesTo(folder, files);
    expect(await problemsOf()).toEqual(['schema-invalid checkpoint.json']);
  });

  it('must say what their folder says', async () => {
    await writeFilesTo(join(folder, 'fashion/example/2.0.0'), await checkpointFiles({ datasets: [dataset] }));
    expect(await problemsOf()).toEqual(['identity-mismatch checkpoint.json']);
  });

  it('must list every file with its bytes, and SHA256SUMS as well', async () => {
    await soundFolder();
    await appendFile(join(folder, 'model.onnx'), 'x');
    await appendFile(join(folder, 'SHA256SUMS'), 'x');
    await rm(join(folder, 'LICENCE.txt'));
    await writeFile(join(folder, '.DS_Store'), '');
    expect((await problemsOf()).sort()).toEqual([
      'file-missing LICENCE.txt',
      'file-unlisted .DS_Store',
      'size-mismatch model.onnx',
      'sums-invalid SHA256SUMS',
    ]);
  });

  it('must have a parent that the registry has', async () => {
    await soundFolder({ derivedFrom: ['architecture/example@0.9.0'] });
    expect(await problemsOf()).toEqual(['parent-missing checkpoint.json']);
  });

  it('of datasets must be there, be needed, and be the ones that the registry has', async () => {
    const other = await writeDataset(folder, exampleDataset({ title: 'Another record' }));
    await writeDataset(folder, exampleDataset({ id: 'spare' }));
    const lost: Use = { ...dataset, id: 'lost' };
    await soundFolder({ datasets: [{ ...other, role: 'train' }, lost] });
    expect((await problemsOf()).sort()).toEqual([
      'dataset-missing checkpoint.json',
      'dataset-taken datasets/example-rooms/1.0.0',
      'dataset-unused datasets/spare/1.0.0',
    ]);
  });

  it('of datasets are judged like any other', async () => {
    const crops = await writeDataset(folder, exampleDataset({ id: 'crops' }));
    await writeFile(join(folder, 'datasets/crops/1.0.0/LICENCE.txt'), 'Other terms');
    await soundFolder({ datasets: [dataset, { ...crops, role: 'train' }] });
    expect(await problemsOf()).toEqual([
      'dataset-invalid checkpoint.json',
      'size-mismatch datasets/crops/1.0.0/LICENCE.txt',
    ]);
  });
});
