import {
  INTERIORS,
  type ElementType,
  type MaterialName,
  type ArchitectureSpace,
} from '../../document/vocabulary';
import type { ArchitectureBrief } from '../../document/scene-document';
import type { Concept, Slot } from './lexicon/entry';
import type { Quantity } from '../quantities';

/** A material of the prompt, as it was written. */
export interface NamedMaterial {
  concept: Concept;
  text: string;
}

const MOST_OF_ONE_KIND = 24;
const MOST_STOREYS = 8;
/** Metres: beyond these a number is no room. */
const LIMITS = { width: [1.2, 60], depth: [1.2, 60], height: [1.9, 15] } as const;
/** Substances that a colour is painted on; everywhere else the substance decides. */
const PAINTED: readonly Slot[] = ['wall', 'facade', 'wood'];
const PAINTABLE = new Set(['wood', 'plaster', 'timber boards']);

/** Collects a brief, and says in words what was made of the prompt. The first word on a matter stands. */
export class BriefBuilder {
  readonly notes: string[] = [];
  readonly exterior: boolean;
  private readonly brief: ArchitectureBrief;

  constructor(readonly space: ArchitectureSpace) {
    this.brief = { space };
    this.exterior = !(INTERIORS as readonly string[]).includes(space);
  }

  finish(): ArchitectureBrief {
    return this.brief;
  }

  note(sentence: string): void {
    if (!this.notes.includes(sentence)) this.notes.push(sentence);
  }

  set<K extends 'style' | 'size' | 'hour' | 'weather' | 'lamps' | 'windows'>(
    field: K,
    value: ArchitectureBrief[K],
    text: string,
  ): void {
    if (this.brief[field] === value) return;
    if (this.brief[field] !== undefined) {
      this.note(`"${text}" is left aside: ${field} is ${String(this.brief[field])} already.`);
      return;
    }
    this.brief[field] = value;
    this.note(`${field}: ${String(value)} ("${text}").`);
  }

  has(slot: Slot): boolean {
    return this.brief[slot] !== undefined;
  }

  /** Gives the first of the slots that can take it its material; false when none can. */
  material(slots: readonly Slot[], materials: readonly NamedMaterial[], part: string): boolean {
    const inPlace = this.exterior ? slots.map((slot) => (slot === 'wall' ? 'facade' : slot)) : slots;
    for (const slot of inPlace) {
      const chosen = chooseFor(slot, materials);
      if (!chosen) continue;
      this.put(slot, chosen.concept.bySlot[slot]!, chosen, materials, part);
      return true;
    }
    return false;
  }

  private put(
    slot: Slot,
    name: MaterialName,
    chosen: NamedMaterial,
    all: readonly NamedMaterial[],
    part: string,
  ): void {
    const text = [...all.map((material) => material.text), part].join(' ').trim();
    if (this.brief[slot] !== undefined && this.brief[slot] !== name) {
      this.note(`"${text}" is left aside: ${slot} is ${this.brief[slot]} already.`);
      return;
    }
    this.brief[slot] = name;
    const loose = chosen.concept.near || all.length > 1;
    this.note(loose ? `${slot}: "${text}" is taken as ${name}.` : `${slot}: ${name} ("${text}").`);
  }

  /** How many of a thing; 0 rules it out. Further mentions add up. */
  count(type: ElementType, number: number, text: string): void {
    const counts = (this.brief.counts ??= {});
    const sum = number === 0 ? 0 : (counts[type] ?? 0) + number;
    if (sum > MOST_OF_ONE_KIND) this.note(`"${text}": at most ${MOST_OF_ONE_KIND} of a kind are placed.`);
    counts[type] = Math.min(MOST_OF_ONE_KIND, sum);
    this.note(sum === 0 ? `no ${type} ("${text}").` : `${type}: ${counts[type]} ("${text}").`);
  }

  counted(type: ElementType): boolean {
    return this.brief.counts?.[type] !== undefined;
  }

  quantity(quantity: Quantity): void {
    switch (quantity.kind) {
      case 'measures':
        this.measure('width', quantity.width, quantity.text);
        this.measure('depth', quantity.depth, quantity.text);
        if (quantity.height !== undefined) this.measure('height', quantity.height, quantity.text);
        if (quantity.assumed) this.note(`"${quantity.text}" is read in metres.`);
        return;
      case 'measure':
        if (quantity.direction) this.measure(quantity.direction, quantity.metres, quantity.text);
        else this.note(`"${quantity.text}" is left aside: of what it is the measure is not said.`);
        return;
      case 'area': {
        const depth = Math.sqrt((quantity.squareMetres * 3) / 4);
        this.note(`"${quantity.text}" is taken as a plan of 4 to 3.`);
        this.measure('width', (depth * 4) / 3, quantity.text);
        this.measure('depth', depth, quantity.text);
        return;
      }
      case 'clock':
        return this.set('hour', quantity.hour, quantity.text);
      case 'storeys':
        return this.storeys(quantity.storeys, quantity.text);
    }
  }

  private measure(field: 'width' | 'depth' | 'height', metres: number, text: string): void {
    const [low, high] = LIMITS[field];
    if (metres < low || metres > high) {
      this.note(`"${text}" is left aside: a ${field} of ${metres} m is outside ${low}–${high} m.`);
      return;
    }
    this.brief[field] = Math.round(metres * 100) / 100;
    this.note(`${field}: ${this.brief[field]} m ("${text}").`);
  }

  private storeys(storeys: number, text: string): void {
    if (!this.exterior) return this.note(`"${text}" is left aside: ${this.space} is an interior.`);
    this.brief.storeys = Math.max(1, Math.min(MOST_STOREYS, Math.round(storeys)));
    this.note(`storeys: ${this.brief.storeys} ("${text}").`);
  }
}

/** A substance before a colour, unless the colour is painted on it. */
function chooseFor(slot: Slot, materials: readonly NamedMaterial[]): NamedMaterial | undefined {
  const fitting = materials.filter(({ concept }) => concept.bySlot[slot] !== undefined);
  const colour = fitting.find(({ concept }) => concept.type === 'colour');
  const substance = fitting.find(({ concept }) => concept.type === 'substance');
  if (colour && substance && PAINTED.includes(slot) && PAINTABLE.has(substance.concept.name)) return colour;
  return substance ?? colour;
}
