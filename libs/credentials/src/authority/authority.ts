import type { Root, Signer } from '../signing/signer';

/** Where signatures come from: this installation's own authority, or the organisation's. */
export interface Authority {
  readonly kind: 'own' | 'organisation';
  readonly root: Root;
  /**
   * The signer as it stands now; files are read again each time, so that a renewal is noticed. Rejects with
   * `credential-file-unreadable` (unavailable) and with what readChain throws.
   */
  signer(): Promise<Signer>;
}
