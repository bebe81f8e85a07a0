import { checkpointSeal, signedFiles } from '../loading/load-checkpoint';
import { quarantined } from '../refusals';
import type { CheckpointEntry, Registry } from '../registry';
import { writeCheckpointSignature } from './checkpoint-signature';
import type { SigningKey } from './sign-files';

/**
 * Hashes a version again, signs it and answers it with its new signature, which takes the place of an older one, also of
 * one that does not hold. Rejects with those of Registry.show, `checkpoint-quarantined` and `certificate-of-other-key`
 * (bad-input).
 */
export async function signCheckpoint(
  registry: Pick<Registry, 'show' | 'verify' | 'reload'>,
  reference: string,
  signingKey: SigningKey,
): Promise<CheckpointEntry> {
  await registry.verify(reference);
  const { folder, record, recordDigest, problems, ...entry } = registry.show(reference);
  const others = problems.filter(({ code }) => code !== 'signature-invalid');
  if (others.length > 0 || !record || !recordDigest) throw quarantined('checkpoint', entry.reference, others);
  const files = await signedFiles(checkpointSeal(folder, record, recordDigest), true);
  await writeCheckpointSignature(folder, entry.reference, files, signingKey);
  await registry.reload();
  return registry.show(entry.reference);
}
