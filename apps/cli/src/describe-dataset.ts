import type { DatasetDetail, DatasetEntry } from '@maquette/persistence';
import type { LicenceGrant, Rule } from '@maquette/provenance';

/** One line: which revision, and how it stands. */
export function describeState({ id, version, revision, state, digest }: DatasetEntry): string {
  return `${id}@${version} (revision ${revision}) is ${state}; record ${digest}`;
}

export function describeDataset(dataset: DatasetDetail): string {
  const { title, issuer, licence, record, expiresAt, withdrawnConsents } = dataset;
  return [
    describeState(dataset),
    title,
    `issued by   ${issuer}`,
    `licence     ${licence}`,
    ...historyOf(dataset),
    ...(expiresAt ? [`expires     ${expiresAt.toISOString()}`] : []),
    ...(record.items?.length ? [`items       ${record.items.length}`] : []),
    ...record.derivedFrom.map(({ id, version }) => `made from   ${id}@${version}`),
    ...withdrawnConsents.map(
      ({ consent, by, at, reason }) =>
        `consent ${consent + 1} was withdrawn ${at.toISOString()}, recorded by ${by}: ${reason}`,
    ),
    ...record.grants.flatMap(describeGrant),
  ].join('\n');
}

function historyOf({
  drafted,
  submitted,
  approved,
  rejected,
  revoked,
  supersededAt,
}: DatasetEntry): string[] {
  const acts = { drafted, submitted, approved, rejected, revoked };
  const lines = Object.entries(acts).flatMap(([act, done]) => {
    if (!done) return [];
    const reason = 'reason' in done ? `: ${done.reason}` : '';
    return [`${act.padEnd(12)}${done.at.toISOString()} by ${done.by}${reason}`];
  });
  return supersededAt ? [...lines, `superseded  ${supersededAt.toISOString()}`] : lines;
}

function describeGrant({
  id,
  licensor,
  licensee,
  licence,
  permissions,
  prohibitions,
  duties,
}: LicenceGrant): string[] {
  return [
    `grant ${id}: ${licence}, by ${licensor.name} to ${licensee.name}`,
    ...permissions.map((rule) => `  permits   ${describeRule(rule)}`),
    ...prohibitions.map((rule) => `  prohibits ${describeRule(rule)}`),
    ...duties.map(({ action, text }) => `  duty      ${action}: ${text}`),
  ];
}

function describeRule({ clause, uses, territories, purposes, from, until }: Rule): string {
  const dates = [from && `from ${from}`, until && `until ${until}`].filter(Boolean).join(' ');
  return `clause ${clause}: ${uses.join('/')} use in ${territories.join('/')} to ${purposes.join('/')} ${dates}`.trim();
}
