import { Client } from 'pg';
import { isUnreachable, unreachable } from './database-errors';
import { migrationState, type MigrationState } from './migrations/migration-state';

export interface DatabaseLook {
  /** Such as `15.14`. */
  version: string;
  /** The server's clock, and ours in the middle of the question. */
  clock: { theirs: Date; ours: Date; roundTripMs: number };
  migrations: MigrationState;
}

/**
 * What a database says of itself. Nothing is changed, no migration applied.
 * Errors: `database-unreachable` (unavailable), `migrations-unreadable` (internal).
 */
export async function lookAtDatabase(url: string, migrationsDir: string): Promise<DatabaseLook> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000, query_timeout: 10_000 });
  client.on('error', () => undefined); // the query that is under way says it
  try {
    await client.connect();
    const { rows: versions } = await client.query<{ version: string }>(
      "SELECT current_setting('server_version') AS version",
    );
    const before = Date.now();
    const { rows: clocks } = await client.query<{ now: Date }>('SELECT clock_timestamp() AS now');
    const roundTripMs = Date.now() - before;
    return {
      version: versions[0].version.split(' ')[0],
      clock: { theirs: clocks[0].now, ours: new Date(before + roundTripMs / 2), roundTripMs },
      migrations: await migrationState(client, migrationsDir),
    };
  } catch (error) {
    throw isUnreachable(error) ? unreachable(error) : error;
  } finally {
    await client.end().catch(() => undefined);
  }
}
