import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client } from 'pg';
import { loadAuditEntries } from '../bench/support/load-audit-entries';
import { openTestLog, testHome } from './support/open-test-log';
import { migratedDatabase } from './support/scratch-database';

// real: Postgres, and a superuser who disables triggers and drops checks. Each case works on a copy of the same log.
const SIGNED = [300, 700, 800];
let scratch: Awaited<ReturnType<typeof migratedDatabase>>;
let home: string;
let removeHome: () => Promise<void>;
let witness: string;
let copies = 0;

beforeAll(async () => {
  scratch = await migratedDatabase();
  ({ home, remove: removeHome } = await testHome());
  const log = await openTestLog(scratch.url, home);
  for (const [i, size] of SIGNED.entries()) {
    await loadAuditEntries(scratch.url, size - (SIGNED[i - 1] ?? 0));
    await log.audit.sync();
  }
  expect(await log.audit.verify()).toMatchObject({ sound: true, size: 800, signedSize: 800 });
  await log.close();
  await scratch.database.close(); // only a database without connections can be copied
  witness = await readFile(join(home, 'audit', 'witness'), 'utf8');
});
afterAll(async () => {
  await scratch?.drop();
  await removeHome?.();
});

/** What `verify` says of a copy that was tampered with. */
async function reportAfter(sql: string) {
  const name = `${new URL(scratch.url).pathname.slice(1)}_${copies++}`;
  await scratch.sql(`CREATE DATABASE ${name} TEMPLATE ${new URL(scratch.url).pathname.slice(1)}`);
  const url = scratch.url.replace(/[^/]+$/, name);
  try {
    await asSuperuser(url, sql);
    await writeFile(join(home, 'audit', 'witness'), witness);
    const log = await openTestLog(url, home);
    try {
      return await log.audit.verify();
    } finally {
      await log.close();
    }
  } finally {
    await scratch.sql(`DROP DATABASE ${name} WITH (FORCE)`);
  }
}

async function asSuperuser(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`SET session_replication_role = replica;
      ALTER TABLE audit_entry DROP CONSTRAINT audit_entry_leaf_check, DROP CONSTRAINT audit_entry_body_check;
      ${sql}`);
  } finally {
    await client.end();
  }
}

const EDITED = `replace(body::text, 'wrk_load', 'wrk_else')::json`;
const HASHED = (body: string) => `sha256('\\x00'::bytea || convert_to((${body})::text, 'UTF8'))`;
const MOVE = (from: string, by: number) => `
  UPDATE audit_entry SET sequence = -sequence WHERE ${from};
  UPDATE audit_entry SET sequence = -sequence + ${by} WHERE sequence < 0;`;

