import type { ArchitectureBrief } from '../../document/scene-document';
import { Binder } from './bind';
import { BriefBuilder } from './brief-builder';
import { chooseSpace, type ChosenSpace } from './choose-space';
import { guessUnknown, nearestPhrase } from '../guess';
import { guessNotes, itemsOf } from '../items';
import { GUESSABLE, LEXICON, SPACE_PHRASES, wantedLikeness } from './lexicon/lexicon';
import type { Embed, ParsedPrompt } from '../parsed-prompt';
import { readQuantities } from '../quantities';
import { normalise } from '../words';

/** Cosine from which a whole prompt that names no space is taken for one. */
const SPACE_LIKENESS = 0.3;

/**
 * What an English prompt asks of a building or room. Numbers first, then the longest phrases of the lexicon, then
 * embeddings for words that it does not have; a small grammar ties them together. Everything that the prompt leaves
 * open stays open, and the notes say what was understood, guessed or left aside. The prompt's length is the caller's
 * to check.
 */
export async function parseArchitecturePrompt(
  prompt: string,
  embed: Embed,
): Promise<ParsedPrompt<ArchitectureBrief>> {
  const read = itemsOf(readQuantities(normalise(prompt)), LEXICON);
  const items = await guessUnknown(read, GUESSABLE, wantedLikeness, embed);
  const chosen = chooseSpace(items) ?? (await nearestSpace(prompt, embed));
  const builder = new BriefBuilder(chosen.space);
  builder.note(chosen.note);
  for (const sentence of guessNotes(items)) builder.note(sentence);
  new Binder(items, builder).run();
  if (chosen.brings && !builder.counted(chosen.brings)) builder.count(chosen.brings, 1, chosen.space);
  return { brief: builder.finish(), notes: builder.notes };
}

async function nearestSpace(prompt: string, embed: Embed): Promise<ChosenSpace> {
  const { phrase, likeness } = await nearestPhrase(prompt, SPACE_PHRASES, embed);
  if (likeness >= SPACE_LIKENESS && phrase.entry.kind === 'space') {
    const space = phrase.entry.value;
    const note = `space: none is named; the prompt is nearest to "${phrase.phrase}", so ${space} is taken.`;
    return { space, note };
  }
  return { space: 'living-room', note: 'space: none is named; living-room is taken.' };
}
