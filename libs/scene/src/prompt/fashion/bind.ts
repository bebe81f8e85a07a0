import type { WornWish } from '../../document/fashion-brief';
import type { Dye, HairColour, SetMaterial } from '../../document/vocabulary/fashion';
import type { Role } from '../grammar-words';
import type { Quantity } from '../quantities';
import { type Description, type FashionBriefBuilder, nothingSaid } from './brief-builder';
import type { Entry, Item, KnownItem } from './lexicon/entry';

type Of<K extends Entry['kind']> = Extract<Entry, { kind: K }>;

const DESCRIBING: readonly Entry['kind'][] = ['dye', 'fabric', 'cut', 'extent'];
const NOUNS: readonly Entry['kind'][] = ['worn', 'hair', 'backdrop', 'space', 'looks'];

const HAIR_OF_DYE: Partial<Record<Dye, HairColour>> = {
  black: 'hair-black',
  charcoal: 'hair-black',
  grey: 'hair-grey',
  silver: 'hair-grey',
  white: 'hair-white',
  ivory: 'hair-platinum',
  brown: 'hair-brown',
  chocolate: 'hair-dark-brown',
  red: 'hair-red',
  rust: 'hair-red',
  orange: 'hair-red',
  gold: 'hair-blond',
  yellow: 'hair-blond',
  camel: 'hair-blond',
  beige: 'hair-blond',
};

const PAPER_DYES: Record<string, readonly Dye[]> = {
  'paper-white': ['white', 'ivory'],
  'paper-grey': ['grey', 'silver'],
  'paper-charcoal': ['black', 'charcoal'],
  'paper-beige': ['beige', 'camel', 'khaki', 'gold'],
  'paper-blue': ['blue', 'sky', 'navy', 'teal'],
  'paper-sage': ['sage', 'olive', 'forest', 'emerald'],
  'paper-blush': ['blush', 'pink', 'lilac', 'plum'],
};

/** Seamless paper in the colour nearest to a dye. */
const paperOf = (dye: Dye): SetMaterial =>
  (Object.keys(PAPER_DYES).find((paper) => PAPER_DYES[paper].includes(dye)) ?? 'paper-rust') as SetMaterial;

/**
 * Reads the items from left to right and ties together what belongs together: colours, fabrics and cuts to the garment
 * after them ("long camel wool coat") or, after "in", to the one before ("a coat in camel wool"); hair and paper take colours
 * too. What is tied to nothing holds for the whole outfit.
 */
export class FashionBinder {
  private index = 0;
  private said: Description = nothingSaid();
  /** The piece that a description after it may belong to. */
  private last: WornWish[] = [];
  /** Does what is being said follow a piece directly. */
  private ofLast = false;
  private number: number | null = null;
  private negated = false;
  /** Has the negation been used: only further garments are still ruled out. */
  private spent = false;
  /** Index of the item after the last piece: what is said right there belongs to it ("robe noire"). */
  private afterPiece = -1;

  constructor(
    private readonly items: readonly Item[],
    private readonly builder: FashionBriefBuilder,
  ) {}

  run(): void {
    for (; this.index < this.items.length; this.index++) this.take(this.items[this.index]);
    this.flush();
  }

  private take(item: Item): void {
    if (item.kind === 'quantity') return this.takeQuantity(item.quantity);
    if (item.kind === 'unknown') return this.builder.note(`"${item.text}" is not understood.`);
    const { entry } = item.phrase;
    switch (entry.kind) {
      case 'word':
        return this.takeWord(entry.role, item.text);
      case 'number':
        this.number = entry.value;
        return;
      case 'dye':
      case 'fabric':
      case 'cut':
      case 'extent':
        return this.takeDescription(entry, item.text);
      case 'worn':
        return this.takeWorn(entry, item.text);
      case 'hair':
        return this.takeHair(entry, item.text);
      case 'person':
        return this.takePerson(entry, item.text);
      case 'backdrop':
        return this.takeBackdrop(item.text);
      case 'looks':
        if (this.number !== null) this.builder.looks(this.number, item.text);
        this.number = null;
        return;
      default:
        return this.takeSetting(entry, item.text);
    }
  }

