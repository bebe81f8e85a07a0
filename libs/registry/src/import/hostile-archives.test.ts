import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkpointFiles, entriesOf, readFiles } from '../../../../test/fixtures/import/checkpoint-files';
import { paxHeader, rawTar, type RawTarEntry } from '../../../../test/fixtures/import/raw-tar';
import { rawZip, type RawZipEntry } from '../../../../test/fixtures/import/raw-zip';
import { watchedBox, type WatchedBox } from '../../../../test/fixtures/import/watched-box';
import { buildRegistry } from '../../../../test/fixtures/registry/build-registry';
import { openRegistry } from '../open-registry';
import type { Registry } from '../registry';
import { IMPORT_LIMITS } from './limits';
import { receiveCheckpoint, type Received } from './receive-checkpoint';

const MIB = 1024 ** 2;
const CANARY = `/tmp/maquette-import-canary-${process.pid}`;
const EVIL = Buffer.from('overwritten');

let box: WatchedBox;
let registry: Registry;
let sound: { name: string; content: Buffer }[];

beforeEach(async () => {
  box = await watchedBox();
  const { dataset } = await buildRegistry(join(box.root, 'release'));
  registry = await openRegistry(join(box.root, 'release'));
  sound = entriesOf(await checkpointFiles({ datasets: [dataset] }));
});
afterEach(() => box.remove());

/** Takes the bytes in, and checks that nothing outside the quarantine was touched, made or removed. */
async function receive(bytes: Buffer): Promise<Received> {
  const source = join(box.sources, 'upload');
  await writeFile(source, bytes);
  const before = await box.outside();
  const received = await receiveCheckpoint(source, box.quarantine, registry);
  expect(await box.outside()).toEqual(before);
  expect(existsSync(CANARY)).toBe(false);
  return received;
}

function expectRefused({ problems, version }: Received, code: string): void {
  expect(version).toBeNull();
  expect(
    problems.map((problem) => problem.code),
    JSON.stringify(problems),
  ).toContain(code);
  for (const { message, remedy, file } of problems) {
    expect(message).toMatch(/\.$/);
    expect(remedy).toMatch(/\.$/);
    expect(file).not.toBe('');
  }
}

it('takes the sound files as zip and as tar, so that a refusal below has its one reason', async () => {
  expect(await receive(rawZip(sound))).toMatchObject({ kind: 'zip', problems: [] });
  await box.remove();
  box = await watchedBox();
  expect(await receive(rawTar(sound))).toMatchObject({ kind: 'tar', problems: [] });
});

const NAMES: [string, string | (() => string), string][] = [
  ['one level up', '../canary.txt', 'path-escapes'],
  ['many levels up', `${'../'.repeat(12)}${CANARY.slice(1)}`, 'path-escapes'],
  ['up from below', 'a/../../../canary.txt', 'path-escapes'],
  ['an absolute path', () => box.victim, 'path-absolute'],
  ['an absolute path nobody has yet', CANARY, 'path-absolute'],
  ['a drive letter', 'C:\\canary.txt', 'path-absolute'],
  ['a share of another machine', '\\\\host\\share\\canary.txt', 'path-absolute'],
  ['backslashes upwards', '..\\..\\canary.txt', 'path-escapes'],
  ['a backslash', 'notes\\canary.txt', 'path-invalid'],
  ['a part that is a dot', 'notes/./canary.txt', 'path-invalid'],
  ['an empty part', 'notes//canary.txt', 'path-invalid'],
  ['a line break', 'notes\ncanary.txt', 'path-invalid'],
  ['text that reads backwards', 'notes\u202Etxt.exe', 'path-invalid'],
  ['an alternate stream', 'model.onnx:canary', 'path-invalid'],
  ['a device of Windows', 'notes/NUL.txt', 'path-invalid'],
  ['a trailing dot', 'notes/canary.', 'path-invalid'],
  ['too many parts', `${'a/'.repeat(40)}canary.txt`, 'path-too-deep'],
  ['the name of a file there is', 'LICENCE.txt', 'path-duplicate'],
  ['that name in capitals', 'licence.TXT', 'path-duplicate'],
  ['a file that is a folder besides', 'LICENCE.txt/canary', 'path-conflict'],
];

