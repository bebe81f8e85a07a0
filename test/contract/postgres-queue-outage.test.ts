import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@maquette/persistence';
import { PostgresJobQueue } from '@maquette/queue-postgres';
import { Deliveries, freePort, gate } from '@maquette/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'maquette-outage-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

it('goes on by itself when the database went away under a running handler and came back', async () => {
  const server = { dataDir, port: await freePort(), durable: false };
  let postgres = await startEmbeddedPostgres(server);
  const noticed = gate();
  const logger = {
    ...{ info() {}, warn() {}, error() {} },
    debug: (_: unknown, message?: string) => /still away/.test(message ?? '') && noticed.open(),
  };
  const queue = new PostgresJobQueue({ connectionString: postgres.url, logger });
  const deliveries = new Deliveries();
  const release = gate();
  await queue.consume(
    'cpu',
    1,
    deliveries.handler(async ({ generationId }) => {
      if (generationId === 'unlucky' && deliveries.ids.length === 1) await release.passed;
      return { type: 'done' };
    }),
  );
  await queue.add('cpu', { generationId: 'unlucky' });
  await deliveries.count(1);
  await postgres.stop();
  await expect(queue.add('cpu', { generationId: 'x' })).rejects.toMatchObject({ code: 'queue-unreachable' });
  release.open();
  await deliveries.settled(1);
  await expect(queue.depth('cpu')).rejects.toMatchObject({ code: 'queue-unreachable' });
  await noticed.passed;

  postgres = await startEmbeddedPostgres(server);
  await queue.add('cpu', { generationId: 'after' });
  await deliveries.settled(3);
  // Nobody could record that the first one was done: it comes again.
  expect([...deliveries.ids].sort()).toEqual(['after', 'unlucky', 'unlucky']);
  await queue.close();
  await postgres.stop();
});
