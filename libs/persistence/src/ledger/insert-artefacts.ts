import { assertCredential, type Claim, type NewArtefact } from '@maquette/generation';
import { newId } from '@maquette/kernel';
import { Prisma } from '../client/client';

/**
 * The insertion of a publication's artefacts, where its `change` happened. As one JSON parameter: a clip whose frames are
 * kept has thousands of rows, more than a statement has parameters.
 * Throws `credential-missing` (conflict) when one of them is unsigned; the database would refuse it as well.
 */
export function insertArtefacts(claim: Claim, artefacts: NewArtefact[]): Prisma.Sql {
  artefacts.forEach(assertCredential);
  const rows = artefacts.map((artefact) => ({ ...artefact, id: newId('art') }));
  return Prisma.sql`, published AS (
    INSERT INTO artefact (id, generation_id, kind, digest, media_type, bytes, frame, credential, lease_epoch)
    SELECT given.id, change.id, kind, digest, "mediaType", bytes, frame, credential, ${claim.leaseEpoch}::integer
    FROM change, json_to_recordset(${JSON.stringify(rows)}::json)
      AS given(id text, kind text, digest text, "mediaType" text, bytes bigint, frame integer, credential text))`;
}
