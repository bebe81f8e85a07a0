import { MaquetteError } from '@maquette/kernel';

/**
 * What is wrong with a signature. `…-invalid`, `signature-mismatch` and `signature-files-differ` mean that it does not
 * hold; `signature-untrusted` that it may hold, but not for anybody we trust.
 */
export type SignatureFault =
  | 'signature-bundle-invalid'
  | 'signature-statement-invalid'
  | 'signature-unsupported'
  | 'signature-mismatch'
  | 'signature-files-differ'
  | 'signature-untrusted';

const HINTS: Record<SignatureFault, string> = {
  'signature-bundle-invalid': 'Fetch the bundle again from where the model was published.',
  'signature-statement-invalid': 'Ask the publisher for a signature after OpenSSF Model Signing 1.0.',
  'signature-unsupported':
    'Ask the publisher for a signature by key or certificate over SHA-256 digests of files.',
  'signature-mismatch': 'Do not use the model: fetch model and bundle again from where they were published.',
  'signature-files-differ': 'Do not use the model: fetch it again from where it was published.',
  'signature-untrusted':
    'Get the key or the certificate authority from the publisher, by a way that you trust.',
};

/** A bad-input error: the signature is not valid. */
export function signatureFault(
  code: SignatureFault,
  message: string,
  details: Record<string, unknown> = {},
): MaquetteError {
  return new MaquetteError('bad-input', code, message, { hint: HINTS[code], details });
}
