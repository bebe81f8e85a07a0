import { MaquetteError, type Digest } from '@maquette/kernel';

export function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException | undefined)?.code;
}

/** A file system's error as the ObjectStore port names it; a MaquetteError passes through. */
export function storeError(error: unknown, root: string, digest?: Digest | null): MaquetteError {
  if (error instanceof MaquetteError) return error;
  const code = codeOf(error);
  if (code === 'ENOENT' && digest) {
    return new MaquetteError('not-found', 'object-not-found', `The store has no object ${digest}.`, {
      details: { digest },
      cause: error,
    });
  }
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new MaquetteError('unavailable', 'store-full', `The object store's disk is full (${root}).`, {
      hint: 'Free some space, or move the store to a larger disk; nothing half-written was kept.',
      details: { root, code },
      cause: error,
    });
  }
  return new MaquetteError(
    'unavailable',
    'store-unreachable',
    `The object store cannot be used: ${text(error)}`,
    {
      hint: `Check that ${root} exists, is a folder, and that this process may write there.`,
      details: { root, code },
      cause: error,
    },
  );
}

function text(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
