import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '@maquette/access';
import { digestOf, type Digest } from '@maquette/kernel';
import {
  PrismaAliases,
  PrismaAuditTrail,
  PrismaCheckpoints,
  PrismaRegistrations,
  PrismaStanding,
  type CheckpointRegistration,
} from '@maquette/persistence';
import { checkpoint, dataset } from './support/records';
import { migratedDatabase } from './support/scratch-database';

// real: Postgres with every migration. What stands in the records is not looked at here.
const ENGINEER: Actor = { name: 'erik', roles: ['engineer'] };
const OPERATOR: Actor = { name: 'olga', roles: ['operator'] };
const VIEWER: Actor = { name: 'vera', roles: ['viewer'] };
const SIGNATURE = { digest: digestOf('signature'), signer: 'abc' };

let scratch: Awaited<ReturnType<typeof migratedDatabase>>;
let registrations: PrismaRegistrations;
let checkpoints: PrismaCheckpoints;
let aliases: PrismaAliases;
/** A checkpoint of its own for each test. */
let id: string;

beforeAll(async () => {
  scratch = await migratedDatabase();
  registrations = new PrismaRegistrations(scratch.database);
  checkpoints = new PrismaCheckpoints(scratch.database);
  aliases = new PrismaAliases(scratch.database);
});
afterAll(() => scratch?.drop());
beforeEach(() => {
  id = `architecture/line-${randomUUID().slice(0, 8)}`;
});

const digest = (version: string) => digestOf(`${id}@${version}`);
const versionOf = (version: string, over: Partial<CheckpointRegistration> = {}): CheckpointRegistration => ({
  ...checkpoint,
  name: id.split('/')[1],
  version,
  recordDigest: digest(version),
  ...over,
});
const register = (...versions: CheckpointRegistration[]) =>
  registrations.register({ datasets: [dataset], checkpoints: versions });
const publish = (version: string) => checkpoints.publish(ENGINEER, digest(version), SIGNATURE);
const stateOf = async (version: string) => (await checkpoints.lifecycles()).get(digest(version));
const move = (alias: string, version: string, expected: string | null, by = OPERATOR) =>
  aliases.move(by, { checkpointId: id, alias, recordDigest: digest(version), expected });
const entriesOf = async (subject: string) => {
  const entries = await new PrismaAuditTrail(scratch.database).page({ limit: 1_000, subject });
  return entries.map(({ kind, leaf }) => [kind, JSON.parse(leaf).data] as [string, Record<string, unknown>]);
};
const refused = { code: 'permission-missing', kind: 'refused' };

