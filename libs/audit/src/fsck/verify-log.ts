import { leafHash } from '../audit-event';
import { CompactRange } from '../merkle/compact-range';
import { HASH_BYTES, sameHash } from '../merkle/hashes';
import type { VerifierKey } from '../notes/note-key';
import type { ReadTiles } from '../tiles/prove';
import { TILE_WIDTH, allTiles, tileKey, tileWidth, type Tile, type TileId } from '../tiles/tile';
import { tileRoot } from '../tiles/tiled-tree';
import { Problems, type LogReport } from './log-report';
import { SignedRoots, type StoredLogCheckpoint } from './signed-roots';

/** An entry as the database keeps it. */
export interface StoredEntry {
  sequence: number;
  kind: string;
  subject: string;
  leaf: string;
  leafHash: Uint8Array;
}

/** Everything that a log consists of. */
export interface LogContents {
  /** Rows of entries and of tiles, and the entries that the tiles of level 0 have room for. */
  counts: { entries: number; tiles: number; treeSize: number };
  /** Entries `begin` to `end`, without `end`, in order; those that are there, 4,096 at most. */
  entries(begin: number, end: number): Promise<StoredEntry[]>;
  tiles: ReadTiles;
  checkpoints: readonly StoredLogCheckpoint[];
  /** Signed log checkpoints that were kept outside the database. */
  witness: readonly string[];
  key: VerifierKey;
}

const TILES_A_STEP = 16;

/**
 * Looks at every entry, tile and signed log checkpoint of a log: hashes each body anew, compares it with the tree, the
 * tree with itself, and the root with all that was ever signed. Names the first bad entry; where rows and tiles were
 * forged together only the signatures tell, and the entry named is the first one that may be bad.
 */
export async function verifyLog(contents: LogContents): Promise<LogReport> {
  const problems = new Problems();
  const { counts, checkpoints, witness, key } = contents;
  const signed = SignedRoots.open({ stored: checkpoints, witness, key }, problems);
  const size = Math.max(counts.entries, counts.treeSize, signed.largest);
  await verifyEntries(contents, size, signed, problems);
  await verifyTiles(contents, size, problems);
  return {
    sound: problems.sound,
    size,
    checkpoints: checkpoints.length,
    witnessed: witness.length,
    signedSize: signed.largest,
    firstBad: problems.firstBad(),
    problems: problems.listed(),
  };
}

async function verifyEntries(
  { entries, tiles }: LogContents,
  size: number,
  signed: SignedRoots,
  problems: Problems,
): Promise<void> {
  let tree: CompactRange | null = new CompactRange();
  let missingFrom: number | null = null;
  const root = () => tree?.root() ?? null;
  signed.compare(0, root);
  for (let begin = 0; begin < size; begin += TILES_A_STEP * TILE_WIDTH) {
    const end = Math.min(size, begin + TILES_A_STEP * TILE_WIDTH);
    const rows = new Map((await entries(begin, end)).map((row) => [row.sequence, row]));
    const leaves = await leavesInTiles(tiles, begin, end);
    for (let index = begin; index < end; index++) {
      const row = rows.get(index);
      const inTree = leaves(index);
      const leaf = row ? checkEntry(row, inTree, problems) : inTree;
      if (!row) missingFrom ??= index;
      else if (missingFrom !== null) missingFrom = reportMissing(missingFrom, index, problems);
      if (leaf) tree?.append(leaf);
      else tree = null;
      signed.compare(index + 1, root);
    }
  }
  if (missingFrom !== null) reportMissing(missingFrom, size, problems);
  const [beyond] = await entries(size, Number.MAX_SAFE_INTEGER);
  if (beyond)
    problems.add(
      'entry-outside',
      beyond.sequence,
      `Entry ${beyond.sequence} lies beyond the end of the log.`,
    );
}

function reportMissing(begin: number, end: number, problems: Problems): null {
  const what = end - begin === 1 ? `Entry ${begin} is` : `Entries ${begin} to ${end - 1} are`;
  problems.add('entry-missing', begin, `${what} missing.`, end);
  return null;
}

