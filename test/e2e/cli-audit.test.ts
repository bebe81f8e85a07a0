import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  TILE_WIDTH,
  leafHash,
  openLogCheckpoint,
  parseEntryBundle,
  parseVerifierKey,
  rootOf,
  tilePath,
  tileWidth,
} from '@maquette/audit';
import { startEmbeddedPostgres } from '@maquette/persistence';
import { loadAuditEntries } from '../bench/support/load-audit-entries';
import { maquette } from './support/command';
import { buildTestRegistry } from './support/test-registry';

// real: the built command as a process, embedded Postgres, files.
const LOADED = 700;
let folder: string;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maquette-cli-audit-'));
  await buildTestRegistry(join(folder, 'registry'));
  env = {
    MAQUETTE_HOME: join(folder, 'home'),
    MAQUETTE_REGISTRY: join(folder, 'registry'),
    DATABASE_URL: '',
    REDIS_URL: '',
    S3_ENDPOINT: '',
    MAQUETTE_KEY: '',
  };
  await audit(['verify']); // builds, founds the log
  await withDatabase((url) => loadAuditEntries(url, LOADED, { subjects: 350 }));
}, 240_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const audit = (args: string[], more: NodeJS.ProcessEnv = {}) =>
  maquette(['audit', ...args], { env: { ...env, ...more }, cwd: folder });

async function withDatabase(work: (url: string) => Promise<unknown>): Promise<void> {
  const server = await startEmbeddedPostgres({ dataDir: join(folder, 'home', 'postgres') });
  try {
    await work(server.url);
  } finally {
    await server.stop();
  }
}

const vkeyFile = () => join(folder, 'home', 'audit', 'log.vkey');

describe('audit verify', () => {
  it('finds a sound log sound, and says what it looked at', async () => {
    const { code, stdout, stderr } = await audit(['verify', '--json']);
    expect(code, stderr).toBe(0);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({ sound: true, firstBad: null, problems: [] });
    expect(report.size).toBeGreaterThan(LOADED);
    expect(report.signedSize).toBe(report.size);
    expect(report.publicKey).toBe((await readFile(vkeyFile(), 'utf8')).trim());
  });
});

describe('audit proof', () => {
  it('prints a receipt that audit verify-proof checks without any service', async () => {
    const printed = await audit(['proof', '17']);
    expect(printed.code, printed.stderr).toBe(0);
    await writeFile(join(folder, '17.tlog-proof'), printed.stdout);
    const offline = {
      DATABASE_URL: 'postgresql://nobody:x@127.0.0.1:1/none',
      MAQUETTE_HOME: join(folder, 'nowhere'),
    };
    for (const key of ['home/audit/log.vkey', (await readFile(vkeyFile(), 'utf8')).trim()]) {
      const checked = await audit(['verify-proof', '17.tlog-proof', '--public-key', key, '--json'], offline);
      expect(checked.code, checked.stderr).toBe(0);
      expect(JSON.parse(checked.stdout)).toMatchObject({ valid: true, index: 17, entry: { version: 1 } });
    }
    expect(await readdir(folder)).not.toContain('nowhere');
  });

  it('writes those of everything about one thing into a folder', async () => {
    const several = await audit(['proof', 'gen_load_7']);
    expect([several.code, several.stdout]).toEqual([64, '']);
    expect(several.stderr).toContain('has 2 entries');
    const written = await audit(['proof', 'gen_load_7', '--out', 'receipts']);
    expect(written.code, written.stderr).toBe(0);
    const files = await readdir(join(folder, 'receipts'));
    expect(files).toHaveLength(2);
    for (const file of files) {
      const checked = await audit(['verify-proof', join('receipts', file), '--public-key', vkeyFile()]);
      expect(checked.code, checked.stderr).toBe(0);
      expect(checked.stdout).toContain('"subject":"gen_load_7"');
    }
  });

  it.each<[number, string, string[]]>([
    [65, 'audit-entry-unknown', ['proof', '100000']],
    [65, 'audit-subject-unknown', ['proof', 'gen_none']],
    [69, 'out-unwritable', ['proof', '1', '--out', 'registry/no/such/file']],
    [65, 'file-missing', ['verify-proof', 'none.tlog-proof', '--public-key', 'none.vkey']],
    [65, 'note-key-malformed', ['verify-proof', '17.tlog-proof', '--public-key', '17.tlog-proof']],
    [69, 'export-unwritable', ['export', '--out', '17.tlog-proof']],
  ])('exit %i, %s', async (code, problem, args) => {
    const finished = await audit([...args, '--json']);
    expect(finished.code, finished.stderr).toBe(code);
    expect(finished.stdout).toBe('');
    expect(finished.stderr).toContain(`"code":"${problem}"`);
  });

  it.each([['verify-proof', 'x'], ['unknown']])('exit 64 for audit %s alone', async (...args) => {
    expect((await audit(args)).code).toBe(64);
  });

  it('says that a receipt was changed', async () => {
    const text = await readFile(join(folder, '17.tlog-proof'), 'utf8');
    await writeFile(join(folder, 'forged.tlog-proof'), text.replace('index 17', 'index 18'));
    const { code, stderr } = await audit(['verify-proof', 'forged.tlog-proof', '--public-key', vkeyFile()]);
    expect([code, stderr]).toEqual([65, expect.stringContaining('[proof-wrong]')]);
  });
});

it('audit export writes the log as others read it', async () => {
  const { code, stderr } = await audit(['export', '--out', 'export']);
  expect(code, stderr).toBe(0);
  const file = (name: string) => readFile(join(folder, 'export', name));
  const key = parseVerifierKey((await file('log.vkey')).toString());
  const { size, root } = openLogCheckpoint((await file('checkpoint')).toString(), key);
  expect(size).toBeGreaterThan(LOADED);
  const tile = (id: { level: number; index: number }) =>
    file(tilePath({ ...id, width: tileWidth(id, size) }));
  const read = (ids: readonly { level: number; index: number }[]) =>
    Promise.all(ids.map(async (id) => ({ ...id, hashes: await tile(id) })));
  expect(await rootOf(size, read)).toEqual(root);
  for (let index = 0; index * TILE_WIDTH < size; index++) {
    const width = tileWidth({ level: 0, index }, size);
    const entries = parseEntryBundle(await file(tilePath({ level: 'entries', index, width })));
    expect(Buffer.concat(entries.map(leafHash))).toEqual(await tile({ level: 0, index }));
  }
});

it('is for those who may read the log', async () => {
  const issued = await maquette(['access', 'issue', 'eve', '--role', 'viewer'], { env, cwd: folder });
  const key = { MAQUETTE_KEY: issued.stdout.trim() };
  for (const args of [['verify'], ['proof', '1'], ['export', '--out', 'stolen']]) {
    const { code, stderr } = await audit(args, key);
    expect([code, stderr]).toEqual([2, expect.stringContaining('[permission-missing]')]);
  }
});

it('audit verify names the first entry that a superuser edited', async () => {
  await withDatabase(async (url) => {
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query(`SET session_replication_role = replica;
      ALTER TABLE audit_entry DROP CONSTRAINT audit_entry_leaf_check;
      UPDATE audit_entry SET body = replace(body::text, 'wrk_load', 'wrk_else')::json WHERE sequence IN (420, 560)`);
    await client.end();
  });
  const { code, stdout } = await audit(['verify']);
  expect(code).toBe(65);
  expect(stdout).toContain('NOT sound: the first bad entry is 420');
  expect(JSON.parse((await audit(['verify', '--json'])).stdout)).toMatchObject({
    sound: false,
    firstBad: 420,
  });
});
