import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  generateNoteKey,
  openLogCheckpoint,
  parseSignerKey,
  parseVerifierKey,
  rootOf,
  signLogCheckpoint,
  verifyTlogProof,
} from '@maquette/audit';
import { PrismaAuditLog } from '@maquette/persistence';
import { AuditLog } from '../../libs/platform/src/audit/audit-log';
import { openTestLog, testHome, type TestLog } from './support/open-test-log';
import { migratedDatabase } from './support/scratch-database';

// real: Postgres, key and witness files. Nothing is faked but a witness that fails.
let scratch: Awaited<ReturnType<typeof migratedDatabase>>;
let home: string;
let removeHome: () => Promise<void>;
const opened: TestLog[] = [];

beforeEach(async () => {
  scratch = await migratedDatabase();
  ({ home, remove: removeHome } = await testHome());
});
afterEach(async () => {
  for (const log of opened.splice(0)) await log.close();
  await scratch?.drop();
  await removeHome?.();
});

async function open(
  options: { home?: string; logKey?: string; logOrigin?: string; connections?: number } = {},
): Promise<TestLog> {
  const log = await openTestLog(scratch.url, options.home ?? home, options);
  opened.push(log);
  return log;
}

async function appendMany(log: TestLog, count: number, prefix = 'gen'): Promise<void> {
  for (let i = 0; i < count; i++) await log.append(`${prefix}_${i}`, { i });
}

const witnessFile = () => join(home, 'audit', 'witness');
const witnessed = async () => JSON.parse(await readFile(witnessFile(), 'utf8')) as string[];

describe('16 writers at once', () => {
  it('lose nothing, leave no gap, and each keeps its own order', async () => {
    const processes = [await open(), await open()]; // two that extend and sign the same log
    const writers = Array.from({ length: 16 }, async (_, writer) => {
      for (let i = 0; i < 25; i++) {
        await processes[writer % 2].append(`writer_${writer}`, { i });
        if (i % 8 === 0) await processes[(writer + i) % 2].audit.sync();
      }
    });
    await Promise.all(writers);
    const [{ audit }] = processes;
    const all = await audit.page({ limit: 1_000 });
    expect(all.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 400 }, (_, i) => i));
    for (let writer = 0; writer < 16; writer++) {
      const own = await audit.entriesOf(`writer_${writer}`);
      expect(own.map(({ leaf }) => JSON.parse(leaf).data.i)).toEqual(Array.from({ length: 25 }, (_, i) => i));
    }
    expect(await audit.verify()).toMatchObject({ sound: true, size: 400, signedSize: 400, firstBad: null });
    expect(processes.flatMap(({ complaints }) => complaints)).toEqual([]);
  });

  it('see what they wrote as soon as it is committed', async () => {
    const log = await open();
    await Promise.all(
      Array.from({ length: 16 }, async (_, writer) => {
        for (let i = 1; i <= 5; i++) {
          await log.append(`writer_${writer}`);
          expect(await log.audit.entriesOf(`writer_${writer}`)).toHaveLength(i);
        }
      }),
    );
  });
});

it('needs three connections, however many write, read and sign', async () => {
  const logs = [await open({ connections: 3 }), await open({ connections: 3 })];
  const busy = Array.from({ length: 60 }, async (_, i) => {
    const { audit, append } = logs[i % 2];
    await append(`gen_${i}`);
    if (i % 3 === 0) await audit.sync();
    return (await audit.entriesOf(`gen_${i}`)).length;
  });
  expect(await Promise.all(busy)).toEqual(busy.map(() => 1));
  expect(logs.flatMap(({ complaints }) => complaints)).toEqual([]);
});

