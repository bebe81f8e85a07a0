import { AMBIENCE_ENTRIES } from '../../ambience';
import { GRAMMAR_ENTRIES } from '../../grammar-words';
import type * as items from '../../items';
import { Lexicon, type Phrase } from '../../lexicon';
import { ELEMENT_ENTRIES } from './elements';
import type { Entry } from './entry';
import { MATERIAL_ENTRIES } from './materials';
import { PART_ENTRIES } from './parts';
import { SPACE_ENTRIES } from './spaces';

export type Item = items.Item<Entry>;
export type KnownItem = items.KnownItem<Entry>;

export const LEXICON = new Lexicon<Entry>([
  ...GRAMMAR_ENTRIES,
  ...AMBIENCE_ENTRIES,
  ...PART_ENTRIES,
  ...MATERIAL_ENTRIES,
  ...ELEMENT_ENTRIES,
  ...SPACE_ENTRIES,
]);

/** Phrases that an unknown word may be close to in meaning. */
export const GUESSABLE: readonly Phrase<Entry>[] = LEXICON.phrases.filter(({ entry }) =>
  ['material', 'element', 'weather', 'hour', 'lamps', 'window'].includes(entry.kind),
);

/** Cosine from which an unknown word is taken for a phrase; a thing that nobody asked for is worse than a shade. */
const LIKENESS = { material: 0.64, element: 0.7, other: 0.72 };

export function wantedLikeness({ entry }: Phrase<Entry>): number {
  return entry.kind === 'material' || entry.kind === 'element' ? LIKENESS[entry.kind] : LIKENESS.other;
}

/** Phrases that a whole prompt may be close to when it names no space. */
export const SPACE_PHRASES: readonly Phrase<Entry>[] = LEXICON.phrases.filter(
  ({ entry }) => entry.kind === 'space' && !entry.weak,
);
