import { afterAll, beforeAll, expect, it } from 'vitest';
import { localOperator, makeAccessKey } from '@maquette/access';
import { PrismaAccessKeys } from '@maquette/persistence';
import { migratedDatabase } from './support/scratch-database';

// real: Postgres, whose clock says what has expired.
let scratch: Awaited<ReturnType<typeof migratedDatabase>>;
let access: PrismaAccessKeys;
const operator = localOperator('test');

beforeAll(async () => {
  scratch = await migratedDatabase();
  access = new PrismaAccessKeys(scratch.database);
});
afterAll(() => scratch?.drop());

const refusal = (reason: string) => ({ kind: 'refused', code: 'join-token-refused', details: { reason } });

/** A token that was handed out two hours ago for one hour. */
async function expiredToken(pool: string): Promise<string> {
  const { id, key, hash } = makeAccessKey();
  await scratch.sql(
    `INSERT INTO access_key (id, name, roles, hash, pool, issued_by, created_at, expires_at)
     VALUES ($1, $2, '{worker}', $3, $4, 'test', now() - interval '2 hours', now() - interval '1 hour')`,
    [id, `worker@${pool}`, hash, pool],
  );
  return key;
}

it('opens its own pool until it expires', async () => {
  const tomorrow = new Date(Date.now() + 86_400_000);
  const { key, expiresAt } = await access.issueJoinToken(operator, 'far', undefined, tomorrow);
  expect(expiresAt).toEqual(tomorrow);
  expect(await access.admit(key, 'far')).toEqual({ name: 'worker@far' });
  await expect(access.admit(key, 'near')).rejects.toMatchObject(refusal('other-pool'));
  const old = await expiredToken('old');
  await expect(access.admit(old, 'old')).rejects.toMatchObject(refusal('expired'));
  await expect(access.admit(old, 'old')).rejects.toThrow(
    'The join token does not open the pool old: it has expired.',
  );
});

it('says that it was withdrawn to whoever has it, and to nobody who guesses', async () => {
  const { id, key } = await access.issueJoinToken(operator, 'gone');
  await access.withdraw(operator, id);
  await expect(access.admit(key, 'gone')).rejects.toMatchObject(refusal('withdrawn'));
  const guess = `${key.slice(0, -1)}${key.endsWith('A') ? 'E' : 'A'}`;
  await expect(access.admit(guess, 'gone')).rejects.toMatchObject(refusal('unknown'));
  await expect(access.admit('mq_', 'gone')).rejects.toMatchObject(refusal('unknown'));
});

it('is no person, and a person is no token, whatever the pool', async () => {
  const { key } = await access.issueJoinToken(operator, 'lone');
  await expect(access.authenticate(key)).rejects.toMatchObject({ code: 'not-authenticated' });
  const person = await access.issue(operator, { name: 'olga', roles: ['operator'] });
  await expect(access.admit(person.key, 'lone')).rejects.toMatchObject(refusal('unknown'));
});

it('is not handed out for a time that is over, and never changes afterwards', async () => {
  const past = access.issueJoinToken(operator, 'late', undefined, new Date(Date.now() - 1));
  await expect(past).rejects.toMatchObject({ kind: 'bad-input', code: 'token-expiry-past' });
  const change = scratch.sql(
    `UPDATE access_key SET expires_at = now() + interval '1 year' WHERE pool = 'old'`,
  );
  await expect(change).rejects.toThrow('access keys can only be withdrawn');
});
