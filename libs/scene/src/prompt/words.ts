/** One word or one mark of punctuation of the normalised prompt. */
export interface Word {
  text: string;
  plural: boolean;
}

/** Lower case, no accents, plain quotes, hyphens inside words as blanks, one blank between words. */
export function normalise(prompt: string): string {
  return prompt
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[\u2018\u2019\u02bc\u2032]/g, "'")
    .replace(/[\u201c\u201d\u2033]/g, '"')
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(/×/g, 'x')
    .toLowerCase()
    .replace(/(?<=[\p{L}\d])-(?=[\p{L}\d])/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Words in their singular, and punctuation; what else there is falls away. */
export function wordsOf(text: string): Word[] {
  const parts = text.replace(/'s\b/g, '').match(/\p{L}+|\d+(?:\.\d+)?|[,.;:()!?/&]/gu) ?? [];
  return parts.map((part) => {
    const one = singular(part);
    return { text: one, plural: one !== part };
  });
}

const IRREGULAR: Record<string, string> = {
  shelves: 'shelf',
  bookshelves: 'bookshelf',
  leaves: 'leaf',
  lofts: 'loft',
  glass: 'glass',
  canvas: 'canvas',
  atlas: 'atlas',
  eucalyptus: 'eucalyptus',
  ficus: 'ficus',
  cactus: 'cactus',
  chaise: 'chaise',
  bus: 'bus',
  is: 'is',
  its: 'its',
  his: 'his',
  us: 'us',
  as: 'as',
  this: 'this',
  has: 'has',
  various: 'various',
  brass: 'brass',
  cypress: 'cypress',
  clothes: 'clothes',
  shorts: 'shorts',
};

/**
 * A rough singular, good enough because prompt and lexicon both pass through it. What matters is that the two agree.
 */
export function singular(word: string): string {
  if (IRREGULAR[word] !== undefined) return IRREGULAR[word];
  if (!/s$/.test(word) || word.length < 4 || /(?:ss|us|ous|is)$/.test(word)) return word;
  if (/(?:sh|ch|x|ss|z)es$/.test(word)) return word.slice(0, -2);
  if (/[^aeiou]ies$/.test(word) && word.length > 4) return `${word.slice(0, -3)}y`;
  return word.slice(0, -1);
}
