import type { MaquetteError } from '@maquette/kernel';
import { statusOf } from './http-status';

/** RFC 9457, with Maquette's code, hint and details as extension members. */
export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  hint?: string;
  details?: Record<string, unknown>;
}

const TITLES: Record<MaquetteError['kind'], string> = {
  'bad-usage': 'The request cannot be used',
  'bad-input': 'The request is not valid',
  'not-found': 'There is no such thing',
  conflict: 'The request does not fit the present state',
  refused: 'The request is not allowed',
  unavailable: 'A service is not available',
  internal: 'Something went wrong',
};

export function problemDocument(error: MaquetteError): ProblemDocument {
  const { code, kind, message, hint, details } = error;
  return {
    type: `urn:maquette:error:${code}`,
    title: TITLES[kind],
    status: statusOf(error),
    // What went wrong inside is for the log; it may name files and addresses.
    detail:
      kind === 'internal' ? 'The server met an error of its own. Its log has the particulars.' : message,
    code,
    hint,
    details: kind === 'internal' || Object.keys(details).length === 0 ? undefined : details,
  };
}
