import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decideDomain, decideDomains } from './decide-domain';
import { CLASSES, loadDomainHead, type DomainHead } from './domain-head';

const HEAD = join(__dirname, '../../data/domain-head.json');

let head: DomainHead;
beforeAll(async () => void (head = await loadDomainHead(HEAD)));

describe('domain head', () => {
  it('puts prompts into English exactly as the training script does', async () => {
    const fixtures = JSON.parse(await readFile(join(__dirname, 'domain-head.fixtures.json'), 'utf8')) as {
      prompt: string;
      english: string;
    }[];
    expect(fixtures.length).toBeGreaterThan(150);
    for (const { prompt, english } of fixtures) expect(head.english(prompt), prompt).toBe(english);
  });

  it.each([
    ['helles Wohnzimmer mit Eichenparkett', 'bright living room with oak parquet'],
    ['Querschnitt durch die Herzklappe', 'cross-section through the heart valve'],
    ['Brautkleid', 'wedding dress'],
    ['un chat qui dort', 'a cat who sleeps'],
    ['zapatos de cuero', 'shoes of leather'],
    ['salle de bain carrelée', 'room of bath tiled'],
    ['Terrazzoboden', 'terrazzo floor'],
  ])('%s → %s', (prompt, english) => expect(head.english(prompt)).toBe(english));

  it.each(['a villa in Spain', 'main hall', 'pain relief', 'robe', 'Sofa', 'paella recipe', '日本の家', ''])(
    'leaves %j alone',
    (prompt) => expect(head.english(prompt)).toBe(prompt),
  );

  it('gives probabilities that sum to one, and rise with a telling word', () => {
    const nothing = new Float32Array(384);
    const plain = head.probabilities('zyxwv', nothing);
    expect(CLASSES.reduce((sum, name) => sum + plain[name], 0)).toBeCloseTo(1, 9);
    expect(head.probabilities('a blouse and a skirt', nothing).fashion).toBeGreaterThan(plain.fashion);
    expect(head.cues('two blouses, a skirt and a kidney', 'fashion')).toEqual(['blouses', 'skirt']);
  });
});

describe('loadDomainHead', () => {
  let folder: string;
  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'head-'))));
  afterAll(() => rm(folder, { recursive: true }));

  it.each([
    ['no JSON', 'oak'],
    ['another schema', '{"schema":"maquette/domain-head/9"}'],
    ['a missing class', JSON.stringify({ schema: 'maquette/domain-head/1', classes: ['architecture'] })],
  ])('refuses a file with %s', async (_, content) => {
    const path = join(folder, 'head.json');
    await writeFile(path, content);
    await expect(loadDomainHead(path)).rejects.toMatchObject({
      kind: 'bad-input',
      code: 'domain-head-unreadable',
    });
  });

  it('names a missing file', async () => {
    const path = join(folder, 'nowhere.json');
    await expect(loadDomainHead(path)).rejects.toMatchObject({
      code: 'domain-head-unreadable',
      details: { path },
    });
  });
});

describe('decideDomain', () => {
  const fixed = (probabilities: [number, number, number, number]): DomainHead => ({
    version: 'test',
    threshold: 0.5,
    english: (prompt) => prompt,
    cues: () => ['skirt'],
    probabilities: () => Object.fromEntries(CLASSES.map((name, i) => [name, probabilities[i]])) as never,
  });
  const embed = async (texts: readonly string[]) => texts.map(() => new Float32Array(2));

  it('names the domain that reaches the threshold, with its cues', async () => {
    const decision = await decideDomain('a skirt', fixed([0.1, 0.8, 0.05, 0.05]), embed);
    expect(decision).toMatchObject({ domain: 'fashion', confidence: 0.8 });
    expect(decision.reasons).toEqual(['The prompt is about fashion (probability 80 %; it speaks of skirt).']);
  });

  it('abstains when it is none of ours, and says what is nearest', async () => {
    const decision = await decideDomain('a cat', fixed([0.2, 0.1, 0.05, 0.65]), embed);
    expect(decision).toMatchObject({ domain: null, confidence: 0.65 });
    expect(decision.reasons[0]).toMatch(/none of ours \(probability 65 %; nearest is architecture 20 %/);
  });

  it('abstains when two domains are about equal', async () => {
    const decision = await decideDomain('a dress of bricks', fixed([0.45, 0.4, 0.05, 0.1]), embed);
    expect(decision.domain).toBeNull();
    expect(decision.reasons[0]).toMatch(/uncertain: architecture 45 %, fashion 40 %/);
  });

  it('embeds many prompts in one call and says how it read a foreign one', async () => {
    const calls: (readonly string[])[] = [];
    const spy = async (texts: readonly string[]) => {
      calls.push(texts);
      return texts.map(() => new Float32Array(384));
    };
    const decisions = await decideDomains(['Küche mit Kochinsel', 'a kitchen'], head, spy);
    expect(calls).toEqual([['kitchen with kitchen island', 'a kitchen']]);
    expect(decisions[0].reasons[0]).toBe('The prompt is read as "kitchen with kitchen island".');
    expect(decisions[1].reasons).toHaveLength(1);
  });
});
