import { contradiction, licenceProblem } from '../licences/spdx';
import { isTerritory } from '../terms/vocabulary';
import type { LicenceGrant, Rule } from './licence-grant';
import type { Problem } from './problem';

/**
 * What a schema cannot say about a grant: its licence expression is valid, its evidence is listed, its terms
 * can be evaluated and do not contradict a well-known licence.
 * @param file the record that holds the grant
 * @param evidence paths of the files that may serve as evidence
 */
export function checkGrant(grant: LicenceGrant, file: string, evidence: ReadonlySet<string>): Problem[] {
  const problems: Problem[] = [];
  for (const path of grant.evidence) {
    if (!evidence.has(path)) problems.push(evidenceMissing(grant, file, path));
  }
  const licence = licenceProblem(
    grant.licence,
    grant.evidence.some((path) => evidence.has(path)),
  );
  if (licence) return [...problems, licenceInvalid(grant, file, licence)];

  for (const rule of [...grant.permissions, ...grant.prohibitions]) {
    const fault = ruleFault(rule);
    if (fault) problems.push(licenceInvalid(grant, file, `clause ${rule.clause}: ${fault}`));
  }
  const conflict = contradiction(grant);
  if (conflict) problems.push(contradicts(grant, file, conflict));
  return problems;
}

function ruleFault({ territories, from, until }: Rule): string | null {
  const strange = territories.find((territory) => !isTerritory(territory));
  if (strange) return `"${strange}" is no ISO 3166-1 alpha-2 code`;
  if (from && until && Date.parse(from) >= Date.parse(until))
    return `it ends (${until}) before it begins (${from})`;
  return null;
}

const evidenceMissing = (grant: LicenceGrant, file: string, path: string): Problem => ({
  code: 'evidence-missing',
  file,
  message: `Grant ${grant.id} names ${path} as evidence, but the record lists no such file.`,
  remedy: 'Add the file with its digest to the record, and publish a new version.',
});

const licenceInvalid = (grant: LicenceGrant, file: string, fault: string): Problem => ({
  code: 'licence-invalid',
  file,
  message: `Grant ${grant.id}: ${fault}.`,
  remedy: 'Correct the grant after the licence text, and publish a new version.',
});

const contradicts = (grant: LicenceGrant, file: string, conflict: string): Problem => ({
  code: 'terms-contradict-licence',
  file,
  message: `Grant ${grant.id}: ${conflict}.`,
  remedy: 'Correct the terms after the licence text, or name the licence that really was granted.',
});