describe('a superuser who', () => {
  it.each<[string, number | null, string, string]>([
    ['edits a body', 17, 'entry-changed', `UPDATE audit_entry SET body = ${EDITED} WHERE sequence = 17`],
    [
      'edits a body and its hash',
      513,
      'entry-changed',
      `UPDATE audit_entry SET body = ${EDITED}, leaf_hash = ${HASHED(EDITED)} WHERE sequence = 513`,
    ],
    [
      'edits two entries, the later one first',
      3,
      'entry-changed',
      `UPDATE audit_entry SET subject = 'gen_x' WHERE sequence = 700; UPDATE audit_entry SET subject = 'gen_x' WHERE sequence = 3`,
    ],
    [
      'edits white space',
      255,
      'entry-changed',
      `UPDATE audit_entry SET body = (body::text || ' ')::json WHERE sequence = 255`,
    ],
    [
      'edits the kind beside the body',
      0,
      'entry-changed',
      `UPDATE audit_entry SET kind = 'dataset.approved' WHERE sequence = 0`,
    ],
    ['deletes the first entry', 0, 'entry-missing', 'DELETE FROM audit_entry WHERE sequence = 0'],
    ['deletes an entry', 400, 'entry-missing', 'DELETE FROM audit_entry WHERE sequence = 400'],
    [
      'deletes an entry and closes the gap',
      400,
      'entry-changed',
      `DELETE FROM audit_entry WHERE sequence = 400; ${MOVE('sequence > 400', -1)}`,
    ],
    [
      'exchanges two entries',
      256,
      'entry-changed',
      `UPDATE audit_entry SET sequence = -1 WHERE sequence = 256;
       UPDATE audit_entry SET sequence = 256 WHERE sequence = 257; UPDATE audit_entry SET sequence = 257 WHERE sequence = -1`,
    ],
    [
      'inserts an entry in the middle',
      100,
      'entry-changed',
      `${MOVE('sequence >= 100', 1)}
       INSERT INTO audit_entry (sequence, pending_id, kind, subject, body, leaf_hash)
       SELECT 100, 100000, kind, subject, body, leaf_hash FROM audit_entry WHERE sequence = 99`,
    ],
    [
      'appends an entry by hand',
      800,
      'tile-missing',
      `
       INSERT INTO audit_entry (sequence, pending_id, kind, subject, body, leaf_hash)
       SELECT 800, 100000, kind, subject, body, leaf_hash FROM audit_entry WHERE sequence = 99`,
    ],
    ['cuts off the last entry', 799, 'entry-missing', 'DELETE FROM audit_entry WHERE sequence = 799'],
    ['cuts off the end', 650, 'entry-missing', 'DELETE FROM audit_entry WHERE sequence >= 650'],
    ['deletes everything', 0, 'entry-missing', 'TRUNCATE audit_entry'],
    [
      'deletes everything, tree and signatures too',
      0,
      'entry-missing',
      'TRUNCATE audit_entry, audit_tile, log_checkpoint',
    ],
    [
      'goes back to what was signed earlier',
      700,
      'entry-missing',
      `DELETE FROM audit_entry WHERE sequence >= 700; DELETE FROM log_checkpoint WHERE size > 700;
       UPDATE audit_tile SET hashes = substring(hashes FOR 188 * 32) WHERE level = 0 AND index = 2;
       DELETE FROM audit_tile WHERE level = 0 AND index > 2; UPDATE audit_tile SET hashes = substring(hashes FOR 64) WHERE level = 1`,
    ],
    [
      'edits the tree',
      300,
      'entry-changed',
      `UPDATE audit_tile SET hashes = set_byte(hashes, 44 * 32, 255 - get_byte(hashes, 44 * 32))
       WHERE level = 0 AND index = 1`,
    ],
    [
      'edits the tree above',
      512,
      'tile-changed',
      `UPDATE audit_tile SET hashes = set_byte(hashes, 64, 255 - get_byte(hashes, 64))
       WHERE level = 1`,
    ],
    ['deletes a tile', 512, 'tile-missing', 'DELETE FROM audit_tile WHERE level = 0 AND index = 2'],
    [
      'edits a signed log checkpoint',
      null,
      'log-checkpoint-invalid',
      `UPDATE log_checkpoint SET note = replace(note, E'\\n700\\n', E'\\n701\\n')`,
    ],
    [
      'deletes a signed log checkpoint',
      null,
      'log-checkpoint-missing',
      'DELETE FROM log_checkpoint WHERE size = 700',
    ],
  ])('%s is found; the first bad entry is %s', async (_, firstBad, code, sql) => {
    const report = await reportAfter(sql);
    expect(report).toMatchObject({ sound: false, firstBad });
    expect(report.problems[0]).toMatchObject({ code, index: firstBad });
  });

  it('forges rows and tree together is found by what was signed; the first entry that can be bad is named', async () => {
    const edit = (index: number) => `
      UPDATE audit_entry SET body = ${EDITED}, leaf_hash = ${HASHED(EDITED)} WHERE sequence = ${index};
      UPDATE audit_tile SET hashes = overlay(hashes PLACING (SELECT leaf_hash FROM audit_entry WHERE sequence = ${index})
        FROM ${(index % 256) * 32 + 1}) WHERE level = 0 AND index = ${Math.floor(index / 256)};`;
    const report = await reportAfter(edit(790)); // in the partial tile, over which no hash stands
    expect(report).toMatchObject({ sound: false, firstBad: 700 });
    expect(report.problems[0]).toMatchObject({
      code: 'root-changed',
      message: expect.stringContaining('from 700 to 799'),
    });
  });

  it('changes nothing is suspected of nothing', async () => {
    expect(await reportAfter('SELECT 1')).toMatchObject({ sound: true, firstBad: null, problems: [] });
  });
});
