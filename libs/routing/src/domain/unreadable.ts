/** Of a prompt's letters at least this share has to be Latin. */
const LEAST_LATIN = 0.5;

/**
 * Why the words of a prompt say nothing to the heads, or null where they do: it has no words, or they stand in a script
 * that the embedders don't know, where any answer would be a guess from what little is left.
 */
export function unreadable(prompt: string): string | null {
  const letters = prompt.match(/\p{L}/gu) ?? [];
  if (letters.length === 0) return 'The prompt has no words, so it names no domain.';
  const latin = letters.filter((letter) => /\p{Script=Latin}/u.test(letter)).length;
  if (latin >= LEAST_LATIN * letters.length) return null;
  return 'The prompt is in a script that this router does not read; it reads Latin letters.';
}
