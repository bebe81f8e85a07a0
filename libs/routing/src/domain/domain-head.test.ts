import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decideDomain, decideDomains } from './decide-domain';
import { CLASSES, loadDomainHead, type DomainHead } from './domain-head';

/** The bucket of the group "<ab": see letters.test.ts. */
const LETTERS_OF_AB = 302;
const HEAD = join(__dirname, '../../data/domain-head.json');

interface Loose {
  heads: Record<string, { bias: number; weights: (number | null)[] }>;
  terms: Record<string, string[]>;
}

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

  it('knows the words that mark a domain', () => {
    expect(head.cues('two blouses, a skirt and a kidney', 'fashion')).toEqual(['blouses', 'skirt']);
  });

  it('reads the three embeddings and the letters side by side', async () => {
    const file = JSON.parse(await readFile(HEAD, 'utf8')) as Loose;
    for (const each of Object.values(file.heads)) {
      each.bias = 0;
      each.weights = each.weights.map(() => 0);
    }
    file.heads.fashion.weights[3] = 1;
    file.heads.fashion.weights[384 + 3] = 4;
    file.heads.medical.weights[384 + 512 + 2] = 2;
    file.heads.architecture.weights[384 + 512 + 384 + LETTERS_OF_AB] = 3;
    const folder = await mkdtemp(join(tmpdir(), 'head-'));
    const path = join(folder, 'head.json');
    await writeFile(path, JSON.stringify({ ...file, scale: 2, shift: -1 }));
    const plain = await loadDomainHead(path);
    await rm(folder, { recursive: true });
    const domains = new Float32Array(384).fill(0.125, 3, 4);
    const multilingual = new Float32Array(512).fill(0.5, 3, 4);
    const english = new Float32Array(384).fill(0.25, 2, 3);
    const { architecture, fashion, medical, none } = plain.probabilities('ab', {
      domains,
      multilingual,
      english,
    });
    expect(architecture + fashion + medical + none).toBeCloseTo(1, 9);
    expect(Math.log(fashion / none)).toBeCloseTo(2 * (1 * 0.125 + 4 * 0.5) - 1, 5);
    expect(Math.log(medical / none)).toBeCloseTo(2 * 2 * 0.25 - 1, 5);
    // Three groups of letters share the length 0.7.
    expect(Math.log(architecture / none)).toBeCloseTo((2 * 3 * 0.7) / Math.sqrt(3) - 1, 5);
  });
});

describe('loadDomainHead', () => {
  let folder: string;
  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'head-'))));
  afterAll(() => rm(folder, { recursive: true }));

  it.each([
    ['no JSON', 'oak'],
    ['another schema', '{"schema":"maquette/domain-head/9"}'],
    ['nothing but a schema', '{"schema":"maquette/domain-head/3"}'],
    ['null for everything', 'null'],
  ])('refuses a file with %s', async (_, content) => {
    const path = join(folder, 'head.json');
    await writeFile(path, content);
    await expect(loadDomainHead(path)).rejects.toMatchObject({
      kind: 'bad-input',
      code: 'domain-head-unreadable',
    });
  });

  it.each([
    ['lacks a domain', ({ heads }: Loose) => void delete heads.fashion],
    ['has a weight too few', ({ heads }: Loose) => void heads.fashion.weights.pop()],
    ['has a weight that is none', ({ heads }: Loose) => void (heads.fashion.weights[7] = null)],
    ['lacks the words of a domain', ({ terms }: Loose) => void delete terms.fashion],
  ])('names the domain whose head %s', async (_, damage) => {
    const file = JSON.parse(await readFile(HEAD, 'utf8')) as Loose;
    damage(file);
    const path = join(folder, 'damaged.json');
    await writeFile(path, JSON.stringify(file));
    await expect(loadDomainHead(path)).rejects.toMatchObject({
      code: 'domain-head-unreadable',
      message: expect.stringContaining('no whole head for fashion') as unknown,
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
  const vectors = async (texts: readonly string[]) => texts.map(() => new Float32Array(2));
  const embed = { domains: vectors, multilingual: vectors, english: vectors };

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

  it.each([
    ['', /no words/],
    ['16:9, 24', /no words/],
    ['🙂🙂', /no words/],
    ['現代的なキッチン', /a script that this router does not read/],
    ['кухня с островом, 4k', /a script that this router does not read/],
  ])('asks no model about %j', async (prompt, reason) => {
    const never = async () => expect.unreachable();
    const decision = await decideDomain(prompt, fixed([1, 0, 0, 0]), {
      domains: never,
      multilingual: never,
      english: never,
    });
    expect(decision).toMatchObject({ domain: null, confidence: 1 });
    expect(decision.reasons[0]).toMatch(reason);
  });

  it('keeps the order of the prompts when some cannot be read', async () => {
    const decisions = await decideDomains(
      ['', 'a skirt', '台所', 'a blouse'],
      fixed([0.1, 0.8, 0.05, 0.05]),
      embed,
    );
    expect(decisions.map(({ domain }) => domain)).toEqual([null, 'fashion', null, 'fashion']);
  });

  it('embeds many prompts in one call each, and says how it read a foreign one', async () => {
    const calls: Record<string, (readonly string[])[]> = { domains: [], multilingual: [], english: [] };
    const spy = (name: string, width: number) => async (texts: readonly string[]) => {
      calls[name].push(texts);
      return texts.map(() => new Float32Array(width));
    };
    const prompts = ['Küche mit Kochinsel', 'a kitchen'];
    const decisions = await decideDomains(prompts, head, {
      domains: spy('domains', 384),
      multilingual: spy('multilingual', 512),
      english: spy('english', 384),
    });
    expect(calls).toEqual({
      domains: [prompts],
      multilingual: [prompts],
      english: [['kitchen with kitchen island', 'a kitchen']],
    });
    expect(decisions[0].reasons[0]).toBe('Word by word the prompt reads "kitchen with kitchen island".');
    expect(decisions[1].reasons).toHaveLength(1);
  });
});
