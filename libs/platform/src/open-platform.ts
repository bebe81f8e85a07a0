import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Credentials } from '@maquette/credentials';
import type { GenerationLedger, JobQueue } from '@maquette/generation';
import { MaquetteError, type ObjectStore } from '@maquette/kernel';
import type {
  PrismaAccessKeys,
  PrismaCredentialRoots,
  PrismaDatasetRecords,
  PrismaEvidence,
  PrismaExports,
  PrismaGenerationOverviews,
  PrismaImpact,
  PrismaImports,
  PrismaMeasures,
  PrismaTurns,
  PrismaPoolOverviews,
  PrismaPoolSettings,
  PrismaPoolStates,
  PrismaWorkers,
} from '@maquette/persistence';
import type { Standing } from '@maquette/provenance';
import { standingOfRelease, type Registry } from '@maquette/registry';
import type { AuditLog } from './audit/audit-log';
import { openAuditLog } from './audit/open-audit-log';
import { CheckpointLifecycle } from './checkpoints/checkpoint-lifecycle';
import type { PlatformConfig } from './config';
import { openCredentials } from './credentials/open-credentials';
import { CheckpointImports } from './installed/checkpoint-imports';
import { InstalledFolders } from './installed/installed-folders';
import { openConfiguredRegistry } from './installed/open-configured-registry';
import { DatasetDesk } from './datasets/dataset-desk';
import { storeShippedEvidence } from './datasets/store-shipped-evidence';
import { leaseTimes } from './lease-times';
import type { Log } from './log';
import { openQueue, openStore } from './open-adapters';
import { openPools, type Pools } from './pools';
import { registerRegistry } from './register-registry';
import { createRouter, embeddingCache, type Router } from './router';
import { WakeUpRelay } from './wake-up-relay';

/** The parts of a running installation, as the api, the worker and the command line share them. */
export interface Platform {
  readonly config: PlatformConfig;
  readonly log: Log;
  readonly database: { url: string; embedded: boolean; check(): Promise<void> };
  readonly ledger: GenerationLedger;
  readonly workers: PrismaWorkers;
  readonly turns: PrismaTurns;
  readonly measures: PrismaMeasures;
  readonly access: PrismaAccessKeys;
  readonly datasets: PrismaDatasetRecords;
  readonly desk: DatasetDesk;
  readonly evidence: PrismaEvidence;
  readonly impact: PrismaImpact;
  readonly exports: PrismaExports;
  /** What has been decided about records up to now; asked anew for each decision. */
  standing(): Promise<Standing>;
  readonly credentials: Credentials;
  readonly credentialRoots: PrismaCredentialRoots;
  readonly queue: JobQueue;
  /** Hands wake-ups of the ledger to the queue. */
  readonly wakeUps: Pick<WakeUpRelay, 'nudge'>;
  readonly store: ObjectStore;
  readonly registry: Registry;
  readonly imports: CheckpointImports;
  readonly installed: InstalledFolders;
  readonly checkpoints: CheckpointLifecycle;
  readonly router: Router;
  readonly pools: Pools;
  readonly poolStates: PrismaPoolStates;
  readonly poolSettings: PrismaPoolSettings;
  readonly poolOverviews: PrismaPoolOverviews;
  readonly generationOverviews: PrismaGenerationOverviews;
  readonly audit: AuditLog;
  /** Closes everything, last opened first; calling it again waits for the same. */
  close(): Promise<void>;
}

/**
 * Opens what the configuration names: database (embedded or given, migrated), queue, store, registry (entered into the
 * database). Embeddings load on first use. What was opened is closed again when a later part fails.
 * Errors: `home-unusable`, `database-start-failed`, `database-unreachable`, `queue-unreachable`, `store-full`,
 * `store-unreachable` (unavailable), `database-newer` (conflict), and those of openRegistry, openAuditLog and
 * openCredentials.
 */
