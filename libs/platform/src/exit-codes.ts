import type { ErrorKind } from '@maquette/kernel';

/** The one mapping from kinds of errors to exit codes (sysexits.h, and 2 for what is not allowed). */
export const EXIT_CODES: Record<ErrorKind, number> = {
  refused: 2,
  'bad-usage': 64,
  'bad-input': 65,
  'not-found': 65,
  conflict: 65,
  unavailable: 69,
  internal: 70,
};
