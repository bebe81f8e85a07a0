import type { ErrorKind } from '@maquette/kernel';

/** The one mapping from kinds of errors to HTTP statuses. */
export const STATUS: Record<ErrorKind, number> = {
  'bad-usage': 400,
  'bad-input': 400,
  'not-found': 404,
  conflict: 409,
  refused: 403,
  unavailable: 503,
  internal: 500,
};

/** Where a code says more than its kind. */
const STATUS_OF_CODE: Record<string, number> = {
  'not-authenticated': 401,
  'body-too-large': 413,
  'media-too-large': 413,
  'media-type-unsupported': 415,
  'range-not-satisfiable': 416,
  'method-not-allowed': 405,
};

export function statusOf({ kind, code }: { kind: ErrorKind; code: string }): number {
  return STATUS_OF_CODE[code] ?? STATUS[kind];
}
