import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Embedder } from './embedder';
import { loadTokeniser } from './tokeniser';

/** Token ids by the Python tokenisers package, embeddings by the implementation the weights came with. */
interface Fixture {
  text: string;
  ids: number[];
  embedding: number[];
}
const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, v, i) => sum + v * b[i], 0);

const ENCODERS = [
  // Words whose pieces were left out of the smaller vocabulary are read in other pieces, which is why one agrees less.
  { name: 'use-multilingual', fixtures: 'multilingual', width: 512, likeness: 0.9 },
  { name: 'e5-domains', fixtures: 'domains', width: 384, likeness: 0.99 },
];

describe.each(ENCODERS)('the encoder $name', ({ name, fixtures, width, likeness }) => {
  const folder = join(__dirname, '../../../../model-registry/auxiliary', name, '1.0.0');
  let embedder: Embedder;
  let known: Fixture[];
  beforeAll(async () => {
    embedder = await Embedder.load(folder, { width });
    known = JSON.parse(await readFile(join(__dirname, `${fixtures}.fixtures.json`), 'utf8')) as Fixture[];
  });
  afterAll(() => embedder.close());

  it('cuts texts into the reference word pieces', async () => {
    const tokenise = await loadTokeniser(folder);
    for (const { text, ids } of known) expect(tokenise(text).ids, text).toEqual(ids);
  });

  it('agrees with the implementation it was exported from', async () => {
    const vectors = await embedder.embed(known.map(({ text }) => text));
    known.forEach(({ text, embedding }, i) => {
      expect(vectors[i], text).toHaveLength(width);
      expect(dot(vectors[i], embedding), text).toBeGreaterThan(likeness);
    });
  });

  it('gives the same vector alone and beside longer texts', async () => {
    const fresh = await Embedder.load(folder, { width });
    const texts = ['Haus', 'une robe longue en velours noir avec des manches en dentelle et une traîne', 'x'];
    const together = await embedder.embed(texts);
    for (const [i, text] of texts.entries()) {
      const [alone] = await fresh.embed([text]);
      expect(Math.max(...alone.map((v, k) => Math.abs(v - together[i][k]))), text).toBeLessThan(1e-5);
    }
    await fresh.close();
  });

  it('answers an empty text and one in an unknown script', async () => {
    for (const vector of await embedder.embed(['', '台所', ' ']))
      expect(dot(vector, vector)).toBeCloseTo(1, 3);
  });

  if (name === 'use-multilingual') {
    it('is exact for all but the words that it reads in other pieces', async () => {
      const vectors = await embedder.embed(known.map(({ text }) => text));
      const exact = known.filter(({ embedding }, i) => dot(vectors[i], embedding) > 0.9999);
      expect(exact.length).toBeGreaterThan(known.length - 3);
    });

    it('puts the same thing in two languages nearer than two things in one', async () => {
      const [kitchen, küche, heart] = await embedder.embed([
        'a bright kitchen',
        'eine helle Küche',
        'a beating heart',
      ]);
      expect(dot(kitchen, küche)).toBeGreaterThan(dot(kitchen, heart) + 0.2);
    });
  } else {
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
  }
});
