import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leafHash } from '../audit-event';
import { CompactRange } from '../merkle/compact-range';
import { EMPTY_ROOT, HASH_BYTES, nodeHash } from '../merkle/hashes';
import { verifyConsistency, verifyInclusion } from '../merkle/verify';
import { makeConsistencyProof, makeInclusionProof, rootOf, type ReadTiles } from './prove';
import { TILE_WIDTH, allTiles, partialTiles, tileKey, tileWidth, type Tile } from './tile';
import { TileHashes, appendToTiles } from './tiled-tree';

const leaf = (i: number) => leafHash(`entry ${i}`);
const leaves = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => leaf(from + i));

/** The definition, word by word (RFC 6962, 2.1): slow, and an oracle for all else. */
function merkleTreeHash(hashes: Buffer[]): Buffer {
  if (hashes.length === 0) return EMPTY_ROOT;
  if (hashes.length === 1) return hashes[0];
  let k = 1;
  while (k * 2 < hashes.length) k *= 2;
  return nodeHash(merkleTreeHash(hashes.slice(0, k)), merkleTreeHash(hashes.slice(k)));
}

/** A log in memory, grown in the given steps. */
class Log {
  readonly tiles = new Map<string, Tile>();
  size = 0;
  readonly read: ReadTiles = async (ids) => ids.flatMap((id) => this.tiles.get(tileKey(id)) ?? []);

  async append(count: number): Promise<this> {
    const partial = await this.read(partialTiles(this.size));
    for (const tile of appendToTiles(this.size, partial, leaves(this.size, this.size + count)))
      this.tiles.set(tileKey(tile), tile);
    this.size += count;
    return this;
  }
}

const grown = (size: number) => new Log().append(size);

describe('a tree of tiles', () => {
  it.each([0, 1, 2, 3, 7, 8, 255, 256, 257, 511, 512, 513, 1_000])(
    'has the root of its definition at %i',
    async (size) => {
      const { read } = await grown(size);
      expect(await rootOf(size, read)).toEqual(merkleTreeHash(leaves(0, size)));
    },
  );

  it('has the same root in its compact form, at every size', async () => {
    const { read } = await grown(600);
    const range = new CompactRange();
    for (let size = 0; size <= 600; size++) {
      expect(range.size).toBe(size);
      expect(range.root()).toEqual(await rootOf(size, read));
      range.append(leaf(size));
    }
  });

  it('is the same however it was grown', async () => {
    const whole = await grown(1_500);
    const steps = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(steps, async (counts) => {
        const log = new Log();
        for (const count of counts) if (log.size + count <= 1_500) await log.append(count);
        await log.append(1_500 - log.size);
        expect(log.tiles).toEqual(whole.tiles);
      }),
      { numRuns: 20 },
    );
  });

  it.each([1, 255, 256, 257, 65_535, 65_536, 65_537, 70_000])(
    'has the tiles of the format at %i',
    async (size) => {
      const { tiles } = await grown(size);
      const widths = [...allTiles(size)].map((id) => [tileKey(id), tileWidth(id, size) * HASH_BYTES]);
      expect([...tiles].map(([key, { hashes }]) => [key, hashes.length]).sort()).toEqual(widths.sort());
    },
  );

  it('of 70,000 entries is the example of the format', async () => {
    const full = [...allTiles(70_000)].map((id) => [id.level, tileWidth(id, 70_000)]);
    const count = (level: number, width: number) =>
      full.filter(([l, w]) => l === level && w === width).length;
    expect([count(0, 256), count(0, 112), count(1, 256), count(1, 17), count(2, 1), full.length]).toEqual([
      273, 1, 1, 1, 1, 277,
    ]);
  });

  it('refuses to go on from a tile that is missing or cut', async () => {
    const log = await grown(300);
    const partial = await log.read(partialTiles(300));
    expect(() => appendToTiles(300, partial.slice(1), [leaf(300)])).toThrow(RangeError);
    const cut = partial.map((tile) => ({ ...tile, hashes: tile.hashes.subarray(HASH_BYTES) }));
    expect(() => appendToTiles(300, cut, [leaf(300)])).toThrow(RangeError);
    expect(() => new TileHashes(cut).rootHash(300)).toThrow(RangeError);
  });
});

