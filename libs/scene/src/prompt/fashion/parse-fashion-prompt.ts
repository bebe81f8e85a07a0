import type { FashionBrief } from '../../document/fashion-brief';
import { guessUnknown } from '../guess';
import { guessNotes, itemsOf } from '../items';
import type { Embed, ParsedPrompt } from '../parsed-prompt';
import { readQuantities } from '../quantities';
import { normalise } from '../words';
import { FashionBinder } from './bind';
import { FashionBriefBuilder } from './brief-builder';
import { GUESSABLE, LEXICON, wantedLikeness } from './lexicon/lexicon';

/**
 * What a prompt asks of clothes, of who wears them and of the place: English, and the main garments, fabrics and colours in
 * German, French and Spanish. Numbers first, then the longest phrases of the lexicon, then embeddings for words that it does
 * not have; a small grammar ties them together. Everything that the prompt leaves open stays open, and the notes say what
 * was understood, guessed or left aside. The prompt's length is the caller's to check.
 */
export async function parseFashionPrompt(prompt: string, embed: Embed): Promise<ParsedPrompt<FashionBrief>> {
  const read = itemsOf(readQuantities(normalise(prompt)), LEXICON);
  const items = await guessUnknown(read, GUESSABLE, wantedLikeness, embed);
  const builder = new FashionBriefBuilder();
  for (const sentence of guessNotes(items)) builder.note(sentence);
  new FashionBinder(items, builder).run();
  return { brief: builder.finish(), notes: builder.notes };
}
