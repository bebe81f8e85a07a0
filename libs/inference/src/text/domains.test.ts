import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Embedder } from './embedder';
import { loadTokeniser } from './tokeniser';

const FOLDER = join(__dirname, '../../../../model-registry/auxiliary/e5-domains/1.0.0');
/** Token ids by the Python tokenisers package, embeddings by the float encoder in PyTorch. */
interface Fixture {
  text: string;
  ids: number[];
  embedding: number[];
}
const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, v, i) => sum + v * b[i], 0);

describe('the encoder of the domain decision', () => {
  let embedder: Embedder;
  let known: Fixture[];
  beforeAll(async () => {
    embedder = await Embedder.load(FOLDER);
    known = JSON.parse(await readFile(join(__dirname, 'domains.fixtures.json'), 'utf8')) as Fixture[];
  });
  afterAll(() => embedder.close());

  it('cuts texts into the reference word pieces', async () => {
    const tokenise = await loadTokeniser(FOLDER);
    for (const { text, ids } of known) expect(tokenise(text).ids, text).toEqual(ids);
  });

  it('agrees with the implementation it was exported from', async () => {
    const vectors = await embedder.embed(known.map(({ text }) => text));
    known.forEach(({ text, embedding }, i) => {
      expect(vectors[i], text).toHaveLength(384);
      expect(dot(vectors[i], embedding), text).toBeGreaterThan(0.99);
    });
  });

  it('gives the same vector alone and beside longer texts', async () => {
    const fresh = await Embedder.load(FOLDER);
    const texts = ['Haus', 'une robe longue en velours noir avec des manches en dentelle et une traîne', 'x'];
    const together = await embedder.embed(texts);
    for (const [i, text] of texts.entries()) {
      const [alone] = await fresh.embed([text]);
      expect(Math.max(...alone.map((v, k) => Math.abs(v - together[i][k]))), text).toBeLessThan(1e-5);
    }
    await fresh.close();
  });

  it('puts what belongs to one domain together, whatever the language', async () => {
    const [kitchen, Treppenhaus, heart, Niere] = await embedder.embed([
      'a bright kitchen',
      'Treppenhaus mit Oberlicht',
      'anatomy of a beating heart',
      'Anatomie der Niere im Schnitt',
    ]);
    expect(dot(kitchen, Treppenhaus)).toBeGreaterThan(dot(kitchen, heart));
    expect(dot(heart, Niere)).toBeGreaterThan(dot(Treppenhaus, Niere));
  });

  it('answers an empty text and one in an unknown script', async () => {
    for (const vector of await embedder.embed(['', '台所', ' ']))
      expect(dot(vector, vector)).toBeCloseTo(1, 3);
  });
});
