import type { KeyObject } from 'node:crypto';
import type { SigningAlgorithm } from './algorithm';

/** What signs a claim: a key, and the certificates that say whose it is. */
export interface Signer {
  key: KeyObject;
  algorithm: SigningAlgorithm;
  /** DER, the signer's own first, up to the one below the root. */
  certificates: Uint8Array[];
  /** Of the signer's own certificate. */
  notAfter: Date;
}

/** The root that a signer's chain ends in. */
export interface Root {
  /** Of the certificate's DER bytes: `sha256:` and 64 hexadecimal digits. */
  fingerprint: `sha256:${string}`;
  /** One PEM certificate. */
  pem: string;
}
