import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compiledProviders, createSession } from './session';

const MODEL = join(__dirname, '../../../../model-registry/auxiliary/minilm-l6/1.0.0/embedder.onnx');
const ids = (...values: number[]) => ({
  data: BigInt64Array.from(values.map(BigInt)),
  dims: [1, values.length],
});
const ones = (length: number) => ids(...new Array<number>(length).fill(1));

describe('createSession', () => {
  let folder: string;
  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'onnx-'))));
  afterAll(() => rm(folder, { recursive: true }));

  it('says what the graph reads and writes, and runs it', async () => {
    const session = await createSession(MODEL, { threads: 1 });
    expect(session.inputNames).toEqual(['input_ids', 'attention_mask']);
    expect(session.outputs).toEqual([{ name: 'embedding', type: 'float32', dims: ['n', 384] }]);
    expect(session).toMatchObject({ provider: 'cpu', providerFallback: null });
    const { embedding } = await session.run({ input_ids: ids(101, 2282, 102), attention_mask: ones(3) });
    expect(embedding.dims).toEqual([1, 384]);
    expect(Math.hypot(...(embedding.data as Float32Array))).toBeCloseTo(1, 4);
    await session.release();
  });

  it('refuses to run after its release, and may be released twice', async () => {
    const session = await createSession(MODEL);
    await session.release();
    await session.release();
    await expect(session.run({ input_ids: ids(1), attention_mask: ones(1) })).rejects.toMatchObject({
      code: 'onnx-run-failed',
    });
  });

  it.each([
    ['a missing input', { input_ids: ids(101, 102) }],
    ['a wrong type', { input_ids: { data: new Float32Array(2), dims: [1, 2] }, attention_mask: ones(2) }],
    ['shapes that do not fit', { input_ids: ids(101, 102), attention_mask: ones(3) }],
  ])('answers %s with what the graph expects', async (_, inputs) => {
    const session = await createSession(MODEL);
    await expect(session.run(inputs)).rejects.toMatchObject({ code: 'onnx-run-failed' });
    await session.release();
  });

  it('names a missing file', async () => {
    const path = join(folder, 'nowhere.onnx');
    await expect(createSession(path)).rejects.toMatchObject({
      kind: 'not-found',
      code: 'onnx-file-missing',
      details: { path },
    });
  });

  it('refuses a truncated, a changed and an empty file', async () => {
    const bytes = await readFile(MODEL);
    const broken = {
      truncated: bytes.subarray(0, bytes.length / 2),
      text: Buffer.from('not a model'),
      empty: Buffer.alloc(0),
    };
    for (const [name, content] of Object.entries(broken)) {
      const path = join(folder, `${name}.onnx`);
      await writeFile(path, content);
      await expect(createSession(path), name).rejects.toMatchObject({
        kind: 'bad-input',
        code: 'onnx-load-failed',
      });
    }
  });

  it('does not claim a provider that the runtime would drop without a word', async () => {
    const path = join(folder, 'copy.onnx');
    await copyFile(MODEL, path);
    const session = await createSession(path, { provider: 'nonesuch' });
    expect(session.provider).toBe('cpu');
    expect(session.providerFallback).toContain("no provider 'nonesuch'");
    await session.release();
    expect(compiledProviders().map(({ name }) => name)).toContain('cpu');
  });

  it('says why a provider that is compiled in cannot be used here', async () => {
    const session = await createSession(MODEL, { provider: 'cuda' });
    // On a machine with the CUDA libraries it really runs there.
    if (session.provider === 'cpu') expect(session.providerFallback).toContain('cuda');
    else expect(session).toMatchObject({ provider: 'cuda', providerFallback: null });
    await session.release();
  });

  it('asks WebGPU for an adapter, and says so where there is none', async () => {
    const asking = createSession(MODEL, { provider: 'webgpu', fallback: 'refuse' });
    const session = await asking.catch((error: unknown) => error);
    // On a machine with a Vulkan driver it really runs there.
    if (!(session instanceof Error)) return expect(session).toMatchObject({ provider: 'webgpu' });
    expect(session).toMatchObject({ kind: 'unavailable', code: 'device-unavailable' });
    expect(session.message).toMatch(
      /^The provider 'webgpu' cannot run this graph here: Failed to get a WebGPU adapter/,
    );
  });
});
