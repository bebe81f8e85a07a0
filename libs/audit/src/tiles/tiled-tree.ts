import { foldSubtrees } from '../merkle/compact-range';
import { EMPTY_ROOT, HASH_BYTES, nodeHash } from '../merkle/hashes';
import { subtreesOf, type LeafRange, type Subtree } from '../merkle/ranges';
import { TILE_WIDTH, hashesOnLevel, partialTiles, tileKey, type Tile, type TileId } from './tile';

/** Levels of the tree between two levels of tiles. */
const TILE_HEIGHT = 8;

/** The tiles that the hashes of these ranges are read from, each once. */
export function tilesOf(ranges: readonly LeafRange[]): TileId[] {
  const tiles = ranges.flatMap(subtreesOf).map(tileOfSubtree);
  return [...new Map(tiles.map((tile) => [tileKey(tile), tile])).values()];
}

/** Some tiles of a tree, and the hashes that follow from them. */
export class TileHashes {
  private readonly tiles: ReadonlyMap<string, Buffer>;

  constructor(tiles: readonly Tile[]) {
    this.tiles = new Map(tiles.map((tile) => [tileKey(tile), tile.hashes]));
  }

  /** Hash over a range of an inclusion or consistency proof. Throws a RangeError when a tile of it is missing or too short. */
  rangeHash(range: LeafRange): Buffer {
    return foldSubtrees(subtreesOf(range).map((subtree) => this.subtreeHash(subtree)));
  }

  rootHash(size: number): Buffer {
    return size === 0 ? EMPTY_ROOT : this.rangeHash({ begin: 0, end: size });
  }

  private subtreeHash(subtree: Subtree): Buffer {
    const tile = tileOfSubtree(subtree);
    const length = 2 ** (subtree.level % TILE_HEIGHT);
    const begin = subtree.index * length - tile.index * TILE_WIDTH;
    const hashes = this.tiles.get(tileKey(tile));
    if (!hashes || hashes.length < (begin + length) * HASH_BYTES)
      throw new RangeError(`tile ${tileKey(tile)} lacks hashes ${begin} to ${begin + length}`);
    return perfectRoot(split(hashes.subarray(begin * HASH_BYTES, (begin + length) * HASH_BYTES)));
  }
}

/**
 * The tiles that change when leaves are appended to a tree of `size`: `partial` are its partial tiles as `partialTiles`
 * names them. Throws a RangeError when one of those is missing or of another width.
 */
export function appendToTiles(size: number, partial: readonly Tile[], leaves: readonly Buffer[]): Tile[] {
  const known = new Map(partial.map((tile) => [tileKey(tile), tile.hashes]));
  for (const tile of partialTiles(size)) {
    const width = hashesOnLevel(tile.level, size) % TILE_WIDTH;
    if (known.get(tileKey(tile))?.length !== width * HASH_BYTES)
      throw new RangeError(`tile ${tileKey(tile)} is not ${width} hashes wide`);
  }
  const changed: Tile[] = [];
  for (let level = 0, added = [...leaves]; added.length > 0; level++) {
    const above: Buffer[] = [];
    for (let count = hashesOnLevel(level, size); added.length > 0;) {
      const index = Math.floor(count / TILE_WIDTH);
      const taken = added.splice(0, TILE_WIDTH - (count % TILE_WIDTH));
      const before = known.get(tileKey({ level, index })) ?? Buffer.alloc(0);
      const hashes = Buffer.concat([before, ...taken]);
      changed.push({ level, index, hashes });
      if (hashes.length === TILE_WIDTH * HASH_BYTES) above.push(tileRoot(hashes));
      count += taken.length;
    }
    added = above;
  }
  return changed;
}

/** Root of a full tile: what the level above holds of it. */
export function tileRoot(hashes: Buffer): Buffer {
  return perfectRoot(split(hashes));
}

function tileOfSubtree({ level, index }: Subtree): TileId {
  const first = index * 2 ** (level % TILE_HEIGHT);
  return { level: Math.floor(level / TILE_HEIGHT), index: Math.floor(first / TILE_WIDTH) };
}

function perfectRoot(hashes: Buffer[]): Buffer {
  let row = hashes;
  while (row.length > 1)
    row = Array.from({ length: row.length / 2 }, (_, i) => nodeHash(row[2 * i], row[2 * i + 1]));
  return row[0];
}

function split(hashes: Buffer): Buffer[] {
  return Array.from({ length: hashes.length / HASH_BYTES }, (_, i) =>
    hashes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES),
  );
}
