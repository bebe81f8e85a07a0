import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Embedder } from '@maquette/inference';
import {
  decideDomain,
  decideDomains,
  loadDomainHead,
  type DomainHead,
  type Embedders,
} from '@maquette/routing';
import { evaluationRows, figuresOf, type Judged } from '../bench/evaluation';

const ROOT = join(__dirname, '../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** The domain decision as it runs: real sentence embeddings, the trained heads, and the part of the evaluation that trained nothing. */
describe('domain decision', () => {
  let loaded: Embedder[];
  let embed: Embedders;
  let head: DomainHead;
  let judged: Judged[];
  beforeAll(async () => {
    const auxiliary = join(ROOT, 'model-registry/auxiliary');
    loaded = await Promise.all([
      Embedder.load(join(auxiliary, 'e5-domains/1.0.0')),
      Embedder.load(join(auxiliary, 'use-multilingual/1.0.0'), { width: 512 }),
      Embedder.load(join(auxiliary, 'minilm-l6/1.0.0')),
    ]);
    embed = { domains: loaded[0].embed, multilingual: loaded[1].embed, english: loaded[2].embed };
    head = await loadDomainHead(join(ROOT, 'libs/routing/data/domain-head.json'));
    const rows = evaluationRows(ROOT, 'third');
    const prompts = rows.map(({ prompt }) => prompt);
    const decisions = await decideDomains(prompts, head, embed);
    judged = rows.map((row, i) => ({ row, decision: decisions[i] }));
  }, 60_000);
  afterAll(() => Promise.all(loaded.map((embedder) => embedder.close())));

  it('agrees with the training script, prompt by prompt', async () => {
    const fixtures = JSON.parse(read('libs/routing/src/domain/domain-head.fixtures.json')) as {
      prompt: string;
      probabilities: [number, number, number, number];
    }[];
    const readable = fixtures.filter(({ prompt }) => /\p{Script=Latin}/u.test(prompt));
    expect(readable.length).toBeGreaterThan(150);
    const decisions = await decideDomains(
      readable.map(({ prompt }) => prompt),
      head,
      embed,
    );
    readable.forEach(({ prompt, probabilities }, i) => {
      const { architecture, fashion, medical, none } = decisions[i].probabilities;
      const distance = [architecture, fashion, medical, none].map((p, k) => Math.abs(p - probabilities[k]));
      expect(Math.max(...distance), prompt).toBeLessThan(0.02);
    });
  });

  it('is right on prompts that gave it no weight, and sure of itself as often as it should be', () => {
    const figures = figuresOf(judged);
    expect(figures.prompts).toBe(1000);
    expect(figures.inDomainAccuracy).toBeGreaterThan(0.96);
    // Wanted is 0.95: see the figures in model-registry/training/routing.
    expect(figures.outOfDomainRefusal).toBeGreaterThan(0.83);
    expect(figures.falseRefusal).toBeLessThan(0.02);
    expect(figures.outOfDomainAuroc).toBeGreaterThan(0.98);
    expect(figures.expectedCalibrationError).toBeLessThan(0.03);
  });

  it.each(['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl'])('is right in %s', (language) => {
    const figures = figuresOf(judged.filter(({ row }) => row.language === language));
    expect(figures.inDomainAccuracy).toBeGreaterThan(0.83);
    expect(figures.outOfDomainRefusal).toBeGreaterThan(0.67);
  });

  it.each([
    ['hospital lobby', 'architecture'],
    ['surgical gown lookbook', 'fashion'],
    ['trabecular architecture of bone', 'medical'],
    ['wedding dress in a gothic church', 'fashion'],
    ['Reihenhaus mit Backsteinfassade', 'architecture'],
    ['ESCALERA DE CARACOL', 'architecture'],
    ['write a sorting function', null],
    ['a cat in the rain', null],
    ['', null],
  ])('%j → %s', async (prompt, domain) => {
    expect((await decideDomain(prompt, head, embed)).domain).toBe(domain);
  });
});
