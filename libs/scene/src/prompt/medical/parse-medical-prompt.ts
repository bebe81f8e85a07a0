import type { MedicalBrief } from '../../document/medical-brief';
import type { Subject } from '../../document/vocabulary/medical';
import { guessUnknown, nearestPhrase } from '../guess';
import { guessNotes, type Item, itemsOf } from '../items';
import type { Embed, ParsedPrompt } from '../parsed-prompt';
import { readQuantities } from '../quantities';
import { normalise } from '../words';
import { type Entry, LEXICON, SUBJECT_PHRASES } from './lexicon';

/** Cosine from which an unknown word is taken for an organ, and a whole prompt that names none. */
const WORD_LIKENESS = 0.62;
const PROMPT_LIKENESS = 0.3;

/**
 * What a prompt asks of a teaching clip: an organ in lay, Latin, German, French or Spanish words, and how it is shown. Words that
 * the lexicon does not have are guessed by embeddings; notes say what was understood, guessed and left aside.
 */
export async function parseMedicalPrompt(prompt: string, embed: Embed): Promise<ParsedPrompt<MedicalBrief>> {
  const read = itemsOf(readQuantities(normalise(prompt)), LEXICON);
  const items = await guessUnknown(read, SUBJECT_PHRASES, () => WORD_LIKENESS, embed);
  const { subject, note } = namedSubject(items) ?? (await nearestSubject(prompt, embed));
  const notes = [note, ...guessNotes(items)];
  const wishes = readWishes(items, notes);
  return { brief: { subject, ...wishes }, notes };
}

/** The first organ that is named for itself, else the first part of one: "the valves of the heart" is about the heart. */
function namedSubject(items: readonly Item<Entry>[]): { subject: Subject; note: string } | null {
  const named = items.flatMap((item) =>
    item.kind === 'known' && item.phrase.entry.kind === 'subject'
      ? [{ ...item.phrase.entry, text: item.text }]
      : [],
  );
  const chosen = inVessel(named) ?? named.find(({ near }) => !near) ?? named[0];
  if (!chosen) return null;
  const kin = chosen.near ? `, which "${chosen.text}" belongs to` : ` ("${chosen.text}")`;
  const others = [...new Set(named.map(({ value }) => value))].filter((value) => value !== chosen.value);
  const left = others.length > 0 ? ` One subject is shown; ${others.join(', ')} is left aside.` : '';
  return { subject: chosen.value, note: `subject: ${chosen.value}${kin}.${left}` };
}

/** "Red blood cells in an artery" is an artery with cells in it. */
function inVessel<T extends { value: Subject }>(named: readonly T[]): T | undefined {
  if (!named.every(({ value }) => value === 'blood' || value === 'artery')) return undefined;
  return named.find(({ value }) => value === 'artery');
}

async function nearestSubject(prompt: string, embed: Embed): Promise<{ subject: Subject; note: string }> {
  const { phrase, likeness } = await nearestPhrase(prompt, SUBJECT_PHRASES, embed);
  if (likeness >= PROMPT_LIKENESS && phrase.entry.kind === 'subject') {
    const subject = phrase.entry.value;
    return {
      subject,
      note: `subject: none is named; the prompt is nearest to "${phrase.phrase}", so ${subject} is taken.`,
    };
  }
  return { subject: 'heart', note: 'subject: none is named; heart is taken.' };
}

type Wishes = Omit<MedicalBrief, 'subject'>;

function readWishes(items: readonly Item<Entry>[], notes: string[]): Wishes {
  const wishes: Wishes = {};
  let negated = false;
  for (const item of items) {
    if (item.kind === 'quantity') {
      notes.push(`"${item.quantity.text}" changes nothing here.`);
      continue;
    }
    if (item.kind === 'unknown') {
      notes.push(`"${item.text}" is not understood and left aside.`);
      continue;
    }
    const { entry } = item.phrase;
    if (entry.kind === 'word') {
      if (entry.role === 'negation') negated = true;
      if (entry.role === 'turn' || entry.role === 'comma') negated = false;
      continue;
    }
    if (entry.kind === 'subject' || entry.kind === 'number') continue;
    if (negated) {
      notes.push(`not "${item.text}": understood.`);
      negated = false;
      continue;
    }
    wish(wishes, entry, item.text, notes);
  }
  return wishes;
}

function wish(
  wishes: Wishes,
  entry: Exclude<Entry, { kind: 'subject' | 'word' | 'number' }>,
  text: string,
  notes: string[],
): void {
  if (entry.kind === 'plaque') {
    wishes.plaque = true;
    notes.push(`plaque: the artery is narrowed ("${text}").`);
    return;
  }
  // Colours stand alone for the background, but never against one that was named in full.
  if (entry.kind === 'background' && wishes.background && !text.includes(' ')) return;
  Object.assign(wishes, { [entry.kind]: entry.value });
  if (entry.kind === 'cut') wishes.view ??= 'cutaway';
  notes.push(`${entry.kind}: ${entry.value} ("${text}").`);
}
