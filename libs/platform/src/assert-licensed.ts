import type { Generation } from '@maquette/generation';
import { MaquetteError } from '@maquette/kernel';
import { decideLicence, type LicenceParts } from './decide-licence';

/**
 * Whoever accepted a generation decided by the licences of that moment; whoever works on it, and whoever publishes it, asks
 * again. Errors: `licence-lapsed` (refused), which names clause and dataset; those of decideLicence.
 */
export async function assertLicensed(
  parts: LicenceParts,
  { id, checkpoint, request }: Pick<Generation, 'id' | 'checkpoint' | 'request'>,
): Promise<void> {
  const { use, territory } = request;
  const { allowed, deciding } = await decideLicence(parts, checkpoint, {
    use,
    territory,
    date: new Date(),
    purpose: 'generate',
  });
  if (allowed) return;
  const { datasetId, grantId, clause, reason } = deciding;
  const message = `No licence covers this generation any more. ${reason}`;
  throw new MaquetteError('refused', 'licence-lapsed', message, {
    hint: 'Send the request again: another checkpoint of the domain may be licensed for it.',
    details: { generation: id, checkpoint, dataset: datasetId, grant: grantId, clause },
  });
}
