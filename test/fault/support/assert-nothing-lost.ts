import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { checkHistory, type LoggedEntry } from './check-history';

/** What the check reads from: plain SQL, and the bytes of an object by its digest. None of the platform's code. */
export interface Evidence {
  sql(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  /** Null: there is no such object. */
  object(digest: string): Promise<Buffer | null>;
  leaseMs: number;
}

export interface Tally {
  completed: number;
  failed: number;
  parked: number;
  cancelled: number;
  /** All claims, and how many of them took a generation over from a worker that was lost. */
  claims: number;
  takeovers: number;
}

/**
 * Every accepted generation ended exactly once: with one publication, whose artefacts are of the epoch that completed it,
 * lie whole in the store and are those that the log names, or with one recorded failure; with one terminal entry in the
 * audit log, whose hashes are right; and each step on the way there is one that the state machine has.
 */
export async function assertNothingLost(evidence: Evidence, ids: readonly string[]): Promise<Tally> {
  const rows = await evidence.sql(
    `SELECT id, state, error_code AS error, lease_epoch AS epoch, lease_expires_at AS lease,
            (SELECT coalesce(json_agg(a), '[]') FROM artefact AS a WHERE a.generation_id = generation.id) AS artefacts
     FROM generation WHERE id = ANY($1) ORDER BY id`,
    [ids],
  );
  expect(rows.map(({ id }) => id)).toEqual([...ids].sort());
  const entries = await entriesOf(evidence, ids);
  const tally: Tally = { completed: 0, failed: 0, parked: 0, cancelled: 0, claims: 0, takeovers: 0 };
  for (const row of rows as unknown as Row[]) {
    const history = entries.get(row.id)!;
    const replayed = checkHistory(history, evidence.leaseMs);
    expect(replayed, row.id).toMatchObject({ state: row.state, epoch: row.epoch });
    tally[row.state]++;
    tally.claims += row.epoch;
    tally.takeovers += replayed.takeovers;
    expect(row.lease, row.id).toBeNull();
    expect(terminalEntries(history), row.id).toEqual([`generation.${row.state}`]);
    await (row.state === 'completed' ? checkPublished(evidence, row, history) : checkUnpublished(row));
  }
  return tally;
}

interface Row {
  id: string;
  state: 'completed' | 'failed' | 'parked' | 'cancelled';
  error: string | null;
  epoch: number;
  lease: Date | null;
  artefacts: {
    kind: string;
    digest: string;
    bytes: number;
    lease_epoch: number;
    credential: string | null;
  }[];
}

async function checkPublished(evidence: Evidence, row: Row, history: LoggedEntry[]): Promise<void> {
  const { id, artefacts, epoch, error } = row;
  expect(error, id).toBeNull();
  expect(artefacts.map(({ kind }) => kind).sort(), id).toEqual(['poster', 'scene', 'video']);
  for (const { digest, bytes, lease_epoch, credential, kind } of artefacts) {
    expect(lease_epoch, id).toBe(epoch);
    if (kind !== 'scene') expect(credential, id).toMatch(/^urn:c2pa:/);
    const content = await evidence.object(digest);
    expect(content && [sha256(content), content.length], `${kind} of ${id}`).toEqual([digest, bytes]);
  }
  const { data } = history.at(-1)!;
  const named = (data.artefacts as { digest: string }[]).map(({ digest }) => digest);
  expect(named.sort(), id).toEqual(artefacts.map(({ digest }) => digest).sort());
}

function checkUnpublished({ id, state, artefacts, error }: Row): void {
  expect(artefacts, id).toEqual([]);
  if (state !== 'cancelled') expect(error, id).not.toBeNull();
}

/** Of its last round: an operator may have given it another one. */
function terminalEntries(history: LoggedEntry[]): string[] {
  const round = history.slice(history.findLastIndex(({ kind }) => kind === 'generation.requeued') + 1);
  const ends = ['completed', 'failed', 'parked', 'cancelled'].map((state) => `generation.${state}`);
  return round.map(({ kind }) => kind).filter((kind) => ends.includes(kind));
}

/** Numbered already, or still to be: an entry is in one of both tables. */
async function entriesOf(evidence: Evidence, ids: readonly string[]): Promise<Map<string, LoggedEntry[]>> {
  const rows = await evidence.sql(
    `SELECT pending_id AS id, subject, body::text AS body, leaf_hash AS hash FROM audit_entry WHERE subject = ANY($1)
     UNION ALL SELECT id, subject, body::text, leaf_hash FROM audit_pending WHERE subject = ANY($1) ORDER BY id`,
    [ids],
  );
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  const found = new Map(ids.map((id) => [id, [] as LoggedEntry[]]));
  for (const { subject, body, hash } of rows) {
    const leaf = createHash('sha256').update(Buffer.of(0)).update(String(body)).digest();
    expect(leaf.equals(hash as Buffer), `leaf of ${String(subject)}`).toBe(true);
    found.get(String(subject))!.push(JSON.parse(String(body)));
  }
  return found;
}

export function objectIn(store: string, digest: string): Promise<Buffer | null> {
  const hex = digest.slice('sha256:'.length);
  return readFile(join(store, 'sha256', hex.slice(0, 2), hex.slice(2))).catch(() => null);
}

/** Each object of a file store is what its name says: nothing half-written is visible. */
export async function assertWhole(store: string): Promise<void> {
  const root = join(store, 'sha256');
  for (const folder of await readdir(root).catch(() => [])) {
    for (const name of await readdir(join(root, folder)))
      expect(sha256(await readFile(join(root, folder, name)))).toBe(`sha256:${folder}${name}`);
  }
}

function sha256(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