describe('receipts', () => {
  it('prove every entry with the public key alone, however much is appended afterwards', async () => {
    const log = await open();
    await appendMany(log, 30);
    const early = await log.audit.proof(7);
    await log.database.transaction(async (tx) => {
      for (let i = 0; i < 300; i++)
        await tx.$executeRaw`INSERT INTO audit_pending (kind, subject, body, leaf_hash)
          SELECT 'generation.failed', 'gen_more', b, sha256('\\x00'::bytea || convert_to(b::text, 'UTF8'))
          FROM (SELECT ('{"data":' || ${i}::integer || ',"kind":"generation.failed","subject":"gen_more"}')::json AS b) AS x`;
    });
    const key = parseVerifierKey(log.audit.key.vkey);
    expect(verifyTlogProof(early, key)).toMatchObject({ index: 7, size: 30 });
    for (const index of [0, 29, 30, 255, 256, 329]) {
      const proven = verifyTlogProof(await log.audit.proof(index), key);
      const [entry] = await log.audit.page({ after: index - 1, limit: 1 });
      expect(proven).toMatchObject({ index, origin: key.name });
      expect(proven.entry.toString()).toBe(entry.leaf);
    }
  });

  it.each([-1, 3, 1e9])('of entry %d, which is not there, are refused', async (index) => {
    const log = await open();
    await appendMany(log, 3);
    await expect(log.audit.proof(index)).rejects.toMatchObject({
      kind: 'not-found',
      code: 'audit-entry-unknown',
    });
  });

  it('are not made from a tree that was tampered with', async () => {
    const log = await open();
    await appendMany(log, 3);
    await log.audit.sync();
    await scratch.sql(`ALTER TABLE audit_tile DISABLE TRIGGER ALL;
      UPDATE audit_tile SET hashes = set_byte(hashes, 40, 255 - get_byte(hashes, 40))`);
    await expect(log.audit.proof(0)).rejects.toMatchObject({ code: 'log-inconsistent' });
    await scratch.sql('DELETE FROM audit_tile');
    await expect(log.audit.proof(0)).rejects.toMatchObject({ code: 'log-inconsistent' });
  });
});

describe('the key', () => {
  it('is made once, for this user alone, and its public part laid beside it', async () => {
    const logs = await Promise.all([open(), open(), open()]);
    const [vkey] = [...new Set(logs.map(({ audit }) => audit.key.vkey))];
    const file = join(home, 'audit', 'key');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(parseSignerKey(await readFile(file, 'utf8')).vkey).toBe(vkey);
    expect((await readFile(join(home, 'audit', 'log.vkey'), 'utf8')).trim()).toBe(vkey);
    expect(vkey).toMatch(/^maquette\/ins_[0-9A-Z]{26}\+/);
    expect(await scratch.sql('SELECT origin, public_key FROM audit_log')).toEqual([
      { origin: vkey.split('+')[0], public_key: vkey },
    ]);
  });

  it('can be kept elsewhere, and the log can have a name of one’s own', async () => {
    const named = generateNoteKey('audit.example.org/maquette');
    const logKey = join(home, 'elsewhere.key');
    await writeFile(logKey, named.privateText);
    const log = await open({ logKey, logOrigin: 'audit.example.org/maquette' });
    await log.append('gen_1');
    const { note } = await log.audit.checkpoint();
    expect(openLogCheckpoint(note, named)).toMatchObject({ origin: 'audit.example.org/maquette', size: 1 });
    await expect(stat(join(home, 'audit', 'key'))).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(open({ logKey, logOrigin: 'other.example.org' })).rejects.toMatchObject({
      code: 'log-origin-mismatch',
    });
    await expect(open({ logKey: join(home, 'nowhere') })).rejects.toMatchObject({
      code: 'log-key-unreadable',
    });
  });

  it('takes the name that is asked for', async () => {
    const log = await open({ logOrigin: 'audit.example.org/maquette' });
    expect(log.audit.key.name).toBe('audit.example.org/maquette');
  });

  it('of another log is refused', async () => {
    await open();
    const other = await testHome();
    const logKey = join(other.home, 'other.key');
    await writeFile(logKey, generateNoteKey('other').privateText);
    const opening = open({ home: other.home, logKey });
    await expect(opening).rejects.toMatchObject({ kind: 'conflict', code: 'log-key-mismatch' });
    await other.remove();
  });

  it('is not needed to append and to read: who has it signs', async () => {
    const holder = await open();
    const other = await testHome();
    const guest = await open({ home: other.home });
    await guest.append('gen_guest');
    expect(await guest.audit.entriesOf('gen_guest')).toHaveLength(1);
    await expect(guest.audit.proof(0)).rejects.toMatchObject({ kind: 'unavailable', code: 'log-not-signed' });
    await expect(stat(join(other.home, 'audit'))).rejects.toMatchObject({ code: 'ENOENT' });
    await holder.audit.sync();
    expect(verifyTlogProof(await guest.audit.proof(0), holder.audit.key).index).toBe(0);
    expect(await guest.audit.verify()).toMatchObject({ sound: true, signedSize: 1 });
    await other.remove();
  });
});

