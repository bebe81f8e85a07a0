import type { DatasetRecord } from '../records/dataset-record';
import type { LicenceGrant } from '../records/licence-grant';

/** A clause that ends. */
export interface Lapse {
  grantId: string;
  licensor: string;
  clause: string;
  /** First instant at which the clause does not hold any more. */
  until: Date;
}

/** The permissions of a record that end, the soonest first. A date that is none counts as ended. */
export function lapsesOf({ grants }: { grants: readonly LicenceGrant[] }): Lapse[] {
  const lapses = grants.flatMap(({ id, licensor, permissions }) =>
    permissions.flatMap(({ clause, until }) =>
      until === undefined ? [] : [{ grantId: id, licensor: licensor.name, clause, until: instant(until) }],
    ),
  );
  return lapses.sort((a, b) => a.until.getTime() - b.until.getTime());
}

/**
 * First instant from which nothing at all is permitted any more, whatever is asked; null when there is none. Where items
 * have licences of their own, the first item without one ends it.
 */
export function expiryOf({
  grants,
  items,
  consents,
}: Pick<DatasetRecord, 'grants' | 'items' | 'consents'>): Date | null {
  const ends = new Map(grants.map((grant) => [grant.id, endOf(grant)]));
  const parts = items?.length ? items.map((item) => item.grants) : [[...ends.keys()]];
  const last = parts.map((ids) => Math.max(-Infinity, ...ids.map((id) => ends.get(id) ?? -Infinity)));
  const consentEnds = consents.map(({ until }) =>
    until === undefined ? Infinity : instant(until).getTime(),
  );
  const first = Math.min(...last, ...consentEnds);
  if (first === Infinity) return null;
  return new Date(Math.max(first, 0));
}

function endOf({ permissions }: LicenceGrant): number {
  return Math.max(
    -Infinity,
    ...permissions.map(({ until }) => (until === undefined ? Infinity : instant(until).getTime())),
  );
}

function instant(text: string): Date {
  const time = Date.parse(text);
  return new Date(Number.isNaN(time) ? 0 : time);
}
