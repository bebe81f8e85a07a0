import { MaquetteError, type Domain } from '@maquette/kernel';
import { appendAuditEntry } from '../audit/append-audit-entry';
import type { Database } from '../database';

export interface NewWorker {
  id: string;
  pool: string;
  /** Domains whose checkpoints the worker's pool runs. */
  domains: readonly Domain[] | 'all';
  host: string;
  processId: number;
  /** `cpu`, `cuda:0`, … */
  device: string;
  /** What the device has for checkpoints. */
  memoryBytes: number;
  /** What the pool offers, as this worker says. */
  labels?: readonly string[];
}

export interface LiveWorker {
  id: string;
  host: string;
  device: string;
  memoryBytes: number;
  /** References of the checkpoint versions that are loaded now. */
  warmCheckpoints: string[];
  lastSeenAt: Date;
}

export interface LivePool {
  name: string;
  domains: Domain[] | 'all';
  workers: LiveWorker[];
}

/** Who works, and on which pool. Being alive is judged by the database's clock. */
export class PrismaWorkers {
  constructor(private readonly database: Database) {}

  /** Enters a worker, and its pool with the domains that this worker says it runs. */
  async register(worker: NewWorker): Promise<void> {
    const { id, pool, domains, host, processId, device, memoryBytes, labels = [] } = worker;
    const poolDomains = domains === 'all' ? ['*'] : [...domains];
    await this.database.transaction(async (tx) => {
      await tx.pool.upsert({
        where: { id: pool },
        create: { id: pool, domains: poolDomains, labels: [...labels] },
        update: { domains: poolDomains, labels: [...labels] },
      });
      const { startedAt } = await tx.worker.create({
        data: { id, poolId: pool, host, processId, device, memoryBytes },
      });
      const data = { pool, domains: poolDomains, host, device };
      await appendAuditEntry(tx, { kind: 'worker.registered', subject: id, at: startedAt, data });
    });
  }

  /** Says that the worker is alive, and what it has loaded. Errors: `worker-not-found`. */
  async seen(id: string, { warmCheckpoints }: { warmCheckpoints: string[] }): Promise<void> {
    await this.database.run(async (client) => {
      const updated = await client.$executeRaw`
        UPDATE worker SET last_seen_at = now(), stopped_at = NULL, warm_checkpoints = ${warmCheckpoints}
        WHERE id = ${id}`;
      if (!updated) throw new MaquetteError('not-found', 'worker-not-found', `There is no worker ${id}.`);
    });
  }

  /** Signs the worker off; one that is not there is no error. */
  async stopped(id: string): Promise<void> {
    await this.database.run(
      (client) => client.$executeRaw`UPDATE worker SET stopped_at = now() WHERE id = ${id}`,
    );
  }

  /** Pools with a worker that was seen within `withinMs`, by name, each with those workers. */
  async livePools(withinMs: number): Promise<LivePool[]> {
    const rows = await this.database.run(
      (client) => client.$queryRaw<Row[]>`
        SELECT pool.id AS pool, pool.domains, worker.id, worker.host, worker.device,
               worker.memory_bytes AS "memoryBytes", coalesce(worker.warm_checkpoints, '{}') AS "warmCheckpoints",
               worker.last_seen_at AS "lastSeenAt"
        FROM worker JOIN pool ON pool.id = worker.pool_id
        WHERE worker.stopped_at IS NULL
          AND worker.last_seen_at > now() - ${withinMs}::double precision * interval '1 millisecond'
        ORDER BY pool.id, worker.id`,
    );
    const pools = new Map<string, LivePool>();
    for (const { pool, domains, memoryBytes, ...worker } of rows) {
      const entry: LivePool = pools.get(pool) ?? { name: pool, domains: domainsOf(domains), workers: [] };
      entry.workers.push({ ...worker, memoryBytes: Number(memoryBytes) });
      pools.set(pool, entry);
    }
    return [...pools.values()];
  }
}

function domainsOf(stored: (Domain | '*')[]): LivePool['domains'] {
  const domains = stored.filter((domain) => domain !== '*');
  return domains.length < stored.length ? 'all' : domains;
}

interface Row extends Omit<LiveWorker, 'memoryBytes'> {
  pool: string;
  domains: (Domain | '*')[];
  memoryBytes: bigint;
}
