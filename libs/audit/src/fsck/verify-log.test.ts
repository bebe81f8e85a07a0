import { describe, expect, it } from 'vitest';
import { auditLeaf, leafHash } from '../audit-event';
import { signLogCheckpoint } from '../notes/log-checkpoint';
import { generateNoteKey } from '../notes/note-key';
import { rootOf } from '../tiles/prove';
import { partialTiles, tileKey, type Tile } from '../tiles/tile';
import { appendToTiles } from '../tiles/tiled-tree';
import type { StoredLogCheckpoint } from './signed-roots';
import { verifyLog, type StoredEntry } from './verify-log';

const key = generateNoteKey('maquette/ins_1');

/** A log in memory, every part of which can be tampered with. */
class Log {
  rows: StoredEntry[] = [];
  tiles = new Map<string, Tile>();
  checkpoints: StoredLogCheckpoint[] = [];
  witness: string[] = [];

  readonly read = async (ids: readonly { level: number; index: number }[]) =>
    ids.flatMap((id) => this.tiles.get(tileKey(id)) ?? []);

  async grow(count: number, text = 'entry'): Promise<this> {
    const size = this.rows.length;
    const added = Array.from({ length: count }, (_, i) => entry(size + i, text));
    const hashes = added.map(({ leafHash }) => Buffer.from(leafHash));
    for (const tile of appendToTiles(size, await this.read(partialTiles(size)), hashes))
      this.tiles.set(tileKey(tile), tile);
    this.rows.push(...added);
    const root = await rootOf(this.rows.length, this.read);
    const note = signLogCheckpoint({ size: this.rows.length, root }, key);
    this.checkpoints.push({ size: this.rows.length, root, note });
    this.witness = [note];
    return this;
  }

  private treeSize(): number {
    const leaves = [...this.tiles.values()].filter(({ level }) => level === 0);
    return leaves.reduce((sum, { hashes }) => sum + hashes.length / 32, 0);
  }

  verify() {
    return verifyLog({
      counts: { entries: this.rows.length, tiles: this.tiles.size, treeSize: this.treeSize() },
      entries: async (begin, end) =>
        this.rows
          .filter(({ sequence }) => sequence >= begin && sequence < end)
          .sort((a, b) => a.sequence - b.sequence),
      tiles: this.read,
      checkpoints: this.checkpoints,
      witness: this.witness,
      key,
    });
  }
}

function entry(sequence: number, text: string): StoredEntry {
  const subject = `gen_${sequence}`;
  const leaf = auditLeaf({ kind: 'generation.failed', subject, at: new Date(sequence), data: { text } });
  return { sequence, kind: 'generation.failed', subject, leaf, leafHash: leafHash(leaf) };
}

const grown = async () => (await (await new Log().grow(300)).grow(400)).grow(100);

describe('a sound log', () => {
  it('is found to be sound', async () => {
    expect(await (await grown()).verify()).toEqual({
      sound: true,
      size: 800,
      checkpoints: 3,
      witnessed: 1,
      signedSize: 800,
      firstBad: null,
      problems: [],
    });
  });

  it('may be empty, and may have entries that nothing was signed for yet', async () => {
    expect((await new Log().verify()).sound).toBe(true);
    const log = await grown();
    log.checkpoints.pop();
    log.witness = [];
    expect(await log.verify()).toMatchObject({ sound: true, size: 800, signedSize: 700 });
  });
});

