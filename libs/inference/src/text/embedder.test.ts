import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Embedder } from './embedder';
import { loadTokeniser, MAX_TOKENS } from './tokeniser';

const FOLDER = join(__dirname, '../../../../model-registry/auxiliary/minilm-l6/1.0.0');
/** Token ids and embeddings of the float model, by the reference implementation. */
interface Fixture {
  text: string;
  ids: number[];
  embedding: number[];
}
const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, v, i) => sum + v * b[i], 0);

describe('tokeniser', () => {
  it('gives the reference token ids', async () => {
    const tokenise = await loadTokeniser(FOLDER);
    for (const { text, ids } of await fixtures())
      expect(tokenise(text), text).toEqual({ ids, truncated: false });
  });

  it('cuts long texts and keeps the closing token', async () => {
    const tokenise = await loadTokeniser(FOLDER);
    const { ids, truncated } = tokenise('room with a view '.repeat(100));
    expect(ids).toHaveLength(MAX_TOKENS);
    expect(ids[MAX_TOKENS - 1]).toBe(tokenise('a').ids.at(-1));
    expect(truncated).toBe(true);
  });

  it('names a folder without a tokeniser', async () => {
    await expect(loadTokeniser(tmpdir())).rejects.toMatchObject({
      kind: 'bad-input',
      code: 'tokeniser-unreadable',
    });
  });
});

describe('Embedder', () => {
  let embedder: Embedder;
  let cacheFolder: string;
  beforeAll(async () => {
    cacheFolder = await mkdtemp(join(tmpdir(), 'vectors-'));
    embedder = await Embedder.load(FOLDER, { cacheFolder, remember: 4 });
  });
  afterAll(async () => {
    await embedder.close();
    await rm(cacheFolder, { recursive: true });
  });

  it('agrees with the float reference', async () => {
    const known = await fixtures();
    const vectors = await embedder.embed(known.map(({ text }) => text));
    known.forEach(({ text, embedding }, i) => expect(dot(vectors[i], embedding), text).toBeGreaterThan(0.99));
  });

  it('gives the same vector alone, in a batch, and from memory', async () => {
    const texts = [
      'a kitchen',
      'a very long description of a villa with a pool, two storeys and a slate roof',
      'oak',
    ];
    const together = await embedder.embed([...texts, 'a kitchen']);
    for (const [i, text] of texts.entries()) {
      const fresh = await Embedder.load(FOLDER);
      const [alone] = await fresh.embed([text]);
      expect(dot(alone, together[i])).toBeCloseTo(1, 5);
      expect(Math.max(...alone.map((v, k) => Math.abs(v - together[i][k])))).toBeLessThan(1e-5);
      await fresh.close();
    }
    expect(together[3]).toEqual(together[0]);
    expect((await embedder.embed(['oak']))[0]).toEqual(together[2]);
  });

  it('remembers only as much as it is told to, and still answers', async () => {
    const texts = Array.from({ length: 9 }, (_, i) => `room number ${i}`);
    const first = await embedder.embed(texts);
    const again = await embedder.embed(texts);
    texts.forEach((_, i) => expect(dot(first[i], again[i])).toBeCloseTo(1, 5));
  });

  it('answers nothing for nothing', async () => {
    expect(await embedder.embed([])).toEqual([]);
  });

  it('keeps a vocabulary on disk, and computes it again when the file is damaged', async () => {
    const words = ['oak', 'walnut', 'marble'];
    const first = await embedder.embed(words, { keep: true });
    const [file] = await readdir(cacheFolder);
    expect((await readFile(join(cacheFolder, file))).length).toBe(3 * 384 * 4);
    const other = await Embedder.load(FOLDER, { cacheFolder });
    expect(await other.embed(words, { keep: true })).toEqual(first);
    await writeFile(join(cacheFolder, file), 'damaged');
    expect(await other.embed(words, { keep: true })).toEqual(first);
    await other.close();
  });
});

async function fixtures(): Promise<Fixture[]> {
  return JSON.parse(await readFile(join(__dirname, 'embedder.fixtures.json'), 'utf8')) as Fixture[];
}
