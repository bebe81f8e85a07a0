import { statSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf } from '@maquette/kernel';
import type { RenderOrder } from '@maquette/inference';
import { openRegistry } from '@maquette/registry';
import { Bvh, buildMesh, composeArchitecture, planWalkthrough } from '@maquette/scene';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { InferenceProcess } from '../../apps/worker/src/inference-process';

/** The real process, checkpoint and rasteriser; a small picture of a small room. */
const ROOT = join(__dirname, '../..');
const ENTRY = join(ROOT, 'dist/apps/inference/src/main.js');

let order: RenderOrder;

beforeAll(async () => {
  const registry = await openRegistry(join(ROOT, 'model-registry'));
  const checkpoint = registry.checkpoint('architecture/daylight');
  const scene = composeArchitecture({ space: 'bathroom', size: 'compact', hour: 10 }, 3);
  const mesh = buildMesh(scene);
  const camera = planWalkthrough(scene, mesh, new Bvh(mesh.positions, mesh.indices), 1);
  order = {
    scene: { ...scene, camera },
    checkpoint: checkpoint.reference,
    modelPath: await registry.verifiedModelPath(checkpoint.reference),
    modelDigest: checkpoint.checkpointDigest,
    width: 96,
    height: 64,
    fps: 6,
    frames: 6,
    firstFrame: 0,
  };
});

describe('InferenceProcess', () => {
  let inference: InferenceProcess;

  const start = (entry = ENTRY): InferenceProcess =>
    (inference = new InferenceProcess({ device: 'cpu', threads: 1, entry, log: () => undefined }));
  afterEach(() => inference.close());

  /** Renders the order; answers the digest of each frame. `onFrame` may interfere. */
  async function render(onFrame: (index: number) => void = () => undefined): Promise<string[]> {
    const digests: string[] = [];
    await inference.render(order, {
      async frame(index, rgb) {
        expect(index).toBe(digests.length);
        expect(rgb.length).toBe(order.width * order.height * 3);
        digests.push(digestOf(rgb));
        onFrame(index);
      },
    });
    return digests;
  }

  it('paints the same frames, bit for bit, in another process, and goes on where a killed one stopped', async () => {
    start();
    const undisturbed = await render();
    expect(undisturbed).toHaveLength(order.frames);
    expect(new Set(undisturbed).size).toBe(order.frames); // the camera moves
    await inference.close();

    start();
    const killed: number[] = [];
    const disturbed = await render((index) => {
      if (index !== 2 || killed.length > 0) return;
      killed.push(inference.pid!);
      process.kill(inference.pid!, 'SIGKILL');
    });
    expect(killed).toHaveLength(1);
    expect(inference.pid).not.toBe(killed[0]);
    expect(disturbed).toEqual(undisturbed);
  });

  it('tells what was loaded, and what had to go for it', async () => {
    const loaded: string[] = [];
    const evicted: string[] = [];
    inference = new InferenceProcess({
      ...{ device: 'cpu', threads: 1, entry: ENTRY, log: () => undefined },
      memoryBytes: 9 * statSync(order.modelPath).size, // each takes twice its file at least: five do not fit
      shelf: (change) => {
        loaded.push(...change.loaded);
        evicted.push(...change.evicted);
      },
    });
    const names = ['a', 'b', 'c', 'd', 'e'].map((name) => `architecture/${name}@1.0.0`);
    for (const checkpoint of names) {
      const one = { ...order, frames: 1, checkpoint, modelDigest: digestOf(checkpoint) };
      expect(await inference.render(one, { frame: async () => undefined })).toMatchObject({ frames: 1 });
    }
    expect(loaded).toEqual(names);
    expect(evicted.length).toBeGreaterThan(0);
    expect([...evicted, ...[...inference.warmCheckpoints].reverse()]).toEqual(names); // the longest unused first
  });

  it('stops after the frame in hand when it is cancelled', async () => {
    start();
    const seen: number[] = [];
    const summary = await inference.render(order, {
      async frame(index) {
        seen.push(index);
        inference.cancel();
      },
    });
    expect(summary).toBeNull();
    expect(seen.length).toBeLessThan(order.frames);
  });

  it('gives up, with a coded error, when every process dies', async () => {
    start(join(ROOT, 'test/fixtures/dying-process.cjs'));
    await expect(inference.render(order, { frame: async () => undefined })).rejects.toMatchObject({
      code: 'inference-crashed',
    });
  });

  it('reports a file that is no model, and renders the next order in the same process', async () => {
    start();
    const broken = {
      ...order,
      modelPath: join(ROOT, 'package.json'),
      modelDigest: `sha256:${'0'.repeat(64)}`,
    } as const;
    await expect(inference.render(broken, { frame: async () => undefined })).rejects.toMatchObject({
      code: 'onnx-load-failed',
    });
    const before = inference.pid;
    expect(await render()).toHaveLength(order.frames);
    expect(inference.pid).toBe(before);
  });
});
