import { assertCredential, type Artefact } from '@maquette/generation';
import { MaquetteError, type ObjectStore } from '@maquette/kernel';
import { copyArtefact } from './copy-artefact';

/** Copies an artefact that carries its credential. Errors: `credential-missing` (conflict), those of copyArtefact. */
export async function copySigned(store: ObjectStore, artefact: Artefact, path: string): Promise<void> {
  assertCredential(artefact);
  await copyArtefact(store, artefact.digest, path);
}

/** The one artefact of a kind. */
export function only(artefacts: Artefact[], kind: Artefact['kind']): Artefact {
  const found = artefacts.find((artefact) => artefact.kind === kind);
  if (found) return found;
  throw new MaquetteError('internal', 'artefact-missing', `The generation was published without a ${kind}.`);
}