describe.each(NAMES)('a name that is %s', (_what, given, code) => {
  const name = () => (typeof given === 'string' ? given : given());

  it('is refused in a zip file', async () => {
    expectRefused(await receive(rawZip([...sound, { name: name(), content: EVIL }])), code);
  });

  it('is refused in a tar file, by its header and by an extended one', async () => {
    if (Buffer.byteLength(name()) <= 100) {
      expectRefused(await receive(rawTar([...sound, { name: name(), content: EVIL }])), code);
      await box.remove();
      box = await watchedBox();
    }
    const renamed = [...sound, paxHeader({ path: name() }), { name: 'harmless', content: EVIL }];
    expectRefused(await receive(rawTar(renamed)), code);
  });
});

describe('names that one field cannot hold', () => {
  it.each([
    ['a NUL', 'canary.txt\0.png', 'path-invalid'],
    ['600 letters', 'a'.repeat(600), 'path-too-long'],
    ['letters composed in two ways', 'e\u0301t\u00e9', 'path-duplicate'],
  ])('%s', async (_what, name, code) => {
    const twin = { name: name.normalize('NFC'), content: EVIL };
    const entries = code === 'path-duplicate' ? [...sound, twin] : sound;
    expectRefused(await receive(rawZip([...entries, { name, content: EVIL }])), code);
  });

  it('bytes that are no UTF-8, in whatever code page', async () => {
    const name = Buffer.from([0x6e, 0xff, 0xfe]);
    expectRefused(await receive(rawZip([...sound, { name, content: EVIL }])), 'path-invalid');
    await box.remove();
    box = await watchedBox();
    expectRefused(
      await receive(rawZip([...sound, { name: 'größe', content: EVIL, flags: 0 }])),
      'path-invalid',
    );
  });
});

