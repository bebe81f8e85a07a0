import type { MaquetteError } from '@maquette/kernel';
import { statusOf } from './http-status';

/** The error body that OpenAI's clients read. */
export interface OpenAiError {
  error: { message: string; type: string; param: string | null; code: string };
}

/** Names that OpenAI's clients know, for our codes. */
const CODES: Record<string, string> = {
  'policy-refused': 'moderation_blocked',
  'checkpoint-unknown': 'model_not_found',
  'generation-not-found': 'video_not_found',
};

const TYPES: Record<MaquetteError['kind'], string> = {
  'bad-usage': 'invalid_request_error',
  'bad-input': 'invalid_request_error',
  'not-found': 'invalid_request_error',
  conflict: 'invalid_request_error',
  refused: 'permission_error',
  unavailable: 'service_unavailable_error',
  internal: 'server_error',
};

/** A refusal by policy is answered 400, as OpenAI does. */
export function openAiStatus(error: MaquetteError): number {
  return error.code === 'policy-refused' ? 400 : statusOf(error);
}

export function openAiError({ kind, code, message, hint, details }: MaquetteError): OpenAiError {
  const text =
    kind === 'internal' ? 'The server met an error of its own. Its log has the particulars.' : message;
  return {
    error: {
      message: hint && kind !== 'internal' ? `${text} ${hint}` : text,
      type: code === 'policy-refused' ? 'invalid_request_error' : TYPES[kind],
      param: typeof details.field === 'string' ? details.field : null,
      code: CODES[code] ?? code.replaceAll('-', '_'),
    },
  };
}
