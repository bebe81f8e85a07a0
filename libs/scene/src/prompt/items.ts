import type { Lexicon, Phrase } from './lexicon';
import type { Quantity, Segment } from './quantities';
import { wordsOf, type Word } from './words';

/** A phrase that was recognised; `likeness` when an unknown word was taken for it (cosine of the embeddings). */
export interface KnownItem<E> {
  kind: 'known';
  text: string;
  plural: boolean;
  phrase: Phrase<E>;
  likeness?: number;
}

/** Words in a row that the lexicon does not have. */
export interface UnknownItem {
  kind: 'unknown';
  text: string;
  plural: boolean;
}

export interface QuantityItem {
  kind: 'quantity';
  quantity: Quantity;
}

/** What a prompt is made of, in its order. */
export type Item<E> = KnownItem<E> | UnknownItem | QuantityItem;

/** Longest unknown run that is still guessed as one thing. */
const LONGEST_RUN = 3;

export function itemsOf<E extends { kind: string }>(
  segments: readonly Segment[],
  lexicon: Lexicon<E>,
): Item<E>[] {
  return segments.flatMap((segment) =>
    typeof segment === 'string'
      ? recognise(wordsOf(segment), lexicon)
      : [{ kind: 'quantity' as const, quantity: segment }],
  );
}

function recognise<E extends { kind: string }>(words: readonly Word[], lexicon: Lexicon<E>): Item<E>[] {
  const items: Item<E>[] = [];
  let run: Word[] = [];
  const endRun = () => {
    if (run.length > 0) items.push(unknown(run));
    run = [];
  };
  for (let i = 0; i < words.length;) {
    const match = lexicon.longestPhrase(words, i) ?? numberAt(words[i]);
    if (match) {
      endRun();
      const used = words.slice(i, i + match.length);
      items.push({
        kind: 'known',
        text: textOf(used),
        plural: used[used.length - 1].plural,
        phrase: match.phrase,
      });
      i += match.length;
    } else {
      run.push(words[i++]);
      if (run.length === LONGEST_RUN) endRun();
    }
  }
  endRun();
  return items;
}

function numberAt({ text }: Word): { phrase: Phrase<never>; length: number } | null {
  if (!/^\d+$/.test(text)) return null;
  return { phrase: { phrase: text, entry: { kind: 'number', value: Number(text) } }, length: 1 };
}

function unknown(run: readonly Word[]): UnknownItem {
  return { kind: 'unknown', text: textOf(run), plural: run[run.length - 1].plural };
}

function textOf(words: readonly Word[]): string {
  return words.map(({ text }) => text).join(' ');
}

/** One sentence for each word that was guessed. */
export function guessNotes(items: readonly Item<unknown>[]): string[] {
  return items.flatMap((item) =>
    item.kind === 'known' && item.likeness !== undefined
      ? [`"${item.text}" is taken for "${item.phrase.phrase}" (likeness ${item.likeness.toFixed(2)}).`]
      : [],
  );
}
