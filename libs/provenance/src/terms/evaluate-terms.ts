import type { Consent, DatasetItem } from '../records/dataset-record';
import type { LicenceGrant, Rule } from '../records/licence-grant';
import type { DecidingClause, OwedDuty, TermsDecision, TermsRequest } from './decision';
import { FILES_ALONE, objectionTo, type RecordIdentity, type Standing } from '../standing/standing';
import { isLicensee, permissionMismatches, prohibitionTouches, type Mismatch } from './rule-match';
import { isAction, isPurpose, isTerritory, isUse } from './vocabulary';

/** Anything that carries licence grants: a DatasetRecord is one; a checkpoint with its own licence is another. */
export interface Licensed {
  /** Dataset id, or checkpoint reference. */
  id: string;
  grants: readonly LicenceGrant[];
  items?: readonly Pick<DatasetItem, 'id' | 'grants'>[];
  consents?: readonly Pick<Consent, 'scope' | 'until'>[];
  /** The record that the grants are from, so that its standing counts; left out, the terms alone decide. */
  record?: RecordIdentity;
}

interface Permission {
  grant: LicenceGrant;
  rule: Rule;
  mismatches: Mismatch[];
}

/**
 * May this be done with all of these? Pure; the rules, in this order:
 * 1. an operand of the request that is not in the vocabulary denies;
 * 2. a record that does not stand (revoked, not approved, withdrawn) denies, and so does a consent that ended;
 * 3. a prohibition that touches the request, in any grant of any of them, denies, whoever the grant is for;
 * 4. every part needs a permission that covers the request: a dataset by one of its grants, and where items have
 *    their own licences each item by one of the grants it names;
 * 5. whatever is left is denied, an empty list of subjects included.
 * The first denial decides. A permission speaks only for the grant's licensee, and only when the grant's duties are all
 * known to us.
 * @param standing what was decided about the records; left out, their files are all that is known
 */
export function evaluateTerms(
  subjects: Licensed | readonly Licensed[],
  request: TermsRequest,
  standing: Standing = FILES_ALONE,
): TermsDecision {
  const list = 'grants' in subjects ? [subjects] : subjects;
  const unknown = unknownOperand(request);
  if (unknown) return denied(nothing('unknown-operand', '', unknown));
  if (list.length === 0) return denied(nothing('not-permitted', '', 'There is no licence to decide by.'));

  for (const subject of list) {
    const objection = findObjection(subject, request, standing);
    if (objection) return denied(nothing('not-in-force', subject.id, objection));
  }
  for (const subject of list) {
    const prohibition = findProhibition(subject, request);
    if (prohibition) return denied(prohibition);
  }

  const permitted: { clause: DecidingClause; grant: LicenceGrant }[] = [];
  for (const subject of list) {
    for (const part of partsOf(subject)) {
      const permissions = permissionsOf(part.grants, request);
      const covering = permissions.find(({ mismatches }) => mismatches.length === 0);
      if (!covering) return denied(notPermitted(subject, part, permissions, request));
      const clause = permittedBy(subject, covering, request);
      permitted.push({ clause, grant: covering.grant });
    }
  }
  return allowed(permitted);
}

function unknownOperand({ use, territory, date, purpose }: TermsRequest): string | null {
  if (!isUse(use)) return `The use "${use}" is not one that licence terms know.`;
  if (!isTerritory(territory)) return `The territory "${territory}" is no ISO 3166-1 alpha-2 code.`;
  if (!isPurpose(purpose)) return `The purpose "${purpose}" is not one that licence terms know.`;
  if (Number.isNaN(date.getTime())) return 'The date is not valid.';
  return null;
}

function findObjection(
  { id, record, consents }: Licensed,
  request: TermsRequest,
  standing: Standing,
): string | null {
  const objection = record && objectionTo(record, standing);
  if (objection) return `${record.kind === 'dataset' ? 'The dataset' : 'The checkpoint'} ${id} ${objection}.`;
  // A date that is none ends at once: Date.parse answers NaN, and nothing is before that.
  const ended = consents?.find(
    ({ until }) => until !== undefined && !(request.date.getTime() < Date.parse(until)),
  );
  return ended
    ? `The dataset ${id} depicts people whose consent ended on ${ended.until} (${ended.scope}).`
    : null;
}

function findProhibition(subject: Licensed, request: TermsRequest): DecidingClause | null {
  for (const grant of subject.grants) {
    const rule = grant.prohibitions.find((candidate) => prohibitionTouches(candidate, request));
    if (rule) {
      const reason = `${quote(subject, grant, rule)} prohibits ${describe(request)}.`;
      return { outcome: 'prohibited', ...named(subject, grant, rule), reason };
    }
  }
  return null;
}

