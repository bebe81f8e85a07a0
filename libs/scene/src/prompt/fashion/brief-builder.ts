import { WARDROBE } from '../../composers/fashion/wardrobe';
import type { CharacterWish, FashionBrief, Worn, WornWish } from '../../document/fashion-brief';
import type { Dye, Fabric, SetMaterial } from '../../document/vocabulary/fashion';
import type { Cut } from './lexicon/entry';

const MOST_LOOKS = 48;
const MOST_PIECES = 24;

/** What was said before a noun, or after it. */
export interface Description {
  dyes: Dye[];
  fabrics: Fabric[];
  cut: Cut;
  extent?: 'long' | 'short';
  texts: string[];
}

export const nothingSaid = (): Description => ({ dyes: [], fabrics: [], cut: {}, texts: [] });

/** Where the lower edge of a long or a short piece hangs. */
const EXTENT: Partial<Record<Worn, Record<'long' | 'short', WornWish['length']>>> = {
  coat: { long: 'midi', short: 'mini' },
  'trench-coat': { long: 'midi', short: 'mini' },
  cape: { long: 'knee', short: 'hip' },
  blazer: { long: 'mini', short: 'cropped' },
  cardigan: { long: 'mini', short: 'cropped' },
  knit: { long: 'mini', short: 'cropped' },
  shirt: { long: 'mini', short: 'cropped' },
  dress: { long: 'ankle', short: 'mini' },
  gown: { long: 'floor', short: 'ankle' },
  skirt: { long: 'ankle', short: 'mini' },
  trousers: { long: 'floor', short: 'midi' },
  jeans: { long: 'floor', short: 'ankle' },
  jumpsuit: { long: 'floor', short: 'midi' },
};

/** Collects a brief, and says in words what was made of the prompt. The first word on a matter stands. */
export class FashionBriefBuilder {
  readonly notes: string[] = [];
  private readonly brief: FashionBrief = {};

  finish(): FashionBrief {
    return this.brief;
  }

  note(sentence: string): void {
    if (!this.notes.includes(sentence)) this.notes.push(sentence);
  }

  set<K extends keyof FashionBrief>(field: K, value: NonNullable<FashionBrief[K]>, text: string): void {
    if (this.brief[field] === value) return;
    if (this.brief[field] !== undefined) {
      this.note(`"${text}" is left aside: ${field} is ${String(this.brief[field])} already.`);
      return;
    }
    this.brief[field] = value;
    this.note(`${field}: ${String(value)} ("${text}").`);
  }

  person(wish: CharacterWish, text: string): void {
    for (const [field, value] of Object.entries(wish)) this.set(field as keyof CharacterWish, value, text);
  }

  looks(number: number, text: string): void {
    this.set('looks', Math.max(1, Math.min(MOST_LOOKS, Math.round(number))), `${number} ${text}`);
  }

  backdrop(paper: SetMaterial, text: string): void {
    this.set('backdrop', paper, text);
  }

  without(type: Worn, text: string): void {
    this.brief.without = [...new Set([...(this.brief.without ?? []), type])];
    this.note(`no ${type} ("no ${text}").`);
  }

  /** Adds a piece, or tells more of one that is there: "a coat ... the coat is camel". */
  wear(piece: WornWish, said: Description, text: string): WornWish {
    const wears = (this.brief.wears ??= []);
    const known = wears.find(({ type }) => type === piece.type);
    const wish = known ?? { ...piece };
    if (!known && wears.length < MOST_PIECES) wears.push(wish);
    this.describe(wish, said);
    const forms = Object.entries(wish).flatMap(([key, value]) => (key === 'type' ? [] : [String(value)]));
    this.note(
      `${wish.type}: ${forms.join(', ') || 'left to the style'} ("${[...said.texts, text].join(' ')}").`,
    );
    return wish;
  }

  /** Colour, fabric and cut of a piece; what it cannot have is said. */
  describe(wish: WornWish, { dyes, fabrics, cut, extent }: Description): void {
    if (dyes.length > 0) wish.dye = dyes[0];
    for (const dye of dyes.slice(1)) this.note(`"${dye}" is left aside: a ${wish.type} is of one colour.`);
    if (fabrics.length > 0) wish.fabric = fabrics[fabrics.length - 1];
    const length = extent && EXTENT[wish.type]?.[extent];
    if (length) wish.length = length;
    for (const [form, value] of Object.entries(cut) as [keyof Cut, string][]) {
      if (takes(wish.type, form, value)) Object.assign(wish, { [form]: value });
      else this.note(`"${value}" is left aside: there is no such ${form} of a ${wish.type}.`);
    }
  }

  /** What no noun was named for holds for the whole outfit. */
  loose({ dyes, fabrics, cut, texts }: Description): void {
    if (dyes.length > 0) this.brief.dyes = [...new Set([...(this.brief.dyes ?? []), ...dyes])];
    if (fabrics.length > 0) this.brief.fabrics = [...new Set([...(this.brief.fabrics ?? []), ...fabrics])];
    if (cut.fit) this.brief.fit ??= cut.fit;
    const held = [...dyes, ...fabrics, ...(cut.fit ? [cut.fit] : [])];
    const said = texts.join(' ');
    if (held.length > 0) this.note(`outfit: ${held.join(', ')} ("${said}").`);
    else if (said) this.note(`"${said}" is left aside: it is not said for what.`);
  }
}

function takes(type: Worn, form: keyof Cut, value: string): boolean {
  const values = WARDROBE[type][form] as readonly string[] | undefined;
  return values?.includes(value) ?? false;
}
