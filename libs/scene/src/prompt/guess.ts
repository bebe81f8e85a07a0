import type { Space } from '../document/vocabulary';
import type { Item, UnknownItem } from './items';
import { GUESSABLE, SPACE_PHRASES, type Phrase } from './lexicon/lexicon';
import type { Embed } from './parsed-prompt';

/** Cosine from which an unknown word is taken for a phrase of the lexicon; below it the word is left aside. */
const WORD_LIKENESS = 0.62;
/** The same for a whole prompt that names no space. */
const SPACE_LIKENESS = 0.3;

/** Takes unknown words for the nearest phrase of the lexicon, where one is near enough. */
export async function guessUnknown(items: readonly Item[], embed: Embed): Promise<Item[]> {
  const unknown = items.filter((item): item is UnknownItem => item.kind === 'unknown');
  if (unknown.length === 0) return [...items];
  const vectors = await embed(unknown.map(({ text }) => text));
  const known = await embed(texts(GUESSABLE), { keep: true });
  return items.map((item) => {
    if (item.kind !== 'unknown') return item;
    const { phrase, likeness } = nearest(vectors[unknown.indexOf(item)], GUESSABLE, known);
    return likeness < WORD_LIKENESS ? item : { ...item, kind: 'known', phrase, likeness };
  });
}

/** The space that a prompt without a space's name is nearest to; null when none is near. */
export async function guessSpace(
  prompt: string,
  embed: Embed,
): Promise<{ space: Space; phrase: string } | null> {
  const [vector] = await embed([prompt]);
  const { phrase, likeness } = nearest(
    vector,
    SPACE_PHRASES,
    await embed(texts(SPACE_PHRASES), { keep: true }),
  );
  if (likeness < SPACE_LIKENESS || phrase.entry.kind !== 'space') return null;
  return { space: phrase.entry.value, phrase: phrase.phrase };
}

function texts(phrases: readonly Phrase[]): string[] {
  return phrases.map(({ phrase }) => phrase);
}

function nearest(
  vector: Float32Array,
  phrases: readonly Phrase[],
  vectors: readonly Float32Array[],
): { phrase: Phrase; likeness: number } {
  let best = 0;
  let likeness = -1;
  vectors.forEach((other, i) => {
    const cosine = other.reduce((sum, value, k) => sum + value * vector[k], 0);
    if (cosine > likeness) [best, likeness] = [i, cosine];
  });
  return { phrase: phrases[best], likeness };
}