const ZIPS: [string, string, () => Buffer][] = [
  [
    'a symbolic link, and a file written through it',
    'symlink',
    () =>
      zipWith(
        { name: 'out', content: join(box.root, 'victim'), mode: 0o120777 },
        { name: 'out/canary.txt', content: EVIL },
      ),
  ],
  ['a named pipe', 'not-a-file', () => zipWith({ name: 'pipe', mode: 0o010644 })],
  ['a device', 'not-a-file', () => zipWith({ name: 'zero', mode: 0o020644 })],
  ['a folder with bytes', 'archive-ambiguous', () => zipWith({ name: 'f/', content: EVIL, mode: 0o040755 })],
  [
    'an encrypted file',
    'archive-encrypted',
    () =>
      zipWith({ name: 'secret', content: Buffer.alloc(40), flags: 0x801, declared: { uncompressed: 28 } }),
  ],
  ['strong encryption', 'archive-encrypted', () => zipWith({ name: 's', content: EVIL, flags: 0x841 })],
  ['an unusual compression', 'archive-compression', () => zipWith({ name: 'x', content: EVIL, method: 12 })],
  [
    'a file larger than it says',
    'size-mismatch',
    () => zipWith({ name: 'x', content: Buffer.alloc(5000), method: 8, declared: { uncompressed: 10 } }),
  ],
  [
    'a file smaller than it says',
    'size-mismatch',
    () => zipWith({ name: 'x', content: Buffer.alloc(10), method: 8, declared: { uncompressed: 5000 } }),
  ],
  [
    'a file that says it has 4 GB',
    'file-too-large',
    () => zipWith({ name: 'x', content: EVIL, method: 8, declared: { uncompressed: 0xfffffffe } }),
  ],
  [
    'a file that reaches past the end',
    'archive-unreadable',
    () => zipWith({ name: 'x', content: EVIL, declared: { compressed: 5e6, uncompressed: 5e6 } }),
  ],
  [
    'deflated bytes that are damaged',
    'archive-unreadable',
    () => {
      const bytes = rawZip([{ name: 'x', content: Buffer.from('abcdefgh'.repeat(99)), method: 8 }, ...sound]);
      return bytes.fill(0xff, 32, 40);
    },
  ],
  [
    'two names for one file',
    'archive-ambiguous',
    () => zipWith({ name: 'harmless.txt', localName: 'model.onnx!!', content: EVIL }),
  ],
  [
    'a second name in an extra field',
    'archive-ambiguous',
    () => zipWith({ name: 'x', content: EVIL, extra: unicodePath('../canary.txt') }),
  ],
  [
    'a file that no directory names',
    'archive-ambiguous',
    () => zipWith({ name: 'x', content: EVIL, gap: rawZip([{ name: 'hidden', content: EVIL }]) }),
  ],
  [
    'files that share their bytes',
    'archive-ambiguous',
    () =>
      rawZip([
        ...sound,
        ...repeated(50, (i) => ({ ...zeros(`z${i}`), sameBytesAs: i ? sound.length : undefined })),
      ]),
  ],
  [
    'bytes before its start',
    'archive-unknown',
    () => Buffer.concat([Buffer.from('#!/bin/sh\n'), rawZip(sound)]),
  ],
  ['bytes after its end', 'archive-ambiguous', () => rawZip(sound, { trailing: Buffer.from('more') })],
  ['a comment with another end', 'archive-ambiguous', () => rawZip(sound, { comment: rawZip([]) })],
  ['a directory with more than it counts', 'archive-ambiguous', () => rawZip(sound, { counted: 2 })],
  ['a count with more than its directory', 'archive-unreadable', () => rawZip(sound, { counted: 99 })],
  [
    'a zip64 record that says otherwise',
    'archive-ambiguous',
    () => rawZip(sound, { zip64Entries: sound.length - 1 }),
  ],
  ['its second half missing', 'archive-unreadable', () => half(rawZip(sound))],
  ['its last byte missing', 'archive-unreadable', () => rawZip(sound).subarray(0, -1)],
  ['nothing but its first bytes', 'archive-unreadable', () => Buffer.from('PK\x03\x04')],
  ['no file at all', 'layout-unknown', () => rawZip([])],
  [
    '10,001 files',
    'too-many-entries',
    () => rawZip(repeated(10_001, (i) => ({ name: `files/${i}`, content: '' }))),
  ],
];

it.each(ZIPS)('refuses a zip file with %s (%s)', async (_what, code, build) => {
  expectRefused(await receive(build()), code);
});

