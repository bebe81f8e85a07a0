import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openWorkFolder } from './work-folder';

let root: string;
beforeEach(async () => (root = await mkdtemp(join(tmpdir(), 'maquette-work-'))));
afterEach(() => rm(root, { recursive: true, force: true }));

it('clears what dead processes left, and nothing of the living', async () => {
  const dead = 2 ** 22 + 1; // above the largest process id that Linux gives
  for (const name of [String(dead), String(process.ppid), 'clip-abc']) {
    await mkdir(join(root, name));
    await writeFile(join(root, name, 'clip.mp4.part'), 'half');
  }
  expect(await openWorkFolder(root)).toBe(join(root, String(process.pid)));
  expect((await readdir(root)).sort()).toEqual([String(process.pid), String(process.ppid)].sort());
});