describe('a checkpoint version', () => {
  beforeEach(() => register(versionOf('1.0.0')));

  it('is registered, then published, then withdrawn, each by somebody', async () => {
    const standing = new PrismaStanding(scratch.database);
    const stands = async () => (await standing.now()).checkpoint(digest('1.0.0'));
    expect(await stateOf('1.0.0')).toMatchObject({
      publication: 'registered',
      published: null,
      withdrawn: null,
    });
    expect(await stands()).toEqual({ state: 'unpublished', reason: null });

    await publish('1.0.0');
    expect(await stateOf('1.0.0')).toMatchObject({ publication: 'published', published: { by: 'erik' } });
    expect(await stands()).toEqual({ state: 'published', reason: null });

    await checkpoints.withdraw(OPERATOR, digest('1.0.0'), ' It paints snow. ');
    expect(await stateOf('1.0.0')).toMatchObject({
      publication: 'withdrawn',
      withdrawn: { by: 'olga', reason: 'It paints snow.' },
    });
    expect(await stands()).toEqual({ state: 'withdrawn', reason: 'It paints snow.' });
    const entries = await entriesOf(id);
    expect(entries.map(([kind]) => kind)).toEqual([
      'checkpoint.registered',
      'checkpoint.published',
      'checkpoint.withdrawn',
    ]);
    expect(entries[1][1]).toEqual({
      version: '1.0.0',
      recordDigest: digest('1.0.0'),
      by: 'erik',
      signature: SIGNATURE,
    });
    expect(JSON.stringify(entries)).not.toContain('snow');
  });

  it('is published once, however many do it at a time', async () => {
    await Promise.all(Array.from({ length: 6 }, () => publish('1.0.0')));
    expect((await entriesOf(id)).filter(([kind]) => kind === 'checkpoint.published')).toHaveLength(1);
  });

  it('is not brought back, and not withdrawn before it was published', async () => {
    const withdraw = () => checkpoints.withdraw(OPERATOR, digest('1.0.0'), 'why');
    await expect(withdraw()).rejects.toMatchObject({ kind: 'conflict', code: 'checkpoint-not-published' });
    await publish('1.0.0');
    await withdraw();
    await expect(withdraw()).rejects.toMatchObject({ code: 'checkpoint-withdrawn' });
    await expect(publish('1.0.0')).rejects.toMatchObject({ kind: 'conflict', code: 'checkpoint-withdrawn' });
    await register(versionOf('1.0.0', { publication: { by: 'release', signature: SIGNATURE } }));
    expect(await stateOf('1.0.0')).toMatchObject({ publication: 'withdrawn', published: { by: 'erik' } });
  });

  it('needs the permission, a reason, and to be there', async () => {
    await expect(checkpoints.publish(VIEWER, digest('1.0.0'), SIGNATURE)).rejects.toMatchObject(refused);
    await expect(checkpoints.withdraw(VIEWER, digest('1.0.0'), 'x')).rejects.toMatchObject(refused);
    await publish('1.0.0');
    for (const reason of ['', '  ', 'x'.repeat(2_001)])
      await expect(checkpoints.withdraw(OPERATOR, digest('1.0.0'), reason)).rejects.toMatchObject({
        code: 'reason-missing',
      });
    await expect(publish('9.9.9')).rejects.toMatchObject({ code: 'checkpoint-not-registered' });
    expect(await stateOf('1.0.0')).toMatchObject({ publication: 'published' });
  });

  it('of a superseded record is not published', async () => {
    await register(versionOf('1.0.0', { recordDigest: digestOf(`${id} changed`) }));
    await expect(publish('1.0.0')).rejects.toMatchObject({ kind: 'conflict', code: 'checkpoint-superseded' });
  });

  it('of the release is published as it is registered, by the release; also later, once it may be', async () => {
    const publication = { by: 'release', signature: SIGNATURE };
    await register(versionOf('1.0.0', { publication }), versionOf('2.0.0', { publication }));
    await register(versionOf('1.0.0', { publication }), versionOf('2.0.0', { publication }));
    for (const version of ['1.0.0', '2.0.0'])
      expect(await stateOf(version)).toMatchObject({
        publication: 'published',
        published: { by: 'release' },
      });
    expect((await entriesOf(id)).map(([kind]) => kind)).toEqual([
      'checkpoint.registered',
      'checkpoint.published',
      'checkpoint.registered',
      'checkpoint.published',
    ]);
  });

  it('whose publication is refused leaves what was missing, and stays as it was', async () => {
    const version = { checkpointId: id, version: '1.0.0', recordDigest: digest('1.0.0') };
    const lack = (requirement: 'signature' | 'quality') => ({ requirement, subject: id, message: 'Words.' });
    const missing = [lack('signature'), lack('quality'), lack('quality')];
    await checkpoints.recordRefusal(ENGINEER, version, missing);
    expect((await entriesOf(id)).at(-1)).toEqual([
      'checkpoint.publication-refused',
      { version: '1.0.0', recordDigest: digest('1.0.0'), by: 'erik', missing: ['signature', 'quality'] },
    ]);
    expect(await stateOf('1.0.0')).toMatchObject({ publication: 'registered' });
    await expect(checkpoints.recordRefusal(VIEWER, version, missing)).rejects.toMatchObject(refused);
  });
});

