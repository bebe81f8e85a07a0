import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditLeaf, leafHash } from '@maquette/audit';
import {
  PrismaAuditTrail,
  PrismaGenerationLedger,
  PrismaRegistrations,
  type Database,
} from '@maquette/persistence';
import { checkpoint, dataset, newGeneration } from './support/records';
import { migratedDatabase } from './support/scratch-database';

type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

let scratch: Awaited<ReturnType<typeof migratedDatabase>>;
let trail: PrismaAuditTrail;

beforeAll(async () => {
  scratch = await migratedDatabase();
  trail = new PrismaAuditTrail(scratch.database);
  await new PrismaRegistrations(scratch.database).register({
    datasets: [dataset],
    checkpoints: [checkpoint],
  });
});
afterAll(() => scratch?.drop());

const insert = 'INSERT INTO audit_pending (kind, subject, body, leaf_hash) VALUES ($1, $2, $3, $4)';
const leafOf = (kind: 'generation.failed', subject: string, data = {}) =>
  auditLeaf({ kind, subject, at: new Date(0), data });

const rows = () =>
  scratch.sql(`SELECT (SELECT json_agg(e ORDER BY sequence)::text FROM audit_entry e) AS entries,
    (SELECT json_agg(t ORDER BY level, index)::text FROM audit_tile t) AS tiles,
    (SELECT json_agg(c ORDER BY size)::text FROM log_checkpoint c) AS checkpoints,
    (SELECT json_agg(p ORDER BY id)::text FROM audit_pending p) AS pending,
    (SELECT json_agg(l)::text FROM audit_log l) AS log`);

describe('what is recorded', () => {
  beforeAll(async () => {
    await trail.page({ limit: 1 });
    await scratch.sql("INSERT INTO audit_log (origin, public_key) VALUES ('maquette/x', 'maquette/x+1+2')");
    await scratch.sql("INSERT INTO log_checkpoint (size, root, note) VALUES (1, sha256('x'), 'note')");
    const leaf = leafOf('generation.failed', 'gen_waiting');
    await scratch.sql(insert, ['generation.failed', 'gen_waiting', leaf, leafHash(leaf)]);
  });

  it.each([
    "UPDATE audit_entry SET kind = 'generation.failed'",
    'UPDATE audit_entry SET sequence = sequence + 1',
    'DELETE FROM audit_entry',
    'DELETE FROM audit_entry WHERE sequence = 0',
    'TRUNCATE audit_entry',
    'TRUNCATE audit_entry CASCADE',
    "UPDATE audit_pending SET kind = 'generation.failed'",
    'DELETE FROM audit_pending',
    'TRUNCATE audit_pending',
    'UPDATE audit_tile SET level = 1',
    "UPDATE audit_tile SET hashes = sha256('other')",
    'UPDATE audit_tile SET hashes = substring(hashes FROM 33)',
    "UPDATE audit_tile SET hashes = set_byte(hashes, 0, 255 - get_byte(hashes, 0)) || sha256('more')",
    'DELETE FROM audit_tile',
    'TRUNCATE audit_tile',
    "UPDATE log_checkpoint SET note = 'other'",
    'DELETE FROM log_checkpoint',
    'TRUNCATE log_checkpoint',
    "UPDATE audit_log SET public_key = 'maquette/x+3+4'",
    'DELETE FROM audit_log',
    'TRUNCATE audit_log',
  ])('refuses %s', async (statement) => {
    const before = await rows();
    expect(Object.values(before[0])).not.toContain(null);
    await expect(scratch.sql(statement)).rejects.toThrow(/append-only/);
    expect(await rows()).toEqual(before);
  });

  it.each([
    ["INSERT INTO log_checkpoint (size, root, note) VALUES (0, sha256('x'), 'older')", /order of growth/],
    ["INSERT INTO audit_log (id, origin, public_key) VALUES (2, 'b', 'b+1+2')", /audit_log_one_check/],
    ["INSERT INTO audit_tile (level, index, hashes) VALUES (5, 5, 'short')", /hashes_check/],
    [entryOutOf('pending.id, 1000'), /without gaps/],
    [entryOutOf('pending.id, -1'), /without gaps/],
    [entryOutOf('pending.id + 1, (SELECT max(sequence) + 1 FROM audit_entry)'), /come from audit_pending/],
  ])('refuses %s', async (statement, reason) => {
    const before = await rows();
    await expect(scratch.sql(statement)).rejects.toThrow(reason);
    expect(await rows()).toEqual(before);
  });
});

/** An entry taken from what waits, but under a number or an origin of one's own. */
function entryOutOf(columns: string): string {
  return `INSERT INTO audit_entry (pending_id, sequence, kind, subject, body, leaf_hash)
    SELECT ${columns}, kind, subject, body, leaf_hash FROM audit_pending AS pending LIMIT 1`;
}

it('refuses an entry whose hash is not that of its body', async () => {
  const leaf = leafOf('generation.failed', 'gen_1');
  const other = leafHash(leafOf('generation.failed', 'gen_2'));
  await expect(scratch.sql(insert, ['generation.failed', 'gen_1', leaf, other])).rejects.toThrow(
    /leaf_check/,
  );
  const plain = createHash('sha256').update(leaf).digest();
  await expect(scratch.sql(insert, ['generation.failed', 'gen_1', leaf, plain])).rejects.toThrow(
    /leaf_check/,
  );
});

