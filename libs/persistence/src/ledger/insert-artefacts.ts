import type { Claim, NewArtefact } from '@maquette/generation';
import { newId } from '@maquette/kernel';
import type { Transaction } from '../database';

/** As one JSON parameter: a clip whose frames are kept has thousands of rows, more than a statement has parameters. */
export async function insertArtefacts(
  tx: Transaction,
  claim: Claim,
  artefacts: NewArtefact[],
): Promise<void> {
  const rows = artefacts.map((artefact) => ({ ...artefact, id: newId('art') }));
  await tx.$executeRaw`
    INSERT INTO artefact (id, generation_id, kind, digest, media_type, bytes, frame, lease_epoch)
    SELECT id, ${claim.generationId}::text, kind, digest, "mediaType", bytes, frame, ${claim.leaseEpoch}::integer
    FROM json_to_recordset(${JSON.stringify(rows)}::json)
      AS given(id text, kind text, digest text, "mediaType" text, bytes bigint, frame integer)`;
}
