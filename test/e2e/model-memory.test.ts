import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { openRegistry } from '@maquette/registry';
import { TRIM_BYTES } from '../../apps/worker/src/inference-process';

const ROOT = join(__dirname, '../..');
/** What a model takes once it painted is 50 MB and more: twenty that stayed would be a thousand. */
const SLACK = 30e6;

// real: the runtime, the checkpoint, the shelf, in a process with the environment that a worker gives it.
it('gives back what evicted checkpoints took, twenty times over', async () => {
  const registry = await openRegistry(join(ROOT, 'model-registry'));
  const model = await registry.verifiedModelPath('architecture/daylight');
  const library = join(ROOT, 'dist/libs/inference/src/index.js');
  const script = join(ROOT, 'test/fixtures/evicting-process.cjs');
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', script, library, model], {
    env: { ...process.env, MALLOC_TRIM_THRESHOLD_: String(TRIM_BYTES) },
  });
  const { evictions, resident } = JSON.parse(stdout) as { evictions: number; resident: number[] };
  expect(evictions).toBe(20);
  expect(Math.max(...resident.slice(2)) - resident[1]).toBeLessThan(SLACK);
});