it('refuses an entry whose columns say something else than its body', async () => {
  const leaf = leafOf('generation.failed', 'gen_1');
  const values = ['generation.failed', 'gen_2', leaf, leafHash(leaf)];
  await expect(scratch.sql(insert, values)).rejects.toThrow(/body_check/);
});

it('refuses an entry longer than a log can carry', async () => {
  const leaf = leafOf('generation.failed', 'gen_1', { text: 'x'.repeat(65_535) });
  await expect(scratch.sql(insert, ['generation.failed', 'gen_1', leaf, leafHash(leaf)])).rejects.toThrow(
    /body_check/,
  );
});

it('leaves no gap where a transaction was rolled back, and none under concurrency', async () => {
  const ledger = new PrismaGenerationLedger(scratch.database);
  const rolledBack = scratch.database.transaction(async (tx) => {
    const leaf = leafOf('generation.failed', 'gen_rolled_back');
    await tx.$executeRaw`INSERT INTO audit_pending (kind, subject, body, leaf_hash)
      VALUES ('generation.failed', 'gen_rolled_back', ${leaf}::json, ${leafHash(leaf)})`;
    throw new Error('rolled back');
  });
  const accepting = Array.from({ length: 25 }, () => ledger.accept(newGeneration()));
  const reading = Array.from({ length: 5 }, () => trail.page({ limit: 1 }));
  await Promise.all([expect(rolledBack).rejects.toThrow('rolled back'), ...accepting, ...reading]);
  const entries = await trail.page({ limit: 1_000 });
  expect(entries.map(({ sequence }) => sequence)).toEqual(entries.map((_, i) => i));
  expect(entries.filter(({ kind }) => kind === 'generation.accepted')).toHaveLength(25);
  expect(entries.filter(({ subject }) => subject === 'gen_rolled_back')).toEqual([]);
});

it('pages by subject and by number, in either order', async () => {
  const all = await trail.page({ limit: 1_000 });
  expect(await trail.page({ after: all[1].sequence, limit: 3 })).toEqual(all.slice(2, 5));
  expect(await trail.page({ subject: dataset.id, limit: 10 })).toEqual([all[0]]);
  const newest = await trail.page({ limit: 2, order: 'newest-first' });
  expect(newest).toEqual(all.slice(-2).reverse());
  const next = await trail.page({ after: newest[1].sequence, limit: 2, order: 'newest-first' });
  expect(next).toEqual(all.slice(-4, -2).reverse());
});

it('pages by kind and by time, the end not included', async () => {
  const failed = (at: number) => ({
    kind: 'generation.failed' as const,
    subject: 'gen_timed',
    at: new Date(at),
    data: {},
  });
  for (const at of [1_000, 2_000, 3_000]) {
    const leaf = auditLeaf(failed(at));
    await scratch.sql(insert, ['generation.failed', 'gen_timed', leaf, leafHash(leaf)]);
  }
  const timed = (query: object) =>
    trail.page({ limit: 10, subject: 'gen_timed', kind: 'generation.failed', ...query });
  const times = async (query: object) =>
    (await timed(query)).map(({ leaf }) => Date.parse(JSON.parse(leaf).at));
  expect(await times({})).toEqual([1_000, 2_000, 3_000]);
  expect(await times({ from: new Date(2_000) })).toEqual([2_000, 3_000]);
  expect(await times({ until: new Date(2_000) })).toEqual([1_000]);
  expect(await times({ from: new Date(1_001), until: new Date(3_000), order: 'newest-first' })).toEqual([
    2_000,
  ]);
  expect(await timed({ kind: 'generation.completed' })).toEqual([]);
});

it('puts nothing before what it followed, though transactions end in another order than they began', async () => {
  const add = async (tx: Transaction, subject: string) => {
    const leaf = leafOf('generation.failed', subject);
    await tx.$executeRaw`INSERT INTO audit_pending (kind, subject, body, leaf_hash)
      VALUES ('generation.failed', ${subject}, ${leaf}::json, ${leafHash(leaf)})`;
  };
  let commitSlow: () => void = () => undefined;
  let slowInserted: () => void = () => undefined;
  const inserted = new Promise<void>((resolve) => (slowInserted = resolve));
  const slow = scratch.database.transaction(async (tx) => {
    await add(tx, 'gen_slow');
    slowInserted();
    await new Promise<void>((resolve) => (commitSlow = resolve));
  });
  await inserted;
  await scratch.database.transaction((tx) => add(tx, 'gen_quick'));
  expect((await trail.page({ limit: 10, subject: 'gen_quick' })).length).toBe(1);
  commitSlow();
  await slow;
  await scratch.database.transaction((tx) => add(tx, 'gen_later'));
  const order = (await trail.page({ limit: 3, order: 'newest-first' })).map(({ subject }) => subject);
  expect(order).toEqual(['gen_later', 'gen_slow', 'gen_quick']);
});
