import { PrismaPg } from '@prisma/adapter-pg';
import {
  ColumnTypeEnum,
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import { Pool, type DatabaseError, type QueryArrayResult } from 'pg';

export interface MigrationConnection {
  factory: SqlMigrationAwareDriverAdapterFactory;
  /** Also frees the advisory lock that the engine takes and never gives back (8.1.0-2). */
  close(): Promise<void>;
}

/** Prisma's pg adapter with two repairs (7.10.0) that the schema engine needs. */
export function connectForMigration(url: string): MigrationConnection {
  const pool = new Pool({ connectionString: url, max: 2, connectionTimeoutMillis: 5_000 });
  pool.on('error', () => undefined); // an idle connection broke: the next query says so
  const factory = new PrismaPg(letCharPass(pool));
  return {
    factory: {
      provider: factory.provider,
      adapterName: factory.adapterName,
      connect: async () => sendWholeScripts(sayCharacter(await factory.connect()), pool),
      connectToShadowDb: () => factory.connectToShadowDb(),
    },
    close: () => pool.end(),
  };
}

/**
 * The adapter does not know Postgres's one-byte type "char", which the system catalogues are full of. It passes as an
 * array of them (which the engine never asks for), and `sayCharacter` takes the array off again.
 */
function letCharPass(pool: Pool): Pool {
  const [char, charArray] = [18, 1002];
  const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<QueryArrayResult>;
  const repaired = async (...args: unknown[]): Promise<QueryArrayResult> => {
    const result = await query(...args);
    for (const field of result.fields ?? []) if (field.dataTypeID === char) field.dataTypeID = charArray;
    return result;
  };
  pool.query = repaired as unknown as Pool['query'];
  return pool;
}

function sayCharacter(adapter: SqlDriverAdapter): SqlDriverAdapter {
  const { Character, CharacterArray } = ColumnTypeEnum;
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query);
    return {
      ...result,
      columnTypes: result.columnTypes.map((type) => (type === CharacterArray ? Character : type)),
    };
  };
  return adapter;
}

/**
 * The adapter cuts scripts at every semicolon, which breaks function bodies. Postgres runs several statements sent as
 * one simple query by itself, and atomically.
 */
function sendWholeScripts(adapter: SqlDriverAdapter, pool: Pool): SqlDriverAdapter {
  adapter.executeScript = async (script) => {
    await pool.query(script).catch(rethrow);
  };
  return adapter;
}

/** In the engine's own terms, so that it reports Postgres's message instead of "external error". */
function rethrow(error: DatabaseError): never {
  const { code, severity, message, detail, column, hint } = error;
  if (!code || !severity) throw error;
  throw new DriverAdapterError({ kind: 'postgres', code, severity, message, detail, column, hint });
}