const TARS: [string, string, () => Buffer][] = [
  [
    'a symbolic link, and a file written through it',
    'symlink',
    () =>
      tarWith(
        { name: 'out', type: '2', linkname: join(box.root, 'victim') },
        { name: 'out/canary.txt', content: EVIL },
      ),
  ],
  [
    'a hard link, and bytes for it',
    'hardlink',
    () => tarWith({ name: 'mine', type: '1', linkname: box.victim }, { name: 'mine', content: EVIL }),
  ],
  ['a character device', 'not-a-file', () => tarWith({ name: 'zero', type: '3' })],
  ['a block device', 'not-a-file', () => tarWith({ name: 'disk', type: '4' })],
  ['a named pipe', 'not-a-file', () => tarWith({ name: 'pipe', type: '6' })],
  ['a kind nobody knows', 'archive-unreadable', () => tarWith({ name: 'sparse', type: 'S', content: EVIL })],
  [
    'a link with bytes',
    'archive-ambiguous',
    () => tarWith({ name: 'l', type: '2', linkname: 'x', content: EVIL }),
  ],
  [
    'a long name that leads out',
    'path-escapes',
    () =>
      tarWith({ name: '././@LongLink', type: 'L', content: '../canary.txt\0' }, { name: 'x', content: EVIL }),
  ],
  [
    'a size in an extended header',
    'archive-ambiguous',
    () => tarWith(paxHeader({ size: '0' }), { name: 'x', content: EVIL }),
  ],
  [
    'a sparse file in an extended header',
    'archive-ambiguous',
    () => tarWith(paxHeader({ 'GNU.sparse.realsize': '99999999999' }), { name: 'x', content: EVIL }),
  ],
  ['one name for all files', 'archive-ambiguous', () => rawTar([paxHeader({ path: 'x' }, 'g'), ...sound])],
  [
    'a malformed extended header',
    'archive-unreadable',
    () => tarWith({ name: 'p', type: 'x', content: '99 path=x\n' }),
  ],
  [
    'an extended header without end',
    'header-too-long',
    () => tarWith({ name: 'p', type: 'x', content: Buffer.alloc(80_000, 32) }),
  ],
  [
    'a size in base 256',
    'archive-unreadable',
    () => tarWith({ name: 'x', size: Buffer.from('800000000000000fffffffff', 'hex') }),
  ],
  ['a negative size', 'archive-unreadable', () => tarWith({ name: 'x', size: Buffer.alloc(12, 0xff) })],
  ['a size that is no number', 'archive-unreadable', () => tarWith({ name: 'x', size: 'many' })],
  ['a size beyond its end', 'archive-unreadable', () => tarWith({ name: 'x', size: '00077777777\0' })],
  ['a wrong check sum', 'archive-unreadable', () => Buffer.from(rawTar(sound)).fill('X', 0, 3)],
  ['its second half missing', 'archive-unreadable', () => half(rawTar(sound))],
  ['its end mark missing', 'archive-unreadable', () => rawTar(sound, { end: Buffer.alloc(0) })],
  [
    'files after its end mark',
    'archive-ambiguous',
    () => Buffer.concat([rawTar(sound), rawTar([{ name: 'model.onnx', content: EVIL }])]),
  ],
  [
    'a zip file in its tail',
    'archive-ambiguous',
    () => {
      const tar = tarWith({ name: 'tail', content: rawZip([{ name: 'other', content: EVIL }]) });
      const end = tar.lastIndexOf(Buffer.from('PK\x05\x06'));
      tar.writeUInt16LE(tar.length - end - 22, end + 20);
      return tar;
    },
  ],
  [
    '10,001 files',
    'too-many-entries',
    () => rawTar(repeated(10_001, (i) => ({ name: `folders/${i}`, type: '5' }))),
  ],
];

it.each(TARS)('refuses a tar file with %s (%s)', async (_what, code, build) => {
  expectRefused(await receive(build()), code);
  await box.remove();
  box = await watchedBox();
  // The same behind gzip, unless what is found there is found by looking at the plain file.
  if (_what !== 'a zip file in its tail') expectRefused(await receive(gzipSync(build())), code);
});

it.each<[string, string, () => Buffer]>([
  ['its second half missing', 'archive-unreadable', () => half(gzipSync(rawTar(sound)))],
  ['its check sum damaged', 'archive-unreadable', () => damagedAt(gzipSync(rawTar(sound)), -6)],
  [
    'bytes after its end',
    'archive-unreadable',
    () => Buffer.concat([gzipSync(rawTar(sound)), Buffer.from('more')]),
  ],
  [
    'zeros after its end',
    'archive-ambiguous',
    () => Buffer.concat([gzipSync(rawTar(sound)), Buffer.alloc(100)]),
  ],
  [
    'a second tar behind the first',
    'archive-ambiguous',
    () => Buffer.concat([gzipSync(rawTar(sound)), gzipSync(rawTar(sound))]),
  ],
  ['something else inside', 'archive-unreadable', () => gzipSync(Buffer.from('#!/bin/sh\n'.repeat(99)))],
])('refuses a gzipped tar file with %s (%s)', async (_what, code, build) => {
  expectRefused(await receive(build()), code);
});

it.each<[string, string, () => Buffer]>([
  ['an empty file', 'archive-unknown', () => Buffer.alloc(0)],
  ['another kind of archive', 'archive-unknown', () => Buffer.from('7z\xbc\xaf\x27\x1c', 'latin1')],
  [
    'a tar file that begins as a zip file does',
    'archive-ambiguous',
    () => rawTar([{ name: 'PK\x03\x04', content: EVIL }, ...sound]),
  ],
])('refuses %s (%s)', async (_what, code, build) => {
  expectRefused(await receive(build()), code);
});

