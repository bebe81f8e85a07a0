import type { ElementType, Weather } from '../../document/vocabulary';
import type { BriefBuilder, NamedMaterial } from './brief-builder';
import { STYLE_OF_WORD } from './style-words';
import { followingMaterial, type Part } from './following-material';
import { ItemList } from './item-list';
import type { Item, KnownItem } from './lexicon/lexicon';
import type { Role } from '../grammar-words';
import type { Entry, Slot } from './lexicon/entry';
import { LooseMaterials } from './loose-materials';
import type { Quantity } from '../quantities';

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
  private readonly loose = new LooseMaterials();
  private readonly items: ItemList;
  /** What the part before an "and" was made of. */
  private shared: NamedMaterial[] = [];
  private number: number | null = null;
  private article: 'a' | 'the' | null = null;
  private size: KnownItem | null = null;
  private negated = false;
  /** Has the negation been used: an article right after it does not end it. */
  private spent = false;

  constructor(
    items: readonly Item[],
    private readonly builder: BriefBuilder,
  ) {
    this.items = new ItemList(items);
  }

  run(): void {
    for (; this.index < this.items.length; this.index++) this.take(this.items.at(this.index));
    this.flush();
    this.loose.place(this.builder);
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
        if (/[.;]/.test(item.text) || (this.spent && !this.items.listGoesOn(this.index + 1)))
          this.negated = false;
        return;
      case 'and':
        if (this.items.beginsAnew(this.index + 1)) this.flush();
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
    if (this.items.describesNext(this.index)) return;
    if (this.pending.length > 0) {
      this.assign(slots, this.pending, text);
      this.shared = this.pending;
    } else if (!this.takeFollowing({ slots, text }) && this.shared.length > 0) {
      this.assign(slots, this.shared, text);
    }
    this.settle();
  }

  private takeElement(entry: Of<'element'>, item: KnownItem): void {
    if (this.items.describesNext(this.index)) return;
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
    else this.takeFollowing({ slots, text });
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
    const tall = /^(?:tall|high)$/.test(this.items.textAt(this.index - 1)) ? 'large' : undefined;
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
    if (this.items.describesNext(this.index)) return;
    if (item.phrase.entry.kind === 'space' && this.pending.length > 0) {
      this.loose.add(this.pending, true);
    } else {
      this.flush();
    }
    this.settle();
    this.use();
  }

  private takeQuantity(quantity: Quantity): void {
    const next = this.items.nounAfter(this.index + 1);
    if (quantity.kind !== 'measure' || !next) return this.builder.quantity(quantity);
    if (next.phrase.phrase === 'ceiling') return this.builder.quantity({ ...quantity, direction: 'height' });
    if (!['element', 'window', 'part'].includes(next.phrase.entry.kind))
      return this.builder.quantity(quantity);
    this.builder.note(`"${quantity.text}" is left aside: the size of a ${next.text} cannot be set yet.`);
  }

  private takeFollowing(part: Part): boolean {
    const following = followingMaterial(this.items, this.index, part);
    if (!following) return false;
    for (const { slots, text } of following.parts) this.assign(slots, following.materials, text);
    this.index = following.end - 1;
    return true;
  }

  /** A substance that the part cannot have ("grey carpet and brass fittings") was meant for something else. */
  private assign(slots: readonly Slot[], materials: readonly NamedMaterial[], text: string): void {
    const fits = ({ concept }: NamedMaterial) => slots.some((slot) => concept.bySlot[slot] !== undefined);
    const own = materials.filter((material) => fits(material) || material.concept.type === 'colour');
    if (own.some(fits) && this.builder.material(slots, own, text)) {
      return this.loose.add(materials.filter((material) => !own.includes(material)));
    }
    const named = materials.map((material) => material.text).join(' ');
    this.builder.note(`"${named}" is left aside: there is none for "${text}".`);
  }

  /** Lamps in general: those that the space usually has. */
  private kindOf(types: readonly ElementType[]): ElementType {
    if (types.length === 1) return types[0];
    if (['kitchen', 'lobby', 'gallery', 'stair-hall'].includes(this.builder.space)) return 'pendant-lamp';
    return ['bedroom', 'office'].includes(this.builder.space) ? 'table-lamp' : 'floor-lamp';
  }

  /** A negation reaches a time, a weather or the light only directly: "no rug, golden hour" means the golden hour. */
  private denies(): boolean {
    return this.negated && !this.spent;
  }

  private flush(): void {
    this.loose.add(this.pending);
    this.settle();
  }

  private settle(): void {
    [this.pending, this.number, this.article, this.size] = [[], null, null, null];
  }

  private use(): void {
    if (this.negated) this.spent = true;
    this.settle();
  }
}
