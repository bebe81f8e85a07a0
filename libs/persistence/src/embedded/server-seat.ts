import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { SUPERUSER, type Cluster } from './cluster';

/** One process's place at a shared server: while it is held, nobody else stops the server. */
export interface ServerSeat {
  /** Gives the place up. `last`: the caller must stop the server now; `stopping`: whoever was the last is at it. */
  leave(): Promise<'last' | 'others-stay' | 'stopping'>;
  close(): Promise<void>;
}

/** Advisory lock: shared by those who use the server, exclusive for the one who stops it. Any fixed number will do. */
const SEAT_LOCK = 6_273_883;

/** The place of a process that was killed is free only when the server has noticed: look again for half a second. */
const LAST_LOOKS = 6;
const LOOK_MS = 100;

/**
 * Takes a place and makes sure that the platform's database exists. Null when the server turned out to be leaving.
 * The place is a session with a shared lock, so a killed process gives it up without saying so.
 */
export async function joinServer(
  cluster: Cluster,
  port: number,
  deadline: number,
): Promise<ServerSeat | null> {
  const client = new Client({
    connectionString: urlOf(cluster, port, 'postgres'),
    connectionTimeoutMillis: Math.max(1, deadline - Date.now()),
    application_name: 'maquette-seat',
  });
  client.on('error', () => undefined); // the server went away: its users hear that from their own connections
  try {
    await client.connect();
    await client.query('SELECT pg_advisory_lock_shared($1)', [SEAT_LOCK]);
    await createDatabase(client);
  } catch (error) {
    await client.end().catch(() => undefined);
    if (isLeaving(error)) return null;
    throw error;
  }
  idle(client).unref();
  return { leave: () => leave(client), close: () => client.end().catch(() => undefined) };
}

/** A held place alone is no reason to keep a process alive; giving it up is. (The published types lack both methods.) */
function idle(client: Client): { ref(): void; unref(): void } {
  return client as Client & { ref(): void; unref(): void };
}

export function urlOf(cluster: Cluster, port: number, database: string): string {
  return `postgresql://${SUPERUSER}:${cluster.password}@127.0.0.1:${port}/${database}`;
}

async function createDatabase(client: Client): Promise<void> {
  const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = 'maquette'");
  if (rowCount) return;
  await client.query('CREATE DATABASE maquette').catch((error: { code?: string }) => {
    if (error.code !== '42P04' && error.code !== '23505') throw error; // another process just created it
  });
}

async function leave(client: Client): ReturnType<ServerSeat['leave']> {
  idle(client).ref();
  try {
    await client.query('SELECT pg_advisory_unlock_shared($1)', [SEAT_LOCK]);
    for (let attempt = 0; attempt < LAST_LOOKS; attempt++) {
      const { rows } = await client.query<{ last: boolean }>('SELECT pg_try_advisory_lock($1) AS last', [
        SEAT_LOCK,
      ]);
      if (rows[0]?.last) return 'last';
      await sleep(LOOK_MS);
    }
    return 'others-stay';
  } catch {
    return 'stopping'; // or gone already
  }
}

/** Refused, cut off, or told that the server starts up or shuts down: worth another look at postmaster.pid. */
function isLeaving(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  return (
    ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P01', '57P02', '57P03'].includes(code ?? '') ||
    /Connection terminated/.test(message ?? '')
  );
}
