import type { Digest } from '@maquette/kernel';
import type { CheckpointSignature } from '@maquette/registry';

/** What is recorded of a valid signature: the bundle's digest, and the hint of the key or the certificate's digest. */
export function signatureFacts({ digest, signer }: CheckpointSignature & { state: 'valid' }): {
  digest: Digest;
  signer: string;
} {
  return { digest, signer: signer.mode === 'key' ? signer.key : signer.certificate };
}
