import type { NamedMaterial } from './brief-builder';
import type { ItemList } from './item-list';
import type { Slot } from './lexicon/entry';

/** A noun that takes a material. */
export interface Part {
  slots: readonly Slot[];
  text: string;
}

export interface Following {
  parts: Part[];
  materials: NamedMaterial[];
  /** Index of the first item after them. */
  end: number;
}

/**
 * A part, further parts, and then their material: "walls and ceiling in white", "sofa in green velvet", "floor: oak".
 * Null when no material follows, or when it belongs to a noun after it ("walls of the oak kitchen").
 */
export function followingMaterial(items: ItemList, index: number, first: Part): Following | null {
  const parts = [first];
  let at = index + 1;
  for (; items.roleAt(at) === 'and'; at += 2) {
    const entry = items.entryAt(at + 1);
    if (entry?.kind !== 'part') break;
    parts.push({ slots: entry.slots, text: items.textAt(at + 1) });
  }
  while (isLink(items, at)) at++;
  const materials: NamedMaterial[] = [];
  for (; ; at++) {
    const entry = items.entryAt(at);
    if (entry?.kind === 'material') materials.push({ concept: entry.concept, text: items.textAt(at) });
    else if (materials.length === 0 || items.roleAt(at) !== 'degree' || !items.isMaterial(at + 1)) break;
  }
  const shared = items.roleAt(at) === 'and' && items.isMaterial(at + 1) && items.isNoun(at + 2);
  return materials.length === 0 || items.isNoun(at) || shared ? null : { parts, materials, end: at };
}

function isLink(items: ItemList, at: number): boolean {
  const role = items.roleAt(at);
  return (
    items.isFiller(at) || role === 'link' || role === 'with' || (role === 'comma' && items.textAt(at) === ':')
  );
}
