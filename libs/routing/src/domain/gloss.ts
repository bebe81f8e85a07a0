/** Word lists by language, and words that also are English: those say nothing about the language of a prompt. */
export interface GlossaryData {
  words: Record<string, Record<string, string>>;
  ambiguous: readonly string[];
  english: readonly string[];
}

const ENDINGS: Record<string, readonly string[]> = {
  de: ['en', 'er', 'es', 'em', 'e', 'n', 's'],
  fr: ['es', 's', 'x', 'e'],
  es: ['es', 's'],
};
/** Letters that join the parts of a German compound. */
const LINKS = ['', 's', 'n', 'en', 'es', 'er'];
const SHORTEST_PART = 3;
const SHORTEST_HEAD = 5;
const SHORTEST_COMPOUND = 8;

/** Lower case, no accents, ligatures written out. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '');
}

/**
 * Word-by-word English for German, French and Spanish prompts, since the sentence embedder reads English. It keeps the
 * order of the words and leaves what it does not know; enough to tell what a prompt is about, no translation to read.
 * Common endings are taken off, and German compounds taken apart. The Python side is training/routing/gloss.py.
 */
export class Glossary {
  private readonly words: Map<string, Map<string, string>>;
  private readonly ambiguous: ReadonlySet<string>;
  private readonly english: ReadonlySet<string>;

  constructor(data: GlossaryData) {
    this.words = new Map(
      Object.entries(data.words).map(([language, list]) => [language, new Map(Object.entries(list))]),
    );
    this.ambiguous = new Set(data.ambiguous);
    this.english = new Set(data.english);
  }

  /** The prompt itself when it is English, or in no language of ours. */
  gloss(prompt: string): string {
    const tokens = fold(prompt).match(/\p{L}+|[^\p{L}\p{N}_\s]|\p{Nd}+/gu) ?? [];
    const language = this.language(tokens.filter((token) => /^\p{L}/u.test(token)));
    if (language === null) return prompt;
    return tokens.map((token) => this.resolve(token, language) ?? token).join(' ');
  }

  private language(words: readonly string[]): string | null {
    const clear = words.filter((word) => !this.ambiguous.has(word));
    const english = clear.filter((word) => this.english.has(word)).length;
    let best: string | null = null;
    let most = 0;
    for (const language of this.words.keys()) {
      const count = clear.filter((word) => this.speaks(word, language)).length;
      if (count > most) [best, most] = [language, count];
    }
    const enough = most > english && 3 * most >= words.length && (most >= 2 || 2 * most >= words.length);
    return enough ? best : null;
  }

  /** Is the word one of the language, and not spelled so in English. */
  private speaks(word: string, language: string): boolean {
    const compound = language === 'de' && word.length >= SHORTEST_COMPOUND;
    const meaning = this.simple(word, language) ?? (compound ? this.compound(word, true) : null);
    return meaning !== null && meaning !== word;
  }

  private resolve(word: string, language: string): string | null {
    return this.simple(word, language) ?? (language === 'de' ? this.compound(word, false) : null);
  }

  private simple(word: string, language: string): string | null {
    const words = this.words.get(language)!;
    const exact = words.get(word);
    if (exact !== undefined) return exact;
    for (const ending of ENDINGS[language] ?? []) {
      const stem = word.slice(0, -ending.length);
      if (word.endsWith(ending) && stem.length >= SHORTEST_PART && words.has(stem)) return words.get(stem)!;
    }
    return null;
  }

  /** Both parts known, or at least the last, which says what the thing is; `whole` wants both. */
  private compound(word: string, whole: boolean): string | null {
    let head: string | null = null;
    for (let cut = SHORTEST_PART; cut < word.length - SHORTEST_PART; cut++) {
      const last = this.simple(word.slice(cut), 'de');
      if (last === null) continue;
      const first = this.firstPart(word.slice(0, cut));
      if (first !== null) return `${first} ${last}`;
      if (head === null && word.length - cut >= SHORTEST_HEAD) head = `${word.slice(0, cut)} ${last}`;
    }
    return whole ? null : head;
  }

  private firstPart(part: string): string | null {
    const words = this.words.get('de')!;
    for (const link of LINKS) {
      const stem = part.endsWith(link) ? part.slice(0, part.length - link.length) : '';
      if (stem.length >= SHORTEST_PART && words.has(stem)) return words.get(stem)!;
    }
    return null;
  }
}
