import { HASH_BYTES, TILE_WIDTH, type Tile, type TileId } from '@maquette/audit';
import type { Transaction } from '../database';

/** The stored tiles among the given ones. */
export async function readTiles(client: Transaction, ids: readonly TileId[]): Promise<Tile[]> {
  if (ids.length === 0) return [];
  const levels = ids.map(({ level }) => level);
  const indexes = ids.map(({ index }) => BigInt(index));
  const rows = await client.$queryRaw<{ level: number; index: bigint; hashes: Uint8Array }[]>`
    SELECT tile.level, tile.index, tile.hashes
    FROM unnest(${levels}::integer[], ${indexes}::bigint[]) AS wanted (level, index)
    JOIN audit_tile AS tile USING (level, index)`;
  return rows.map(({ level, index, hashes }) => ({ level, index: Number(index), hashes: bufferOf(hashes) }));
}

/** Writes tiles that are new or have grown. */
export async function writeTiles(tx: Transaction, tiles: readonly Tile[]): Promise<void> {
  for (const { level, index, hashes } of tiles) {
    await tx.$executeRaw`
      INSERT INTO audit_tile (level, index, hashes) VALUES (${level}::integer, ${BigInt(index)}, ${hashes})
      ON CONFLICT (level, index) DO UPDATE SET hashes = EXCLUDED.hashes`;
  }
}

/** Entries that the tree stands for. */
export async function treeSize(client: Transaction): Promise<number> {
  const [last] = await client.$queryRaw<{ index: bigint; bytes: number }[]>`
    SELECT index, octet_length(hashes) AS bytes FROM audit_tile WHERE level = 0 ORDER BY index DESC LIMIT 1`;
  return last ? Number(last.index) * TILE_WIDTH + last.bytes / HASH_BYTES : 0;
}

export function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
