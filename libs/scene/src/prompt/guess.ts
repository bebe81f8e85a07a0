import type { Item, UnknownItem } from './items';
import type { Phrase } from './lexicon';
import type { Embed } from './parsed-prompt';

/**
 * Takes unknown words for the nearest of the phrases, where one is near enough.
 * @param wanted cosine from which a word is taken for a phrase
 */
export async function guessUnknown<E>(
  items: readonly Item<E>[],
  phrases: readonly Phrase<E>[],
  wanted: (phrase: Phrase<E>) => number,
  embed: Embed,
): Promise<Item<E>[]> {
  const unknown = items.filter((item): item is UnknownItem => item.kind === 'unknown');
  if (unknown.length === 0) return [...items];
  const vectors = await embed(unknown.map(({ text }) => text));
  const known = await embed(texts(phrases), { keep: true });
  return items.map((item) => {
    if (item.kind !== 'unknown') return item;
    const allowed = (phrase: Phrase<E>) => !onlyDescribes(item.text, phrase);
    const { phrase, likeness } = nearest(vectors[unknown.indexOf(item)], phrases, known, allowed);
    return likeness < wanted(phrase) ? item : { ...item, kind: 'known', phrase, likeness };
  });
}

/** The phrase that a whole prompt is nearest to. */
export async function nearestPhrase<E>(
  prompt: string,
  phrases: readonly Phrase<E>[],
  embed: Embed,
): Promise<{ phrase: Phrase<E>; likeness: number }> {
  const [vector] = await embed([prompt]);
  return nearest(vector, phrases, await embed(texts(phrases), { keep: true }));
}

/** "forest" is like "forest green" for its word alone: a single word must be what the phrase is about. */
function onlyDescribes(text: string, { phrase }: Phrase<unknown>): boolean {
  const words = phrase.split(' ');
  return words.includes(text) && words[words.length - 1] !== text;
}

function texts(phrases: readonly Phrase<unknown>[]): string[] {
  return phrases.map(({ phrase }) => phrase);
}

function nearest<E>(
  vector: Float32Array,
  phrases: readonly Phrase<E>[],
  vectors: readonly Float32Array[],
  allowed: (phrase: Phrase<E>) => boolean = () => true,
): { phrase: Phrase<E>; likeness: number } {
  let best = 0;
  let likeness = -1;
  vectors.forEach((other, i) => {
    const cosine = other.reduce((sum, value, k) => sum + value * vector[k], 0);
    if (cosine > likeness && allowed(phrases[i])) [best, likeness] = [i, cosine];
  });
  return { phrase: phrases[best], likeness };
}
