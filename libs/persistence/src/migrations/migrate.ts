import { MaquetteError } from '@maquette/kernel';
import type { MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm';
import { Client } from 'pg';
import { isUnreachable, unreachable } from '../database-errors';
import { NO_FILTERS, readMigrations } from './migration-files';
import { withSchemaEngine } from './schema-engine';

/**
 * Brings the database to the newest schema and answers the names of the migrations that were applied, none when it was
 * up to date. `migrationsDir` is the folder prisma/migrations. Several processes may call it at once.
 * Errors: `database-unreachable` (unavailable), `migration-failed`, `migrations-unreadable` (internal),
 * `database-newer` (conflict).
 */
export async function migrate(url: string, migrationsDir: string): Promise<string[]> {
  const migrationsList = await readMigrations(migrationsDir);
  try {
    return await oneAtATime(url, () => withSchemaEngine(url, (engine) => apply(engine, migrationsList)));
  } catch (cause) {
    if (cause instanceof MaquetteError) throw cause;
    if (isUnreachable(cause)) throw unreachable(cause);
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new MaquetteError('internal', 'migration-failed', `The database could not be migrated: ${reason}`, {
      hint: 'Nothing of the failed migration was kept. Correct the cause and start again.',
      cause,
    });
  }
}

async function apply(engine: SchemaEngine, migrationsList: MigrationList): Promise<string[]> {
  await forgetInterrupted(engine, migrationsList);
  const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: NO_FILTERS });
  return appliedMigrationNames;
}

/** The engine has a lock of its own, but gives up after 10 s, and "interrupted" is only certain while nobody migrates. */
async function oneAtATime<T>(url: string, work: () => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined); // the engine's own connection will say it
  try {
    await client.connect();
    await client.query("SELECT pg_advisory_lock(hashtext('maquette.migrate'))");
    return await work();
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * A migration runs as one transaction, so one that failed or was killed left nothing behind: it may simply run again.
 * A database that knows migrations of a later version is left alone.
 */
async function forgetInterrupted(engine: SchemaEngine, migrationsList: MigrationList): Promise<void> {
  const { failedMigrationNames, history } = await engine.diagnoseMigrationHistory({
    migrationsList,
    optInToShadowDatabase: false,
    filters: NO_FILTERS,
  });
  if (history?.diagnostic === 'migrationsDirectoryIsBehind' || history?.diagnostic === 'historiesDiverge') {
    const names = history.unpersistedMigrationNames.join(', ');
    throw new MaquetteError(
      'conflict',
      'database-newer',
      `The database has migrations that this version lacks: ${names}.`,
      {
        hint: 'Run the version of Maquette that migrated this database, or a later one.',
      },
    );
  }
  for (const migrationName of failedMigrationNames) await engine.markMigrationRolledBack({ migrationName });
}
