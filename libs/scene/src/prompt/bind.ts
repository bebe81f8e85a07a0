import type { ElementType, Weather } from '../document/vocabulary';
import type { BriefBuilder, NamedMaterial } from './brief-builder';
import { STYLE_OF_WORD } from './style-words';
import type { Item, KnownItem } from './items';
import type { Entry, Role, Slot } from './lexicon/entry';

type Of<K extends Entry['kind']> = Extract<Entry, { kind: K }>;

/** What is left when somebody rules a weather out. */
const OPPOSITE: Record<Weather, Weather> = {
  clear: 'overcast',
  'partly-cloudy': 'clear',
  overcast: 'clear',
  hazy: 'clear',
};

/**
 * Reads the items from left to right and ties together what belongs together: a material to its part ("oak floor",
 * "floor in oak"), a number or a negation to its thing. A negation holds over a list ("no rug, plants or paintings")
 * until something is asked for again.
 */
export class Binder {
  private index = 0;
  /** Materials before a noun that has not come yet. */
  private pending: NamedMaterial[] = [];
  /** Materials that no part was named for. */
  private readonly loose: { materials: NamedMaterial[]; ofSpace: boolean }[] = [];
  /** What the part before an "and" was made of. */
  private shared: NamedMaterial[] = [];
  private number: number | null = null;
  private article: 'a' | 'the' | null = null;
  private size: KnownItem | null = null;
  private negated = false;
  /** Has the negation been used: an article right after it does not end it. */
  private spent = false;

  constructor(
    private readonly items: readonly Item[],
    private readonly builder: BriefBuilder,
  ) {}

  run(): void {
    for (; this.index < this.items.length; this.index++) this.take(this.items[this.index]);
    this.flush();
    this.placeLoose();
  }

  private take(item: Item): void {
    if (item.kind === 'quantity') return this.takeQuantity(item.quantity);
    if (item.kind === 'unknown') return this.builder.note(`"${item.text}" is not understood.`);
    const { entry } = item.phrase;
    switch (entry.kind) {
      case 'word':
        return this.takeWord(entry.role, item);
      case 'number':
        return this.takeNumber(entry.value);
      case 'size':
        this.size = item;
        return;
      case 'material':
        return this.takeMaterial(entry, item);
      case 'part':
        return this.takePart(entry, item);
      case 'element':
        return this.takeElement(entry, item);
      case 'window':
        return this.takeWindow(entry, item);
      case 'space':
      case 'room':
        return this.takeSpace(item);
      case 'weather':
        this.builder.set('weather', this.denies() ? OPPOSITE[entry.value] : entry.value, item.text);
        return this.use();
      case 'lamps':
        this.builder.set('lamps', this.denies() ? !entry.value : entry.value, item.text);
        return this.use();
      case 'hour':
        if (!this.denies()) this.builder.set('hour', entry.hour, item.text);
        return this.use();
      case 'view':
        return;
    }
  }

  private takeWord(role: Role, item: KnownItem): void {
    switch (role) {
      case 'negation':
        this.flush();
        this.negated = true;
        this.spent = false;
        return;
      case 'turn':
      case 'with':
        this.flush();
        this.negated = false;
        return;
      case 'comma':
        this.flush();
        this.shared = [];
        if (/[.;]/.test(item.text) || (this.spent && !this.listGoesOn())) this.negated = false;
        return;
      case 'and':
        if (this.beginsAnew(this.index + 1)) this.flush();
        [this.number, this.article] = [null, null];
        return;
      case 'link':
        return this.flush();
      case 'a':
        if (this.spent) this.negated = false;
        this.article = 'a';
        return;
      case 'the':
        this.article = 'the';
        return;
      case 'style':
        return this.takeStyle(item.text);
      default:
        return;
    }
  }

  private takeStyle(text: string): void {
    const style = STYLE_OF_WORD[text.toLowerCase()];
    if (!style) return this.builder.note(`"${text}" has no effect yet.`);
    this.builder.set('style', style, text);
  }

  private takeNumber(value: number): void {
    if (this.spent) this.negated = false;
    this.number = value;
  }

  private takeMaterial({ concept }: Of<'material'>, { text }: KnownItem): void {
    if (this.negated) {
      this.builder.note(`no ${text}: it is not used.`);
      return this.use();
    }
    this.pending.push({ concept, text });
  }

  private takePart({ slots }: Of<'part'>, item: KnownItem): void {
    const { text } = item;
    if (this.negated) return this.use();
    if (this.describesNext(item)) return;
    if (this.pending.length > 0) {
      this.assign(slots, this.pending, text);
      this.shared = this.pending;
    } else if (!this.takeFollowing([{ slots, text }]) && this.shared.length > 0) {
      this.assign(slots, this.shared, text);
    }
    this.settle();
  }