describe('signing', () => {
  it('signs each state once, and the empty one, too', async () => {
    const log = await open();
    expect((await log.audit.checkpoint()).size).toBe(0);
    await appendMany(log, 2);
    await Promise.all(Array.from({ length: 8 }, () => log.audit.sync()));
    await log.audit.sync();
    const sizes = await scratch.sql('SELECT size FROM log_checkpoint ORDER BY size');
    expect(sizes.at(-1)).toEqual({ size: '2' });
    expect((await witnessed()).at(-1)).toBe((await log.audit.checkpoint()).note);
  });

  it('goes on after a process that signed and died before the witness heard of it', async () => {
    const first = await open();
    await appendMany(first, 3);
    await first.audit.sync();
    await first.close();
    opened.pop();

    const key = parseSignerKey(await readFile(join(home, 'audit', 'key'), 'utf8'));
    const dying = { notes: witnessed, keep: () => Promise.reject(new Error('killed')) };
    const log = new PrismaAuditLog(scratch.database);
    const half = new AuditLog({ log, witness: dying, key, signer: key });
    await scratch.sql(`INSERT INTO audit_pending (kind, subject, body, leaf_hash)
      SELECT kind, subject, body, leaf_hash FROM audit_entry`);
    await expect(half.sync()).rejects.toThrow('killed');
    expect((await half.checkpoint().catch(() => log.signed()))?.size).toBe(6);
    expect((await witnessed()).at(-1)).toContain('\n3\n');

    const next = await open();
    await next.audit.sync();
    expect((await witnessed()).at(-1)).toContain('\n6\n');
    expect((await next.audit.verify()).sound).toBe(true);
  });

  it('keeps the last 64 log checkpoints with the witness', async () => {
    const log = await open();
    for (let i = 0; i < 70; i++) {
      await log.append('gen_1');
      await log.audit.sync();
    }
    const notes = await witnessed();
    expect(notes).toHaveLength(64);
    expect(openLogCheckpoint(notes.at(-1)!, log.audit.key).size).toBe(70);
    expect((await log.audit.verify()).sound).toBe(true);
  });

  it('stops when the witness file was changed, and starts a lost one anew', async () => {
    const log = await open();
    await log.append('gen_1');
    await log.audit.sync();
    await writeFile(witnessFile(), '[{]');
    await log.append('gen_2');
    await expect(log.audit.sync()).rejects.toMatchObject({ kind: 'conflict', code: 'witness-unreadable' });
    const forged = signLogCheckpoint(
      { size: 1, root: Buffer.alloc(32) },
      generateNoteKey(log.audit.key.name),
    );
    await writeFile(witnessFile(), JSON.stringify([forged]));
    await expect(log.audit.sync()).rejects.toMatchObject({ kind: 'conflict', code: 'log-inconsistent' });
    expect(await log.audit.entriesOf('gen_2')).toHaveLength(1); // recorded all the same
    await rm(witnessFile());
    await log.audit.sync();
    expect((await witnessed()).at(-1)).toContain('\n2\n');
  });

  it('says once what is wrong, and takes up again by itself', async () => {
    const log = await open();
    await log.append('gen_1');
    await log.audit.sync();
    await writeFile(witnessFile(), 'broken');
    await log.append('gen_2');
    await expect.poll(() => log.complaints, { timeout: 20_000 }).toEqual(['witness-unreadable']);
    await rm(witnessFile());
    await expect
      .poll(async () => (await witnessed().catch(() => [])).at(-1), { timeout: 20_000 })
      .toContain('\n2\n');
    expect(log.complaints).toEqual(['witness-unreadable']);
  });

  it('happens by itself, and at the end', async () => {
    const log = await open();
    await log.append('gen_1');
    const signedSize = async () =>
      Number((await scratch.sql('SELECT max(size) AS n FROM log_checkpoint'))[0].n);
    await expect.poll(signedSize, { timeout: 20_000 }).toBe(1);
    await log.append('gen_2');
    await log.close();
    opened.pop();
    expect(await signedSize()).toBe(2);
    expect(await scratch.sql('SELECT 1 FROM audit_pending')).toEqual([]);
  });
});