describe('a bomb', () => {
  const content = Buffer.alloc(64 * MIB);
  const written = async () => {
    const files = await readFiles(box.quarantine);
    return [...files.values()].reduce((sum, { length }) => sum + length, 0);
  };

  it.each<[string, () => Buffer]>([
    [
      'one file that unpacks to a thousand times its size',
      () => rawZip([...sound, { name: 'zeros', content, method: 8 }]),
    ],
    [
      'the same with a size that it does not have',
      () => rawZip([...sound, { name: 'zeros', content, method: 8, declared: { uncompressed: 1000 } }]),
    ],
    [
      'many files',
      () => rawZip(repeated(64, (i) => ({ name: `z${i}`, content: content.subarray(0, MIB), method: 8 }))),
    ],
    ['a gzipped tar', () => gzipSync(rawTar([...sound, { name: 'zeros', content }]))],
    [
      'a gzipped tar of files that are refused',
      () =>
        gzipSync(rawTar(repeated(9_000, (i) => ({ name: `../z${i}`, content: content.subarray(0, 4096) })))),
    ],
  ])('is stopped while it unpacks: %s', async (_what, build) => {
    const { problems, bytes } = await receive(build());
    expect(problems.map(({ code }) => code)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^(ratio-exceeded|size-mismatch)$/)]),
    );
    expect(bytes).toBeLessThanOrEqual(IMPORT_LIMITS.ratioAllowance);
    expect(await written()).toBeLessThanOrEqual(IMPORT_LIMITS.ratioAllowance);
  });

  it('is stopped by the sizes of one file and of all, whatever its ratio', async () => {
    let source = join(box.sources, 'upload');
    await writeFile(
      source,
      rawTar(repeated(8, (i) => ({ name: `f${i}`, content: content.subarray(0, 1000) }))),
    );
    const small = { ...IMPORT_LIMITS, fileBytes: 999 };
    const one = await receiveCheckpoint(source, box.quarantine, registry, small);
    expect(one.problems[0].code).toBe('file-too-large');
    expect(one.bytes).toBeLessThanOrEqual(999);
    await box.remove();
    box = await watchedBox();
    source = join(box.sources, 'upload');
    await writeFile(
      source,
      rawTar(repeated(8, (i) => ({ name: `f${i}`, content: content.subarray(0, 1000) }))),
    );
    const all = await receiveCheckpoint(source, box.quarantine, registry, {
      ...IMPORT_LIMITS,
      totalBytes: 3500,
    });
    expect(all.problems[0].code).toBe('total-too-large');
    expect(all.bytes).toBe(3000);
  });
});

it('answers every problem of an archive, not the first', async () => {
  const { problems } = await receive(
    zipWith(
      { name: '../canary.txt', content: EVIL },
      { name: 'link', mode: 0o120777, content: '/etc' },
      { name: 'secret', content: Buffer.alloc(40), flags: 0x801, declared: { uncompressed: 28 } },
      { name: 'weights.pkl', content: EVIL },
    ),
  );
  expect(problems.map(({ code }) => code).sort()).toEqual([
    'archive-encrypted',
    'content-forbidden',
    'file-unlisted',
    'path-escapes',
    'symlink',
  ]);
});

const zipWith = (...entries: RawZipEntry[]) => rawZip([...sound, ...entries]);
const tarWith = (...entries: RawTarEntry[]) => rawTar([...sound, ...entries]);
const half = (bytes: Buffer) => bytes.subarray(0, Math.floor(bytes.length / 2));
const zeros = (name: string): RawZipEntry => ({ name, content: Buffer.alloc(1000), method: 8 });

function repeated<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

function damagedAt(bytes: Buffer, at: number): Buffer {
  bytes[bytes.length + at] ^= 0xff;
  return bytes;
}

function unicodePath(name: string): Buffer {
  const field = Buffer.alloc(9);
  field.writeUInt16LE(0x7075, 0);
  field.writeUInt16LE(5 + name.length, 2);
  field[4] = 1;
  return Buffer.concat([field, Buffer.from(name)]);
}
