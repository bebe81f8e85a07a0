import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { expect } from 'vitest';
import type { NewGeneration } from '@maquette/generation';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '@maquette/persistence';
import { openPlatform, readConfig, repositoryRoot, type Platform } from '@maquette/platform';
import { freePort } from '@maquette/testing';
import { assertNothingLost, assertWhole, objectIn, type Evidence, type Tally } from './assert-nothing-lost';
import { smallClip } from './small-clip';
import { WorkerProcess } from './worker-process';

const ROOT = repositoryRoot(__dirname);
const SILENT = { debug() {}, info() {}, warn() {}, error() {} } as unknown as Platform['log'];

/** Seconds: short, so that what waits for it is quick. */
export const LEASE_SECONDS = 4;

/** Longest wait for what has to come; on a quiet machine seconds. */
export const PATIENCE_MS = 200_000;

/**
 * Postgres, registry, store and worker processes of one test, all real and all its own, in a folder of their own. The test
 * itself has the platform open, as an api has: it accepts, and relays wake-ups.
 */
export class Installation {
  readonly workers: WorkerProcess[] = [];
  private postgres!: EmbeddedPostgres;
  private readonly port: Promise<number> = freePort();
  platform!: Platform;

  private constructor(
    readonly folder: string,
    /** What workers and the test get to know of queue and store. */
    private readonly servers: NodeJS.ProcessEnv,
  ) {}

  static async open(servers: NodeJS.ProcessEnv = {}): Promise<Installation> {
    const folder = await mkdtemp(join(tmpdir(), 'maquette-fault-'));
    const installation = new Installation(folder, servers);
    await copyRegistry(installation.registry);
    await installation.startPostgres();
    installation.platform = await openPlatform(readConfig(installation.environment, ROOT), { log: SILENT });
    return installation;
  }

  get registry(): string {
    return join(this.folder, 'registry');
  }

  get home(): string {
    return join(this.folder, 'home');
  }

  get databaseUrl(): string {
    return this.postgres.url;
  }

  get environment(): NodeJS.ProcessEnv {
    return {
      DATABASE_URL: this.databaseUrl,
      MAQUETTE_HOME: this.home,
      MAQUETTE_REGISTRY: this.registry,
      MAQUETTE_LEASE_SECONDS: String(LEASE_SECONDS),
      MAQUETTE_INFERENCE_THREADS: '1',
      MAQUETTE_LOG_LEVEL: 'info',
      ...this.servers,
    };
  }

  /** Starts workers and waits until they have registered. `over`: what they see otherwise than the test does. */
  async startWorkers(count: number, over: NodeJS.ProcessEnv = {}): Promise<WorkerProcess[]> {
    const env = { ...this.environment, ...over };
    const started = Array.from({ length: count }, () => new WorkerProcess(env));
    this.workers.push(...started);
    await Promise.all(started.map(({ ready }) => ready));
    return started;
  }

  /** Accepts small clips, each with a scene document of its own. */
  async accept(count: number, change: Partial<NewGeneration['request']> = {}): Promise<string[]> {
    const checkpoint = this.platform.registry.checkpoint('architecture/daylight');
    const ids: string[] = [];
    for (let seed = 0; seed < count; seed++) {
      const clip = smallClip(checkpoint, { seed, ...change });
      ids.push((await this.platform.ledger.accept(clip)).id);
    }
    this.platform.wakeUps.nudge();
    return ids;
  }

  /** How many of them will not change any more by themselves. */
  async settled(ids: string[]): Promise<number> {
    const rows = await this.sql(
      "SELECT 1 FROM generation WHERE id = ANY($1) AND state IN ('completed', 'failed', 'parked', 'cancelled')",
      [ids],
    );
    return rows.length;
  }

  /** Resolves when so many of them have settled. */
  async untilSettled(ids: string[], count = ids.length): Promise<void> {
    await expect
      .poll(() => this.settled(ids), { timeout: PATIENCE_MS, interval: 100 })
      .toBeGreaterThanOrEqual(count);
  }

  /** Nothing is lost or doubled, and no live worker has anything left in the making. */
  async check(ids: string[], over: Partial<Evidence> = {}): Promise<Tally> {
    await this.untilSettled(ids);
    await expect.poll(() => this.inTheMaking(), { timeout: PATIENCE_MS }).toEqual([]);
    const store = join(this.home, 'store');
    const evidence = {
      sql: (text: string, values?: unknown[]) => this.sql(text, values),
      object: (digest: string) => objectIn(store, digest),
      leaseMs: LEASE_SECONDS * 1000,
      ...over,
    };
    const tally = await assertNothingLost(evidence, ids);
    if (!over.object) await assertWhole(store);
    return tally;
  }

  /** Plain SQL on a connection of its own, past all libraries. */
  async sql(text: string, values?: unknown[]): Promise<Record<string, unknown>[]> {
    const client = new Client({ connectionString: this.databaseUrl });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query(text, values)).rows;
    } finally {
      await client.end();
    }
  }

  /** What waits for its next attempt may be attempted now: as if the time had passed. */
  async passTheTime(): Promise<void> {
    await this.sql("UPDATE generation SET queued_at = now() WHERE state = 'queued' AND queued_at > now()");
    await this.sql('UPDATE wake_up SET due_at = now() WHERE due_at > now()');
  }

  /** Files that workers have in the making which live and are awake. */
  async inTheMaking(): Promise<string[]> {
    const root = join(this.home, 'work');
    const alive = this.workers
      .filter(({ running, stopped }) => running && !stopped)
      .map(({ pid }) => String(pid));
    const folders = (await readdir(root)).filter((name) => alive.includes(name));
    return (await Promise.all(folders.map((name) => readdir(join(root, name))))).flat();
  }

  /** Ends Postgres as a power cut does for its clients: no good-bye, no checkpoint (SIGQUIT). Then starts it again. */
  async crashPostgres(): Promise<void> {
    const [{ pid }] = await this.sql("SELECT pg_read_file('postmaster.pid') AS pid");
    process.kill(parseInt(String(pid)), 'SIGQUIT');
    await this.startPostgres();
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.kill()));
    await this.platform?.close();
    await this.postgres?.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  private async startPostgres(): Promise<void> {
    const dataDir = join(this.folder, 'postgres');
    this.postgres = await startEmbeddedPostgres({ dataDir, port: await this.port, durable: false });
  }
}

/** The release's checkpoints and datasets; the sentence embedders, which these tests don't use, cost a second a start. */
async function copyRegistry(target: string): Promise<void> {
  await mkdir(target);
  for (const part of ['architecture', 'datasets', 'keys', 'schema'])
    await cp(join(ROOT, 'model-registry', part), join(target, part), { recursive: true });
}
