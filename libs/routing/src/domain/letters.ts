import { fold } from './gloss';

/** How groups of letters become numbers: so many buckets, groups of these sizes, and the length of the result. */
export interface LetterOptions {
  width: number;
  sizes: readonly number[];
  scale: number;
}

const UTF8 = new TextEncoder();

/**
 * Hashed groups of letters of a prompt's words, each word set in < and >: how often each bucket's groups occur, scaled to
 * the given length (0 without words). It knows no vocabulary, so it reads compounds and misspelt words too. The Python side
 * is training/routing/letters.py.
 */
export function letterFeatures(prompt: string, { width, sizes, scale }: LetterOptions): Float32Array {
  const counts = new Float32Array(width);
  for (const word of fold(prompt).match(/\p{L}+/gu) ?? []) {
    const marked = Array.from(`<${word}>`);
    for (const size of sizes)
      for (let start = 0; start + size <= marked.length; start++)
        counts[fnv1a(marked.slice(start, start + size).join('')) % width] += 1;
  }
  const length = Math.sqrt(counts.reduce((sum, count) => sum + count * count, 0));
  return length > 0 ? counts.map((count) => (count * scale) / length) : counts;
}

/** 32 bits, over the text's UTF-8 bytes. */
function fnv1a(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of UTF8.encode(text)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return value;
}