describe('by SQL', () => {
  it.each<[string, string]>([
    ['another record', `UPDATE checkpoint_version SET record = '{"x":1}' WHERE record_digest = $1`],
    [
      'another digest',
      `UPDATE checkpoint_version SET checkpoint_digest = record_digest WHERE record_digest = $1`,
    ],
    ['another version number', `UPDATE checkpoint_version SET version = '7.0.0' WHERE record_digest = $1`],
    ['another time', 'UPDATE checkpoint_version SET created_at = now() WHERE record_digest = $1'],
    [
      'a publication taken back',
      'UPDATE checkpoint_version SET published_at = NULL, published_by = NULL WHERE record_digest = $1',
    ],
    [
      'a publication by somebody else',
      `UPDATE checkpoint_version SET published_by = 'eve' WHERE record_digest = $1`,
    ],
    [
      'a withdrawal without a person',
      'UPDATE checkpoint_version SET withdrawn_at = now() WHERE record_digest = $1',
    ],
    ['a version that goes', 'DELETE FROM checkpoint_version WHERE record_digest = $1'],
    ['a dataset use that goes', 'DELETE FROM dataset_use WHERE record_digest = $1'],
    ['another role of a dataset', `UPDATE dataset_use SET role = 'test' WHERE record_digest = $1`],
    ['a parent that goes', 'DELETE FROM checkpoint_parent WHERE record_digest = $1'],
    ['a move that goes', 'DELETE FROM alias_move WHERE record_digest = $1'],
    ['a move that leads elsewhere', `UPDATE alias_move SET moved_by = 'eve' WHERE record_digest = $1`],
  ])('%s is refused', async (_, statement) => {
    await register(versionOf('1.0.0'));
    await publish('1.0.0');
    await move('stable', '1.0.0', null);
    await expect(scratch.sql(statement, [digest('1.0.0')])).rejects.toThrow(/refused|check constraint/);
    expect(await stateOf('1.0.0')).toMatchObject({ publication: 'published', published: { by: 'erik' } });
  });

  it.each(['checkpoint_version', 'dataset_use', 'checkpoint_parent', 'alias_move'])(
    '%s is not emptied',
    async (table) => {
      await expect(scratch.sql(`TRUNCATE ${table} CASCADE`)).rejects.toThrow('TRUNCATE refused');
    },
  );

  it('no alias points into another checkpoint, or at what is not published', async () => {
    await register(versionOf('1.0.0'));
    const insert = (checkpointId: string) =>
      scratch.sql(
        'INSERT INTO alias_move (checkpoint_id, alias, number, record_digest, moved_by) VALUES ($1, $2, 1, $3, $4)',
        [checkpointId, 'stable', digest('1.0.0'), 'eve'],
      );
    await expect(insert(id)).rejects.toThrow('published version of its own checkpoint');
    await publish('1.0.0');
    const other = id;
    id = `${id}-b`;
    await register(versionOf('1.0.0'));
    await publish('1.0.0');
    await expect(insert(other)).rejects.toThrow('published version of its own checkpoint');
  });
});