/** Hash of the entry's body; everything that was kept of it must agree. */
function checkEntry(row: StoredEntry, inTree: Buffer | null, problems: Problems): Buffer {
  const { sequence } = row;
  const hash = leafHash(row.leaf);
  const add = (message: string) => problems.add('entry-changed', sequence, `Entry ${sequence}: ${message}`);
  if (!inTree) problems.add('tile-missing', sequence, `Entry ${sequence} is not in the tree.`);
  else if (!sameHash(hash, inTree)) add('its body is not the one that went into the tree.');
  else if (!sameHash(hash, row.leafHash)) add('its hash is not that of its body.');
  else if (!columnsAgree(row)) add('its kind or subject is not that of its body.');
  return hash;
}

function columnsAgree({ kind, subject, leaf }: StoredEntry): boolean {
  const body = JSON.parse(leaf) as { kind?: unknown; subject?: unknown } | null;
  return body?.kind === kind && body.subject === subject;
}

async function leavesInTiles(
  read: ReadTiles,
  begin: number,
  end: number,
): Promise<(index: number) => Buffer | null> {
  const ids: TileId[] = [];
  for (let index = begin / TILE_WIDTH; index * TILE_WIDTH < end; index++) ids.push({ level: 0, index });
  const found = new Map((await read(ids)).map(({ index, hashes }) => [index, hashes]));
  return (index) => {
    const at = (index % TILE_WIDTH) * HASH_BYTES;
    const hash = found.get(Math.floor(index / TILE_WIDTH))?.subarray(at, at + HASH_BYTES);
    return hash?.length === HASH_BYTES ? hash : null;
  };
}

/** Each hash above level 0 must be the root of the full tile below it, and no tile may be there that the tree has not. */
async function verifyTiles({ counts, tiles }: LogContents, size: number, problems: Problems): Promise<void> {
  const expected = [...allTiles(size)];
  for (let at = 0; at < expected.length; at += TILES_A_STEP) {
    const ids = expected.slice(at, at + TILES_A_STEP);
    const found = byKey(await tiles(ids));
    for (const id of ids) {
      const hashes = found.get(tileKey(id));
      const width = tileWidth(id, size);
      if (hashes?.length === width * HASH_BYTES) await verifyTile(hashes, id, tiles, problems);
      else if (!problems.inTiles(...tilesBelow(id, 0, TILE_WIDTH))) {
        const message = `Tile ${tileKey(id)} is not there with its ${width} hashes.`;
        problems.add(hashes ? 'tile-changed' : 'tile-missing', firstLeaf(id), message);
      }
    }
  }
  if (counts.tiles > expected.length && problems.sound)
    problems.add('tile-changed', null, `There are ${counts.tiles} tiles; the tree has ${expected.length}.`);
}

async function verifyTile(hashes: Buffer, id: TileId, read: ReadTiles, problems: Problems): Promise<void> {
  if (id.level === 0) return; // compared with the entries already
  const below = Array.from({ length: hashes.length / HASH_BYTES }, (_, i) => ({
    level: id.level - 1,
    index: id.index * TILE_WIDTH + i,
  }));
  const found = byKey(await read(below));
  below.forEach((child, i) => {
    const tile = found.get(tileKey(child));
    const hash = hashes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES);
    if (tile?.length === TILE_WIDTH * HASH_BYTES && sameHash(tileRoot(tile), hash)) return;
    if (problems.inTiles(...tilesBelow(id, i, i + 1))) return;
    const message = `Tile ${tileKey(id)}: hash ${i} is not the root of the tile below.`;
    problems.add('tile-changed', firstLeaf(child), message);
  });
}

function byKey(tiles: readonly Tile[]): Map<string, Buffer> {
  return new Map(tiles.map((tile) => [tileKey(tile), tile.hashes]));
}

/** The first entry below a tile. */
function firstLeaf({ level, index }: TileId): number {
  return index * TILE_WIDTH ** (level + 1);
}

/** The tiles of level 0 that lie below hashes `begin` to `end` of a tile; of a tile of level 0, that tile. */
function tilesBelow({ level, index }: TileId, begin: number, end: number): [number, number] {
  if (level === 0) return [index, index + 1];
  const span = TILE_WIDTH ** (level - 1);
  return [(index * TILE_WIDTH + begin) * span, (index * TILE_WIDTH + end) * span];
}
