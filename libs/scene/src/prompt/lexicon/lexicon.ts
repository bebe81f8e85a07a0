import { wordsOf, normalise, type Word } from '../words';
import { AMBIENCE_ENTRIES } from './ambience';
import { ELEMENT_ENTRIES } from './elements';
import type { Entry } from './entry';
import { GRAMMAR_ENTRIES } from './grammar-words';
import { MATERIAL_ENTRIES } from './materials';
import { SPACE_ENTRIES } from './spaces';

export interface Phrase {
  /** As written in the lexicon. */
  phrase: string;
  entry: Entry;
}

/** A later list wins where two lists have the same phrase. */
const ALL = [
  ...GRAMMAR_ENTRIES,
  ...AMBIENCE_ENTRIES,
  ...MATERIAL_ENTRIES,
  ...ELEMENT_ENTRIES,
  ...SPACE_ENTRIES,
].map(([phrase, entry]): Phrase => ({ phrase, entry }));

const key = (words: readonly Word[]): string => words.map(({ text }) => text).join(' ');
const BY_KEY = new Map(ALL.map((entry) => [key(wordsOf(normalise(entry.phrase))), entry]));
const LONGEST = Math.max(...[...BY_KEY.keys()].map((text) => text.split(' ').length));

/** The longest phrase of the lexicon that begins at `start`. */
export function longestPhrase(
  words: readonly Word[],
  start: number,
): { phrase: Phrase; length: number } | null {
  for (let length = Math.min(LONGEST, words.length - start); length > 0; length--) {
    const phrase = BY_KEY.get(key(words.slice(start, start + length)));
    if (phrase) return { phrase, length };
  }
  return null;
}

/** Phrases that an unknown word may be close to in meaning. */
export const GUESSABLE: readonly Phrase[] = ALL.filter(({ entry }) =>
  ['material', 'element', 'weather', 'hour', 'lamps', 'window'].includes(entry.kind),
);

/** Phrases that a whole prompt may be close to when it names no space. */
export const SPACE_PHRASES: readonly Phrase[] = ALL.filter(
  ({ entry }) => entry.kind === 'space' && !entry.weak,
);
