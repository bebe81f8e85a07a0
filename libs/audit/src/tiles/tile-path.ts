import { TILE_WIDTH, type TileId } from './tile';

/** What a path below the prefix of a log names: a tile of hashes, or a bundle of entries. */
export interface TileResource extends Omit<TileId, 'level'> {
  level: number | 'entries';
  /** 1 to 256; less than 256 says that the tile is partial. */
  width: number;
}

/** The path of C2SP tlog-tiles: `tile/0/x001/x234/067`, `tile/1/000.p/5`, `tile/entries/003`. */
export function tilePath({ level, index, width }: TileResource): string {
  const partial = width < TILE_WIDTH ? `.p/${width}` : '';
  return `tile/${level}/${indexPath(index)}${partial}`;
}

/** Null for every text that `tilePath` would not write. */
export function parseTilePath(path: string): TileResource | null {
  const [, level, index, width] =
    /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path) ?? [];
  if (level === undefined || index === undefined) return null;
  const resource: TileResource = {
    level: level === 'entries' ? level : Number(level),
    index: Number(index.replace(/[x/]/g, '')),
    width: width === undefined ? TILE_WIDTH : Number(width),
  };
  const inBounds =
    (resource.level === 'entries' || resource.level <= 63) &&
    Number.isSafeInteger(resource.index) &&
    resource.width >= 1;
  return inBounds && tilePath(resource) === path ? resource : null;
}

function indexPath(index: number): string {
  const digits = String(index);
  const groups = digits.padStart(3 * Math.ceil(digits.length / 3), '0').match(/\d{3}/g)!;
  return [...groups.slice(0, -1).map((group) => `x${group}`), groups.at(-1)].join('/');
}
