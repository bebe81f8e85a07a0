import type { ArchitectureBrief, Opening } from '../../../document/scene-document';
import type { MaterialName } from '../../../document/vocabulary';
import { round } from './anchor';

export interface WindowWish {
  /** Clear length of the wall. */
  length: number;
  height: number;
  /** Height of the lower edge above the floor. */
  sill: number;
  /** Height of the upper edge above the floor. */
  head: number;
  /** Share of the wall that is window, 0–1. */
  share: number;
  count: number;
  frame: MaterialName;
}

const PIER = 0.3;

/** Equal windows with equal piers between them, symmetrical on the wall. */
export function windowRhythm(wish: WindowWish): Opening[] {
  const { length, count } = wish;
  if (count <= 0) return [];
  const available = (length - PIER * (count + 1)) / count;
  const width = Math.max(0.4, Math.min(available, (length * wish.share) / count));
  const pier = (length - width * count) / (count + 1);
  const head = Math.min(wish.head, wish.height - 0.15);
  return Array.from({ length: count }, (_, i) => ({
    kind: 'window' as const,
    offset: round(pier + i * (width + pier)),
    sill: round(wish.sill),
    width: round(width),
    height: round(head - wish.sill),
    frame: wish.frame,
  }));
}

/** How the brief's word for windows changes what a room would have by itself. */
export function windowsAsAsked(brief: ArchitectureBrief, normal: WindowWish): WindowWish {
  const count = brief.counts?.['window-unit'] ?? normal.count;
  const floor = Math.min(normal.sill, 0.12);
  if (brief.windows === 'large') {
    const share = Math.max(normal.share, 0.82);
    return {
      ...normal,
      count: brief.counts?.['window-unit'] ?? Math.max(1, Math.round(normal.length / 2.6)),
      share,
      sill: floor,
      head: normal.height - 0.2,
    };
  }
  if (brief.windows === 'few') {
    return {
      ...normal,
      count: Math.min(count, 1),
      share: Math.min(normal.share, 0.28),
      sill: Math.max(normal.sill, 0.9),
    };
  }
  return { ...normal, count };
}

/** A door with its centre at distance `along` from the wall's left end. */
export function doorAt(
  length: number,
  along: number,
  frame: MaterialName,
  width = 0.9,
  height = 2.1,
): Opening {
  const offset = Math.min(Math.max(along - width / 2, 0.1), length - width - 0.1);
  return { kind: 'door', offset: round(offset), sill: 0, width: round(width), height, frame };
}

/** Are two openings of one wall at least a pier apart. */
export function apart(a: Opening, b: Opening): boolean {
  return a.offset + a.width + 0.1 <= b.offset || b.offset + b.width + 0.1 <= a.offset;
}
