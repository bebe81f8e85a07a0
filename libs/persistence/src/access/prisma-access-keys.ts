import {
  checkKeyHolder,
  makeAccessKey,
  notAuthenticated,
  provesKey,
  readAccessKey,
  requirePermission,
  type Actor,
  type Role,
} from '@maquette/access';
import { MaquetteError } from '@maquette/kernel';
import { appendAuditEntry } from '../audit/append-audit-entry';
import type { Database } from '../database';
import { isDuplicate } from '../database-errors';

export interface AccessKeyEntry {
  id: string;
  name: string;
  roles: Role[];
  /** Of a join token: the pool that its worker may work for. */
  pool: string | null;
  issuedBy: string;
  createdAt: Date;
  withdrawnAt: Date | null;
  /** Of a join token: when it ends by itself; null: never. */
  expiresAt: Date | null;
}

interface ProvenRow {
  name: string;
  roles: string[];
  hash: string;
  pool: string | null;
  withdrawnAt: Date | null;
  expired: boolean;
}

const POOL_NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** Access keys on Postgres. Issuing and withdrawing need `access.manage`; each leaves an audit entry. */
export class PrismaAccessKeys {
  constructor(private readonly database: Database) {}

  /**
   * Hands out a key; the answer is the only time that it can be read. One name has one key in force.
   * Errors: `permission-missing` (refused), `access-name-invalid`, `access-roles-invalid` (bad-input),
   * `access-name-taken` (conflict).
   */
  async issue(
    by: Actor,
    holder: { name: string; roles: readonly string[] },
  ): Promise<AccessKeyEntry & { key: string }> {
    requirePermission(by, 'access.manage');
    if (holder.roles.includes('worker')) throw tokenOnly();
    return this.hand(by, checkKeyHolder(holder.name, holder.roles), null);
  }

  /**
   * Hands out the token that workers join the pool with; it is shown once and opens nothing else. A pool has one that is
   * not withdrawn for each name (`worker@<pool>` unless given). Errors: `permission-missing` (refused),
   * `pool-name-invalid`, `access-name-invalid`, `token-expiry-past` (bad-input), `access-name-taken` (conflict).
   */
  async issueJoinToken(
    by: Actor,
    pool: string,
    name = `worker@${pool}`,
    expiresAt: Date | null = null,
  ): Promise<AccessKeyEntry & { key: string }> {
    requirePermission(by, 'pool.manage');
    if (!POOL_NAME.test(pool)) throw badPoolName(pool);
    if (expiresAt && expiresAt.getTime() <= Date.now()) throw expiryPast(expiresAt);
    return this.hand(by, checkKeyHolder(name, ['worker']), pool, expiresAt);
  }

  /**
   * The name that a join token stands for. Errors: `join-token-refused` (refused), which says why to whoever has a token of
   * ours, and nothing to anybody else.
   */
  async admit(token: string, pool: string): Promise<{ name: string }> {
    const row = await this.proven(token);
    if (!row || row.pool === null) throw tokenRefused(pool, 'unknown');
    if (row.withdrawnAt) throw tokenRefused(pool, 'withdrawn');
    if (row.expired) throw tokenRefused(pool, 'expired');
    if (row.pool !== pool) throw tokenRefused(pool, 'other-pool');
    return { name: row.name };
  }

  private async hand(
    by: Actor,
    { name, roles }: { name: string; roles: Role[] },
    pool: string | null,
    expiresAt: Date | null = null,
  ) {
    const { id, key, hash } = makeAccessKey();
    try {
      const row = await this.database.transaction(async (tx) => {
        const created = await tx.accessKey.create({
          data: { id, name, roles, hash, pool, issuedBy: by.name, expiresAt },
        });
        const data = {
          ...{ name, roles, by: by.name },
          ...(pool === null ? {} : { pool }),
          ...(expiresAt === null ? {} : { expiresAt: expiresAt.toISOString() }),
        };
        await appendAuditEntry(tx, { kind: 'access.key-issued', subject: id, at: created.createdAt, data });
        return created;
      });
      return { ...entryOf(row), key };
    } catch (cause) {
      if (isDuplicate(cause)) throw nameTaken(name, cause);
      throw cause;
    }
  }

  /** Newest first, withdrawn ones too. Errors: `permission-missing`. */
  async list(by: Actor): Promise<AccessKeyEntry[]> {
    requirePermission(by, 'access.manage');
    const rows = await this.database.run((client) =>
      client.accessKey.findMany({ orderBy: [{ createdAt: 'desc' }, { id: 'asc' }] }),
    );
    return rows.map(entryOf);
  }

