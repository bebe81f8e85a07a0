import type { ArchitectureBrief } from '../document/scene-document';
import { Binder } from './bind';
import { BriefBuilder } from './brief-builder';
import { chooseSpace, type ChosenSpace } from './choose-space';
import { guessSpace, guessUnknown } from './guess';
import { itemsOf, type Item } from './items';
import type { Embed, ParsedPrompt } from './parsed-prompt';
import { readQuantities } from './quantities';
import { normalise } from './words';

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
  const items = await guessUnknown(itemsOf(readQuantities(normalise(prompt))), embed);
  const chosen = chooseSpace(items) ?? (await nearestSpace(prompt, embed));
  const builder = new BriefBuilder(chosen.space);
  builder.note(chosen.note);
  for (const sentence of guessNotes(items)) builder.note(sentence);
  new Binder(items, builder).run();
  if (chosen.brings && !builder.counted(chosen.brings)) builder.count(chosen.brings, 1, chosen.space);
  return { brief: builder.finish(), notes: builder.notes };
}

function guessNotes(items: readonly Item[]): string[] {
  return items.flatMap((item) =>
    item.kind === 'known' && item.likeness !== undefined
      ? [`"${item.text}" is taken for "${item.phrase.phrase}" (likeness ${item.likeness.toFixed(2)}).`]
      : [],
  );
}

async function nearestSpace(prompt: string, embed: Embed): Promise<ChosenSpace> {
  const guessed = await guessSpace(prompt, embed);
  if (guessed) {
    const note = `space: none is named; the prompt is nearest to "${guessed.phrase}", so ${guessed.space} is taken.`;
    return { space: guessed.space, note };
  }
  return { space: 'living-room', note: 'space: none is named; living-room is taken.' };
}
