import { HttpException } from '@nestjs/common';
import { asMaquetteError, MaquetteError, type ErrorKind } from '@maquette/kernel';

const BY_STATUS: Record<number, { kind: ErrorKind; code: string; hint: string }> = {
  400: {
    kind: 'bad-input',
    code: 'body-unreadable',
    hint: 'Send a body that is valid JSON or multipart/form-data.',
  },
  404: { kind: 'not-found', code: 'route-not-found', hint: 'GET /openapi.json lists the routes.' },
  405: { kind: 'bad-input', code: 'method-not-allowed', hint: 'GET /openapi.json lists the routes.' },
  413: { kind: 'bad-input', code: 'body-too-large', hint: 'Send a smaller body.' },
  415: {
    kind: 'bad-input',
    code: 'media-type-unsupported',
    hint: 'Send application/json, or multipart/form-data where the route takes it.',
  },
};

/** Turns whatever a handler or the HTTP server threw into a MaquetteError. */
export function asError(thrown: unknown): MaquetteError {
  const status = statusIn(thrown);
  const known = status === null ? undefined : BY_STATUS[status];
  if (!known || thrown instanceof MaquetteError) return asMaquetteError(thrown);
  return new MaquetteError(known.kind, known.code, (thrown as Error).message, {
    hint: known.hint,
    cause: thrown,
  });
}

/** Nest throws HttpExceptions, Fastify and its plugins errors with a `statusCode`. */
function statusIn(thrown: unknown): number | null {
  if (thrown instanceof HttpException) return thrown.getStatus();
  const status = (thrown as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : null;
}
