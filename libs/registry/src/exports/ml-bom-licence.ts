import { licencePage, type LicenceGrant } from '@maquette/provenance';

export type BomVersion = '1.6' | '1.7';

/**
 * A licence grant as CycloneDX writes it: who licensed to whom, until when. 1.6 has room for that beside a licence, not
 * beside an expression of several, so there the expression is the licence's name.
 */
export function bomLicence(grant: LicenceGrant, version: BomVersion): object {
  const licensing = {
    altIds: [grant.id],
    licensor: { organization: { name: grant.licensor.name } },
    licensee: { organization: { name: grant.licensee.name } },
    ...term(grant),
  };
  const properties = [
    ...grant.duties.map(({ action, text }) => ({ name: `maquette:duty:${action}`, value: text })),
    ...grant.evidence.map((file) => ({ name: 'maquette:evidence', value: file })),
  ];
  const url = licencePage(grant.licence);
  if (url) return { license: { id: grant.licence, url, licensing, properties } };
  if (version === '1.7') return { expression: grant.licence, licensing, properties };
  return { license: { name: grant.licence, licensing, properties } };
}

/** The grant ends when the last of its permissions ends; it is perpetual when one of them has no end. */
function term({ permissions }: LicenceGrant): { licenseTypes: ['perpetual'] } | { expiration: string } {
  const ends = permissions.map(({ until }) => until);
  if (!ends.every((until) => until !== undefined)) return { licenseTypes: ['perpetual'] };
  return { expiration: ends.reduce((last, until) => (Date.parse(until) > Date.parse(last) ? until : last)) };
}
