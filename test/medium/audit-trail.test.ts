import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { auditLeaf, leafHash } from '@maquette/audit';
import { PrismaAuditTrail, PrismaGenerationLedger, PrismaRegistrations } from '@maquette/persistence';
import { checkpoint, dataset, newGeneration } from './support/records';
import { migratedDatabase } from './support/scratch-database';

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

it.each([
  "UPDATE audit_entry SET kind = 'generation.failed'",
  'UPDATE audit_entry SET sequence = sequence + 1',
  'DELETE FROM audit_entry',
  'DELETE FROM audit_entry WHERE sequence = 0',
  'TRUNCATE audit_entry',
  'TRUNCATE audit_entry CASCADE',
])('refuses %s', async (statement) => {
  const before = await trail.page({ limit: 100 });
  expect(before.length).toBeGreaterThan(0);
  await expect(scratch.sql(statement)).rejects.toThrow(/append-only/);
  expect(await trail.page({ limit: 100 })).toEqual(before);
});

const insert = 'INSERT INTO audit_entry (kind, subject, body, leaf_hash) VALUES ($1, $2, $3, $4)';
const leafOf = (kind: 'generation.failed', subject: string, data = {}) =>
  auditLeaf({ kind, subject, at: new Date(0), data });

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

it('numbers entries itself, whatever number is asked for', async () => {
  const leaf = leafOf('generation.failed', 'gen_numbered');
  const withNumber = insert.replace('(kind', '(sequence, kind').replace('($1', '(1000, $1');
  await scratch.sql(withNumber, ['generation.failed', 'gen_numbered', leaf, leafHash(leaf)]);
  const entries = await trail.page({ limit: 100 });
  expect(entries.at(-1)).toMatchObject({ sequence: entries.length - 1, subject: 'gen_numbered', leaf });
});

it('leaves no gap where a transaction was rolled back, and none under concurrency', async () => {
  const ledger = new PrismaGenerationLedger(scratch.database);
  const rolledBack = scratch.database.transaction(async (tx) => {
    const leaf = leafOf('generation.failed', 'gen_rolled_back');
    await tx.$executeRaw`INSERT INTO audit_entry (kind, subject, body, leaf_hash)
      VALUES ('generation.failed', 'gen_rolled_back', ${leaf}::json, ${leafHash(leaf)})`;
    throw new Error('rolled back');
  });
  const accepting = Array.from({ length: 25 }, () => ledger.accept(newGeneration()));
  await Promise.all([expect(rolledBack).rejects.toThrow('rolled back'), ...accepting]);
  const entries = await trail.page({ limit: 1_000 });
  expect(entries.map(({ sequence }) => sequence)).toEqual(entries.map((_, i) => i));
  expect(entries.filter(({ kind }) => kind === 'generation.accepted')).toHaveLength(25);
  expect(entries.filter(({ subject }) => subject === 'gen_rolled_back')).toEqual([]);
});

it('pages by subject and by number', async () => {
  const all = await trail.page({ limit: 1_000 });
  expect(await trail.page({ after: all[1].sequence, limit: 3 })).toEqual(all.slice(2, 5));
  expect(await trail.page({ subject: dataset.id, limit: 10 })).toEqual([all[0]]);
});
