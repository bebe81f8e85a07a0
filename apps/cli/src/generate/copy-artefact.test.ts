import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { digestOf } from '@maquette/kernel';
import { copyArtefact } from './copy-artefact';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maquette-copy-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const bytes = Buffer.from('a clip');
const storing = (content: () => Iterable<Buffer>) => ({ read: async () => Readable.from(content()) });

describe('copyArtefact', () => {
  it('replaces the file with all the bytes', async () => {
    const path = join(folder, 'clip.mp4');
    await writeFile(path, 'an older and longer clip');
    await copyArtefact(
      storing(() => [bytes.subarray(0, 2), bytes.subarray(2)]),
      digestOf(bytes),
      path,
    );
    expect(await readFile(path)).toEqual(bytes);
    expect(await readdir(folder)).toEqual(['clip.mp4']);
  });

  it('leaves nothing when the bytes are others', async () => {
    const copying = copyArtefact(
      storing(() => [bytes]),
      digestOf('another clip'),
      join(folder, 'clip.mp4'),
    );
    await expect(copying).rejects.toMatchObject({ code: 'artefact-damaged' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('leaves what was there when the store breaks off', async () => {
    const path = join(folder, 'clip.mp4');
    await writeFile(path, 'before');
    const breaking = storing(function* () {
      yield bytes;
      throw new Error('gone');
    });
    await expect(copyArtefact(breaking, digestOf(bytes), path)).rejects.toThrow('gone');
    expect([await readFile(path, 'utf8'), await readdir(folder)]).toEqual(['before', ['clip.mp4']]);
  });

  it('says that the disk is full', async () => {
    const full = storing(function* () {
      yield bytes;
      throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
    });
    const copying = copyArtefact(full, digestOf(bytes), join(folder, 'clip.mp4'));
    await expect(copying).rejects.toMatchObject({ kind: 'unavailable', code: 'disk-full' });
    expect(await readdir(folder)).toEqual([]);
  });
});
