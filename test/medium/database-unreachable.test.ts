import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  Database,
  PrismaGenerationLedger,
  PrismaRegistrations,
  PrismaWorkers,
  migrate,
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '@maquette/persistence';
import { checkpoint, dataset, newGeneration, video } from './support/records';
import { MIGRATIONS } from './support/scratch-database';

const UNREACHABLE = {
  kind: 'unavailable',
  code: 'database-unreachable',
  hint: expect.stringContaining('DATABASE_URL'),
};
const claim = { generationId: 'gen_1', workerId: 'wrk_1', leaseEpoch: 1 };

describe('a database that is not there', () => {
  let database: Database;
  beforeAll(async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
    );
    await new Promise((resolve) => server.close(resolve));
    database = new Database(`postgresql://maquette:secret@127.0.0.1:${port}/maquette`, {
      connectTimeoutMs: 1_000,
    });
  });
  afterAll(() => database.close());

  const calls: Record<string, () => Promise<unknown>> = {
    check: () => database.check(),
    accept: () => new PrismaGenerationLedger(database).accept(newGeneration()),
    get: () => new PrismaGenerationLedger(database).get('gen_1'),
    list: () => new PrismaGenerationLedger(database).list({ limit: 1, order: 'asc' }),
    claim: () => new PrismaGenerationLedger(database).claim('gen_1', 'wrk_1', 1),
    heartbeat: () => new PrismaGenerationLedger(database).heartbeat(claim, { framesDone: 0, leaseMs: 1 }),
    publish: () => new PrismaGenerationLedger(database).publish(claim, [video]),
    stranded: () => new PrismaGenerationLedger(database).stranded(0),
    register: () =>
      new PrismaRegistrations(database).register({ datasets: [dataset], checkpoints: [checkpoint] }),
    livePools: () => new PrismaWorkers(database).livePools(1),
  };
  it.each(Object.keys(calls))('%s says so, and does not show the password', async (name) => {
    const error = await calls[name]().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject(UNREACHABLE);
    expect((error as Error).message).toMatch(/^The database does not answer: [^\n`]*127\.0\.0\.1:\d+$/);
  });

  it('is reported by migrate too', async () => {
    await expect(
      migrate('postgresql://maquette:secret@127.0.0.1:1/maquette', MIGRATIONS),
    ).rejects.toMatchObject(UNREACHABLE);
  });
});

describe('a database that goes away and comes back', () => {
  let dataDir: string;
  let server: EmbeddedPostgres;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'maquette-outage-'));
    server = await startEmbeddedPostgres({ dataDir, durable: false });
    await migrate(server.url, MIGRATIONS);
  });
  afterAll(async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('is reported while it is away, and used again without a restart', async () => {
    const database = new Database(server.url);
    const ledger = new PrismaGenerationLedger(database);
    await new PrismaRegistrations(database).register({ datasets: [dataset], checkpoints: [checkpoint] });
    const { id } = await ledger.accept(newGeneration());

    await server.stop();
    await expect(ledger.get(id)).rejects.toMatchObject(UNREACHABLE);
    await expect(ledger.accept(newGeneration())).rejects.toMatchObject(UNREACHABLE);

    const port = Number(new URL(server.url).port);
    server = await startEmbeddedPostgres({ dataDir, durable: false, port });
    expect(await ledger.get(id)).toMatchObject({ id, state: 'queued' });
    expect((await ledger.list({ limit: 10, order: 'asc' })).items).toHaveLength(1);
    await database.close();
  });

  it('is not mistaken for one that refuses what it was asked', async () => {
    const database = new Database(server.url);
    await expect(database.run((client) => client.$queryRaw`SELECT 1/0`)).rejects.not.toMatchObject(
      UNREACHABLE,
    );
    const wrongDatabase = new Database(server.url.replace(/[^/]+$/, 'no_such_database'));
    await expect(wrongDatabase.check()).rejects.toMatchObject(UNREACHABLE);
    const wrongPassword = new Database(server.url.replace(/:[^:@]+@/, ':guess@'));
    await expect(wrongPassword.check()).rejects.toMatchObject(UNREACHABLE);
    await Promise.all([database, wrongDatabase, wrongPassword].map((each) => each.close()));
  });
});
