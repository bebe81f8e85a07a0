import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Embedder } from '@maquette/inference';
import { decideDomain, decideDomains, loadDomainHead, type DomainHead } from '@maquette/routing';

const ROOT = join(__dirname, '../..');
interface Row {
  prompt: string;
  domain: string | null;
  split: string;
}
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** The domain decision as it runs: real sentence embeddings, the trained head, the test part of the prompts. */
describe('domain decision', () => {
  let embedder: Embedder;
  let head: DomainHead;
  beforeAll(async () => {
    embedder = await Embedder.load(join(ROOT, 'model-registry/auxiliary/minilm-l6/1.0.0'));
    head = await loadDomainHead(join(ROOT, 'libs/routing/data/domain-head.json'));
  });
  afterAll(() => embedder.close());

  it('agrees with the training script, prompt by prompt', async () => {
    const fixtures = JSON.parse(read('libs/routing/src/domain/domain-head.fixtures.json')) as {
      prompt: string;
      probabilities: [number, number, number, number];
    }[];
    const decisions = await decideDomains(
      fixtures.map(({ prompt }) => prompt),
      head,
      embedder.embed,
    );
    fixtures.forEach(({ prompt, probabilities }, i) => {
      const { architecture, fashion, medical, none } = decisions[i].probabilities;
      const distance = [architecture, fashion, medical, none].map((p, k) => Math.abs(p - probabilities[k]));
      expect(Math.max(...distance), prompt).toBeLessThan(0.01);
    });
  });

  it('is right on prompts that took no part in training', async () => {
    const rows = read('model-registry/training/routing/prompts.jsonl')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Row)
      .filter(({ split }) => split === 'test');
    const decisions = await decideDomains(
      rows.map(({ prompt }) => prompt),
      head,
      embedder.embed,
    );
    const right = (ours: boolean) => {
      const chosen = rows.flatMap((row, i) =>
        (row.domain !== null) === ours ? [{ row, decision: decisions[i] }] : [],
      );
      return chosen.filter(({ row, decision }) => decision.domain === row.domain).length / chosen.length;
    };
    expect(rows.length).toBeGreaterThan(400);
    expect(right(true)).toBeGreaterThan(0.96);
    expect(right(false)).toBeGreaterThan(0.94);
  });

  it.each([
    ['hospital lobby', 'architecture'],
    ['surgical gown lookbook', 'fashion'],
    ['trabecular architecture of bone', 'medical'],
    ['wedding dress in a gothic church', 'fashion'],
    ['Reihenhaus mit Backsteinfassade', 'architecture'],
    ['write a sorting function', null],
    ['a cat in the rain', null],
    ['', null],
  ])('%j → %s', async (prompt, domain) => {
    expect((await decideDomain(prompt, head, embedder.embed)).domain).toBe(domain);
  });
});
