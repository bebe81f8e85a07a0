/**
 * How an error is answered: the command line maps a kind to an exit code, the api to an HTTP status.
 * `refused` means "not allowed" (policy or licence), never "not valid".
 */
export type ErrorKind =
  'bad-usage' | 'bad-input' | 'not-found' | 'conflict' | 'refused' | 'unavailable' | 'internal';

export interface ErrorOptions {
  /** What the reader should do next, one sentence. */
  hint?: string;
  /** Machine-readable facts: the offending field, the clause, the digest. */
  details?: Record<string, unknown>;
  cause?: unknown;
}

/** The one error base of the platform. `code` is stable, kebab-case and unique to one situation. */
export class MaquetteError extends Error {
  readonly hint?: string;
  readonly details: Record<string, unknown>;

  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    message: string,
    options: ErrorOptions = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'MaquetteError';
    this.hint = options.hint;
    this.details = options.details ?? {};
  }
}

/** Turns anything thrown into a MaquetteError; what is already one passes through. */
export function asMaquetteError(error: unknown): MaquetteError {
  if (error instanceof MaquetteError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new MaquetteError('internal', 'internal', message, {
    hint: 'This is a defect in Maquette: report it with the log lines around it.',
    cause: error,
  });
}
