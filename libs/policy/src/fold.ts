/** Letters of other alphabets that look like Latin ones. */
const LOOKALIKES: Record<string, string> = {
  а: 'a', в: 'b', е: 'e', к: 'k', м: 'm', н: 'h', о: 'o', р: 'p', с: 'c', т: 't', у: 'y', х: 'x', і: 'i', ѕ: 's', ԁ: 'd',
  α: 'a', ε: 'e', ι: 'i', κ: 'k', ν: 'v', ο: 'o', ρ: 'p', τ: 't', υ: 'u', χ: 'x',
}; // prettier-ignore

/** Digits and signs written in place of letters. */
const SUBSTITUTES: Record<string, string> = {
  '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's', '!': 'i', '|': 'i', '*': '',
}; // prettier-ignore

/**
 * The prompt as a word list can be matched against it: lower case, no accents, one alphabet, digits inside words read as
 * letters, letters that were spelled out ("n u d e", "n.u.d.e") joined, long repetitions shortened, single blanks.
 */
export function fold(prompt: string): string {
  const latin = prompt
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(/[Ͱ-ӿ]/gu, (letter) => LOOKALIKES[letter] ?? letter);
  return joinSpelled(latin.split(/\s+/).map(readSubstitutes).join(' '))
    .replace(/(\p{L})\1{2,}/gu, '$1')
    .replace(/[_~^]+/g, '')
    .replace(/[\s-]+/g, ' ')
    .trim();
}

/** "p0rn" → "porn"; "4pm", "12th" and "3.5" stay: a number with a unit is no disguise. */
function readSubstitutes(word: string): string {
  const disguised = /\p{L}[0134578@$!|*]+\p{L}/u.test(word) || /^[@$]\p{L}{2,}/u.test(word);
  return disguised ? word.replace(/[013457@$!|*]/g, (sign) => SUBSTITUTES[sign] ?? sign) : word;
}

/** Four or more single letters with blanks, dots, dashes or stars between them; an article before them stays apart. */
function joinSpelled(text: string): string {
  return text.replace(/(?<!\p{L})(?:\p{L}[ .*_-]{1,2}){3,}\p{L}(?!\p{L})/gu, (run) => {
    const letters = run.replace(/[^\p{L}]/gu, '');
    return /^a /.test(run) && letters.length > 4 ? `a ${letters.slice(1)}` : letters;
  });
}
