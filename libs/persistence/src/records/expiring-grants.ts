import type { Digest } from '@maquette/kernel';
import { lapsesOf, type Consent, type Lapse, type LicenceGrant } from '@maquette/provenance';
import type { Transaction } from '../database';

/** A clause of an approved record that ends soon, and how soon. */
export interface ExpiringGrant extends Lapse {
  datasetId: string;
  version: string;
  digest: Digest;
  title: string;
  /** It ends within this many days: the smallest of FORESIGHT_DAYS. */
  withinDays: number;
}

/** How far ahead the end of a licence is foreseen. */
export const FORESIGHT_DAYS = [1, 7, 30] as const;

const DAY_MS = 86_400_000;

interface Row {
  datasetId: string;
  version: string;
  digest: Digest;
  title: string;
  grants: LicenceGrant[];
  consents: Consent[] | null;
  now: Date;
}

/** Clauses of grants, and consents, that end within so many days by the database's clock, the soonest first. */
export async function expiringGrants(client: Transaction, days: number): Promise<ExpiringGrant[]> {
  const rows = await client.$queryRaw<Row[]>`
    SELECT dataset_id AS "datasetId", version, digest, title, record -> 'grants' AS grants,
      record -> 'consents' AS consents, now() AS now
    FROM dataset
    WHERE state = 'approved' AND superseded_at IS NULL
      AND ((record -> 'grants')::text LIKE '%"until"%' OR (record -> 'consents')::text LIKE '%"until"%')`;
  const expiring = rows.flatMap(({ grants, consents, now, ...dataset }) =>
    [...lapsesOf({ grants }), ...endsOf(consents ?? [])].flatMap((lapse) => {
      const left = (lapse.until.getTime() - now.getTime()) / DAY_MS;
      if (left <= 0 || left > days) return [];
      return [{ ...dataset, ...lapse, withinDays: FORESIGHT_DAYS.find((bound) => left <= bound) ?? days }];
    }),
  );
  return expiring.sort((a, b) => a.until.getTime() - b.until.getTime() || (a.digest < b.digest ? -1 : 1));
}

/** A consent's end is the end of all that the dataset may be used for. */
function endsOf(consents: Consent[]): Lapse[] {
  return consents.flatMap(({ scope, until }, index) =>
    until === undefined
      ? []
      : [{ grantId: `consent ${index + 1}`, licensor: scope, clause: 'consent', until: new Date(until) }],
  );
}
