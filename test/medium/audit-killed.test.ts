import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openLogCheckpoint, rootOf } from '@maquette/audit';
import { PrismaAuditLog } from '@maquette/persistence';
import { openTestLog, testHome } from './support/open-test-log';
import { migratedDatabase } from './support/scratch-database';

// real: Postgres, the appending process and its death. Slow: run by `npm run test:full` alone.
const ROUNDS = 200;
/** A life lasts until so many entries were acknowledged, and some milliseconds more: it may end anywhere. */
const MOST_ENTRIES = 200;
const MOST_MS = 20;

let scratch: Awaited<ReturnType<typeof migratedDatabase>>;
let home: string;
let removeHome: () => Promise<void>;

beforeAll(async () => {
  scratch = await migratedDatabase();
  ({ home, remove: removeHome } = await testHome());
});
afterAll(async () => {
  await scratch?.drop();
  await removeHome?.();
});

/** A process that appends until it is killed. */
class Appender {
  /** `writer_ROUND_WRITER NUMBER`, in the order of acknowledgement. */
  readonly acknowledged: string[] = [];
  private readonly child: ChildProcess;
  private readonly opened: Promise<unknown>;
  private readonly closed: Promise<unknown[]>;
  private complaint = '';
  private heard: () => void = () => undefined;

  constructor(round: number) {
    const script = [
      '-r',
      './test/medium/support/load-typescript.cjs',
      'test/medium/support/append-until-killed.ts',
    ];
    this.child = spawn(process.execPath, [...script, scratch.url, home, String(round)], { stdio: 'pipe' });
    this.closed = once(this.child, 'close');
    this.child.stderr!.on('data', (text: Buffer) => (this.complaint += text.toString()));
    const lines = createInterface(this.child.stdout!);
    this.opened = once(lines, 'line');
    lines.on('line', (line) => {
      const [, writer, number] = /^(\d+ \d+) (\d+)$/.exec(line) ?? [];
      if (writer) this.acknowledged.push(`writer_${writer.replace(' ', '_')} ${number}`);
      this.heard();
    });
  }

  /** Lets it work until so many entries are acknowledged and for some milliseconds more, and kills it in the midst of it. */
  async live(entries: number, ms: number): Promise<void> {
    await Promise.race([this.opened, this.closed]);
    const worked = new Promise<void>(
      (resolve) => (this.heard = () => this.acknowledged.length >= entries && resolve()),
    );
    this.child.stdin!.write('go\n');
    await Promise.race([worked, this.closed]);
    await delay(ms);
    this.child.kill('SIGKILL');
    const [code, signal] = await this.closed;
    expect([code, signal], this.complaint).toEqual([null, 'SIGKILL']);
  }
}

/** Evenly spread, the same at every run: 0 to 1. */
function* randomNumbers(seed: number): Generator<number, never> {
  for (let state = seed; ; yield state / 2 ** 32) state = (1_664_525 * state + 1_013_904_223) % 2 ** 32;
}

it(`loses no acknowledged entry and forks nothing when the appending process is killed ${ROUNDS} times`, async () => {
  const acknowledged: string[] = [];
  const witnessed = new Set<string>(); // our own copies: whatever becomes of file and database
  const random = randomNumbers(20_261_124);
  let next = new Appender(0);
  for (let round = 0; round < ROUNDS; round++) {
    const appender = next;
    if (round + 1 < ROUNDS) next = new Appender(round + 1); // it opens the log while this one works, and keeps it up, too
    await appender.live(MOST_ENTRIES * random.next().value, MOST_MS * random.next().value);
    acknowledged.push(...appender.acknowledged);
    for (const note of await witnessNotes()) witnessed.add(note);
  }

  const log = await openTestLog(scratch.url, home);
  try {
    await log.audit.sync();
    const report = await log.audit.verify();
    expect(report).toMatchObject({ sound: true, firstBad: null, problems: [] });
    expect(await namesIn(report.size)).toEqual(expect.objectContaining({ once: true }));
    const { names } = await namesIn(report.size);
    expect(acknowledged.filter((name) => !names.has(name))).toEqual([]);
    expect(acknowledged.length).toBeGreaterThan(10 * ROUNDS);

    const { tiles } = new PrismaAuditLog(log.database);
    expect(witnessed.size).toBeGreaterThan(ROUNDS / 10);
    for (const note of witnessed) {
      const { size, root } = openLogCheckpoint(note, log.audit.key);
      expect(await rootOf(size, tiles), `signed at ${size}`).toEqual(root);
    }
  } finally {
    await log.close();
  }
}, 900_000);

async function witnessNotes(): Promise<string[]> {
  const text = await readFile(join(home, 'audit', 'witness'), 'utf8').catch(() => '[]');
  return JSON.parse(text) as string[];
}

/** Every entry as `writer_ROUND_WRITER NUMBER`, and whether each is there once, in the order of its writer. */
async function namesIn(size: number): Promise<{ names: Set<string>; once: boolean }> {
  const rows = await scratch.sql(
    "SELECT subject, (body -> 'data' ->> 'number')::integer AS number FROM audit_entry ORDER BY sequence",
  );
  const names = new Set(rows.map(({ subject, number }) => `${subject} ${number}`));
  const last = new Map<unknown, number>();
  const inOrder = rows.every(({ subject, number }) => {
    const expected = (last.get(subject) ?? -1) + 1;
    last.set(subject, expected);
    return number === expected;
  });
  return { names, once: inOrder && names.size === size && rows.length === size };
}
