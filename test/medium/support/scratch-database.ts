import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Client } from 'pg';
import { Database, migrate, startEmbeddedPostgres } from '@maquette/persistence';

export const MIGRATIONS = join(process.cwd(), 'prisma/migrations');

export interface ScratchDatabase {
  url: string;
  /** Runs plain SQL, past all libraries. */
  sql(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  drop(): Promise<void>;
}

/**
 * A real Postgres database of its own for one test file. The files share one embedded server, which the first of them
 * starts and the last one stops; it lives in the project's cache folder, so that it is created once.
 */
export async function emptyDatabase(): Promise<ScratchDatabase> {
  const server = await startEmbeddedPostgres({
    dataDir: join(process.cwd(), '.cache/postgres-tests'),
    durable: false,
  });
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await query(server.url, `CREATE DATABASE ${name}`);
  const url = server.url.replace(/[^/]+$/, name);
  return {
    url,
    sql: (text, values) => query(url, text, values),
    drop: async () => {
      await query(server.url, `DROP DATABASE ${name} WITH (FORCE)`);
      await server.stop();
    },
  };
}

/** The same with the platform's tables, and a pool of connections to it. */
export async function migratedDatabase(): Promise<ScratchDatabase & { database: Database }> {
  const scratch = await emptyDatabase();
  await migrate(scratch.url, MIGRATIONS);
  const database = new Database(scratch.url);
  const drop = async () => {
    await database.close();
    await scratch.drop();
  };
  return { ...scratch, database, drop };
}

async function query(url: string, text: string, values?: unknown[]): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text, values)).rows;
  } finally {
    await client.end();
  }
}
