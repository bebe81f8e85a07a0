import type { ArchitectureSpace } from '../document/vocabulary';
import type { Item, UnknownItem } from './items';
import { GUESSABLE, SPACE_PHRASES, type Phrase } from './lexicon/lexicon';
import type { Embed } from './parsed-prompt';

/** Cosine from which an unknown word is taken for a phrase; a thing that nobody asked for is worse than a shade. */
const WORD_LIKENESS = { material: 0.64, element: 0.7, other: 0.72 };
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
    const allowed = (phrase: Phrase) => !onlyDescribes(item.text, phrase);
    const { phrase, likeness } = nearest(vectors[unknown.indexOf(item)], GUESSABLE, known, allowed);
    return likeness < wantedLikeness(phrase) ? item : { ...item, kind: 'known', phrase, likeness };
  });
}

/** The space that a prompt without a space's name is nearest to; null when none is near. */
export async function guessSpace(
  prompt: string,
  embed: Embed,
): Promise<{ space: ArchitectureSpace; phrase: string } | null> {
  const [vector] = await embed([prompt]);
  const { phrase, likeness } = nearest(
    vector,
    SPACE_PHRASES,
    await embed(texts(SPACE_PHRASES), { keep: true }),
  );
  if (likeness < SPACE_LIKENESS || phrase.entry.kind !== 'space') return null;
  return { space: phrase.entry.value, phrase: phrase.phrase };
}

/** "forest" is like "forest green" for its word alone: a single word must be what the phrase is about. */
function onlyDescribes(text: string, { phrase }: Phrase): boolean {
  const words = phrase.split(' ');
  return words.includes(text) && words[words.length - 1] !== text;
}

function wantedLikeness({ entry }: Phrase): number {
  return entry.kind === 'material' || entry.kind === 'element'
    ? WORD_LIKENESS[entry.kind]
    : WORD_LIKENESS.other;
}

function texts(phrases: readonly Phrase[]): string[] {
  return phrases.map(({ phrase }) => phrase);
}

function nearest(
  vector: Float32Array,
  phrases: readonly Phrase[],
  vectors: readonly Float32Array[],
  allowed: (phrase: Phrase) => boolean = () => true,
): { phrase: Phrase; likeness: number } {
  let best = 0;
  let likeness = -1;
  vectors.forEach((other, i) => {
    const cosine = other.reduce((sum, value, k) => sum + value * vector[k], 0);
    if (cosine > likeness && allowed(phrases[i])) [best, likeness] = [i, cosine];
  });
  return { phrase: phrases[best], likeness };
}