  private takeWord(role: Role, text: string): void {
    switch (role) {
      case 'negation':
        this.flush();
        [this.negated, this.spent] = [true, false];
        return;
      case 'turn':
      case 'with':
        this.negated = false;
        return this.flush();
      case 'comma':
        this.flush();
        if (this.spent && !this.listGoesOn()) this.negated = false;
        if (/[.;]/.test(text)) [this.last, this.negated] = [[], false];
        return;
      case 'and':
        // "black and white dress": both wait for the noun.
        if (!DESCRIBING.includes(this.kindAt(this.index + 1)!)) this.flush();
        return;
      case 'link':
        return this.takeLink();
      default:
        return;
    }
  }

  /** "a coat in camel wool": no noun follows that the words could belong to. */
  private takeLink(): void {
    this.flush();
    let at = this.index + 1;
    const described: KnownItem[] = [];
    for (; at < this.items.length; at++) {
      const item = this.items[at];
      if (item.kind !== 'known') break;
      if (DESCRIBING.includes(item.phrase.entry.kind)) described.push(item);
      else if (!this.holdsTogether(item, at)) break;
    }
    if (described.length === 0 || this.last.length === 0 || this.isNoun(at)) return;
    const said = nothingSaid();
    for (const { phrase, text } of described) note(said, phrase.entry, text);
    this.index = at - 1;
    // Several colours are a palette.
    if (said.dyes.length > 1) return this.builder.loose(said);
    for (const wish of this.last) this.builder.wear(wish, said, wish.type);
  }

  /** An "and", a comma or an article between describing words. */
  private holdsTogether({ phrase: { entry } }: KnownItem, at: number): boolean {
    if (entry.kind !== 'word') return false;
    if (entry.role === 'degree' || entry.role === 'a') return true;
    return (entry.role === 'and' || entry.role === 'comma') && DESCRIBING.includes(this.kindAt(at + 1)!);
  }

  private takeDescription(entry: Entry, text: string): void {
    if (this.negated && !this.spent) {
      if (!this.wornFollows()) this.builder.note(`no ${text}: it is not used.`);
      return;
    }
    this.negated = false;
    if (this.said.texts.length === 0 && this.index === this.afterPiece) this.ofLast = true;
    note(this.said, entry, text);
  }

  private takeWorn(entry: Of<'worn'>, text: string): void {
    if (entry.cloth && this.items[this.index + 1]?.kind === 'unknown') {
      this.builder.note(
        `"${[...this.said.texts, text].join(' ')}" is left aside: it is said of something unknown.`,
      );
      return this.settle();
    }
    if (entry.cloth && this.wornFollows()) {
      this.said.fabrics.push(entry.cloth);
      this.said.texts.push(text);
      return;
    }
    if (this.negated) {
      for (const { type } of entry.pieces) this.builder.without(type, text);
      this.spent = true;
      return;
    }
    if (entry.near) this.builder.note(`"${text}" is taken as ${entry.pieces[0].type}.`);
    this.last = entry.pieces.map((piece) => this.builder.wear(piece, this.ofPiece(entry, piece), text));
    this.afterPiece = this.index + 1;
    this.settle();
  }

  /** Of a suit only what each piece can have. */
  private ofPiece({ pieces }: Of<'worn'>, piece: WornWish): Description {
    if (pieces.length === 1) return this.said;
    const { cut, ...rest } = this.said;
    const legs = piece.type === 'trousers' || piece.type === 'skirt';
    const own = Object.entries(cut).filter(
      ([form]) => form === 'fit' || (form === 'leg' || form === 'shape') === legs,
    );
    return { ...rest, extent: undefined, cut: Object.fromEntries(own) };
  }

  private takeHair({ wish }: Of<'hair'>, text: string): void {
    this.negated = false;
    const { dyes, extent, cut } = this.said;
    const colour = dyes.map((dye) => HAIR_OF_DYE[dye]).find(Boolean);
    const said = [...this.said.texts, text].join(' ');
    const style = wish.hair ?? extent ?? (cut.length === 'cropped' ? 'cropped' : undefined);
    if (style) this.builder.set('hair', style, said);
    const asked = wish.hairColour ?? colour;
    if (asked) this.builder.set('hairColour', asked, said);
    else if (dyes.length > 0) this.builder.note(`"${said}" is left aside: hair is of no such colour.`);
    this.settle();
  }

