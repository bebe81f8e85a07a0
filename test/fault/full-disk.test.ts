import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { readdir, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, type TestContext } from 'vitest';
import { Installation, PATIENCE_MS } from './support/installation';

// real: everything, with a small file system (tmpfs) that a file of the test fills up.
let installation: Installation;
let mounted: string | null = null;
beforeEach(async () => {
  installation = await Installation.open();
});
afterEach(async () => {
  for (const worker of installation.workers) await worker.kill();
  if (mounted) spawnSync('umount', ['-l', mounted]);
  mounted = null;
  await installation.close();
});

function mountSmall(context: TestContext, folder: string): void {
  mkdirSync(folder, { recursive: true });
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=32m', 'none', folder]);
  if (status !== 0) context.skip('this machine does not let us mount a small file system');
  mounted = folder;
}

/** Leaves so many bytes. */
async function fill(folder: string, left: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  await writeFile(join(folder, 'ballast'), Buffer.alloc(Math.max(0, bavail * bsize - left)));
}

async function makeRoom(folder: string): Promise<void> {
  await writeFile(join(folder, 'ballast'), '');
}

const waiting = (id: string) =>
  installation.sql(
    "SELECT attempts, error_code AS error FROM generation WHERE id = $1 AND state = 'queued' AND attempts > 0",
    [id],
  );

describe.skipIf(process.getuid?.() !== 0)('a full disk (needs root to mount a small one)', () => {
  it.for([
    ['where clips are made', 'work', 'disk-full', 0],
    ['where clips are made, but for a few bytes', 'work', 'disk-full', 8_192],
    ['of the store', 'store', 'store-full', 0],
  ] as const)(
    '%s fails the attempt with the reason, and the next one does it when there is room',
    async ([, part, code, left], context) => {
      const folder = join(installation.home, part);
      mountSmall(context, folder);
      const [worker] = await installation.startWorkers(1);
      await fill(folder, left);
      const [id] = await installation.accept(1);
      await expect.poll(() => waiting(id), { timeout: PATIENCE_MS }).toEqual([{ attempts: 1, error: code }]);
      expect(await installation.inTheMaking()).toEqual([]);
      if (part === 'store') expect(await readdir(join(folder, 'tmp'))).toEqual([]);
      await makeRoom(folder);
      await installation.passTheTime();
      expect(await installation.check([id])).toMatchObject({ completed: 1, claims: 2, takeovers: 0 });
      expect(worker.running).toBe(true);
    },
  );

  it('parks what fails for want of room every time, with the reason', async (context) => {
    const folder = join(installation.home, 'store');
    mountSmall(context, folder);
    const [worker] = await installation.startWorkers(1);
    await fill(folder, 0);
    const [id] = await installation.accept(1);
    await expect
      .poll(async () => (await installation.passTheTime(), installation.settled([id])), {
        timeout: PATIENCE_MS,
      })
      .toBe(1);
    expect(await installation.check([id])).toMatchObject({ parked: 1, claims: 5 });
    const rows = await installation.sql('SELECT error_code FROM generation WHERE id = $1', [id]);
    expect(rows).toEqual([{ error_code: 'store-full' }]);
    expect(worker.running).toBe(true);
  });
});