/** A dataset without items is one part; otherwise each distinct choice of grants that its items name is one. */
function partsOf(subject: Licensed): { item: string | null; grants: LicenceGrant[] }[] {
  if (!subject.items?.length) return [{ item: null, grants: [...subject.grants] }];
  const parts = new Map<string, { item: string; grants: LicenceGrant[] }>();
  for (const item of subject.items) {
    const key = item.grants.join('\n');
    if (parts.has(key)) continue;
    parts.set(key, { item: item.id, grants: subject.grants.filter(({ id }) => item.grants.includes(id)) });
  }
  return [...parts.values()];
}

function permissionsOf(grants: readonly LicenceGrant[], request: TermsRequest): Permission[] {
  return grants.flatMap((grant) => {
    const ofGrant: Mismatch[] = [];
    if (grant.duties.some(({ action }) => !isAction(action))) ofGrant.push('unknown');
    if (!isLicensee(grant, request.licensee)) ofGrant.push('licensee');
    return grant.permissions.map((rule) => ({
      grant,
      rule,
      mismatches: [...permissionMismatches(rule, request), ...ofGrant],
    }));
  });
}

function permittedBy(subject: Licensed, { grant, rule }: Permission, request: TermsRequest): DecidingClause {
  const reason = `${quote(subject, grant, rule)} permits ${describe(request)}.`;
  return { outcome: 'permitted', ...named(subject, grant, rule), reason };
}

/** Names the permission that comes closest, so that the refusal says what is missing. */
function notPermitted(
  subject: Licensed,
  part: { item: string | null },
  permissions: Permission[],
  request: TermsRequest,
): DecidingClause {
  const [closest] = [...permissions].sort((a, b) => a.mismatches.length - b.mismatches.length);
  const whole = part.item === null ? subject.id : `item ${part.item} of ${subject.id}`;
  if (!closest)
    return nothing('not-permitted', subject.id, `No clause of ${whole} permits ${describe(request)}.`);
  const { grant, rule, mismatches } = closest;
  const why = [...new Set(mismatches)].map((mismatch) => explain(mismatch, grant, rule)).join('; ');
  return {
    outcome: mismatches.includes('unknown') ? 'unknown-operand' : 'not-permitted',
    ...named(subject, grant, rule),
    reason: `No clause of ${whole} permits ${describe(request)}; the closest, ${clauseName(grant, rule)}, ${why}.`,
  };
}

function explain(mismatch: Mismatch, { licensee }: LicenceGrant, rule: Rule): string {
  switch (mismatch) {
    case 'use':
      return `is for ${rule.uses.join(', ')} use`;
    case 'territory':
      return `is for ${rule.territories.join(', ')}`;
    case 'purpose':
      return `is for the purpose to ${rule.purposes.join(', ')}`;
    case 'date':
      return `holds from ${rule.from ?? 'ever'} until ${rule.until ?? 'further notice'}`;
    case 'constraint':
      return `sets ${constraintsOf(rule)}, which is not met`;
    case 'licensee':
      return `is granted to ${licensee.name}`;
    case 'unknown':
      return `comes with a condition or duty that Maquette cannot judge`;
  }
}

function constraintsOf(rule: Rule): string {
  return (rule.constraints ?? [])
    .map((c) => `${c.leftOperand} ${c.operator} ${[c.rightOperand].flat().join('|')}`)
    .join(', ');
}

function describe({ use, territory, date, purpose }: TermsRequest): string {
  const where = territory === '*' ? 'worldwide' : `in ${territory}`;
  return `${use} use ${where} on ${date.toISOString()} to ${purpose}`;
}

function clauseName(grant: LicenceGrant, rule: Rule): string {
  return `clause ${rule.clause} of grant ${grant.id} (${grant.licence})`;
}

function quote(subject: Licensed, grant: LicenceGrant, rule: Rule): string {
  return `${subject.id}: ${clauseName(grant, rule)}`;
}

function named(subject: Licensed, grant: LicenceGrant, rule: Rule) {
  return { datasetId: subject.id, grantId: grant.id, clause: rule.clause, text: rule.text };
}

function nothing(outcome: DecidingClause['outcome'], datasetId: string, reason: string): DecidingClause {
  return { outcome, datasetId, grantId: null, clause: null, text: '', reason };
}

function denied(deciding: DecidingClause): TermsDecision {
  return { allowed: false, deciding, clauses: [deciding], duties: [] };
}

function allowed(permitted: { clause: DecidingClause; grant: LicenceGrant }[]): TermsDecision {
  const clauses = permitted.map(({ clause }) => clause);
  const duties = new Map<string, OwedDuty>();
  for (const { clause, grant } of permitted) {
    for (const { action, text } of grant.duties) {
      const duty = { datasetId: clause.datasetId, grantId: grant.id, action, text };
      duties.set(Object.values(duty).join('\n'), duty);
    }
  }
  return { allowed: true, deciding: clauses[0], clauses, duties: [...duties.values()] };
}