describe('a log that was tampered with', () => {
  const cases: [string, number | null, string, (log: Log) => unknown][] = [
    [
      'body edited',
      17,
      'entry-changed',
      ({ rows }) => (rows[17].leaf = rows[17].leaf.replace('entry', 'other')),
    ],
    ['entry replaced, hash and all', 513, 'entry-changed', ({ rows }) => (rows[513] = entry(513, 'other'))],
    ['hash edited', 256, 'entry-changed', ({ rows }) => (rows[256].leafHash = leafHash('other'))],
    ['kind edited', 5, 'entry-changed', ({ rows }) => (rows[5].kind = 'generation.completed')],
    ['subject edited', 799, 'entry-changed', ({ rows }) => (rows[799].subject = 'gen_0')],
    ['entry deleted', 0, 'entry-missing', ({ rows }) => rows.splice(0, 1)],
    ['entry deleted and the gap closed', 400, 'entry-changed', ({ rows }) => closeGap(rows, 400)],
    ['two entries exchanged', 41, 'entry-changed', ({ rows }) => exchange(rows, 41, 600)],
    ['the last entry cut off', 799, 'entry-missing', ({ rows }) => rows.pop()],
    ['the last hundred cut off', 700, 'entry-missing', ({ rows }) => rows.splice(700)],
    ['everything cut off', 0, 'entry-missing', ({ rows }) => rows.splice(0)],
    ['an entry added by hand', 800, 'tile-missing', ({ rows }) => rows.push(entry(800, 'forged'))],
    ['an entry added far away', 800, 'entry-missing', ({ rows }) => rows.push(entry(10 ** 12, 'forged'))],
    ['a tile of leaves edited', 300, 'entry-changed', ({ tiles }) => flip(tiles, '0/1', 44)],
    ['a tile above edited', 512, 'tile-changed', ({ tiles }) => flip(tiles, '1/0', 2)],
    ['a tile of leaves deleted', 256, 'tile-missing', ({ tiles }) => tiles.delete('0/1')],
    ['a tile above deleted', 0, 'tile-missing', ({ tiles }) => tiles.delete('1/0')],
    ['a tile cut', 768, 'tile-missing', ({ tiles }) => cut(tiles, '0/3')],
    [
      'a tile too many',
      null,
      'tile-changed',
      ({ tiles }) => tiles.set('9/9', { ...tiles.get('1/0')!, level: 9, index: 9 }),
    ],
    [
      'a signature edited',
      null,
      'log-checkpoint-invalid',
      ({ checkpoints }) => (checkpoints[1].note = checkpoints[1].note.replace('\n700\n', '\n701\n')),
    ],
    [
      'the columns of a log checkpoint edited',
      null,
      'log-checkpoint-invalid',
      ({ checkpoints }) => (checkpoints[1].root = leafHash('other')),
    ],
    [
      'a witnessed log checkpoint deleted',
      null,
      'log-checkpoint-missing',
      ({ checkpoints }) => checkpoints.pop(),
    ],
  ];

  it.each(cases)('%s: first bad entry %s, %s', async (_, firstBad, code, tamper) => {
    const log = await grown();
    tamper(log);
    const report = await log.verify();
    expect(report).toMatchObject({ sound: false, firstBad });
    expect(report.problems[0]).toMatchObject({ code, index: firstBad });
  });

  it('and built anew from there on, unsigned: the first entry that can be bad is named', async () => {
    const log = await (await new Log().grow(300)).grow(400);
    const forged = await (await new Log().grow(300)).grow(400, 'forged');
    const { checkpoints, witness } = log;
    Object.assign(forged, { checkpoints, witness });
    const report = await forged.verify();
    expect(report).toMatchObject({ sound: false, firstBad: 300 });
    expect(report.problems).toEqual([
      { code: 'root-changed', index: 300, message: expect.stringContaining('from 300 to 699') },
    ]);
  });

  it('and taken back to an earlier state, log checkpoints and all: the witness tells', async () => {
    const { witness } = await grown();
    const rewound = await (await new Log().grow(300)).grow(400);
    rewound.witness = witness;
    const report = await rewound.verify();
    expect(report).toMatchObject({ sound: false, firstBad: 700, signedSize: 800 });
    expect(report.problems.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['log-checkpoint-missing', 'entry-missing']),
    );
  });

  it('and cut between two log checkpoints, rows and tiles alike: the first missing entry is named', async () => {
    const { checkpoints, witness } = await (await new Log().grow(300)).grow(500);
    const cut = await (await new Log().grow(300)).grow(450);
    Object.assign(cut, { checkpoints, witness });
    expect(await cut.verify()).toMatchObject({ sound: false, firstBad: 750, size: 800 });
  });

  it('and gone on after that: the witness tells, and where', async () => {
    const { witness } = await grown();
    const forked = await (await (await new Log().grow(300)).grow(400)).grow(200, 'another');
    forked.witness = witness;
    const report = await forked.verify();
    expect(report).toMatchObject({ sound: false, firstBad: 700 });
    expect(report.problems.map(({ code }) => code)).toContain('root-changed');
  });

  it('everywhere: the report stays short', async () => {
    const log = await grown();
    log.rows.forEach((row) => (row.subject = 'nobody'));
    const report = await log.verify();
    expect([report.firstBad, report.problems.length]).toEqual([0, 100]);
  });
});

function closeGap(rows: StoredEntry[], at: number): void {
  rows.splice(at, 1);
  rows.slice(at).forEach((row, i) => (row.sequence = at + i));
}

function exchange(rows: StoredEntry[], a: number, b: number): void {
  [rows[a].sequence, rows[b].sequence] = [b, a];
}

function flip(tiles: Map<string, Tile>, name: string, position: number): void {
  const tile = tiles.get(name)!;
  const hashes = Buffer.from(tile.hashes);
  hashes[32 * position] ^= 1;
  tiles.set(name, { ...tile, hashes });
}

function cut(tiles: Map<string, Tile>, name: string): void {
  const tile = tiles.get(name)!;
  tiles.set(name, { ...tile, hashes: tile.hashes.subarray(0, 0) });
}
