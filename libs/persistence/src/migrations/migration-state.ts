import { createHash } from 'node:crypto';
import type { Client } from 'pg';
import { readMigrations } from './migration-files';

/** Names of migrations, oldest first. */
export interface MigrationState {
  applied: string[];
  /** Of this version, and not in the database yet. */
  pending: string[];
  /** Begun and never finished. */
  interrupted: string[];
  /** In the database, and not of this version. */
  unknown: string[];
  /** Applied from a file that says something else today. */
  changed: string[];
}

interface Row {
  name: string;
  checksum: string;
  finished: boolean;
}

/** Compares `_prisma_migrations` with the folder prisma/migrations; changes nothing. Errors: `migrations-unreadable`. */
export async function migrationState(client: Client, migrationsDir: string): Promise<MigrationState> {
  const { migrationDirectories } = await readMigrations(migrationsDir);
  const files = new Map(
    migrationDirectories.map(({ path, migrationFile }) => [path, checksumOf(migrationFile.content)]),
  );
  const rows = await appliedRows(client);
  const names = (which: (row: Row) => boolean) => rows.filter(which).map(({ name }) => name);
  const applied = names(({ finished }) => finished);
  return {
    applied,
    pending: [...files.keys()].filter((name) => !applied.includes(name)),
    interrupted: names(({ finished }) => !finished),
    unknown: names(({ name }) => !files.has(name)),
    changed: names(({ name, checksum, finished }) => finished && (files.get(name) ?? checksum) !== checksum),
  };
}

async function appliedRows(client: Client): Promise<Row[]> {
  const { rows: found } = await client.query<{ there: boolean }>(
    "SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there",
  );
  if (!found[0].there) return [];
  const { rows } = await client.query<Row>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
     FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY migration_name`,
  );
  return rows;
}

function checksumOf(content: { tag: string; value: unknown }): string {
  return createHash('sha256').update(String(content.value)).digest('hex');
}
