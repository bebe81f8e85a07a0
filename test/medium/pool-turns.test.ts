import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { PrismaGenerationLedger, PrismaRegistrations, PrismaTurns } from '@maquette/persistence';
import { nextTurn, type Priority, type Turn, type Waiting } from '@maquette/routing';
import { checkpoint, dataset, newGeneration } from './support/records';
import { migratedDatabase } from './support/scratch-database';

// real: Postgres, ledger, turns.
const MINUTE = 60_000;
let scratch: Awaited<ReturnType<typeof migratedDatabase>>;
let ledger: PrismaGenerationLedger;
let turns: PrismaTurns;
let pool: string;
let number = 0;

beforeAll(async () => {
  scratch = await migratedDatabase();
  ledger = new PrismaGenerationLedger(scratch.database);
  turns = new PrismaTurns(scratch.database);
  await new PrismaRegistrations(scratch.database).register({
    datasets: [dataset],
    checkpoints: [checkpoint],
  });
});
afterAll(() => scratch?.drop());
beforeEach(async () => {
  pool = `pool-${(number += 1)}`;
  await scratch.sql('INSERT INTO pool (id, domains) VALUES ($1, ARRAY[$2])', [pool, '*']);
});

interface Wanted {
  client: string;
  priority?: Priority;
  seconds?: number;
  deadline?: Date;
}

async function waiting({ client, priority = 'normal', seconds = 30, deadline }: Wanted): Promise<string> {
  const { decision } = newGeneration();
  const precedence = { client, priority, deadline: deadline ?? null };
  const given = { decision: { ...decision, pool }, precedence, expectedSeconds: seconds };
  return (await ledger.accept(newGeneration(given))).id;
}

const worker = (id = 'wrk_1', warm: string[] = []) => ({
  id,
  pool,
  deviceKind: 'cpu',
  memoryBytes: 1e9,
  warm,
});

async function next(id?: string): Promise<string | null> {
  const taken = await turns.claimNext(worker(id), MINUTE);
  return typeof taken === 'string' ? taken : (taken?.generation.id ?? null);
}

it('gives nothing where nothing waits, and nothing of a paused pool', async () => {
  expect(await next()).toBeNull();
  await waiting({ client: 'a' });
  await scratch.sql(`UPDATE pool SET state = 'paused' WHERE id = $1`, [pool]);
  expect(await next()).toBeNull();
});

it('gives each generation to one of many workers that ask at once, and to each client its share', async () => {
  for (let index = 0; index < 20; index++) await waiting({ client: 'a' });
  for (const client of ['b', 'c']) for (let index = 0; index < 5; index++) await waiting({ client });
  const first = await Promise.all(
    Array.from({ length: 15 }, (_, index) => turns.claimNext(worker(`wrk_${index}`), MINUTE)),
  );
  const clients = first.map((taken) => (taken as { generation: { client: string } }).generation.client);
  expect(clients.filter((client) => client === 'a')).toHaveLength(5);
  const rest = await Promise.all(Array.from({ length: 20 }, (_, index) => next(`wrk_x${index}`)));
  const ids = [...first.map((taken) => (taken as { generation: { id: string } }).generation.id), ...rest];
  const claimed = ids.filter((id) => id !== null);
  expect(claimed).toHaveLength(30);
  expect(new Set(claimed).size).toBe(30);
});

/** Seconds that something has waited: on either side of a client's patience and of each class that waiting is worth. */
const AGES = [0, 60, 300, 900, 1_500];

