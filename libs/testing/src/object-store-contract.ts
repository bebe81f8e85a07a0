import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { digestOf, type Digest, type ObjectStore } from '@maquette/kernel';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

export interface ObjectStoreUnderTest {
  open(): ObjectStore;
  /** A store that nobody can reach. */
  openUnreachable(): ObjectStore;
  /** Names of everything in the store, finished or not. */
  contents(): Promise<string[]>;
}

const MIB = 1 << 20;

/** What every ObjectStore does. `start` is called once per use; what it starts lives until the tests end. */
export function objectStoreContract(name: string, start: () => ObjectStoreUnderTest): void {
  describe(`ObjectStore: ${name}`, () => {
    let store: ObjectStore;
    let folder: string;

    beforeEach(async () => {
      store = start().open();
      folder = await mkdtemp(join(tmpdir(), 'maquette-contract-'));
    });
    afterEach(async () => {
      await store.close();
      await rm(folder, { recursive: true, force: true });
    });

    const fileOf = async (bytes: Uint8Array): Promise<string> => {
      const path = join(folder, 'source.bin');
      await writeFile(path, bytes);
      return path;
    };
    const readAll = async (digest: Digest, range?: { start: number; end: number }) =>
      buffer(await store.read(digest, range));

    it.each([0, 1, 4_096, 100_003])('gives back %i bytes', async (size) => {
      const bytes = randomBytes(size);
      const stored = await store.putBytes(bytes, digestOf(bytes));
      expect(stored).toEqual({ digest: digestOf(bytes), bytes: size });
      expect(await store.stat(stored.digest)).toEqual(stored);
      expect((await readAll(stored.digest)).equals(bytes)).toBe(true);
    });

    it('stores the part of a buffer that a view shows', async () => {
      const view = new Uint8Array(randomBytes(64).buffer, 8, 16);
      const { digest } = await store.putBytes(view);
      expect(Buffer.from(view).equals(await readAll(digest))).toBe(true);
    });

    it('gives back a file of 20 MiB', async () => {
      const bytes = randomBytes(20 * MIB + 17);
      const stored = await store.putFile(await fileOf(bytes), digestOf(bytes));
      expect(stored).toEqual({ digest: digestOf(bytes), bytes: bytes.length });
      expect(digestOf(await readAll(stored.digest))).toBe(stored.digest);
      const range = { start: 17 * MIB, end: 17 * MIB + 1_000 };
      expect((await readAll(stored.digest, range)).equals(bytes.subarray(range.start, range.end))).toBe(true);
    });

    it('reads half-open ranges', async () => {
      const bytes = Buffer.from('0123456789');
      const { digest } = await store.putBytes(bytes);
      expect((await readAll(digest, { start: 0, end: 2 })).toString()).toBe('01');
      expect((await readAll(digest, { start: 9, end: 10 })).toString()).toBe('9');
      expect((await readAll(digest, { start: 3, end: 7 })).toString()).toBe('3456');
      expect((await readAll(digest, { start: 8, end: 99 })).toString()).toBe('89');
      for (const range of [
        { start: 10, end: 12 },
        { start: 4, end: 4 },
        { start: -1, end: 3 },
      ]) {
        await expect(store.read(digest, range)).rejects.toMatchObject({
          kind: 'bad-input',
          code: 'bad-range',
        });
      }
    });

    it('refuses bytes of another digest, and keeps nothing of them', async () => {
      const before = await start().contents();
      const announced = digestOf(randomBytes(8));
      for (const size of [100, 20 * MIB]) {
        const bytes = randomBytes(size);
        const mismatch = { kind: 'bad-input', code: 'digest-mismatch' };
        await expect(store.putBytes(bytes, announced)).rejects.toMatchObject(mismatch);
        await expect(store.putFile(await fileOf(bytes), announced)).rejects.toMatchObject(mismatch);
        expect(await store.stat(announced)).toBeNull();
        expect(await store.stat(digestOf(bytes))).toBeNull();
      }
      expect(await start().contents()).toEqual(before);
    });

    it('keeps nothing of a source it cannot read', async () => {
      const before = await start().contents();
      await expect(store.putFile(join(folder, 'nowhere'))).rejects.toMatchObject({ code: 'ENOENT' });
      await expect(store.putFile(folder)).rejects.toMatchObject({ kind: 'bad-input', code: 'not-a-file' });
      expect(await start().contents()).toEqual(before);
    });

    it('puts the same content as often as you like', async () => {
      const bytes = randomBytes(5_000);
      const first = await store.putBytes(bytes);
      expect(await store.putFile(await fileOf(bytes))).toEqual(first);
      expect(await store.putBytes(bytes)).toEqual(first);
      expect((await readAll(first.digest)).equals(bytes)).toBe(true);
    });

    it.each([5_000, 18 * MIB])('takes %i bytes of the same content from several at once', async (size) => {
      const bytes = randomBytes(size);
      const path = await fileOf(bytes);
      const other = start().open();
      const puts = [store.putFile(path), other.putFile(path), store.putFile(path), other.putBytes(bytes)];
      const stored = await Promise.all(puts);
      await other.close();
      for (const one of stored) expect(one).toEqual({ digest: digestOf(bytes), bytes: size });
      expect(digestOf(await readAll(digestOf(bytes)))).toBe(digestOf(bytes));
    });

    it('says so when an object is not there', async () => {
      const missing = digestOf(randomBytes(8));
      const notFound = { kind: 'not-found', code: 'object-not-found' };
      expect(await store.stat(missing)).toBeNull();
      await expect(store.read(missing)).rejects.toMatchObject(notFound);
      await expect(store.read(missing, { start: 0, end: 1 })).rejects.toMatchObject(notFound);
      await store.remove(missing);
    });

    it('refuses a name that is no digest', async () => {
      for (const bad of ['sha256:../../etc/passwd', 'md5:00', `sha256:${'A'.repeat(64)}`]) {
        await expect(store.read(bad as Digest)).rejects.toMatchObject({ code: 'bad-digest' });
        await expect(store.remove(bad as Digest)).rejects.toMatchObject({ code: 'bad-digest' });
      }
    });

    it('removes an object', async () => {
      const { digest } = await store.putBytes(randomBytes(100));
      await store.remove(digest);
      expect(await store.stat(digest)).toBeNull();
      await expect(store.read(digest)).rejects.toMatchObject({ code: 'object-not-found' });
    });

    it('checks that it can be used', async () => {
      const before = await start().contents();
      await store.check();
      expect(await start().contents()).toEqual(before);
      const unreachable = { kind: 'unavailable', code: 'store-unreachable', hint: expect.any(String) };
      const lost = start().openUnreachable();
      await expect(lost.check()).rejects.toMatchObject(unreachable);
      await expect(lost.putBytes(Buffer.from('x'))).rejects.toMatchObject(unreachable);
      await lost.close();
    });
  });
}
