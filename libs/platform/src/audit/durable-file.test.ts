import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeDurably } from './durable-file';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maquette-durable-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('replaces a file, and leaves no draft', async () => {
  const path = join(folder, 'deep', 'file');
  expect(await writeDurably(path, 'one', { mode: 0o600 })).toBe(true);
  expect(await writeDurably(path, 'two', { mode: 0o600 })).toBe(true);
  expect(await readFile(path, 'utf8')).toBe('two');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect((await stat(join(folder, 'deep'))).mode & 0o777).toBe(0o700);
  expect(await readdir(join(folder, 'deep'))).toEqual(['file']);
});

it('written once is written by one alone', async () => {
  const path = join(folder, 'file');
  const laid = await Promise.all(
    Array.from({ length: 8 }, (_, i) => writeDurably(path, `by ${i}`, { mode: 0o600, once: true })),
  );
  expect(laid.filter(Boolean)).toHaveLength(1);
  expect(await readFile(path, 'utf8')).toBe(`by ${laid.indexOf(true)}`);
  expect(await readdir(folder)).toEqual(['file']);
});

it('leaves no draft when it cannot be laid down', async () => {
  await writeDurably(join(folder, 'file', 'inner'), 'x', { mode: 0o600 });
  await expect(writeDurably(join(folder, 'file'), 'y', { mode: 0o600 })).rejects.toThrow();
  expect(await readdir(folder)).toEqual(['file']);
});
