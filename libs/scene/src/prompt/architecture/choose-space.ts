import { INTERIORS, type ElementType, type ArchitectureSpace } from '../../document/vocabulary';
import type { Item, KnownItem } from './lexicon/lexicon';
import type { Entry } from './lexicon/entry';

export interface ChosenSpace {
  space: ArchitectureSpace;
  note: string;
  /** What comes with the word: a dining room has a table. */
  brings?: ElementType;
}

type SpaceEntry = Extract<Entry, { kind: 'space' }>;
interface Mention {
  item: KnownItem;
  entry: SpaceEntry;
  interior: boolean;
  index: number;
}

/** Words after which a space is only a neighbour. */
const ASIDE = /^(?:no|without|overlooking|facing|next|beside|near|opposite|behind|into|to|not|towards)$/;

/**
 * The space that the prompt is about: a strong name before a weak one, an earlier before a later one; a room inside a
 * building is the room, unless the prompt says that it looks from outside. Null when it names none.
 */
export function chooseSpace(items: readonly Item[]): ChosenSpace | null {
  const mentions = mentionsOf(items);
  const interior = best(mentions.filter((mention) => mention.interior));
  const exterior = best(mentions.filter((mention) => !mention.interior));
  const view = viewOf(items);
  const chosen = between(interior, exterior, view);
  if (!chosen) return null;
  if (view === 'interior' && chosen === exterior) {
    return {
      space: 'living-room',
      note: `space: the inside of "${chosen.item.text}" is taken as living-room.`,
    };
  }
  const { value, near, brings } = chosen.entry;
  const text = chosen.item.text;
  return {
    space: value,
    note: near ? `space: "${text}" is taken as ${value}.` : `space: ${value} ("${text}").`,
    ...(brings ? { brings } : {}),
  };
}

function mentionsOf(items: readonly Item[]): Mention[] {
  const mentions: Mention[] = [];
  items.forEach((item, index) => {
    if (item.kind !== 'known' || item.phrase.entry.kind !== 'space') return;
    const entry = item.phrase.entry;
    const next = items[index + 1];
    // "villa living room": the first only describes the second.
    if (next?.kind === 'known' && next.phrase.entry.kind === 'space') return;
    if (isAside(items, index)) return;
    mentions.push({ item, entry, index, interior: (INTERIORS as readonly string[]).includes(entry.value) });
  });
  return mentions;
}

function isAside(items: readonly Item[], index: number): boolean {
  for (let i = index - 1; i >= 0; i--) {
    const item = items[i];
    if (item.kind !== 'known' || item.phrase.entry.kind !== 'word') continue;
    if (ASIDE.test(item.text)) return true;
    if (!['a', 'the', 'style', 'degree', 'filler'].includes(item.phrase.entry.role)) return false;
  }
  return false;
}

function best(mentions: readonly Mention[]): Mention | undefined {
  return mentions.find(({ entry }) => !entry.weak) ?? mentions[0];
}

function between(
  interior: Mention | undefined,
  exterior: Mention | undefined,
  view: 'interior' | 'exterior' | null,
): Mention | undefined {
  if (!interior || !exterior) return interior ?? exterior;
  if (view === 'exterior') return exterior;
  if (view === 'interior' || interior.index < exterior.index) return interior;
  return exterior.entry.weak && !interior.entry.weak ? interior : exterior;
}

function viewOf(items: readonly Item[]): 'interior' | 'exterior' | null {
  for (const item of items) {
    if (item.kind === 'known' && item.phrase.entry.kind === 'view') return item.phrase.entry.value;
  }
  return null;
}
