import type { FashionSpace } from '../../document/vocabulary/fashion';
import { clothOf, type Piece } from './cut-and-cloth';

const PLACES: Record<FashionSpace, string> = {
  studio: 'in a studio',
  runway: 'on a runway',
  street: 'in a street',
  loft: 'in a loft',
  garden: 'in a garden',
};

/** A piece as people say it: "camel wool coat". */
export const spokenPiece = (piece: Pick<Piece, 'type' | 'dye' | 'fabric'>): string =>
  `${clothOf(piece)} ${piece.type}`
    .replaceAll('-', ' ')
    .replace('t shirt', 'T-shirt')
    .replace(/knit knit$/, 'knit');

/** "Camel wool coat, ivory silk blouse and black wool trousers, in a street." The outermost comes first. */
export function titleOf(pieces: readonly Piece[], space: FashionSpace): string {
  const names = [...pieces].reverse().map(spokenPiece);
  const list =
    names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}` : names[0];
  return `${list[0].toUpperCase()}${list.slice(1)}, ${PLACES[space]}`;
}
