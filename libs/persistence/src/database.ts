import { MaquetteError } from '@maquette/kernel';
import { PrismaPg } from '@prisma/adapter-pg';
import { Pool } from 'pg';
import { PrismaClient, type Prisma } from './client/client';
import { isUnreachable, unreachable } from './database-errors';

/** What runs inside a transaction. */
export type Transaction = Prisma.TransactionClient;

export interface DatabaseOptions {
  /** Connections at most; each running call takes one. */
  connections?: number;
  connectTimeoutMs?: number;
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
      // Prisma's adapter drops the offset of every timestamptz it reads.
      options: '-c timezone=UTC',
    });
    const adapter = new PrismaPg(pool, { disposeExternalPool: true });
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

async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof MaquetteError) && isUnreachable(error)) throw unreachable(error);
    throw error;
  }
}
