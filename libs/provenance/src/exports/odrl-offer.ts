import type { Constraint, Duty, LicenceGrant, Rule } from '../records/licence-grant';
import { datasetUrn } from './identifiers';

/** Operands of ours that ODRL has no word for. */
export const TERMS_NAMESPACE = 'urn:maquette:terms:';

const OPERANDS: Record<string, string> = {
  spatial: 'odrl:spatial',
  dateTime: 'odrl:dateTime',
  purpose: 'odrl:purpose',
  use: 'terms:use',
};
const DUTY_ACTIONS: Record<Duty['action'], string> = {
  attribution: 'odrl:attribute',
  'include-licence': 'cc:Notice',
  'indicate-changes': 'terms:indicate-changes',
  'share-alike': 'cc:ShareAlike',
  'notify-licensor': 'odrl:inform',
};

/**
 * A licence grant as an ODRL 2.2 offer, for `sc:usageInfo` of a Croissant document. Every clause becomes one rule whose
 * constraints must all hold; a list that holds "*" constrains nothing.
 */
export function odrlOffer(grant: LicenceGrant, dataset: { id: string; version: string }): object {
  const target = datasetUrn(dataset);
  const duties = grant.duties.map(dutyOf);
  return {
    '@type': ['CreativeWork', 'odrl:Offer'],
    '@id': `${target}#grant/${grant.id}`,
    'odrl:uid': { '@id': `${target}#grant/${grant.id}` },
    name: `Licence grant ${grant.id}: ${grant.licence}`,
    'odrl:assigner': party(grant.licensor.name),
    'odrl:assignee': party(grant.licensee.name),
    'odrl:permission': grant.permissions.map((rule) => ({
      ...ruleOf(rule, 'odrl:Permission', target),
      ...(duties.length > 0 && { 'odrl:duty': duties }),
    })),
    ...(grant.prohibitions.length > 0 && {
      'odrl:prohibition': grant.prohibitions.map((rule) => ruleOf(rule, 'odrl:Prohibition', target)),
    }),
  };
}

function party(name: string): object {
  return { '@type': 'odrl:Party', name };
}

function ruleOf(rule: Rule, type: string, target: string): object {
  const constraints = constraintsOf(rule);
  return {
    '@type': type,
    name: rule.clause,
    description: rule.text,
    'odrl:action': { '@id': 'odrl:use' },
    'odrl:target': { '@id': target },
    ...(constraints.length > 0 && { 'odrl:constraint': constraints }),
  };
}

function constraintsOf({ uses, territories, purposes, from, until, constraints }: Rule): object[] {
  const lists: [string, string[]][] = [
    ['use', uses],
    ['spatial', territories],
    ['purpose', purposes],
  ];
  const dates: [string, string | undefined][] = [
    ['gteq', from],
    ['lt', until],
  ];
  return [
    ...lists
      .filter(([, values]) => !values.includes('*'))
      .map(([leftOperand, rightOperand]) =>
        constraintOf({ leftOperand, operator: 'isAnyOf', rightOperand: [...rightOperand] }),
      ),
    ...dates.flatMap(([operator, date]) =>
      date ? [constraintOf({ leftOperand: 'dateTime', operator, rightOperand: date })] : [],
    ),
    ...(constraints ?? []).map(constraintOf),
  ];
}

function constraintOf({ leftOperand, operator, rightOperand }: Constraint): object {
  return {
    '@type': 'odrl:Constraint',
    'odrl:leftOperand': { '@id': OPERANDS[leftOperand] ?? `terms:${encodeURIComponent(leftOperand)}` },
    'odrl:operator': { '@id': `odrl:${encodeURIComponent(operator)}` },
    'odrl:rightOperand': leftOperand === 'dateTime' ? moment(rightOperand) : rightOperand,
  };
}

function moment(value: string | string[]): unknown {
  return typeof value === 'string' ? { '@value': value, '@type': 'xsd:dateTime' } : value;
}

function dutyOf({ action, text }: Duty): object {
  return { '@type': 'odrl:Duty', 'odrl:action': { '@id': DUTY_ACTIONS[action] }, description: text };
}
