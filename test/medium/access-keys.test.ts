import { afterAll, beforeAll, expect, it } from 'vitest';
import { localOperator, type Actor } from '@maquette/access';
import { PrismaAccessKeys, PrismaAuditTrail } from '@maquette/persistence';
import { migratedDatabase } from './support/scratch-database';

let scratch: Awaited<ReturnType<typeof migratedDatabase>>;
let keys: PrismaAccessKeys;
const operator = localOperator('root');

beforeAll(async () => {
  scratch = await migratedDatabase();
  keys = new PrismaAccessKeys(scratch.database);
});
afterAll(() => scratch?.drop());

const issue = (name: string, ...roles: string[]) => keys.issue(operator, { name, roles });

it('lets its holder in until it is withdrawn, and leaves nothing of the secret behind', async () => {
  const { id, key } = await issue('ana', 'licensing', 'viewer');
  expect(await keys.authenticate(key)).toEqual({ name: 'ana', roles: ['viewer', 'licensing'] });
  const secret = key.split('_').slice(2).join('_');
  const everything = await scratch.sql(
    'SELECT row_to_json(access_key)::text AS row FROM access_key UNION ALL SELECT body::text FROM audit_entry UNION ALL SELECT body::text FROM audit_pending',
  );
  expect(JSON.stringify(everything)).not.toContain(secret);

  await keys.withdraw(operator, id);
  await expect(keys.authenticate(key)).rejects.toMatchObject({ code: 'not-authenticated' });
  const trail = await new PrismaAuditTrail(scratch.database).page({ limit: 10, subject: id });
  expect(trail.map(({ kind, leaf }) => [kind, JSON.parse(leaf).data])).toEqual([
    ['access.key-issued', { name: 'ana', roles: ['viewer', 'licensing'], by: 'local:root' }],
    ['access.key-withdrawn', { name: 'ana', by: 'local:root' }],
  ]);
  const again = await keys.withdraw(operator, id); // no second entry, no later time
  expect(again.withdrawnAt).not.toBeNull();
  expect(await new PrismaAuditTrail(scratch.database).page({ limit: 10, subject: id })).toHaveLength(2);
});

it('refuses every other text alike', async () => {
  const { id, key } = await issue('bea', 'viewer');
  const other = await issue('cem', 'admin');
  const secret = key.slice(-43);
  const wrong = [
    '',
    'mq_',
    key.slice(0, -1),
    `${key} `,
    `mq_${id}_${'A'.repeat(43)}`,
    `mq_${other.id}_${secret}`,
    `mq_0000000000000000_${secret}`,
    `mq_${id}_${secret.slice(0, 42)}'`,
  ];
  const answers = await Promise.all(
    wrong.map((text) => keys.authenticate(text).catch((error: Error) => error)),
  );
  expect(new Set(answers.map((answer) => (answer as Error).message)).size).toBe(1);
  for (const answer of answers) expect(answer).toMatchObject({ kind: 'refused', code: 'not-authenticated' });
});

it('is the only one of its holder, even when two are asked for at once; another follows when it is withdrawn', async () => {
  const attempts = await Promise.allSettled([1, 2, 3, 4].map(() => issue('dan', 'viewer')));
  expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const failed = attempts.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
  expect(failed.reason).toMatchObject({ kind: 'conflict', code: 'access-name-taken' });
  const held = (await keys.list(operator)).find(({ name }) => name === 'dan')!;
  await keys.withdraw(operator, held.id);
  await expect(issue('dan', 'viewer')).resolves.toMatchObject({ name: 'dan' });
});

it('is managed by administrators alone', async () => {
  const nobody: Actor = { name: 'eve', roles: ['viewer', 'licensing', 'auditor', 'engineer', 'operator'] };
  const { id } = await issue('fay', 'viewer');
  for (const act of [
    keys.issue(nobody, { name: 'gus', roles: ['admin'] }),
    keys.list(nobody),
    keys.withdraw(nobody, id),
  ]) {
    await expect(act).rejects.toMatchObject({ code: 'permission-missing' });
  }
  await expect(keys.withdraw(operator, 'ffffffffffffffff')).rejects.toMatchObject({
    code: 'access-key-unknown',
  });
});

it.each([
  ["UPDATE access_key SET roles = '{admin}'", /only be withdrawn/],
  ["UPDATE access_key SET hash = 'sha256:' || repeat('0', 64)", /only be withdrawn/],
  [
    "UPDATE access_key SET name = 'release', withdrawn_at = now() WHERE withdrawn_at IS NULL",
    /only be withdrawn/,
  ],
  ['UPDATE access_key SET withdrawn_at = NULL', /only be withdrawn/],
  ['DELETE FROM access_key', /only be withdrawn/],
  [
    "INSERT INTO access_key (id, name, roles, hash, issued_by) VALUES (repeat('a', 16), 'x', '{}', 'sha256:' || repeat('0', 64), 'x')",
    /roles_check/,
  ],
  [
    "INSERT INTO access_key (id, name, roles, hash, issued_by) VALUES (repeat('a', 16), 'x', '{root}', 'sha256:' || repeat('0', 64), 'x')",
    /roles_check/,
  ],
])('the database refuses: %s', async (sql, reason) => {
  await issue('hal', 'viewer').catch(() => undefined);
  await expect(scratch.sql(sql)).rejects.toThrow(reason);
});

it('knows whether anybody can hand out keys', async () => {
  for (const { id, withdrawnAt } of await keys.list(operator))
    if (!withdrawnAt) await keys.withdraw(operator, id);
  expect(await keys.hasAdministrator()).toBe(false);
  await issue('ivy', 'viewer');
  expect(await keys.hasAdministrator()).toBe(false);
  await issue('joe', 'viewer', 'admin');
  expect(await keys.hasAdministrator()).toBe(true);
});
