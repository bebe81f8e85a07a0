import type { ElementType } from '../../../document/vocabulary';

/**
 * Pairs whose bounding boxes may run into one another without the things doing so: what lies flat, what is pushed under a
 * table top, and what hangs in front of or is let into a wall.
 */
const PAIRS: readonly (readonly [ElementType, ElementType])[] = [
  ['chair', 'dining-table'],
  ['bench', 'dining-table'],
  ['stool', 'kitchen-island'],
  ['office-chair', 'desk'],
  ['office-chair', 'reception-desk'],
  ['chair', 'desk'],
];

/** May lie under or run behind anything. */
const FREE: readonly ElementType[] = ['rug', 'skirting', 'ground', 'path'];

export function mayOverlap(a: ElementType, b: ElementType): boolean {
  if (FREE.includes(a) || FREE.includes(b)) return true;
  return PAIRS.some(([p, q]) => (p === a && q === b) || (p === b && q === a));
}
