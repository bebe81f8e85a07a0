import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Embedder } from '@maquette/inference';
import { parseArchitecturePrompt } from '@maquette/scene';

/** What the words alone do not say, with the real sentence embeddings. */
describe('parsing prompts with sentence embeddings', () => {
  let embedder: Embedder;
  beforeAll(async () => {
    embedder = await Embedder.load(join(__dirname, '../../model-registry/auxiliary/minilm-l6/1.0.0'));
    await embedder.embed(['warm up']);
  });
  afterAll(() => embedder.close());

  it.each([
    ['somewhere calm to sleep, oak floor', 'bedroom'],
    ['a place to cook for the family, brass handles', 'kitchen'],
    ['a place to soak in warm water and wash', 'bathroom'],
  ])('finds the space of %j', async (prompt, space) => {
    const { brief, notes } = await parseArchitecturePrompt(prompt, embedder.embed);
    expect(brief.space).toBe(space);
    expect(notes[0]).toContain('none is named');
  });

  it.each([
    ['lobby, floor in nero assoluto', { floor: 'black-marble' }],
    ['living room with panelled walls', { wall: 'timber-cladding' }],
    ['stair hall with steel rails', { counts: { railing: 2 }, metal: 'steel' }],
  ])('takes unknown words of %j for the nearest it knows, and says so', async (prompt, expected) => {
    const { brief, notes } = await parseArchitecturePrompt(prompt, embedder.embed);
    expect(brief).toMatchObject(expected);
    expect(notes.join('\n')).toMatch(/is taken for ".+" \(likeness 0\.\d\d\)/);
  });

  it.each([
    'kitchen near a forest, parliament, alphabet',
    'office with a stapler and two lawyers',
    'gallery about fashion and tea',
  ])('puts nothing into %j that nobody asked for', async (prompt) => {
    const { brief } = await parseArchitecturePrompt(prompt, embedder.embed);
    expect(Object.keys(brief)).toEqual(['space']);
  });
});
