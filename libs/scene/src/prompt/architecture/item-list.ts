import type { Item, KnownItem } from './lexicon/lexicon';
import type { Role } from '../grammar-words';
import type { Entry } from './lexicon/entry';

const NOUNS: readonly Entry['kind'][] = ['part', 'element', 'space', 'window', 'room'];
const FILLERS: readonly (Role | undefined)[] = ['a', 'the', 'degree', 'style', 'filler'];

/** The items of a prompt, and what can be told by looking ahead in them. */
export class ItemList {
  constructor(private readonly items: readonly Item[]) {}

  get length(): number {
    return this.items.length;
  }

  at(index: number): Item {
    return this.items[index];
  }

  entryAt(index: number): Entry | undefined {
    const item = this.items[index];
    return item?.kind === 'known' ? item.phrase.entry : undefined;
  }

  roleAt(index: number): Role | undefined {
    const entry = this.entryAt(index);
    return entry?.kind === 'word' ? entry.role : undefined;
  }

  /** Empty for a quantity, and beyond the ends. */
  textAt(index: number): string {
    const item = this.items[index];
    return item === undefined || item.kind === 'quantity' ? '' : item.text;
  }

  isFiller(index: number): boolean {
    return FILLERS.includes(this.roleAt(index));
  }

  isNoun(index: number): boolean {
    const entry = this.entryAt(index);
    return entry !== undefined && NOUNS.includes(entry.kind);
  }

  isMaterial(index: number): boolean {
    return this.entryAt(index)?.kind === 'material';
  }

  /** The noun that the words from `index` on lead up to: "long oak table". */
  nounAfter(index: number): KnownItem | undefined {
    while (this.isFiller(index) || this.isMaterial(index)) index++;
    return this.isNoun(index) ? (this.items[index] as KnownItem) : undefined;
  }

  /** "kitchen fronts", "sofa cushions": the noun only says which fronts, so what came before it is for the next. */
  describesNext(index: number): boolean {
    const { phrase, plural } = this.items[index] as KnownItem;
    if (plural) return false;
    // "wall sconces", where sconces are unknown.
    if (phrase.entry.kind === 'part') return this.items[index + 1]?.kind === 'unknown';
    const next = this.entryAt(index + 1)?.kind;
    if (phrase.entry.kind !== 'space') return next === 'part';
    return next !== undefined && ['part', 'element', 'space', 'material', 'window'].includes(next);
  }

  /** After an "and": only a further material keeps those before it waiting ("oak and walnut floor"). */
  beginsAnew(index: number): boolean {
    while (['degree', 'style'].includes(this.roleAt(index) ?? '')) index++;
    return !this.isMaterial(index);
  }

  /** "no rug, plants or paintings": bare things up to an "or" are still ruled out; "no rug, oak floor" is not. */
  listGoesOn(index: number): boolean {
    while (this.entryAt(index)?.kind === 'element' || this.roleAt(index) === 'comma') index++;
    return this.roleAt(index) === 'and' && this.entryAt(index + 1)?.kind === 'element';
  }
}
