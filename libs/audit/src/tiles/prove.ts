import { consistencyRanges, inclusionRanges, type LeafRange } from '../merkle/ranges';
import type { Tile, TileId } from './tile';
import { TileHashes, tilesOf } from './tiled-tree';

/** Reads tiles of a tree; each may be wider than the tree that is asked about, as the log went on since. */
export type ReadTiles = (tiles: readonly TileId[]) => Promise<Tile[]>;

/** Hashes that lead from leaf `index` to the root of the tree of `size`. 0 ≤ index < size. */
export function makeInclusionProof(index: number, size: number, read: ReadTiles): Promise<Buffer[]> {
  return hashesOf(inclusionRanges(index, size), read);
}

/** Hashes that prove the tree of `from` leaves to be the beginning of that of `to`. 0 ≤ from ≤ to. */
export function makeConsistencyProof(from: number, to: number, read: ReadTiles): Promise<Buffer[]> {
  return hashesOf(consistencyRanges(from, to), read);
}

/** Root of the tree of the first `size` leaves. */
export async function rootOf(size: number, read: ReadTiles): Promise<Buffer> {
  const tiles = size === 0 ? [] : await read(tilesOf([{ begin: 0, end: size }]));
  return new TileHashes(tiles).rootHash(size);
}

async function hashesOf(ranges: LeafRange[], read: ReadTiles): Promise<Buffer[]> {
  if (ranges.length === 0) return [];
  const hashes = new TileHashes(await read(tilesOf(ranges)));
  return ranges.map((range) => hashes.rangeHash(range));
}
