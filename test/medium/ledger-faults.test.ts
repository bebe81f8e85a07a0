import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import Redis from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PrismaGenerationLedger, PrismaRegistrations } from '@maquette/persistence';
import { hasRedis, startRedis, type RunningRedis } from '@maquette/testing';
import { checkpoint, dataset, newGeneration } from './support/records';
import { migratedDatabase } from './support/scratch-database';

// real: Postgres, Redis, the worker processes with ledger, outbox, relay, sweeper and queue, and their deaths. fake: the
// pipeline, which paints nothing. Slow: run by `npm run test:full` alone.
const LEASE_MS = 2_000;
const PATIENCE_MS = 60_000;

let scratch: Awaited<ReturnType<typeof migratedDatabase>>;
let ledger: PrismaGenerationLedger;
let redis: RunningRedis;
let workers: TestWorker[];

class TestWorker {
  readonly refused: string[] = [];
  readonly child: ChildProcess;
  readonly ready: Promise<unknown>;
  readonly ended: Promise<unknown[]>;

  constructor() {
    const script = ['-r', './test/medium/support/load-typescript.cjs', 'test/medium/support/fault-worker.ts'];
    const args = [scratch.url, redis.url, String(LEASE_MS)];
    this.child = spawn(process.execPath, [...script, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.ended = once(this.child, 'exit');
    const lines = createInterface(this.child.stdout!);
    this.ready = once(lines, 'line');
    lines.on(
      'line',
      (line) => line.startsWith('refused ') && this.refused.push(line.slice('refused '.length)),
    );
  }
}

describe.skipIf(!hasRedis())('the ledger under faults', () => {
  beforeAll(async () => {
    scratch = await migratedDatabase();
    ledger = new PrismaGenerationLedger(scratch.database);
    await new PrismaRegistrations(scratch.database).register({
      datasets: [dataset],
      checkpoints: [checkpoint],
    });
  });
  afterAll(() => scratch?.drop());
  beforeEach(async () => {
    redis = await startRedis();
    workers = [];
  });
  afterEach(async () => {
    for (const { child } of workers) child.kill('SIGKILL');
    await Promise.all(workers.map(({ ended }) => ended));
    await redis.stop();
  });

  async function start(count: number): Promise<TestWorker[]> {
    const started = Array.from({ length: count }, () => new TestWorker());
    workers.push(...started);
    await Promise.all(started.map(({ ready }) => ready));
    return started;
  }

  async function accept(count: number): Promise<string[]> {
    const ids: string[] = [];
    for (let i = 0; i < count; i++) ids.push((await ledger.accept(newGeneration())).id);
    return ids;
  }

  const settled = async (ids: string[]) => {
    const states = "('completed', 'failed', 'parked', 'cancelled')";
    const [row] = await scratch.sql(
      `SELECT count(*)::int AS count FROM generation WHERE id = ANY($1) AND state IN ${states}`,
      [ids],
    );
    return Number(row.count);
  };

  /** Every generation ended once: artefacts of one epoch or a recorded failure, one terminal entry, nothing left behind. */
  async function checkEachOnce(ids: string[]): Promise<void> {
    await expect.poll(() => settled(ids), { timeout: PATIENCE_MS, interval: 200 }).toBe(ids.length);
    const rows = await scratch.sql(
      `SELECT generation.id, state, error_code AS error, lease_epoch AS epoch,
              (SELECT count(*)::int FROM artefact WHERE generation_id = generation.id) AS artefacts,
              (SELECT count(*)::int FROM artefact WHERE generation_id = generation.id
                 AND artefact.lease_epoch = generation.lease_epoch) AS "ofLastEpoch",
              (SELECT array_agg(kind) FROM audit_pending WHERE subject = generation.id
                 AND kind IN ('generation.completed', 'generation.failed', 'generation.parked', 'generation.cancelled')) AS ends,
              (SELECT count(*)::int FROM audit_pending WHERE subject = generation.id AND kind = 'generation.claimed') AS claims
       FROM generation WHERE id = ANY($1)`,
      [ids],
    );
    expect(rows).toHaveLength(ids.length);
    for (const { state, error, epoch, artefacts, ofLastEpoch, ends, claims } of rows) {
      const published = state === 'completed' ? 1 : 0;
      expect({ artefacts, ofLastEpoch, ends, claims }).toEqual({
        artefacts: published,
        ofLastEpoch: published,
        ends: [`generation.${state}`],
        claims: epoch,
      });
      expect(error === null).toBe(published === 1);
    }
  }

  it('loses and doubles nothing of 300 while workers are killed', async () => {
    await start(6);
    const ids = await accept(300);
    for (let kills = 1; kills <= 4; kills++) {
      await expect
        .poll(() => settled(ids), { timeout: PATIENCE_MS, interval: 20 })
        .toBeGreaterThan(40 * kills);
      const [victim] = workers.splice(0, 1);
      victim.child.kill('SIGKILL');
      await victim.ended;
    }
    await checkEachOnce(ids);
  });

  it('refuses what a stopped worker writes after its lease', async () => {
    const [zombie] = await start(1);
    const ids = await accept(40);
    const held = async () =>
      (await scratch.sql("SELECT id FROM generation WHERE state = 'running' AND id = ANY($1)", [ids])).length;
    do {
      zombie.child.kill('SIGCONT');
      await expect.poll(held, { timeout: PATIENCE_MS, interval: 5 }).toBeGreaterThan(0);
      zombie.child.kill('SIGSTOP');
    } while ((await held()) === 0);
    await start(1);
    await checkEachOnce(ids);
    zombie.child.kill('SIGCONT');
    await expect.poll(() => zombie.refused.length, { timeout: PATIENCE_MS }).toBeGreaterThan(0);
    await checkEachOnce(ids);
  });

  it('finds everything again when Redis forgets it all', async () => {
    await start(2);
    const ids = await accept(60);
    const client = new Redis(redis.url);
    await client.flushall();
    await client.quit();
    await checkEachOnce(ids);
  });

  it('finishes the work in hand on SIGTERM and leaves the rest to others', async () => {
    const [leaving] = await start(2);
    const ids = await accept(60);
    leaving.child.kill('SIGTERM');
    expect(await leaving.ended).toEqual([0, null]);
    await checkEachOnce(ids);
  });
});
