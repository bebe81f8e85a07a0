import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Embedder } from './embedder';
import { loadTokeniser } from './tokeniser';

const FOLDER = join(__dirname, '../../../../model-registry/auxiliary/use-multilingual/1.0.0');
const WIDTH = 512;
/** Token ids by the Python tokenisers package, embeddings by the implementation the weights came with. */
interface Fixture {
  text: string;
  ids: number[];
  embedding: number[];
}
const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, v, i) => sum + v * b[i], 0);

describe('the multilingual embedder', () => {
  let embedder: Embedder;
  let known: Fixture[];
  beforeAll(async () => {
    embedder = await Embedder.load(FOLDER, { width: WIDTH });
    known = JSON.parse(await readFile(join(__dirname, 'multilingual.fixtures.json'), 'utf8')) as Fixture[];
  });
  afterAll(() => embedder.close());

  it('cuts texts into the reference word pieces', async () => {
    const tokenise = await loadTokeniser(FOLDER);
    for (const { text, ids } of known) expect(tokenise(text).ids, text).toEqual(ids);
  });

  it('agrees with the implementation it was exported from', async () => {
    const vectors = await embedder.embed(known.map(({ text }) => text));
    known.forEach(({ text, embedding }, i) => {
      expect(vectors[i], text).toHaveLength(WIDTH);
      // Words whose pieces were left out of the smaller vocabulary are read in other pieces.
      expect(dot(vectors[i], embedding), text).toBeGreaterThan(0.9);
    });
    const exact = known.filter(({ embedding }, i) => dot(vectors[i], embedding) > 0.9999);
    expect(exact.length).toBeGreaterThan(known.length - 3);
  });

  it('gives the same vector alone and beside longer texts', async () => {
    const fresh = await Embedder.load(FOLDER, { width: WIDTH });
    const texts = ['Haus', 'une robe longue en velours noir avec des manches en dentelle et une traîne', 'x'];
    const together = await embedder.embed(texts);
    for (const [i, text] of texts.entries()) {
      const [alone] = await fresh.embed([text]);
      expect(Math.max(...alone.map((v, k) => Math.abs(v - together[i][k]))), text).toBeLessThan(1e-5);
    }
    await fresh.close();
  });

  it('puts the same thing in two languages nearer than two things in one', async () => {
    const [kitchen, küche, heart] = await embedder.embed([
      'a bright kitchen',
      'eine helle Küche',
      'a beating heart',
    ]);
    expect(dot(kitchen, küche)).toBeGreaterThan(dot(kitchen, heart) + 0.2);
  });

  it('answers an empty text and one in an unknown script', async () => {
    for (const vector of await embedder.embed(['', '台所', ' ']))
      expect(dot(vector, vector)).toBeCloseTo(1, 3);
  });
});