describe('an alias', () => {
  beforeEach(async () => {
    await register(versionOf('1.0.0'), versionOf('2.0.0'), versionOf('3.0.0'));
    for (const version of ['1.0.0', '2.0.0']) await publish(version);
  });

  it('is moved from where it points, and remembers', async () => {
    expect(await move('stable', '1.0.0', null)).toMatchObject({
      target: `${id}@1.0.0`,
      moves: 1,
      movedBy: 'olga',
    });
    await move('stable', '2.0.0', `${id}@1.0.0`);
    await move('stable', '1.0.0', '2.0.0');
    expect(await aliases.resolve(id, 'stable')).toMatchObject({
      target: `${id}@1.0.0`,
      recordDigest: digest('1.0.0'),
    });
    expect((await aliases.history(id, 'stable')).map(({ number, target }) => [number, target])).toEqual([
      [3, `${id}@1.0.0`],
      [2, `${id}@2.0.0`],
      [1, `${id}@1.0.0`],
    ]);
    expect((await entriesOf(`${id}@stable`)).map(([, data]) => data)).toMatchObject([
      { from: null, to: { version: '1.0.0' }, by: 'olga' },
      { from: { version: '1.0.0', recordDigest: digest('1.0.0') }, to: { version: '2.0.0' } },
      { from: { version: '2.0.0' }, to: { version: '1.0.0', recordDigest: digest('1.0.0') } },
    ]);
  });

  it('stays where it points, without a trace', async () => {
    await move('canary', '1.0.0', null);
    expect(await move('canary', '1.0.0', '1.0.0')).toMatchObject({ moves: 1 });
    expect(await entriesOf(`${id}@canary`)).toHaveLength(1);
  });

  it('is not moved from anywhere else', async () => {
    const conflict = { kind: 'conflict', code: 'alias-moved' };
    await expect(move('stable', '1.0.0', '2.0.0')).rejects.toMatchObject({
      ...conflict,
      details: { target: null },
    });
    await move('stable', '1.0.0', null);
    await expect(move('stable', '2.0.0', null)).rejects.toMatchObject({
      ...conflict,
      details: { target: `${id}@1.0.0` },
    });
    await expect(move('stable', '2.0.0', '2.0.0')).rejects.toMatchObject(conflict);
    expect(await aliases.history(id, 'stable')).toHaveLength(1);
  });

  it('is moved by one of many who saw the same', async () => {
    await move('stable', '1.0.0', null);
    const moves = await Promise.allSettled(
      Array.from({ length: 12 }, () => move('stable', '2.0.0', '1.0.0')),
    );
    const lost = moves.filter((result) => result.status === 'rejected');
    expect(lost).toHaveLength(11);
    for (const { reason } of lost) expect(reason).toMatchObject({ kind: 'conflict', code: 'alias-moved' });
    expect(await aliases.history(id, 'stable')).toHaveLength(2);
    expect(await entriesOf(`${id}@stable`)).toHaveLength(2);
  });

  it('that is new is made by one of many', async () => {
    const made = await Promise.allSettled(
      Array.from({ length: 8 }, (_, i) => move('canary', i % 2 ? '1.0.0' : '2.0.0', null)),
    );
    expect(made.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(1);
    expect(await aliases.history(id, 'canary')).toHaveLength(1);
  });

  it('takes a role, and stable takes one more', async () => {
    await expect(move('canary', '1.0.0', null, VIEWER)).rejects.toMatchObject(refused);
    await expect(move('stable', '1.0.0', null, ENGINEER)).rejects.toMatchObject({
      ...refused,
      details: { permission: 'alias.move-protected' },
    });
    await expect(move('canary', '1.0.0', null, ENGINEER)).resolves.toBeDefined();
    await expect(move('Stable', '1.0.0', null)).rejects.toMatchObject({
      kind: 'bad-input',
      code: 'alias-invalid',
    });
    expect((await aliases.list(id)).map(({ reference }) => reference)).toEqual([`${id}@canary`]);
  });

  it('points at published versions alone', async () => {
    const unpublished = { kind: 'conflict', code: 'alias-target-unpublished' };
    await expect(move('canary', '3.0.0', null)).rejects.toMatchObject(unpublished);
    await checkpoints.withdraw(OPERATOR, digest('2.0.0'), 'why');
    await expect(move('canary', '2.0.0', null)).rejects.toMatchObject(unpublished);
    const foreign = {
      checkpointId: 'architecture/elsewhere',
      alias: 'canary',
      recordDigest: digest('1.0.0'),
      expected: null,
    };
    await expect(aliases.move(OPERATOR, foreign)).rejects.toMatchObject(unpublished);
  });

  it('leads nowhere once its version was withdrawn or superseded, until it is moved', async () => {
    await move('stable', '1.0.0', null);
    await checkpoints.withdraw(OPERATOR, digest('1.0.0'), 'why');
    await expect(aliases.resolve(id, 'stable')).rejects.toMatchObject({
      kind: 'conflict',
      code: 'alias-target-withdrawn',
    });
    await move('stable', '2.0.0', '1.0.0');
    await expect(aliases.resolve(id, 'stable')).resolves.toMatchObject({ target: `${id}@2.0.0` });
    await register(versionOf('2.0.0', { recordDigest: digestOf(`${id} changed`) as Digest }));
    await expect(aliases.resolve(id, 'stable')).rejects.toMatchObject({ code: 'alias-target-superseded' });
    await expect(aliases.resolve(id, 'canary')).rejects.toMatchObject({
      kind: 'not-found',
      code: 'alias-unknown',
    });
    await expect(aliases.history(id, 'canary')).rejects.toMatchObject({ code: 'alias-unknown' });
  });

  it('and a withdrawal at the same moment never leave it at a withdrawn version unseen', async () => {
    await Promise.allSettled([
      move('canary', '1.0.0', null),
      checkpoints.withdraw(OPERATOR, digest('1.0.0'), 'why'),
      move('next', '1.0.0', null),
    ]);
    for (const entry of await aliases.list(id)) expect(entry).toMatchObject({ state: 'withdrawn' });
    await expect(aliases.resolve(id, 'canary')).rejects.toThrow();
  });
});

describe('lineage', () => {
  it('is read from parent and from child, with the relation, however they are ordered', async () => {
    const from = (version: string, relation: string) => ({ recordDigest: digest(version), relation });
    const child = versionOf('3.0.0', {
      parents: [from('1.0.0', 'derived-from'), from('2.0.0', 'fine-tuned-with')],
    });
    await register(
      child,
      versionOf('2.0.0', { parents: [from('1.0.0', 'derived-from')] }),
      versionOf('1.0.0'),
    );
    await register(child, versionOf('1.0.0')); // again: nothing is written twice
    const named = async (version: string) => {
      const { parents, children } = await checkpoints.lineage(digest(version));
      const names = (all: typeof parents) =>
        all.map(({ reference, relation }) => [reference.split('@')[1], relation]);
      return [names(parents), names(children)];
    };
    expect(await named('1.0.0')).toEqual([
      [],
      [
        ['2.0.0', 'derived-from'],
        ['3.0.0', 'derived-from'],
      ],
    ]);
    expect(await named('2.0.0')).toEqual([[['1.0.0', 'derived-from']], [['3.0.0', 'fine-tuned-with']]]);
    expect(await named('3.0.0')).toEqual([
      [
        ['1.0.0', 'derived-from'],
        ['2.0.0', 'fine-tuned-with'],
      ],
      [],
    ]);
  });
});

describe('a canary', () => {
  const share = (percent: number, version = '2.0.0', expected: string | null = '2.0.0', by = OPERATOR) =>
    aliases.move(by, { checkpointId: id, alias: 'canary', recordDigest: digest(version), expected, percent });

  beforeEach(async () => {
    await register(versionOf('1.0.0'), versionOf('2.0.0'));
    for (const version of ['1.0.0', '2.0.0']) await publish(version);
  });

  it('takes a share, which every later decision knows, and the log too', async () => {
    const standing = new PrismaStanding(scratch.database);
    const known = async () =>
      (await standing.now()).aliases.filter(({ checkpointId }) => checkpointId === id);
    expect(await known()).toEqual([]);
    await move('stable', '1.0.0', null);
    await share(10, '2.0.0', null);
    expect(await known()).toMatchObject([
      { alias: 'canary', target: `${id}@2.0.0`, percent: 10 },
      { alias: 'stable', target: `${id}@1.0.0`, percent: null },
    ]);
    expect(await share(25)).toMatchObject({ percent: 25, moves: 2 });
    expect(await share(25)).toMatchObject({ moves: 2 }); // nothing changed: nothing is recorded
    expect((await known())[0].percent).toBe(25);
    expect((await aliases.history(id, 'canary')).map(({ percent }) => percent)).toEqual([25, 10]);
    expect((await entriesOf(`${id}@canary`)).map(([, data]) => data.percent)).toEqual([
      { from: 0, to: 10 },
      { from: 10, to: 25 },
    ]);
  });

  it('keeps its share when it is pointed elsewhere, and has none at first', async () => {
    await move('stable', '1.0.0', null);
    expect(await move('canary', '1.0.0', null)).toMatchObject({ percent: 0 });
    await share(40, '2.0.0', '1.0.0');
    expect(await move('canary', '1.0.0', '2.0.0')).toMatchObject({ percent: 40 });
  });

  it('needs a stable version for the others', async () => {
    await expect(share(1, '2.0.0', null)).rejects.toMatchObject({
      kind: 'conflict',
      code: 'canary-without-stable',
    });
    expect(await share(0, '2.0.0', null)).toMatchObject({ percent: 0 });
  });

  it('that carries clients takes the permission that stable takes; taking it back does not', async () => {
    await move('stable', '1.0.0', null);
    await expect(share(1, '2.0.0', null, VIEWER)).rejects.toMatchObject(refused);
    await expect(share(100, '2.0.0', null, ENGINEER)).rejects.toMatchObject(refused);
    await share(100, '2.0.0', null);
    await expect(move('canary', '1.0.0', '2.0.0', ENGINEER)).rejects.toMatchObject(refused);
    expect(await share(0, '2.0.0', '2.0.0', ENGINEER)).toMatchObject({ percent: 0 });
  });

  it.each([-1, 101, 0.5, NaN, Infinity])('never takes %d percent', async (percent) => {
    await move('stable', '1.0.0', null);
    const invalid = { kind: 'bad-input', code: 'canary-share-invalid' };
    await expect(share(percent, '2.0.0', null)).rejects.toMatchObject(invalid);
  });

  it('is the only alias with a share, for the database too', async () => {
    const stable = { checkpointId: id, alias: 'stable', recordDigest: digest('1.0.0'), expected: null };
    await expect(aliases.move(OPERATOR, { ...stable, percent: 5 })).rejects.toMatchObject({
      code: 'canary-share-invalid',
    });
    const insert = (alias: string, percent: number) =>
      scratch.sql(`INSERT INTO alias_move (checkpoint_id, alias, number, record_digest, moved_by, percent)
                   VALUES ('${id}', '${alias}', 1, '${digest('1.0.0')}', 'x', ${percent})`);
    await expect(insert('stable', 5)).rejects.toThrow(/alias_move_percent_check/);
    await expect(insert('canary', 101)).rejects.toThrow(/alias_move_percent_check/);
  });
});
