import { fold } from './gloss';

/** Counts the telling words of each class in a prompt. */
export class TermCounter {
  private readonly terms: readonly ReadonlySet<string>[];

  /** Terms of each class, folded and in their singular, as the training script wrote them. */
  constructor(terms: readonly (readonly string[])[]) {
    this.terms = terms.map((list) => new Set(list));
  }

  /** The prompt's different words that belong to each class, as they stand in it. */
  found(prompt: string): string[][] {
    const words = new Map<string, string>();
    for (const word of fold(prompt).match(/\p{L}+/gu) ?? []) words.set(singular(word), word);
    return this.terms.map((terms) => [...words].filter(([one]) => terms.has(one)).map(([, word]) => word));
  }

  /** One number a class: 0 without any of its terms, 1/2 with one, 3/4 with two, … */
  features(prompt: string): number[] {
    return this.found(prompt).map(({ length }) => 1 - 0.5 ** length);
  }
}

function singular(word: string): string {
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}
