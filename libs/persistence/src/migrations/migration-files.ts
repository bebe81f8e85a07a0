import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { MaquetteError } from '@maquette/kernel';
import type { MigrationList } from '@prisma/schema-engine-wasm';

export const NO_FILTERS = { externalTables: [], externalEnums: [] };

/** Reads prisma/migrations in Prisma's standard layout. Errors: `migrations-unreadable` (internal). */
export async function readMigrations(folder: string): Promise<MigrationList> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    return {
      baseDir: folder,
      lockfile: {
        path: 'migration_lock.toml',
        content: await readFile(join(folder, 'migration_lock.toml'), 'utf8'),
      },
      shadowDbInitScript: '',
      migrationDirectories: await Promise.all(names.sort().map((name) => readMigration(folder, name))),
    };
  } catch (cause) {
    throw new MaquetteError(
      'internal',
      'migrations-unreadable',
      `The migrations in ${folder} cannot be read.`,
      {
        hint: 'The installation is incomplete: the folder prisma/migrations belongs to it.',
        cause,
      },
    );
  }
}

async function readMigration(
  folder: string,
  name: string,
): Promise<MigrationList['migrationDirectories'][number]> {
  const value = await readFile(join(folder, name, 'migration.sql'), 'utf8');
  return { path: name, migrationFile: { path: 'migration.sql', content: { tag: 'ok', value } } };
}
