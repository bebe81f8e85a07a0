import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '@maquette/persistence';
import { PostgresJobQueue } from '@maquette/queue-postgres';
import {
  freePort,
  jobQueueContract,
  startInstalledPostgres,
  whyNoInstalledPostgres,
  type RunningPostgres,
} from '@maquette/testing';
import { afterAll, beforeAll, describe } from 'vitest';

describe('Postgres', () => {
  let dataDir: string;
  let postgres: EmbeddedPostgres;
  let nobody: string;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'maquette-queue-'));
    postgres = await startEmbeddedPostgres({ dataDir, durable: false });
    nobody = `postgresql://nobody@127.0.0.1:${await freePort()}/nothing`;
  });
  afterAll(async () => {
    await postgres?.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  jobQueueContract('graphile-worker on Postgres', () => ({
    open: (options) => new PostgresJobQueue({ connectionString: postgres.url, ...options }),
    openUnreachable: () => new PostgresJobQueue({ connectionString: nobody }),
  }));
});

const missing = whyNoInstalledPostgres();

describe.skipIf(missing !== null)(`an installed Postgres${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let server: RunningPostgres;
  let nobody: string;
  beforeAll(async () => {
    server = await startInstalledPostgres();
    nobody = `postgresql://nobody@127.0.0.1:${await freePort()}/nothing`;
  });
  afterAll(() => server?.stop());

  jobQueueContract('graphile-worker on an installed Postgres', () => ({
    open: (options) => new PostgresJobQueue({ connectionString: server.url, ...options }),
    openUnreachable: () => new PostgresJobQueue({ connectionString: nobody }),
  }));
});
