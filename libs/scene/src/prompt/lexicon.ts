import type { GrammarEntry } from './grammar-words';
import { wordsOf, normalise, type Word } from './words';

export interface Phrase<E> {
  /** As written in the lexicon. */
  phrase: string;
  entry: E | GrammarEntry;
}

const key = (words: readonly Word[]): string => words.map(({ text }) => text).join(' ');

/** The words and phrases of one domain, each with its meaning. */
export class Lexicon<E extends { kind: string }> {
  readonly phrases: readonly Phrase<E>[];
  private readonly byKey: ReadonlyMap<string, Phrase<E>>;
  private readonly longest: number;

  /** A later entry wins where two have the same phrase. */
  constructor(entries: readonly (readonly [phrase: string, entry: E | GrammarEntry])[]) {
    this.phrases = entries.map(([phrase, entry]) => ({ phrase, entry }));
    this.byKey = new Map(this.phrases.map((each) => [key(wordsOf(normalise(each.phrase))), each]));
    this.longest = Math.max(...[...this.byKey.keys()].map((text) => text.split(' ').length));
  }

  /** The longest phrase that begins at `start`. */
  longestPhrase(words: readonly Word[], start: number): { phrase: Phrase<E>; length: number } | null {
    for (let length = Math.min(this.longest, words.length - start); length > 0; length--) {
      const phrase = this.byKey.get(key(words.slice(start, start + length)));
      if (phrase) return { phrase, length };
    }
    return null;
  }
}
