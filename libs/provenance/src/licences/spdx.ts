import parse from 'spdx-expression-parse';
import type { LicenceGrant, Rule } from '../records/licence-grant';

/** What is wrong with an SPDX licence expression; null when nothing is. A LicenseRef needs its text as evidence. */
export function licenceProblem(expression: string, hasEvidence: boolean): string | null {
  let parsed: parse.Expression;
  try {
    parsed = parse(expression);
  } catch (error) {
    return `"${expression}" is no SPDX licence expression: ${(error as Error).message}`;
  }
  const reference = leaves(parsed).find(({ license }) => /^(DocumentRef-.+:)?LicenseRef-/.test(license));
  if (reference && !hasEvidence)
    return `${reference.license} is accepted only with its text among the evidence`;
  return null;
}

/**
 * Terms that a well-known public licence cannot give: commercial use under a non-commercial one, or an attribution
 * licence without its duty. Under `A OR B` one consistent choice is enough. Null when the terms are consistent.
 */
export function contradiction(grant: LicenceGrant): string | null {
  return contradictionIn(parse(grant.licence), grant);
}

function contradictionIn(expression: parse.Expression, grant: LicenceGrant): string | null {
  if ('conjunction' in expression) {
    const left = contradictionIn(expression.left, grant);
    const right = contradictionIn(expression.right, grant);
    return expression.conjunction === 'and' ? (left ?? right) : left && right;
  }
  const { license } = expression;
  if (/^CC-BY-NC/.test(license) && grant.permissions.some(givesCommercialUse)) {
    return `${license} is a non-commercial licence, but a permission of the grant covers commercial use`;
  }
  if (/^CC-BY/.test(license) && !grant.duties.some(({ action }) => action === 'attribution')) {
    return `${license} asks for attribution, but the grant has no attribution duty`;
  }
  if (/^CC-BY(-NC)?-SA/.test(license) && !grant.duties.some(({ action }) => action === 'share-alike')) {
    return `${license} asks to share alike, but the grant has no share-alike duty`;
  }
  return null;
}

function givesCommercialUse({ uses }: Rule): boolean {
  return uses.includes('*') || uses.includes('commercial');
}

function leaves(expression: parse.Expression): parse.Leaf[] {
  return 'conjunction' in expression
    ? [...leaves(expression.left), ...leaves(expression.right)]
    : [expression];
}
