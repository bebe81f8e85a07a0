import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { digestOf } from '@maquette/kernel';
import {
  PrismaAuditTrail,
  PrismaGenerationLedger,
  PrismaRegistrations,
  PrismaWorkers,
} from '@maquette/persistence';
import { checkpoint, dataset, newGeneration } from './support/records';
import { migratedDatabase } from './support/scratch-database';

let scratch: Awaited<ReturnType<typeof migratedDatabase>>;
let registrations: PrismaRegistrations;

beforeAll(async () => {
  scratch = await migratedDatabase();
  registrations = new PrismaRegistrations(scratch.database);
});
afterAll(() => scratch?.drop());

const entries = () => new PrismaAuditTrail(scratch.database).page({ limit: 1_000 });
const all = { datasets: [dataset], checkpoints: [checkpoint] };

describe('the model registry in the database', () => {
  beforeEach(() => registrations.register(all));

  it('is written once, however often and by however many it is registered', async () => {
    const before = await entries();
    await Promise.all(Array.from({ length: 8 }, () => registrations.register(all)));
    expect(await entries()).toEqual(before);
    expect(before.map(({ kind, subject }) => [kind, subject])).toEqual([
      ['dataset.registered', 'procedural-architecture'],
      ['checkpoint.registered', 'architecture/daylight'],
    ]);
  });

  it('can be walked from a generation to its datasets and their grants', async () => {
    const { id } = await new PrismaGenerationLedger(scratch.database).accept(newGeneration());
    const walk = `SELECT dataset.dataset_id, dataset_use.role, licence_grant.grant_id
      FROM generation JOIN route_decision ON route_decision.id = generation.decision_id
      JOIN dataset_use USING (record_digest) JOIN dataset ON dataset.digest = dataset_use.dataset_digest
      JOIN licence_grant ON licence_grant.dataset_digest = dataset.digest WHERE generation.id = $1`;
    expect(await scratch.sql(walk, [id])).toEqual([
      { dataset_id: 'procedural-architecture', role: 'train', grant_id: 'cc0' },
    ]);
  });

  it('keeps the old record beside a changed one, and the generations made with it', async () => {
    const ledger = new PrismaGenerationLedger(scratch.database);
    const { id } = await ledger.accept(newGeneration());
    const changed = {
      ...checkpoint,
      recordDigest: digestOf('changed'),
      checkpointDigest: digestOf('retrained'),
    };
    await registrations.register({ datasets: [], checkpoints: [changed] });

    await expect(ledger.accept(newGeneration())).rejects.toMatchObject({ code: 'checkpoint-not-registered' });
    expect((await ledger.get(id)).decision.checkpointDigest).toBe(checkpoint.checkpointDigest);
    expect((await entries()).at(-1)).toMatchObject({ kind: 'checkpoint.registered' });

    await registrations.register(all); // back to the old files
    await expect(ledger.accept(newGeneration())).resolves.toMatchObject({ state: 'queued' });
    const current = 'SELECT record_digest FROM checkpoint_version WHERE superseded_at IS NULL';
    expect(await scratch.sql(current)).toEqual([{ record_digest: checkpoint.recordDigest }]);
  });

  it('refuses a checkpoint with an unknown dataset, as a whole', async () => {
    const before = await entries();
    const orphan = {
      ...checkpoint,
      name: 'orphan',
      recordDigest: digestOf('orphan'),
      uses: [{ datasetDigest: digestOf('nowhere'), role: 'train' }],
    };
    const other = { ...dataset, id: 'other', digest: digestOf('other') };
    await expect(registrations.register({ datasets: [other], checkpoints: [orphan] })).rejects.toMatchObject({
      kind: 'conflict',
      code: 'dataset-not-registered',
      message: expect.stringContaining('architecture/orphan@1.0.0'),
    });
    expect(await entries()).toEqual(before);
    expect(await scratch.sql("SELECT 1 FROM dataset WHERE dataset_id = 'other'")).toEqual([]);
  });
});

describe('workers', () => {
  const worker = {
    pool: 'cpu',
    domains: 'all' as const,
    host: 'localhost',
    processId: 4711,
    device: 'cpu',
    memoryBytes: 8 * 1024 ** 3,
  };

  it('make their pool live until they sign off or are not seen any more', async () => {
    const workers = new PrismaWorkers(scratch.database);
    await workers.register({ ...worker, id: 'wrk_a' });
    await workers.register({ ...worker, id: 'wrk_b' });
    await workers.register({ ...worker, id: 'wrk_c', pool: 'gpu', domains: ['fashion'] });
    await workers.seen('wrk_b', { warmCheckpoints: ['architecture/daylight@1.0.0'] });

    const live = await workers.livePools(60_000);
    expect(live.map(({ name, domains, workers }) => [name, domains, workers.map(({ id }) => id)])).toEqual([
      ['cpu', 'all', ['wrk_a', 'wrk_b']],
      ['gpu', ['fashion'], ['wrk_c']],
    ]);
    expect(live[0].workers[1]).toMatchObject({
      memoryBytes: 8 * 1024 ** 3,
      warmCheckpoints: ['architecture/daylight@1.0.0'],
    });

    await workers.stopped('wrk_c');
    await workers.stopped('wrk_none');
    expect((await workers.livePools(60_000)).map(({ name }) => name)).toEqual(['cpu']);
    expect(await workers.livePools(0)).toEqual([]);
    await workers.seen('wrk_c', { warmCheckpoints: [] });
    expect((await workers.livePools(60_000)).map(({ name }) => name)).toEqual(['cpu', 'gpu']);
  });

  it('must be registered before they can be seen', async () => {
    const seen = new PrismaWorkers(scratch.database).seen('wrk_none', { warmCheckpoints: [] });
    await expect(seen).rejects.toMatchObject({ code: 'worker-not-found' });
  });
});