  private takePerson({ wish, near }: Of<'person'>, text: string): void {
    if (near) this.builder.note(`"${text}" is taken as ${Object.values(wish).join(', ')}.`);
    if (this.said.cut.fit === 'slim') {
      this.builder.set('build', 'slim', this.said.texts.join(' '));
      this.settle();
    } else if (this.said.extent === 'short') {
      this.builder.set('stature', 'petite', this.said.texts.join(' '));
      this.settle();
    }
    this.builder.person(wish, text);
  }

  private takeBackdrop(text: string): void {
    const [dye] = this.said.dyes;
    if (dye) this.builder.backdrop(paperOf(dye), [...this.said.texts, text].join(' '));
    this.settle();
  }

  private takeSetting(
    entry: Exclude<
      Entry,
      {
        kind:
          | 'word'
          | 'number'
          | 'dye'
          | 'fabric'
          | 'cut'
          | 'extent'
          | 'worn'
          | 'hair'
          | 'person'
          | 'backdrop'
          | 'looks';
      }
    >,
    text: string,
  ): void {
    if (this.negated && !this.spent) {
      this.builder.note(`no ${text}: it is left aside.`);
      this.spent = true;
      return;
    }
    this.negated = false;
    switch (entry.kind) {
      case 'space':
        if (entry.value === 'studio' && this.said.dyes.length > 0) this.takeBackdrop(text);
        if (entry.near) this.builder.note(`"${text}" is taken as ${entry.value}.`);
        return this.builder.set('space', entry.value, text);
      case 'hour':
        return this.builder.set('hour', entry.hour, text);
      case 'weather':
        return this.builder.set('weather', entry.value, text);
      case 'lamps':
        return this.builder.note(`"${text}" is left aside: the set decides about its lamps.`);
      default:
        return this.builder.set(entry.kind, entry.value, text);
    }
  }

  private takeQuantity(quantity: Quantity): void {
    if (quantity.kind === 'clock') return this.builder.set('hour', quantity.hour, quantity.text);
    this.builder.note(`"${quantity.text}" is left aside: measures of clothes cannot be set.`);
  }

  private kindAt(index: number): Entry['kind'] | undefined {
    const item = this.items[index];
    return item?.kind === 'known' ? item.phrase.entry.kind : undefined;
  }

  private isNoun(index: number): boolean {
    const kind = this.kindAt(index);
    return kind !== undefined && NOUNS.includes(kind);
  }

  /** "no belt, hat or scarf" rules out all three; "no belt, trousers" the first. */
  private listGoesOn(): boolean {
    let at = this.index + 1;
    while (this.kindAt(at) === 'worn' || this.roleAt(at) === 'comma') at++;
    return this.roleAt(at) === 'and' && this.kindAt(at + 1) === 'worn';
  }

  private roleAt(index: number): Role | undefined {
    const item = this.items[index];
    return item?.kind === 'known' && item.phrase.entry.kind === 'word' ? item.phrase.entry.role : undefined;
  }

  /** "knitted midi dress": describing words, then another piece. */
  private wornFollows(): boolean {
    let at = this.index + 1;
    while (DESCRIBING.includes(this.kindAt(at)!)) at++;
    return this.kindAt(at) === 'worn';
  }

  /** Cuts after "with" belong to the piece before ("with a shawl collar"); all else that waits belongs to the outfit. */
  private flush(): void {
    const { dyes, fabrics, cut, texts } = this.said;
    const onlyCut = Object.keys(cut).length > 0 && dyes.length === 0 && fabrics.length === 0;
    if (this.last.length > 0 && texts.length > 0 && (this.ofLast || onlyCut))
      for (const wish of this.last) this.builder.describe(wish, this.said);
    else if (texts.length > 0) this.builder.loose(this.said);
    this.settle();
  }

  private settle(): void {
    this.said = nothingSaid();
    this.ofLast = false;
    this.number = null;
  }
}

function note(said: Description, entry: Entry, text: string): void {
  if (entry.kind === 'dye') said.dyes.push(entry.value);
  else if (entry.kind === 'fabric') said.fabrics.push(entry.value);
  else if (entry.kind === 'cut') Object.assign(said.cut, entry.cut);
  else if (entry.kind === 'extent') said.extent = entry.value;
  said.texts.push(text);
}
