import type { Style } from '../../document/vocabulary';

const WORDS: Record<Style, string> = {
  scandinavian: 'scandinavian, nordic, japandi',
  modern: 'modern, contemporary, mid century, midcentury, mid century modern, bauhaus, sleek, futuristic',
  classic:
    'classic, classical, traditional, victorian, georgian, elegant, luxurious, luxury, art deco, colonial, timeless',
  industrial: 'industrial, loft style, brutalist',
  'warm-minimal': 'minimal, minimalist, minimalistic, japanese, zen, mediterranean, serene, tranquil',
};

/** The composer's style for a word of taste; words that it has no style for are left out. */
export const STYLE_OF_WORD: Readonly<Record<string, Style>> = Object.fromEntries(
  (Object.entries(WORDS) as [Style, string][]).flatMap(([style, words]) =>
    words.split(', ').map((word) => [word, style]),
  ),
);
