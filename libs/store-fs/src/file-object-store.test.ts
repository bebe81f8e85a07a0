import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestOf } from '@maquette/kernel';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileObjectStore } from './file-object-store';
import { storeError } from './store-error';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'maquette-fs-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe('FileObjectStore', () => {
  it('keeps an object under its digest, and no temporary file', async () => {
    const bytes = randomBytes(1_000);
    await new FileObjectStore(root).putBytes(bytes);
    const hex = digestOf(bytes).slice(7);
    expect((await readFile(join(root, 'sha256', hex.slice(0, 2), hex.slice(2)))).equals(bytes)).toBe(true);
    expect(await readdir(join(root, 'tmp'))).toEqual([]);
  });

  it('clears away what a dead process left, but not what another one is writing', async () => {
    const folder = join(root, 'tmp');
    await mkdir(folder, { recursive: true });
    for (const name of ['stale', 'fresh']) await writeFile(join(folder, name), 'half');
    const lastWeek = new Date(Date.now() - 7 * 24 * 3_600_000);
    await utimes(join(folder, 'stale'), lastWeek, lastWeek);
    await new FileObjectStore(root).check();
    expect(await readdir(folder)).toEqual(['fresh']);
  });

  it('names the errors of the file system', () => {
    const error = (code: string) => storeError(Object.assign(new Error(code), { code }), root);
    for (const code of ['ENOSPC', 'EDQUOT'])
      expect(error(code)).toMatchObject({ kind: 'unavailable', code: 'store-full' });
    for (const code of ['EACCES', 'EROFS', 'EIO', 'ENOTDIR']) {
      expect(error(code)).toMatchObject({ kind: 'unavailable', code: 'store-unreachable' });
    }
  });
});

describe.skipIf(process.getuid?.() !== 0)('on a full disk (needs root to mount a small one)', () => {
  it('says that the store is full, keeps nothing of the object, and works again when there is space', async (context) => {
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'none', root]).status !== 0) {
      return context.skip('this machine does not let us mount');
    }
    try {
      const store = new FileObjectStore(root);
      const small = await store.putBytes(randomBytes(50_000));
      const full = { kind: 'unavailable', code: 'store-full', hint: expect.any(String) };
      await expect(store.putBytes(randomBytes(300_000))).rejects.toMatchObject(full);
      expect(await readdir(join(root, 'tmp'))).toEqual([]);
      await store.putBytes(randomBytes(50_000));
      expect(await store.stat(small.digest)).toEqual(small);
    } finally {
      spawnSync('umount', [root]);
    }
  });
});
