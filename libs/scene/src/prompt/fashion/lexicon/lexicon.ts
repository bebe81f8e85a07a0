import { AMBIENCE_ENTRIES } from '../../ambience';
import { GRAMMAR_ENTRIES } from '../../grammar-words';
import { Lexicon, type Phrase } from '../../lexicon';
import { CLOTH_ENTRIES } from './cloth';
import { each, type Entry } from './entry';
import { FOREIGN_ENTRIES } from './foreign-words';
import { GARMENT_ENTRIES } from './garments';
import { PEOPLE_ENTRIES } from './people';
import { SETTING_ENTRIES } from './settings';

/** Fashion's own words that change nothing. */
const FILLERS =
  'collection, lookbook, fashion, clothes, clothing, garment, garments, wardrobe, wearing, wears, dressed, worn, in, fabric, cloth, texture, ' +
  'campaign, magazine, vogue, style of, designer, brand, label, season, line, piece, pieces, one piece, accessory, accessories, beautiful, ' +
  'skin, face, body, eyes, eye, hand, hands, leg, legs, feet, head, shoulder, high fashion, shoot, photoshoot, fashion film, shot, film, ' +
  'varied, various, different, matching, paired, paired with, layered, layered over, over, under, palette, colour palette, color palette';

export const LEXICON = new Lexicon<Entry>([
  ...GRAMMAR_ENTRIES,
  ...each(FILLERS, { kind: 'word', role: 'filler' }),
  ...each('in, made of, cut from, made from, woven from, of', { kind: 'word', role: 'link' }),
  ...FOREIGN_ENTRIES,
  ...AMBIENCE_ENTRIES,
  ...CLOTH_ENTRIES,
  ...SETTING_ENTRIES,
  ...PEOPLE_ENTRIES,
  ...GARMENT_ENTRIES,
]);

/** Phrases that an unknown word may be close to in meaning. */
export const GUESSABLE: readonly Phrase<Entry>[] = LEXICON.phrases.filter(({ entry }) =>
  ['worn', 'fabric', 'dye', 'space', 'style'].includes(entry.kind),
);

/** Cosine from which an unknown word is taken for a phrase; a garment that nobody asked for is worse than a shade. */
const LIKENESS: Partial<Record<Entry['kind'], number>> = { dye: 0.66, fabric: 0.66, worn: 0.68, style: 0.62 };

export const wantedLikeness = ({ entry }: Phrase<Entry>): number => LIKENESS[entry.kind] ?? 0.7;
