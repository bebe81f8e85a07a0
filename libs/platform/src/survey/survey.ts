import { join } from 'node:path';
import type { Database, DatabaseLook, PoolOverview } from '@maquette/persistence';
import type { RedisLook } from '@maquette/queue-bull';
import { openConfiguredRegistry } from '../installed/open-configured-registry';
import type { PlatformConfig } from '../config';
import { createLogger } from '../log';
import { openQueue, openStore } from '../open-adapters';
import { ALIVE_MS } from '../pools';
import { lookAtAuditLog, type AuditLogLook } from './look-at-audit-log';
import { lookAtCredentials, type CredentialsLook } from './look-at-credentials';
import { lookAtS3, type S3Look } from './look-at-s3';

/**
 * An installation part by part, each opened by itself, so that one that is down hides no other. It looks and changes
 * nothing, with one exception: an embedded database is made, started and brought up to date, as by every command.
 */
export class Survey {
  private readonly log = createLogger('survey', 'silent');
  private readonly closing: (() => Promise<void>)[] = [];
  private url: string | null = null;
  private opened: Database | null = null;

  constructor(private readonly config: PlatformConfig) {}

  /** Errors: `database-start-failed`, `database-unreachable` (unavailable), those of migrate when it is embedded. */
  async database(): Promise<DatabaseLook> {
    const { lookAtDatabase } = await import('@maquette/persistence');
    return lookAtDatabase(await this.databaseUrl(), this.migrations);
  }

  /** What Redis says; null where the queue is on Postgres. Errors: `queue-unreachable` (unavailable). */
  async queue(): Promise<RedisLook | null> {
    const { redisUrl } = this.config;
    const queue = await openQueue(this.config, redisUrl ? '' : await this.databaseUrl(), this.log);
    try {
      await queue.check();
    } finally {
      await queue.close();
    }
    if (!redisUrl) return null;
    const { lookAtRedis } = await import('@maquette/queue-bull');
    return lookAtRedis({ redisUrl });
  }

  /** Writes a small object and removes it; null where the store is a folder. Errors: `store-full`, `store-unreachable`. */
  async store(): Promise<S3Look | null> {
    const store = await openStore(this.config);
    try {
      await store.check();
    } finally {
      await store.close();
    }
    return this.config.s3 ? lookAtS3(this.config.s3.endpoint) : null;
  }

  /** Hashes everything again. Errors: those of openRegistry. */
  async registry() {
    const registry = await openConfiguredRegistry(this.config);
    return { report: await registry.verify(), registry };
  }

  /** Errors: those of lookAtAuditLog, `database-unreachable`. */
  async auditLog(): Promise<AuditLogLook> {
    const { PrismaAuditLog } = await import('@maquette/persistence');
    return lookAtAuditLog(this.config, new PrismaAuditLog(await this.openDatabase()));
  }

  /** Errors: those of lookAtCredentials, `database-unreachable`. */
  async credentials(): Promise<CredentialsLook> {
    const { PrismaCredentialRoots } = await import('@maquette/persistence');
    return lookAtCredentials(this.config, new PrismaCredentialRoots(await this.openDatabase()));
  }

  /** Errors: `database-unreachable`. */
  async pools(): Promise<PoolOverview[]> {
    const { PrismaPoolOverviews } = await import('@maquette/persistence');
    return new PrismaPoolOverviews(await this.openDatabase()).list(ALIVE_MS);
  }

  /** Whether a worker of this configuration would be let in. Errors: those of admitWorker. */
  async join(): Promise<{ token: string | null }> {
    const { PrismaAccessKeys } = await import('@maquette/persistence');
    const { admitWorker } = await import('../admit-worker');
    const access = new PrismaAccessKeys(await this.openDatabase());
    const embedded = this.config.databaseUrl === null;
    return { token: await admitWorker({ config: this.config, access, database: { embedded } }) };
  }

  async close(): Promise<void> {
    for (const close of this.closing.reverse()) await close().catch(() => undefined);
  }

  private get migrations(): string {
    return join(this.config.root, 'prisma', 'migrations');
  }

  private async databaseUrl(): Promise<string> {
    if (this.config.databaseUrl !== null) return this.config.databaseUrl;
    if (this.url !== null) return this.url;
    const { migrate, startEmbeddedPostgres } = await import('@maquette/persistence');
    const embedded = await startEmbeddedPostgres({ dataDir: join(this.config.home, 'postgres') });
    this.closing.push(() => embedded.stop());
    await migrate(embedded.url, this.migrations);
    return (this.url = embedded.url);
  }

  private async openDatabase(): Promise<Database> {
    if (this.opened) return this.opened;
    const persistence = await import('@maquette/persistence');
    const database = new persistence.Database(await this.databaseUrl(), { connections: 2 });
    this.closing.push(() => database.close());
    return (this.opened = database);
  }
}
