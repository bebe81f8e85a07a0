import type { MaterialName } from '../document/vocabulary';

/** Textures that are one whole picture: elements stretch it over their face instead of repeating it. Edge in metres. */
export const PICTURE_METRES: Partial<Record<MaterialName, number>> = {
  'painting-warm': 1,
  'painting-cool': 1,
  'painting-mono': 1,
  screen: 1,
  'rug-red': 2.4,
  'rug-blue': 2.4,
  books: 1,
};

/** The `books` picture holds this many spines side by side; each reaches over its full height. */
export const BOOK_SPINES = 16;
