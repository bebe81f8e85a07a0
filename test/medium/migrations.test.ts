import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { diffSchema, migrate } from '@maquette/persistence';
import { MIGRATIONS, emptyDatabase, type ScratchDatabase } from './support/scratch-database';

let scratch: ScratchDatabase;
let folder: string;

beforeEach(async () => {
  scratch = await emptyDatabase();
  folder = await mkdtemp(join(tmpdir(), 'maquette-migrations-'));
  await cp(MIGRATIONS, folder, { recursive: true });
});
afterEach(async () => {
  await scratch?.drop();
  await rm(folder, { recursive: true, force: true });
});

const history = () =>
  scratch.sql(
    'SELECT migration_name, finished_at, rolled_back_at FROM _prisma_migrations ORDER BY started_at',
  );

const written = async () => (await readdir(MIGRATIONS)).filter((name) => /^\d/.test(name)).length;

async function addMigration(name: string, sql: string): Promise<void> {
  await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, name, 'migration.sql'), sql);
}

it('changes nothing when applied a second time', async () => {
  expect(await migrate(scratch.url, MIGRATIONS)).toHaveLength(await written());
  const before = await history();
  expect(await migrate(scratch.url, MIGRATIONS)).toEqual([]);
  expect(await history()).toEqual(before);
});

it('is applied once when several processes start together', async () => {
  const applied = await Promise.all(Array.from({ length: 4 }, () => migrate(scratch.url, MIGRATIONS)));
  expect(applied.flat()).toHaveLength(await written());
  expect(await history()).toHaveLength(await written());
});

it('leads to the schema file, exactly', async () => {
  expect(await diffSchema(scratch.url, MIGRATIONS, 'prisma/schema.prisma')).toBeNull();
});

it('brings along what the first version registered: approved by the release, numbered, its sources known', async () => {
  const later = (await readdir(folder)).filter((name) => /^\d/.test(name)).slice(1);
  for (const name of later) await rm(join(folder, name), { recursive: true });
  await migrate(scratch.url, folder);
  const source = `sha256:${'a'.repeat(64)}`;
  const record = JSON.stringify({ derivedFrom: [{ id: 'source', version: '1.0.0', digest: source }] });
  for (const [digit, superseded] of [
    ['1', '2026-01-02'],
    ['2', null],
  ]) {
    await scratch.sql(
      `INSERT INTO dataset (digest, dataset_id, version, title, issuer, licence, record, created_at, superseded_at)
       VALUES ($1, 'rooms', '1.0.0', 'Rooms', 'Maquette', 'CC0-1.0', $2, '2026-01-0${digit}', $3)`,
      [`sha256:${digit!.repeat(64)}`, record, superseded],
    );
  }
  expect(await migrate(scratch.url, MIGRATIONS)).toEqual(later);
  const rows = await scratch.sql(
    'SELECT revision, state, approved_by, authors, superseded_at IS NULL AS current FROM dataset ORDER BY revision',
  );
  const approved = { state: 'approved', approved_by: 'release', authors: ['release'] };
  expect(rows).toEqual([
    { revision: 1, ...approved, current: false },
    { revision: 2, ...approved, current: true },
  ]);
  expect(await scratch.sql('SELECT DISTINCT source_digest FROM dataset_source')).toEqual([
    { source_digest: source },
  ]);
});

it('is noticed when the schema file is ahead', async () => {
  await addMigration('99990101000000_less', 'ALTER TABLE "worker" DROP COLUMN "host";');
  expect(await diffSchema(scratch.url, folder, 'prisma/schema.prisma')).toMatch(/ADD COLUMN +"host"/);
});

it('keeps nothing of a migration that fails, and runs it again when it is corrected', async () => {
  await migrate(scratch.url, folder);
  await addMigration('99990101000000_more', 'CREATE TABLE more (); SELECT 1/0;');
  await expect(migrate(scratch.url, folder)).rejects.toMatchObject({
    code: 'migration-failed',
    message: expect.stringContaining('division by zero'),
  });
  expect(await scratch.sql("SELECT to_regclass('more') AS found")).toEqual([{ found: null }]);

  await addMigration('99990101000000_more', 'CREATE TABLE more ();');
  expect(await migrate(scratch.url, folder)).toEqual(['99990101000000_more']);
  expect(await migrate(scratch.url, folder)).toEqual([]);
});

it('refuses a database of a later version', async () => {
  await addMigration('99990101000000_later', 'CREATE TABLE later ();');
  await migrate(scratch.url, folder);
  await expect(migrate(scratch.url, MIGRATIONS)).rejects.toMatchObject({
    code: 'database-newer',
    message: expect.stringContaining('99990101000000_later'),
  });
});

it('says which folder is missing', async () => {
  await expect(migrate(scratch.url, '/nowhere')).rejects.toMatchObject({ code: 'migrations-unreadable' });
});