export async function openPlatform(config: PlatformConfig, options: { log: Log }): Promise<Platform> {
  const { log } = options;
  const closing = new Closing(log);
  try {
    await makeHome(config.home);
    const registryOpening = openConfiguredRegistry(config);
    registryOpening.catch(() => undefined); // waited for below, once the database stands and can be closed again
    const database = await openDatabase(config, closing);
    const registry = await registryOpening;
    const queue = closing.later('queue', await openQueue(config, database.url, log));
    const store = closing.later('store', await openStore(config));
    await Promise.all([queue.check(), store.check()]);
    const relay = { outbox: database.wakeUps, queue, log };
    const wakeUps = closing.later('wake-up relay', new WakeUpRelay(relay));
    const installed = new InstalledFolders({ registry, store, imports: foldersOf(database), log });
    const imports = new CheckpointImports({
      home: config.home,
      registry,
      store,
      imports: database.imports,
      installed,
    });
    await Promise.all([imports.sweep(), installed.catchUp()]);
    await registerRegistry(registry, database.registrations);
    await storeShippedEvidence(registry, store, database.evidence);
    const { audit, ...keeping } = await openAuditLog(config, database.auditLog, log);
    closing.later('audit log', keeping);
    const credentials = closing.later('credentials', await openCredentials(config, database.credentialRoots));
    const { versions, aliases } = database;
    const checkpoints = new CheckpointLifecycle({ registry, versions, aliases, standing: database.standing });
    const pools = openPools({ ...database, ownPool: config.pool });
    const cacheFolder = embeddingCache(config.home);
    const router = closing.later(
      'router',
      createRouter({
        registry,
        root: config.root,
        cacheFolder,
        pools: pools.open,
        standing: database.standing,
        licensee: config.organisation,
        resolve: (reference) => checkpoints.resolve(reference),
      }),
    );
    const { url, embedded, check, ledger, workers, access, datasets, evidence, impact, standing } = database;
    const desk = new DatasetDesk({ registryRoot: config.registryRoot, datasets, evidence, store, installed });
    return {
      config,
      log,
      database: { url, embedded, check },
      ledger,
      workers,
      turns: database.turns,
      measures: database.measures,
      access,
      datasets,
      desk,
      evidence,
      impact,
      exports: database.exports,
      standing,
      credentials,
      credentialRoots: database.credentialRoots,
      queue,
      wakeUps,
      store,
      registry,
      imports,
      installed,
      checkpoints,
      router,
      pools,
      poolStates: database.poolStates,
      poolSettings: database.poolSettings,
      poolOverviews: database.poolOverviews,
      generationOverviews: database.generationOverviews,
      audit,
      close: () => closing.run(),
    };
  } catch (error) {
    await closing.run();
    throw error;
  }
}

/** What has been decided up to now, as commands without a server ask for it. */
export interface Decisions {
  standing(): Promise<Standing>;
  /** The reference with a version in the place of an alias; see CheckpointLifecycle. */
  resolve(reference: string): Promise<string>;
}

/**
 * Decisions from the database where there is one (given, or embedded and in use before); where there is none, those that
 * the release brought with it, which knows no alias. Errors: those of opening the database.
 */
export async function openDecisions(
  config: PlatformConfig,
  registry: Registry,
  options: { log: Log },
): Promise<Decisions & { close(): Promise<void> }> {
  const closing = new Closing(options.log);
  if (config.databaseUrl === null && !existsSync(join(config.home, 'postgres', 'cluster'))) {
    const standing = standingOfRelease(registry);
    return {
      standing: async () => standing,
      resolve: async (reference) => reference,
      close: () => closing.run(),
    };
  }
  try {
    const { standing, versions, aliases } = await openDatabase(config, closing);
    const lifecycle = new CheckpointLifecycle({ registry, versions, aliases, standing });
    return { standing, resolve: (reference) => lifecycle.resolve(reference), close: () => closing.run() };
  } catch (error) {
    await closing.run();
    throw error;
  }
}

