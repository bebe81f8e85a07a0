import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Installation, PATIENCE_MS } from './support/installation';
import type { WorkerProcess } from './support/worker-process';

// real: everything. The inference process gets no more memory than it has, so that the clip's own is too much for it.
let installation: Installation;
beforeEach(async () => {
  installation = await Installation.open();
});
afterEach(() => installation.close());

const hasPrlimit = spawnSync('prlimit', ['--version']).status === 0;

/** Every inference process of the worker, old and new, may grow by so much more address space. Answers how many there were. */
async function starve(worker: WorkerProcess, until: () => Promise<boolean>, bytes: number): Promise<number> {
  const starved = new Set<number>();
  while (!(await until())) {
    const pid = await worker.inference();
    if (pid === null || starved.has(pid)) continue;
    const size = /VmSize:\s+(\d+) kB/.exec(await readFile(`/proc/${pid}/status`, 'utf8').catch(() => ''));
    if (!size) continue;
    const limit = Number(size[1]) * 1024 + bytes;
    if (spawnSync('prlimit', ['--pid', String(pid), `--as=${limit}:${limit}`]).status === 0) starved.add(pid);
  }
  return starved.size;
}

describe.skipIf(!hasPrlimit)('an inference process without memory (needs prlimit)', () => {
  it(
    'dies or says so, is tried as often as may be, and parked; the worker survives and paints what is smaller',
    async () => {
      const [worker] = await installation.startWorkers(1);
      const [id] = await installation.accept(1, { width: 3840, height: 2160 });
      const parked = async () => (await installation.passTheTime(), (await installation.settled([id])) === 1);
      await starve(worker, parked, 64 << 20);
      expect(await installation.check([id])).toMatchObject({ parked: 1, claims: 5, takeovers: 0 });
      const [{ error }] = await installation.sql('SELECT error_code AS error FROM generation WHERE id = $1', [
        id,
      ]);
      expect(['inference-crashed', 'out-of-memory']).toContain(error);
      expect(worker.running).toBe(true);

      const pid = await worker.inference(); // the next one has all the memory again
      if (pid !== null) process.kill(pid, 'SIGKILL');
      const small = await installation.accept(1);
      expect(await installation.check(small)).toMatchObject({ completed: 1 });
    },
    2 * PATIENCE_MS,
  );
});
