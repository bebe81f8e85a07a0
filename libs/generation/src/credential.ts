import { MaquetteError } from '@maquette/kernel';
import type { NewArtefact } from './generation';

/**
 * Nothing that can carry a content credential is published or handed out without one.
 * Throws `credential-missing` (conflict).
 */
export function assertCredential({ kind, digest, credential }: NewArtefact): void {
  if (kind === 'scene' || credential !== null) return;
  throw new MaquetteError('conflict', 'credential-missing', `The ${kind} ${digest} carries no credential.`, {
    hint: 'It was published before credentials were made. Generate it again: the same request gives the same frames.',
    details: { kind, digest },
  });
}
