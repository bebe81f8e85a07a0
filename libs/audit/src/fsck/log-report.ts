import { TILE_WIDTH } from '../tiles/tile';

/** One thing that is wrong with a log. */
export interface LogProblem {
  code:
    | 'entry-missing'
    | 'entry-changed'
    | 'entry-outside'
    | 'tile-missing'
    | 'tile-changed'
    | 'root-changed'
    | 'log-checkpoint-invalid'
    | 'log-checkpoint-missing';
  /** The first entry that it concerns; null where it concerns none. */
  index: number | null;
  message: string;
}

export interface LogReport {
  sound: boolean;
  /** Entries that were looked at, or missed. */
  size: number;
  /** Signed log checkpoints that were compared: those of the database, and those of the witness file. */
  checkpoints: number;
  witnessed: number;
  /** Entries that a signed log checkpoint covers. */
  signedSize: number;
  /** The first bad entry; null when none is. */
  firstBad: number | null;
  /** The first hundred, in the order of entries. */
  problems: LogProblem[];
}

const LISTED = 100;
/** A log that was rewritten whole has a problem at every entry: no more are kept. */
const KEPT = 10_000;

/** Collects what is wrong, and knows where. */
export class Problems {
  private readonly found: LogProblem[] = [];
  private readonly badTiles = new Set<number>();
  private first = Infinity;
  private count = 0;

  /** `end` is where the entries end that it concerns; left out, it is one. */
  add(code: LogProblem['code'], index: number | null, message: string, end = (index ?? 0) + 1): void {
    this.count++;
    if (this.found.length < KEPT) this.found.push({ code, index, message });
    if (index === null) return;
    this.first = Math.min(this.first, index);
    for (let tile = Math.floor(index / TILE_WIDTH); tile * TILE_WIDTH < end; tile++) this.badTiles.add(tile);
  }

  /** True when something is wrong with an entry before this one. */
  before(end: number): boolean {
    return this.first < end;
  }

  /** True when something is wrong with an entry of these tiles of level 0, `end` not among them. */
  inTiles(begin: number, end: number): boolean {
    return [...this.badTiles].some((tile) => tile >= begin && tile < end);
  }

  get sound(): boolean {
    return this.count === 0;
  }

  firstBad(): number | null {
    return this.first === Infinity ? null : this.first;
  }

  /** By entry; those of no entry last. */
  listed(): LogProblem[] {
    const place = ({ index }: LogProblem) => index ?? Number.MAX_SAFE_INTEGER;
    return this.found.sort((a, b) => place(a) - place(b)).slice(0, LISTED);
  }
}