it.each([12345, 2, 77, 424242])(
  'chooses as the pure rule does, through a drawn history (%i)',
  async (drawn) => {
    const priorities: Priority[] = ['low', 'normal', 'high', 'urgent'];
    let seed = drawn;
    const draw = (below: number) => (seed = (seed * 1103515245 + 12345) % 2147483648) % below;
    const warm = ['architecture/daylight@1.0.0', 'architecture/dusk@1.0.0'];
    let left: Waiting[] = [];
    let known: Turn[] = [];
    for (let step = 0; step < 60; step++) {
      if (step < 40) {
        const priority = draw(4);
        const client = 'abcd'[draw(4)];
        const deadline = draw(3) === 0 ? new Date(Date.now() + 3_600_000 + 1_000 * draw(500)) : undefined;
        const seconds = 5 + draw(200);
        const id = await waiting({ client, priority: priorities[priority], seconds, deadline });
        const [{ at }] = await scratch.sql(
          `UPDATE generation SET checkpoint = $2, created_at = created_at - $3 * interval '1 second'
         WHERE id = $1 RETURNING extract(epoch FROM created_at)::float8 AS at`,
          [id, `architecture/${draw(2) ? 'daylight' : 'night'}@1.0.0`, AGES[draw(AGES.length)]],
        );
        const [{ checkpoint: reference }] = await scratch.sql(
          'SELECT checkpoint FROM generation WHERE id = $1',
          [id],
        );
        const due = deadline ? deadline.getTime() / 1000 : null;
        left.push({
          id,
          client,
          priority,
          acceptedAt: at as number,
          deadline: due,
          checkpoint: reference as string,
          seconds,
        });
      }
      if (step % 3 === 0 && step < 40) continue;
      const expected = nextTurn(left, known, { now: Date.now() / 1000, warm });
      const taken = await turns.claimNext(worker('wrk_1', warm), MINUTE);
      if (taken === 'held') throw new Error('nobody is held');
      expect(taken?.generation.id).toBe(expected?.generation.id);
      if (!expected) break;
      known = [...new Map([...known, ...expected.turns].map((turn) => [turn.client, turn])).values()];
      const waitingClients = new Set(left.map(({ client }) => client));
      known = known.map((turn) =>
        waitingClients.has(turn.client) ? turn : { ...turn, deficit: Math.min(0, turn.deficit) },
      );
      left = left.filter(({ id }) => id !== expected.generation.id);
    }
  },
);

it('sees what was accepted while another worker had its turn', async () => {
  const other = new Client({ connectionString: scratch.url });
  await other.connect();
  await other.query(`SELECT pg_advisory_lock(hashtext('maquette.turn'), hashtext($1))`, [pool]);
  const asked = next();
  await vi.waitUntil(async () => {
    const waits = `SELECT 1 FROM pg_locks JOIN pg_database ON pg_database.oid = database
      WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()`;
    return (await other.query(waits)).rowCount === 1;
  });
  const late = await waiting({ client: 'a' });
  await other.end(); // gives the lock back
  expect(await asked).toBe(late);
});

it('holds a client that has as many running as it may', async () => {
  await scratch.sql('UPDATE pool SET client_running = 1 WHERE id = $1', [pool]);
  await waiting({ client: 'a' });
  await waiting({ client: 'a' });
  const other = await waiting({ client: 'b' });
  await next('wrk_1');
  expect(await next('wrk_2')).toBe(other);
  expect(await next('wrk_3')).toBe('held');
});

it('hands out first what is overdue, marked as such, and at no cost', async () => {
  await waiting({ client: 'a' });
  const late = await waiting({ client: 'a', deadline: new Date(Date.now() + 3_600_000) });
  await scratch.sql(`UPDATE generation SET deadline = now() - interval '1 second' WHERE id = $1`, [late]);
  const taken = await turns.claimNext(worker(), MINUTE);
  expect(taken).toMatchObject({ generation: { id: late }, overdue: true });
  expect(await scratch.sql('SELECT * FROM client_turn WHERE pool = $1', [pool])).toEqual([]);
});

it('hands out what lost its worker before anything that waits', async () => {
  const lost = await waiting({ client: 'a' });
  await turns.claimNext(worker(), -1);
  await waiting({ client: 'b', priority: 'urgent' });
  expect(await turns.claimNext(worker('wrk_2'), MINUTE)).toMatchObject({
    generation: { id: lost, attempts: 2 },
    overdue: false,
  });
});

it('passes by what the device has too little memory for', async () => {
  const reference = newGeneration().decision.checkpoint;
  await scratch.sql(
    `INSERT INTO checkpoint_measure (checkpoint, device_kind, memory_bytes) VALUES ($1, 'cpu', 2000000000)`,
    [reference],
  );
  await waiting({ client: 'a' });
  expect(await next()).toBeNull();
  await scratch.sql('DELETE FROM checkpoint_measure');
  expect(await next()).not.toBeNull();
});
