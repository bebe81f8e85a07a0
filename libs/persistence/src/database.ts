import type { Socket } from 'node:net';
import { MaquetteError, endWhenSilent } from '@maquette/kernel';
import { PrismaPg } from '@prisma/adapter-pg';
import { Pool, type PoolClient } from 'pg';
import { PrismaClient, type Prisma } from './client/client';
import { isUnreachable, unreachable } from './database-errors';
import { statementNames } from './statement-names';

/** An idle connection whose other side is gone is noticed soon after. */
const KEEP_ALIVE_MS = 10_000;

/** The adapter hands the name on as it is; the driver prepares nothing where there is none. */
type StatementNames = NonNullable<ConstructorParameters<typeof PrismaPg>[1]>['statementNameGenerator'];

/** What runs inside a transaction. */
export type Transaction = Prisma.TransactionClient;

export interface DatabaseOptions {
  /** Connections at most; each running call takes one. */
  connections?: number;
  connectTimeoutMs?: number;
  /**
   * How long the database may owe an answer without a word before its connection is given up, and how long a process that
   * was stopped in the middle of a transaction may keep its locks. Left out: for ever.
   */
  silenceMs?: number;
}

/**
 * A pool of connections and the Prisma client over it. Connects with the first call and again after an outage.
 * Errors of every call: `database-unreachable` (unavailable).
 */
export class Database {
  private readonly prisma: PrismaClient;

  constructor(url: string, options: DatabaseOptions = {}) {
    const pool = new Pool({
      connectionString: url,
      max: options.connections ?? 10,
      connectionTimeoutMillis: options.connectTimeoutMs ?? 10_000,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
      options: sessionOptions(options.silenceMs),
    });
    const { silenceMs } = options;
    if (silenceMs) pool.on('connect', (client) => endSilent(client, silenceMs));
    const named = statementNames() as StatementNames;
    const adapter = new PrismaPg(pool, { disposeExternalPool: true, statementNameGenerator: named });
    this.prisma = new PrismaClient({ adapter, transactionOptions: { maxWait: 10_000, timeout: 30_000 } });
  }

  /** One statement, or several that need no common transaction. */
  async run<T>(work: (client: Transaction) => Promise<T>): Promise<T> {
    return translated(() => work(this.prisma));
  }

  /** All or nothing; READ COMMITTED. */
  async transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return translated(() => this.prisma.$transaction(work));
  }

  /** Resolves when the database answers. */
  async check(): Promise<void> {
    await this.run((client) => client.$queryRaw`SELECT 1`);
  }

  async close(): Promise<void> {
    await this.prisma.$disconnect();
  }
}

function sessionOptions(silenceMs?: number): string {
  // Prisma's adapter drops the offset of every timestamptz it reads.
  const settings = ['timezone=UTC'];
  if (silenceMs) settings.push(`idle_in_transaction_session_timeout=${Math.ceil(silenceMs)}`);
  return settings.map((setting) => `-c ${setting}`).join(' ');
}

/** What the driver does not publish: its socket, and whether it waits for an answer. */
type Connected = PoolClient & { connection: { stream: Socket }; readyForQuery: boolean };

function endSilent(client: PoolClient, silenceMs: number): void {
  const connected = client as Connected;
  endWhenSilent(connected.connection.stream, silenceMs, () => !connected.readyForQuery);
}

async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof MaquetteError) && isUnreachable(error)) throw unreachable(error);
    throw error;
  }
}
