import { X509Certificate } from 'node:crypto';
import {
  hasOwnAuthority,
  openOrganisationAuthority,
  openOwnAuthority,
  type Authority,
} from '@maquette/credentials';
import type { PrismaCredentialRoots } from '@maquette/persistence';
import type { PlatformConfig } from '../config';
import { authorityFolder } from '../credentials/open-credentials';

export interface CredentialsLook {
  /** Fingerprint of the root that the installation signs under; null before its first start. */
  inForce: string | null;
  /** What this machine would sign with; null when it has nothing. */
  here: {
    kind: Authority['kind'];
    root: string;
    algorithm: string;
    /** Of the chain, the signer first. */
    certificates: { subject: string; expires: Date }[];
  } | null;
}

/**
 * The chain that pictures are signed with, checked as a validator would. Makes no authority and adopts no root.
 * Errors: those of Authority.signer.
 */
export async function lookAtCredentials(
  config: PlatformConfig,
  roots: Pick<PrismaCredentialRoots, 'known'>,
): Promise<CredentialsLook> {
  const inForce = (await roots.known()).current?.fingerprint ?? null;
  const authority = await authorityHere(config);
  if (!authority) return { inForce, here: null };
  const { certificates, algorithm } = await authority.signer();
  const chain = [...certificates, authority.root.pem].map((text) => new X509Certificate(text));
  return {
    inForce,
    here: {
      kind: authority.kind,
      root: authority.root.fingerprint,
      algorithm: algorithm.name,
      certificates: chain.map(({ subject, validTo }) => ({
        subject: subject.replaceAll('\n', ', '),
        expires: new Date(validTo),
      })),
    },
  };
}

async function authorityHere(config: PlatformConfig): Promise<Authority | null> {
  if (config.credentials) return openOrganisationAuthority(config.credentials);
  const folder = authorityFolder(config);
  return (await hasOwnAuthority(folder)) ? openOwnAuthority(folder) : null;
}