  private takeElement(entry: Of<'element'>, item: KnownItem): void {
    if (this.describesNext(item)) return;
    const { slots, near } = entry;
    const text = item.text;
    if (near) this.builder.note(`"${text}" is taken as ${entry.types[0]}.`);
    if (this.negated) {
      for (const type of entry.types) this.builder.count(type, 0, `no ${text}`);
      if (entry.types.length > 1) this.builder.set('lamps', false, `no ${text}`);
      return this.use();
    }
    const type = this.kindOf(entry.types);
    const number = this.number ?? (this.article !== 'a' && item.plural ? 2 : 1);
    if (this.article !== 'the' || !this.builder.counted(type)) this.builder.count(type, number, text);
    if (this.pending.length > 0) this.assign(slots, this.pending, text);
    else this.takeFollowing([{ slots, text }]);
    this.settle();
  }

  private takeWindow({ value }: Of<'window'>, { text }: KnownItem): void {
    const size = this.size?.phrase.entry as Of<'size'> | undefined;
    if (this.negated) {
      this.builder.set('windows', 'few', `no ${text}`);
      return this.use();
    }
    const bySize = ({ compact: 'few', spacious: 'large', regular: undefined } as const)[
      size?.value ?? 'regular'
    ];
    const tall = this.previousText() === 'tall' || this.previousText() === 'high' ? 'large' : undefined;
    const wanted = value ?? bySize ?? tall;
    if (wanted) this.builder.set('windows', wanted, [this.size?.text, text].filter(Boolean).join(' '));
    if (this.number !== null) this.builder.count('window-unit', this.number, text);
    if (this.pending.length > 0) this.assign(['metal', 'wood'], this.pending, text);
    this.settle();
  }

  private takeSpace(item: KnownItem): void {
    const size = this.size?.phrase.entry as Of<'size'> | undefined;
    if (size && !this.negated) this.builder.set('size', size.value, `${this.size!.text} ${item.text}`);
    this.size = null;
    if (this.describesNext(item)) return;
    if (item.phrase.entry.kind === 'space' && this.pending.length > 0) {
      this.loose.push({ materials: this.pending, ofSpace: true });
    } else {
      this.flush();
    }
    this.settle();
    this.use();
  }

  private takeQuantity(quantity: Parameters<BriefBuilder['quantity']>[0]): void {
    const next = this.nextNoun(this.index + 1);
    const ceiling = next?.phrase.phrase === 'ceiling';
    if (quantity.kind === 'measure' && ceiling)
      return this.builder.quantity({ ...quantity, direction: 'height' });
    if (
      quantity.kind === 'measure' &&
      next &&
      ['element', 'window', 'part'].includes(next.phrase.entry.kind)
    ) {
      return this.builder.note(
        `"${quantity.text}" is left aside: the size of a ${next.text} cannot be set yet.`,
      );
    }
    this.builder.quantity(quantity);
  }

  /** Parts and then their material: "walls and ceiling in white", "sofa in green velvet", "floor: oak". */
  private takeFollowing(parts: { slots: readonly Slot[]; text: string }[]): boolean {
    let at = this.index + 1;
    for (;;) {
      const part = this.entryAt(at + 1);
      if (this.roleAt(at) !== 'and' || part?.kind !== 'part') break;
      parts.push({ slots: part.slots, text: (this.items[at + 1] as KnownItem).text });
      at += 2;
    }
    while (this.isFiller(at) || ['link', 'with', 'comma'].includes(this.roleAt(at) ?? '')) {
      if (this.roleAt(at) === 'comma' && (this.items[at] as KnownItem).text !== ':') return false;
      at++;
    }
    const materials: NamedMaterial[] = [];
    const further = () =>
      materials.length > 0 && this.roleAt(at) === 'degree' && this.entryAt(at + 1)?.kind === 'material';
    for (; this.entryAt(at)?.kind === 'material' || further(); at++) {
      const entry = this.entryAt(at);
      if (entry?.kind === 'material')
        materials.push({ concept: entry.concept, text: (this.items[at] as KnownItem).text });
    }
    const follower = this.entryAt(at);
    const shared =
      this.roleAt(at) === 'and' && this.entryAt(at + 1)?.kind === 'material' && this.nounAt(at + 2);
    if (materials.length === 0 || (follower && this.isNoun(follower)) || shared) return false;
    for (const { slots, text } of parts) this.assign(slots, materials, text);
    this.index = at - 1;
    return true;
  }

  /** A substance that the part cannot have ("grey carpet and brass fittings") was meant for something else. */
  private assign(slots: readonly Slot[], materials: readonly NamedMaterial[], text: string): void {
    const fits = ({ concept }: NamedMaterial) => slots.some((slot) => concept.bySlot[slot] !== undefined);
    const own = materials.filter((material) => fits(material) || material.concept.type === 'colour');
    if (own.some(fits) && this.builder.material(slots, own, text)) {
      const others = materials.filter((material) => !own.includes(material));
      if (others.length > 0) this.loose.push({ materials: others, ofSpace: false });
      return;
    }
    const named = materials.map((material) => material.text).join(' ');
    this.builder.note(`"${named}" is left aside: there is none for "${text}".`);
  }

