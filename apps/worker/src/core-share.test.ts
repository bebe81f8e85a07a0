import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeCores } from './core-share';

describe('the cores of a machine', () => {
  let folder: string;
  beforeEach(async () => void (folder = join(await mkdtemp(join(tmpdir(), 'cores-')), 'shared')));
  afterEach(() => rm(join(folder, '..'), { recursive: true }));

  it('are never promised twice, however many workers ask at once', async () => {
    const shares = await Promise.all([3, 4, 1, 8, 2].map((wanted) => takeCores(folder, wanted, 8)));
    expect(shares.reduce((sum, { cores }) => sum + cores, 0)).toBe(8);
    expect(await readdir(folder)).toHaveLength(8);
  });

  it('come back when a worker lets them go, once', async () => {
    const first = await takeCores(folder, 2, 2);
    expect((await takeCores(folder, 1, 2)).cores).toBe(0);
    await first.letGo();
    const next = await takeCores(folder, 2, 2);
    expect(next.cores).toBe(2);
    await first.letGo();
    expect(await readdir(folder)).toHaveLength(2);
  });

  it('come back when a worker died with them', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    await takeCores(folder, 1, 3);
    await writeFile(join(folder, '1'), String(pid));
    await writeFile(join(folder, '2'), ''); // being written by somebody else
    expect((await takeCores(folder, 3, 3)).cores).toBe(1);
  });
});
