import type { Constraint, LicenceGrant, Rule } from '../records/licence-grant';
import type { TermsRequest } from './decision';
import { isPurpose, isTerritory, isUse } from './vocabulary';

/** Which parts of a rule fail to cover the request; `unknown` when the rule speaks of something we cannot judge. */
export type Mismatch = 'use' | 'territory' | 'purpose' | 'date' | 'constraint' | 'licensee' | 'unknown';

/**
 * A permission must cover everything that is asked: a request for the whole world needs a permission for the
 * whole world. An empty answer means that it does.
 */
export function permissionMismatches(rule: Rule, request: TermsRequest): Mismatch[] {
  const mismatches: Mismatch[] = [];
  if (!holds(rule.uses, request.use)) mismatches.push('use');
  if (!holds(rule.territories, request.territory)) mismatches.push('territory');
  if (!holds(rule.purposes, request.purpose)) mismatches.push('purpose');
  const inForce = withinDates(rule, request.date);
  if (inForce !== true) mismatches.push(inForce === false ? 'date' : 'unknown');
  for (const constraint of rule.constraints ?? []) {
    const satisfied = evaluateConstraint(constraint, request);
    if (satisfied !== true) mismatches.push(satisfied === false ? 'constraint' : 'unknown');
  }
  return mismatches;
}

/** The licensee of a public licence. */
const ANYONE = 'anyone';

/**
 * A grant permits its own licensee alone. Names are compared character by character: an organisation that is called
 * otherwise in a contract has to be configured by that name.
 */
export function isLicensee({ licensee }: LicenceGrant, who: string | null | undefined): boolean {
  return licensee.name === ANYONE || (!!who && licensee.name === who);
}

/**
 * A prohibition needs to touch only a part of what is asked, and whatever in it is unknown counts as touching: one in
 * Germany refuses a request for the whole world, and one under a condition that we cannot judge always refuses.
 */
export function prohibitionTouches(rule: Rule, request: TermsRequest): boolean {
  const strangeUse = rule.uses.some((use) => use !== '*' && !isUse(use));
  const strangePurpose = rule.purposes.some((purpose) => purpose !== '*' && !isPurpose(purpose));
  const strangeTerritory = rule.territories.some((territory) => !isTerritory(territory));
  return (
    (strangeUse || holds(rule.uses, request.use)) &&
    (strangePurpose || holds(rule.purposes, request.purpose)) &&
    (strangeTerritory || request.territory === '*' || holds(rule.territories, request.territory)) &&
    withinDates(rule, request.date) !== false &&
    (rule.constraints ?? []).every((constraint) => evaluateConstraint(constraint, request) !== false)
  );
}

function holds(list: readonly string[], value: string): boolean {
  return list.includes('*') || list.includes(value);
}

/** [from, until), to the millisecond; null when one of them is no date. */
function withinDates(rule: Rule, date: Date): boolean | null {
  const from = rule.from === undefined ? -Infinity : Date.parse(rule.from);
  const until = rule.until === undefined ? Infinity : Date.parse(rule.until);
  if (Number.isNaN(from) || Number.isNaN(until)) return null;
  return date.getTime() >= from && date.getTime() < until;
}

/** True, false, or null: an operand or operator that we do not know. */
function evaluateConstraint(constraint: Constraint, request: TermsRequest): boolean | null {
  const { leftOperand, operator, rightOperand } = constraint;
  if (leftOperand === 'dateTime') {
    return typeof rightOperand === 'string' ? compareDates(request.date, operator, rightOperand) : null;
  }
  const asked = { use: request.use, purpose: request.purpose, spatial: request.territory }[leftOperand];
  // The whole world is no single value that a list could be compared with.
  if (asked === undefined || asked === '*') return null;
  const list = typeof rightOperand === 'string' ? [rightOperand] : rightOperand;
  if (operator === 'eq') return list.length === 1 ? list[0] === asked : null;
  if (operator === 'neq') return list.length === 1 ? list[0] !== asked : null;
  if (operator === 'isAnyOf') return list.includes(asked);
  if (operator === 'isNoneOf') return !list.includes(asked);
  return null;
}

function compareDates(date: Date, operator: string, right: string): boolean | null {
  const [asked, limit] = [date.getTime(), Date.parse(right)];
  if (Number.isNaN(limit)) return null;
  switch (operator) {
    case 'lt':
      return asked < limit;
    case 'lteq':
      return asked <= limit;
    case 'gt':
      return asked > limit;
    case 'gteq':
      return asked >= limit;
    default:
      return null;
  }
}