describe('a backup that was restored', () => {
  const copyOf = async (name: string) => {
    const copy = `${name}_backup`;
    await scratch.sql(`CREATE TABLE keep_${copy} AS SELECT * FROM ${name}`);
  };
  const TABLES = ['audit_entry', 'audit_pending', 'audit_tile', 'log_checkpoint'];

  /** Puts the tables back as they were when they were copied, as a superuser can. */
  async function restore(): Promise<void> {
    for (const table of TABLES) {
      await scratch.sql(`ALTER TABLE ${table} DISABLE TRIGGER ALL; DELETE FROM ${table};
        INSERT INTO ${table} SELECT * FROM keep_${table}_backup; ALTER TABLE ${table} ENABLE TRIGGER ALL`);
    }
  }

  it('is noticed by the witness before anything is signed, and where it begins to differ is named', async () => {
    const log = await open();
    await appendMany(log, 20);
    await log.audit.sync();
    for (const table of TABLES) await copyOf(table);
    await appendMany(log, 5, 'gen_lost');
    const lost = await log.audit.proof(22);
    await log.close();
    opened.pop();
    await restore();

    const again = await open();
    await expect(again.audit.sync()).rejects.toMatchObject({
      kind: 'conflict',
      code: 'log-inconsistent',
      message: expect.stringContaining('The log has 20 entries'),
      hint: expect.stringContaining('audit verify'),
    });
    expect(await again.audit.verify()).toMatchObject({ sound: false, size: 25, firstBad: 20 });

    await appendMany(again, 9, 'gen_other'); // the log grows past what was signed, in another way
    await expect(again.audit.sync()).rejects.toMatchObject({
      code: 'log-inconsistent',
      message: expect.stringContaining('not a continuation'),
    });
    expect(await again.audit.verify()).toMatchObject({ sound: false, size: 29, firstBad: 20 });
    expect((await scratch.sql('SELECT max(size) AS n FROM log_checkpoint'))[0]).toEqual({ n: '20' });
    expect(await again.audit.page({ limit: 100 })).toHaveLength(29); // nothing that was recorded is lost
    expect(verifyTlogProof(lost, again.audit.key).entry.toString()).toContain('gen_lost_2'); // receipts stay good
    expect(new Set(again.complaints)).toEqual(new Set(['log-inconsistent']));
  });

  it('that is the newest one is none', async () => {
    const log = await open();
    await appendMany(log, 20);
    await log.audit.sync();
    for (const table of TABLES) await copyOf(table);
    await restore();
    await appendMany(log, 5);
    await log.audit.sync();
    expect(await log.audit.verify()).toMatchObject({ sound: true, size: 25 });
  });
});

it('has the root of its entries', async () => {
  const log = await open();
  await appendMany(log, 3);
  const { size, note } = await log.audit.checkpoint();
  const { root } = openLogCheckpoint(note, log.audit.key);
  expect(root).toEqual(await rootOf(size, new PrismaAuditLog(scratch.database).tiles));
});
