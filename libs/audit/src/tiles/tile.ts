/** Hashes in a full tile, and entries in a full bundle. */
export const TILE_WIDTH = 256;

/** A tile without its hashes: level 0 holds leaf hashes, each level above the roots of full tiles below (C2SP tlog-tiles). */
export interface TileId {
  level: number;
  index: number;
}

export interface Tile extends TileId {
  /** 1 to 256 hashes of 32 bytes, one behind the other. */
  hashes: Buffer;
}

/** Hashes on one level of a tree of `size`. */
export function hashesOnLevel(level: number, size: number): number {
  return Math.floor(size / TILE_WIDTH ** level);
}

/** How many hashes a tile has in a tree of `size`: 0 to 256. */
export function tileWidth({ level, index }: TileId, size: number): number {
  return Math.max(0, Math.min(TILE_WIDTH, hashesOnLevel(level, size) - index * TILE_WIDTH));
}

/** The tiles that a tree of `size` may still add to, from level 0 up; a full one is left out. */
export function partialTiles(size: number): TileId[] {
  const tiles: TileId[] = [];
  for (let level = 0, count = size; count > 0; level++, count = Math.floor(count / TILE_WIDTH)) {
    if (count % TILE_WIDTH > 0) tiles.push({ level, index: Math.floor(count / TILE_WIDTH) });
  }
  return tiles;
}

/** Every tile of a tree of `size`, level by level. */
export function* allTiles(size: number): Generator<TileId> {
  for (let level = 0, count = size; count > 0; level++, count = Math.floor(count / TILE_WIDTH)) {
    for (let index = 0; index * TILE_WIDTH < count; index++) yield { level, index };
  }
}

export function tileKey({ level, index }: TileId): string {
  return `${level}/${index}`;
}
