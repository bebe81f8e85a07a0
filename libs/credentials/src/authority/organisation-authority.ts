import { systemClock, type Clock } from '@maquette/kernel';
import type { Authority } from './authority';
import { readChain } from './chain';
import { parsePrivateKey, readCredentialFile } from './key-files';

export interface OrganisationFiles {
  /** PEM chain: the signer first, the root last. */
  certificates: string;
  /** PEM private key of the signer. */
  key: string;
}

/** The organisation's own chain, checked now and whenever it signs. Rejects as Authority.signer does. */
export async function openOrganisationAuthority(
  files: OrganisationFiles,
  clock: Clock = systemClock,
): Promise<Authority> {
  const { root } = await load(files, clock);
  return {
    kind: 'organisation',
    root,
    signer: async () => (await load(files, clock)).signer,
  };
}

async function load({ certificates, key }: OrganisationFiles, clock: Clock) {
  const [chain, secret] = await Promise.all([readCredentialFile(certificates), readCredentialFile(key)]);
  return readChain(chain, parsePrivateKey(secret, key), certificates, clock);
}
