import { MaquetteError, type Digest } from '@maquette/kernel';

export class DigestMismatch extends MaquetteError {
  constructor(expected: Digest, actual: Digest) {
    super('bad-input', 'digest-mismatch', 'The bytes are not those that were announced.', {
      hint: 'Send the file again, or announce the digest of the file you mean.',
      details: { expected, actual },
    });
  }
}

export function codeOf(error: unknown): string | undefined {
  return (error as { code?: string } | undefined)?.code;
}

export function isMissing(error: unknown): boolean {
  return ['NotFound', 'NoSuchKey'].includes(codeOf(error) ?? '');
}

const FULL = [
  'XMinioStorageFull',
  'XMinioDiskFull',
  'QuotaExceeded',
  'XMinioAdminBucketQuotaExceeded',
  'InsufficientStorage',
];
const DENIED = ['AccessDenied', 'InvalidAccessKeyId', 'SignatureDoesNotMatch', 'Forbidden'];

/** The S3 client's error as the ObjectStore port names it; a MaquetteError passes through. */
export function storeError(error: unknown, endpoint: string, digest: Digest): MaquetteError {
  if (error instanceof MaquetteError) return error;
  const code = codeOf(error);
  const context = { details: { endpoint, code }, cause: error };
  if (isMissing(error)) {
    const message = `The store has no object ${digest}.`;
    return new MaquetteError('not-found', 'object-not-found', message, { details: { digest }, cause: error });
  }
  if (FULL.includes(code ?? '')) {
    const hint = 'Free some space on the object store or raise its quota; nothing half-written is visible.';
    return new MaquetteError('unavailable', 'store-full', `The object store at ${endpoint} is full.`, {
      hint,
      ...context,
    });
  }
  const hint = DENIED.includes(code ?? '')
    ? 'Check S3_ACCESS_KEY and S3_SECRET_KEY, and that they may use the bucket.'
    : 'Check that the object store runs and that S3_ENDPOINT points to it.';
  const message = `The object store at ${endpoint} cannot be used: ${(error as Error).message || code}`;
  return new MaquetteError('unavailable', 'store-unreachable', message, { hint, ...context });
}