/** Migrates the configured database and answers the names of the migrations that were applied. */
export async function migrateDatabase(config: PlatformConfig, options: { log: Log }): Promise<string[]> {
  const closing = new Closing(options.log);
  try {
    await makeHome(config.home);
    return (await openDatabase(config, closing)).migrations;
  } finally {
    await closing.run();
  }
}

async function openDatabase(config: PlatformConfig, closing: Closing) {
  const persistence = await import('@maquette/persistence');
  let url = config.databaseUrl;
  if (url === null) {
    const embedded = await persistence.startEmbeddedPostgres({ dataDir: join(config.home, 'postgres') });
    closing.later('embedded database', { close: () => embedded.stop() });
    url = embedded.url;
  }
  const migrations = await persistence.migrate(url, join(config.root, 'prisma', 'migrations'));
  const database = closing.later(
    'database',
    new persistence.Database(url, { silenceMs: leaseTimes(config.leaseMs).silenceMs }),
  );
  const standing = new persistence.PrismaStanding(database);
  return {
    url,
    embedded: config.databaseUrl === null,
    migrations,
    check: () => database.check(),
    ledger: new persistence.PrismaGenerationLedger(database),
    wakeUps: new persistence.PrismaWakeUps(database),
    poolStates: new persistence.PrismaPoolStates(database),
    poolSettings: new persistence.PrismaPoolSettings(database),
    poolOverviews: new persistence.PrismaPoolOverviews(database),
    generationOverviews: new persistence.PrismaGenerationOverviews(database),
    workers: new persistence.PrismaWorkers(database),
    turns: new persistence.PrismaTurns(database),
    measures: new persistence.PrismaMeasures(database),
    views: new persistence.PrismaPoolViews(database),
    access: new persistence.PrismaAccessKeys(database),
    credentialRoots: new persistence.PrismaCredentialRoots(database),
    datasets: new persistence.PrismaDatasetRecords(database),
    evidence: new persistence.PrismaEvidence(database),
    impact: new persistence.PrismaImpact(database),
    versions: new persistence.PrismaCheckpoints(database),
    aliases: new persistence.PrismaAliases(database),
    standing: () => standing.now(),
    registrations: new persistence.PrismaRegistrations(database),
    imports: new persistence.PrismaImports(database),
    exports: new persistence.PrismaExports(database),
    auditLog: new persistence.PrismaAuditLog(database),
  };
}

/** What came in through imports, and what was drafted and approved here; of a folder that both have the import's bytes. */
function foldersOf({
  imports,
  datasets,
}: Awaited<ReturnType<typeof openDatabase>>): Pick<PrismaImports, 'installed'> {
  return {
    async installed() {
      const imported = await imports.installed();
      const places = new Set(imported.map(({ place }) => place));
      return [...imported, ...(await datasets.approvedFolders()).filter(({ place }) => !places.has(place))];
    },
  };
}

async function makeHome(home: string): Promise<void> {
  try {
    await mkdir(home, { recursive: true });
  } catch (cause) {
    throw new MaquetteError(
      'unavailable',
      'home-unusable',
      `The folder ${home} cannot be used: ${(cause as Error).message}`,
      {
        hint: 'Make the folder writable, or name another one with MAQUETTE_HOME.',
        details: { home },
        cause,
      },
    );
  }
}

/** What has to be closed, in the order of opening. */
class Closing {
  private readonly parts: { name: string; close(): Promise<void> }[] = [];
  private running?: Promise<void>;

  constructor(private readonly log: Log) {}

  later<T extends { close(): Promise<void> }>(name: string, part: T): T {
    this.parts.push({ name, close: () => part.close() });
    return part;
  }

  run(): Promise<void> {
    return (this.running ??= this.closeAll());
  }

  private async closeAll(): Promise<void> {
    for (const { name, close } of this.parts.reverse()) {
      await close().catch((error: Error) =>
        this.log.warn({ error: error.message }, `Closing the ${name} failed.`),
      );
    }
  }
}
