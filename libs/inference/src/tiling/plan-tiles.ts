/** Networks see about this far; pixels closer to a cut lack what lies beyond it. */
const OVERLAP = 64;
/** What is painted in one piece: a little more than 960×540. Memory grows with it. */
export const LARGEST_PIECE = 1024 * 576;

/** Pieces of one size that cover a picture, each overlapping its neighbours. */
export interface TilePlan {
  /** Of every piece, pixels; multiples of the granularity. */
  width: number;
  height: number;
  /** Left edges and top edges; the pieces are their product, row by row. */
  columns: readonly number[];
  rows: readonly number[];
}

export interface TileLimits {
  /** Pixels of a piece at most, as far as the overlap lets it. */
  largest?: number;
  /** Pixels that neighbours share at least. */
  overlap?: number;
  /** Of sizes and places. Default 16: the frame model's granularity. */
  multiple?: number;
}

/**
 * The cheapest cut of a picture into pieces. A picture that is small enough is one piece.
 * @param width multiple of `multiple`, as is `height`
 */
export function planTiles(width: number, height: number, limits: TileLimits = {}): TilePlan {
  const { largest = LARGEST_PIECE, overlap = OVERLAP, multiple = 16 } = limits;
  let best: TilePlan | null = null;
  for (const columns of cuts(width, overlap, multiple)) {
    for (const rows of cuts(height, overlap, multiple)) {
      const plan = { width: columns.length, height: rows.length, columns: columns.starts, rows: rows.starts };
      const fits = plan.width * plan.height <= largest;
      if (fits && (!best || cost(plan) < cost(best))) best = plan;
    }
  }
  return best ?? smallest(width, height, overlap, multiple);
}

interface Cut {
  length: number;
  starts: number[];
}

/** An axis in 1, 2, 3, … equal parts, as long as no part is mostly overlap. */
function cuts(length: number, overlap: number, multiple: number): Cut[] {
  const found: Cut[] = [{ length, starts: [0] }];
  for (let parts = 2; ; parts++) {
    const part = Math.ceil((length + (parts - 1) * overlap) / parts / multiple) * multiple;
    if (part < 3 * overlap || part >= length) return found;
    const starts = Array.from(
      { length: parts },
      (_, i) => Math.floor((i * (length - part)) / (parts - 1) / multiple) * multiple,
    );
    found.push({ length: part, starts });
  }
}

const cost = ({ width, height, columns, rows }: TilePlan): number =>
  width * height * columns.length * rows.length;

/** Where even the finest cut is above the limit, the finest cut it is. */
function smallest(width: number, height: number, overlap: number, multiple: number): TilePlan {
  const columns = cuts(width, overlap, multiple).at(-1)!;
  const rows = cuts(height, overlap, multiple).at(-1)!;
  return { width: columns.length, height: rows.length, columns: columns.starts, rows: rows.starts };
}