describe('proofs', () => {
  it('hold for every entry and every pair of sizes of a small tree', async () => {
    const most = 40;
    const { read } = await grown(most);
    const roots = await Promise.all(Array.from({ length: most + 1 }, (_, size) => rootOf(size, read)));
    for (let size = 1; size <= most; size++) {
      for (let index = 0; index < size; index++) {
        const proof = await makeInclusionProof(index, size, read);
        expect(verifyInclusion({ index, size, leaf: leaf(index), proof, root: roots[size] })).toBe(true);
      }
      for (let from = 0; from <= size; from++) {
        const proof = await makeConsistencyProof(from, size, read);
        const claim = { from, to: size, fromRoot: roots[from], toRoot: roots[size], proof };
        expect(verifyConsistency(claim), `${from} → ${size}`).toBe(true);
      }
    }
  });

  const SIZE = 66_500;
  const log = grown(SIZE);
  const sizes = fc.integer({ min: 1, max: SIZE });

  it('of inclusion hold in trees of any size, and for nothing else', async () => {
    const { read } = await log;
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), fc.nat(), async (size, seed, other) => {
        const index = seed % size;
        const root = await rootOf(size, read);
        const proof = await makeInclusionProof(index, size, read);
        const claim = { index, size, leaf: leaf(index), proof, root };
        expect(verifyInclusion(claim)).toBe(true);
        expect(verifyInclusion({ ...claim, leaf: leaf(SIZE + 1) })).toBe(false);
        if (other % size !== index) expect(verifyInclusion({ ...claim, index: other % size })).toBe(false);
        expect(verifyInclusion({ ...claim, proof: [...proof, leaf(0)] })).toBe(false);
        if (proof.length === 0) return;
        expect(verifyInclusion({ ...claim, proof: proof.slice(1) })).toBe(false);
        expect(verifyInclusion({ ...claim, proof: flipped(proof, other) })).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('of consistency hold between any two sizes, and not for another past', async () => {
    const { read } = await log;
    await fc.assert(
      fc.asyncProperty(sizes, sizes, fc.nat(), async (a, b, seed) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const [fromRoot, toRoot] = [await rootOf(from, read), await rootOf(to, read)];
        const proof = await makeConsistencyProof(from, to, read);
        const claim = { from, to, fromRoot, toRoot, proof };
        expect(verifyConsistency(claim)).toBe(true);
        expect(verifyConsistency({ ...claim, fromRoot: leaf(0).fill(1) })).toBe(false);
        expect(verifyConsistency({ ...claim, toRoot: leaf(0).fill(1) })).toBe(false);
        if (from !== to) expect(verifyConsistency({ ...claim, from: to, to: from })).toBe(false);
        if (proof.length > 0)
          expect(verifyConsistency({ ...claim, proof: flipped(proof, seed) })).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it.each([-1, 1.5, NaN, Infinity, 2 ** 53])('answer false for the index %d', (index) => {
    expect(verifyInclusion({ index, size: 1, leaf: leaf(0), proof: [], root: leaf(0) })).toBe(false);
    expect(verifyInclusion({ index: 0, size: index, leaf: leaf(0), proof: [], root: leaf(0) })).toBe(false);
  });

  it('say nothing about an empty tree', () => {
    const claim = { from: 0, to: 5, fromRoot: EMPTY_ROOT, toRoot: leaf(0), proof: [] };
    expect(verifyConsistency(claim)).toBe(true);
    expect(verifyConsistency({ ...claim, fromRoot: leaf(0) })).toBe(false);
    expect(verifyConsistency({ ...claim, proof: [leaf(0)] })).toBe(false);
  });
});

function flipped(proof: Buffer[], seed: number): Buffer[] {
  const changed = proof.map((hash) => Buffer.from(hash));
  changed[seed % proof.length][seed % HASH_BYTES] ^= 1 << (seed % 8);
  return changed;
}

it('counts hashes past what 32 bits hold', () => {
  const size = 2 ** 40 + 5;
  expect(tileWidth({ level: 0, index: 2 ** 32 }, size)).toBe(5);
  expect(partialTiles(size)).toEqual([
    { level: 0, index: 2 ** 32 },
    { level: 5, index: 0 },
  ]);
  expect(TILE_WIDTH).toBe(256);
});
