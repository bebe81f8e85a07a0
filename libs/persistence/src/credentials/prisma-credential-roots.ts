import type { Digest } from '@maquette/kernel';
import { appendAuditEntry } from '../audit/append-audit-entry';
import type { Database, Transaction } from '../database';

export type CredentialRootKind = 'own' | 'organisation';

export interface CredentialRootEntry {
  fingerprint: Digest;
  /** PEM */
  certificate: string;
  kind: CredentialRootKind;
}

export interface KnownRoots {
  /** What signs now; null before the first start. */
  current: CredentialRootEntry | null;
  /** What signed before; still trusted. */
  retired: CredentialRootEntry[];
}

/** The one root that an installation signs under, whichever of its machines does. */
export class PrismaCredentialRoots {
  constructor(private readonly database: Database) {}

  known(): Promise<KnownRoots> {
    return this.database.run(read);
  }

  /**
   * Makes what `choose` answers the current root; null leaves things as they are. One caller at a time: whoever comes
   * second sees the first one's root. `by` is who decided it; null for a first start.
   */
  adopt(
    choose: (known: KnownRoots) => Promise<CredentialRootEntry | null>,
    by: string | null = null,
  ): Promise<KnownRoots> {
    return this.database.transaction(async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('maquette.credential_root'))`;
      const known = await read(tx);
      const chosen = await choose(known);
      if (!chosen || chosen.fingerprint === known.current?.fingerprint) return known;
      await replace(tx, known, chosen, by);
      return read(tx);
    });
  }
}

async function replace(
  tx: Transaction,
  { current }: KnownRoots,
  chosen: CredentialRootEntry,
  by: string | null,
): Promise<void> {
  const at = new Date();
  await tx.credentialRoot.updateMany({ where: { retiredAt: null }, data: { retiredAt: at } });
  const { fingerprint } = chosen;
  await tx.credentialRoot.upsert({ where: { fingerprint }, create: chosen, update: { retiredAt: null } });
  const data = { kind: chosen.kind, former: current?.fingerprint ?? null, by };
  await appendAuditEntry(tx, { kind: 'credential-root.adopted', subject: fingerprint, at, data });
}

async function read(client: Transaction): Promise<KnownRoots> {
  const rows = await client.credentialRoot.findMany({ orderBy: { createdAt: 'asc' } });
  const entries = rows.map((row) => ({
    entry: {
      fingerprint: row.fingerprint as Digest,
      certificate: row.certificate,
      kind: row.kind as CredentialRootKind,
    },
    retired: row.retiredAt !== null,
  }));
  return {
    current: entries.find(({ retired }) => !retired)?.entry ?? null,
    retired: entries.filter(({ retired }) => retired).map(({ entry }) => entry),
  };
}