  /** Materials without a part go where they are usual; several substances each find their own place. */
  private placeLoose(): void {
    for (const { materials, ofSpace } of this.loose) {
      const substances = materials.filter(({ concept }) => concept.type === 'substance');
      for (const material of substances.length > 0 ? substances : materials)
        this.placeUsual(material, ofSpace);
    }
  }

  private placeUsual(material: NamedMaterial, ofSpace: boolean): void {
    if (material.concept.name === 'glass') return this.builder.set('windows', 'large', material.text);
    const usual = this.usualSlots(material, ofSpace).filter((slot) => !this.builder.has(slot));
    if (usual.length > 0 && this.builder.material(usual, [material], '')) return;
    this.builder.note(`"${material.text}" is left aside: it is not said for what.`);
  }

  private usualSlots({ concept }: NamedMaterial, ofSpace: boolean): readonly Slot[] {
    if (this.builder.exterior) return concept.outside;
    const { space } = this.builder;
    // A white kitchen is one with white fronts.
    if (space === 'kitchen' && concept.type === 'colour' && ofSpace) return ['wood', ...concept.alone];
    return concept.alone.filter((slot) => slot !== 'counter' || space === 'kitchen' || space === 'bathroom');
  }

  /** Lamps in general: those that the space usually has. */
  private kindOf(types: readonly ElementType[]): ElementType {
    if (types.length === 1) return types[0];
    if (['kitchen', 'lobby', 'gallery', 'stair-hall'].includes(this.builder.space)) return 'pendant-lamp';
    return ['bedroom', 'office'].includes(this.builder.space) ? 'table-lamp' : 'floor-lamp';
  }

  /** "kitchen fronts", "sofa cushions": the noun only says which fronts, so what came before it is for the next. */
  private describesNext({ plural, phrase }: KnownItem): boolean {
    // "wall sconces", where sconces are unknown.
    if (phrase.entry.kind === 'part') return !plural && this.items[this.index + 1]?.kind === 'unknown';
    const next = this.entryAt(this.index + 1);
    if (!next || plural) return false;
    const nouns =
      phrase.entry.kind === 'space' ? ['part', 'element', 'space', 'material', 'window'] : ['part'];
    return nouns.includes(next.kind);
  }

  /** After an "and": only a further material keeps those before it waiting ("oak and walnut floor"). */
  private beginsAnew(at: number): boolean {
    while (['degree', 'style'].includes(this.roleAt(at) ?? '')) at++;
    return this.entryAt(at)?.kind !== 'material';
  }

  /** "no rug, plants or paintings": bare things up to an "or" are still ruled out; "no rug, oak floor" is not. */
  private listGoesOn(): boolean {
    let at = this.index + 1;
    while (this.entryAt(at)?.kind === 'element' || this.roleAt(at) === 'comma') at++;
    return this.roleAt(at) === 'and' && this.entryAt(at + 1)?.kind === 'element';
  }

  /** A negation reaches a time, a weather or the light only directly: "no rug, golden hour" means the golden hour. */
  private denies(): boolean {
    return this.negated && !this.spent;
  }

  private flush(): void {
    if (this.pending.length > 0) this.loose.push({ materials: this.pending, ofSpace: false });
    this.settle();
  }

  private settle(): void {
    [this.pending, this.number, this.article, this.size] = [[], null, null, null];
  }

  private use(): void {
    if (this.negated) this.spent = true;
    this.settle();
  }

  private entryAt(at: number): Entry | undefined {
    const item = this.items[at];
    return item?.kind === 'known' ? item.phrase.entry : undefined;
  }

  private roleAt(at: number): Role | undefined {
    const entry = this.entryAt(at);
    return entry?.kind === 'word' ? entry.role : undefined;
  }

  private isFiller(at: number): boolean {
    return ['a', 'the', 'degree', 'style', 'filler'].includes(this.roleAt(at) ?? '');
  }

  private isNoun({ kind }: Entry): boolean {
    return ['part', 'element', 'space', 'window', 'room'].includes(kind);
  }

  private nounAt(at: number): boolean {
    const entry = this.entryAt(at);
    return entry !== undefined && this.isNoun(entry);
  }

  private nextNoun(from: number): KnownItem | undefined {
    let at = from;
    while (this.isFiller(at) || this.entryAt(at)?.kind === 'material') at++;
    const item = this.items[at];
    return item?.kind === 'known' && this.isNoun(item.phrase.entry) ? item : undefined;
  }

  private previousText(): string | undefined {
    const item = this.items[this.index - 1];
    return item?.kind === 'known' ? item.text : undefined;
  }
}
