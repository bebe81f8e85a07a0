import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { exportTrainingScenes } from './export-scenes';

describe('training scenes', async () => {
  const out = await mkdtemp(join(tmpdir(), 'scenes-'));
  afterAll(() => rm(out, { recursive: true, force: true }));
  const options = {
    domain: 'architecture',
    out,
    train: 0,
    test: 1,
    seed: 3,
    frames: 1,
    crop: 32,
    width: 96,
    height: 64,
  } as const;
  const file = (name: string): string => join(out, 'test-0000', name);

  it('are drawn anew on request, the same as at first, and keep their targets', async () => {
    await exportTrainingScenes(options);
    const first = await readFile(file('000.gbuffer.f16'));
    expect(first.length).toBe(22 * 32 * 32 * 2);
    await writeFile(file('000.target.f16'), 'traced');
    await writeFile(file('000.gbuffer.f16'), 'outdated');

    await exportTrainingScenes(options);
    expect(await readFile(file('000.gbuffer.f16'), 'utf8')).toBe('outdated');

    await exportTrainingScenes({ ...options, redraw: true });
    expect(first.equals(await readFile(file('000.gbuffer.f16')))).toBe(true);
    expect(await readFile(file('000.target.f16'), 'utf8')).toBe('traced');
  });
});
