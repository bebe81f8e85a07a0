import { assertCredential, type Claim, type NewArtefact } from '@maquette/generation';
import { newId } from '@maquette/kernel';
import type { Transaction } from '../database';

/**
 * As one JSON parameter: a clip whose frames are kept has thousands of rows, more than a statement has parameters.
 * Rejects with `credential-missing` (conflict) when one of them is unsigned; the database would refuse it as well.
 */
export async function insertArtefacts(
  tx: Transaction,
  claim: Claim,
  artefacts: NewArtefact[],
): Promise<void> {
  artefacts.forEach(assertCredential);
  const rows = artefacts.map((artefact) => ({ ...artefact, id: newId('art') }));
  await tx.$executeRaw`
    INSERT INTO artefact (id, generation_id, kind, digest, media_type, bytes, frame, credential, lease_epoch)
    SELECT id, ${claim.generationId}::text, kind, digest, "mediaType", bytes, frame, credential, ${claim.leaseEpoch}::integer
    FROM json_to_recordset(${JSON.stringify(rows)}::json)
      AS given(id text, kind text, digest text, "mediaType" text, bytes bigint, frame integer,
               credential text)`;
}
