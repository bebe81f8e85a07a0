import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSession } from './onnx/session';
import { Upscaler } from './upscaler';

const VERSION = join(__dirname, '../../../model-registry/architecture/daylight/1.2.0');
const MODEL = join(VERSION, 'upscaler.onnx');

/** Waves of several lengths, other ones in each colour. */
function picture(width: number, height: number): Float32Array {
  return Float32Array.from({ length: 3 * width * height }, (_, i) => {
    const [x, y, channel] = [i % width, Math.floor(i / width) % height, Math.floor(i / (width * height))];
    return 0.5 + 0.25 * Math.sin(x / (2 + channel)) + 0.2 * Math.cos((x + 2 * y) / 7);
  });
}

function largestDifference(a: Float32Array, b: Float32Array): number {
  return a.reduce((worst, value, i) => Math.max(worst, Math.abs(value - b[i])), 0);
}

describe('the upscaler', () => {
  let upscaler: Upscaler;
  beforeAll(async () => void (upscaler = await Upscaler.load(MODEL, { threads: 1 })));
  afterAll(() => upscaler.close());

  it('joins its bands without a trace', async () => {
    const [width, height] = [24, 300];
    const small = picture(width, height);
    const session = await createSession(MODEL, { threads: 1 });
    const whole = await session.run({ picture: { data: small, dims: [1, 3, height, width] } });
    await session.release();
    const large = await upscaler.enlarge(small, width, height);
    expect(large).toHaveLength(3 * 4 * width * height);
    expect(largestDifference(large, whole.frame.data as Float32Array)).toBeLessThan(1e-6);
  });

  it('gives known pixels back exactly, and paints the others as if nothing were known', async () => {
    const [width, height] = [16, 20];
    const small = picture(width, height);
    const size = 4 * width * height;
    const known = Float32Array.from({ length: 3 * size }, (_, i) => ((i * 7919) % 1000) / 1000);
    const mask = Float32Array.from({ length: size }, (_, i) => (i % 3 === 0 ? 1 : 0));
    const free = await upscaler.enlarge(small, width, height);
    const kept = await upscaler.enlarge(small, width, height, { known, mask });
    kept.forEach((value, i) => expect(value).toBe(mask[i % size] ? known[i] : free[i]));
  });

  it('keeps the mean of a picture and stays near it', async () => {
    const [width, height] = [40, 40];
    const small = picture(width, height);
    const large = await upscaler.enlarge(small, width, height);
    const mean = (values: Float32Array): number =>
      values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(Math.abs(mean(large) - mean(small))).toBeLessThan(0.01);
  });

  it('refuses a graph of another kind', async () => {
    await expect(Upscaler.load(join(VERSION, 'model.onnx'), { threads: 1 })).rejects.toMatchObject({
      kind: 'bad-input',
      code: 'upscaler-contract',
    });
  });
});
