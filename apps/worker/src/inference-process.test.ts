import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RenderOrder } from '@maquette/inference';
import { InferenceProcess } from './inference-process';

// real: the process and its channel. fake: what it says. test/e2e/inference-process.test.ts has the real one.
const ENTRY = join(__dirname, '../../../test/fixtures/answering-late.cjs');
const order = { firstFrame: 0, frames: 1 } as RenderOrder;

describe('InferenceProcess', () => {
  let inference: InferenceProcess;
  beforeEach(() => {
    inference = new InferenceProcess({ device: 'cpu', threads: 1, entry: ENTRY, log: () => undefined });
  });
  afterEach(() => inference.close());

  it('gives no clip what belongs to one that was given up', async () => {
    const full = new Error('the disk is full');
    await expect(inference.render(order, { frame: () => Promise.reject(full) })).rejects.toBe(full);
    const frames: number[][] = [];
    const summary = await inference.render(order, { frame: async (_, rgb) => void frames.push([...rgb]) });
    expect(frames).toEqual([[2, 2, 2]]);
    expect(summary).toEqual({ frames: 2 });
  });

  it('ends the clip in hand when it is closed, as one that the worker could not finish', async () => {
    const painting = inference.render(order, { frame: async () => void inference.close() });
    await expect(painting).rejects.toMatchObject({ kind: 'unavailable', code: 'worker-stopping' });
    await expect(inference.render(order, { frame: async () => undefined })).rejects.toMatchObject({
      code: 'worker-stopping',
    });
  });
});