  /**
   * From then on the key opens nothing. One that is withdrawn already stays as it is.
   * Errors: `permission-missing` (refused), `access-key-unknown` (not-found).
   */
  async withdraw(by: Actor, id: string): Promise<AccessKeyEntry> {
    requirePermission(by, 'access.manage');
    return this.database.transaction(async (tx) => {
      const [changed] = await tx.$queryRaw<{ name: string; at: Date }[]>`
        UPDATE access_key SET withdrawn_at = now() WHERE id = ${id} AND withdrawn_at IS NULL
        RETURNING name, withdrawn_at AS at`;
      const row = await tx.accessKey.findUnique({ where: { id } });
      if (!row) throw unknownKey(id);
      if (changed) {
        const data = { name: changed.name, by: by.name };
        await appendAuditEntry(tx, { kind: 'access.key-withdrawn', subject: id, at: changed.at, data });
      }
      return entryOf(row);
    });
  }

  /** The actor that a key stands for. Errors: `not-authenticated` (refused), which does not say why. */
  async authenticate(text: string): Promise<Actor> {
    const row = await this.proven(text);
    if (!row || row.withdrawnAt || row.pool !== null) throw notAuthenticated();
    return { name: row.name, roles: row.roles as Role[] };
  }

  /** Was a join token ever handed out? From then on a worker needs one. */
  async hasJoinTokens(): Promise<boolean> {
    return (
      (await this.database.run((client) => client.accessKey.count({ where: { NOT: { pool: null } } }))) > 0
    );
  }

  /** The row of a key whose secret is right, in force or not; `expired` by the database's clock. */
  private async proven(text: string) {
    const parts = readAccessKey(text);
    if (!parts) return null;
    const [row] = await this.database.run(
      (client) => client.$queryRaw<(ProvenRow | undefined)[]>`
        SELECT name, roles, hash, pool, withdrawn_at AS "withdrawnAt", coalesce(expires_at <= now(), false) AS expired
        FROM access_key WHERE id = ${parts.id}`,
    );
    return row && provesKey(parts.secret, row.hash) ? row : null;
  }

  /** Is there anybody who could hand out keys? */
  async hasAdministrator(): Promise<boolean> {
    const where = { withdrawnAt: null, roles: { has: 'admin' } };
    return (await this.database.run((client) => client.accessKey.count({ where }))) > 0;
  }
}

function entryOf({
  hash: _hash,
  roles,
  ...row
}: Omit<AccessKeyEntry, 'roles'> & { hash: string; roles: string[] }) {
  return { ...row, roles: roles as Role[] };
}

function tokenOnly(): MaquetteError {
  return new MaquetteError('bad-input', 'access-roles-invalid', 'The role worker belongs to a pool.', {
    hint: 'Hand out a join token with `maquette pools token --pool NAME`.',
    details: { field: 'roles' },
  });
}

function badPoolName(pool: string): MaquetteError {
  return new MaquetteError('bad-input', 'pool-name-invalid', `"${pool}" cannot be the name of a pool.`, {
    hint: 'Use 1 to 63 lower-case letters, digits and hyphens.',
    details: { field: 'pool' },
  });
}

const WHY_REFUSED = {
  unknown: 'it is not known here',
  withdrawn: 'it was withdrawn',
  expired: 'it has expired',
  'other-pool': 'it is of another pool',
};

function tokenRefused(pool: string, reason: keyof typeof WHY_REFUSED): MaquetteError {
  const message = `The join token does not open the pool ${pool}: ${WHY_REFUSED[reason]}.`;
  return new MaquetteError('refused', 'join-token-refused', message, {
    hint: 'An operator hands out tokens with `maquette pools token --pool NAME`; set MAQUETTE_JOIN_TOKEN and MAQUETTE_POOL to the same pool.',
    details: { pool, reason },
  });
}

function expiryPast(expiresAt: Date): MaquetteError {
  const message = `The token would end at ${expiresAt.toISOString()}, which is over.`;
  return new MaquetteError('bad-input', 'token-expiry-past', message, {
    hint: 'Give a time that is still to come, or none.',
    details: { field: 'expires' },
  });
}

function nameTaken(name: string, cause: unknown): MaquetteError {
  return new MaquetteError('conflict', 'access-name-taken', `${name} has a key that is in force.`, {
    hint: 'Withdraw it first (`maquette access list`), or take another name for another person.',
    details: { name },
    cause,
  });
}

function unknownKey(id: string): MaquetteError {
  return new MaquetteError('not-found', 'access-key-unknown', `There is no access key ${id}.`, {
    hint: '`maquette access list` shows the ids; they are no secret, and not the keys themselves.',
    details: { id },
  });
}
