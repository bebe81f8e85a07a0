import { MaquetteError } from '@maquette/kernel';

/** Codes of Node's sockets, of Postgres (class 08, 53300, 57P0x) and of Prisma for "no connection". */
const CODES = new Set([
  ...[
    'ECONNREFUSED',
    'ECONNRESET',
    'ENOTFOUND',
    'EAI_AGAIN',
    'ETIMEDOUT',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'EPIPE',
  ],
  ...[
    '08000',
    '08001',
    '08003',
    '08004',
    '08006',
    '53300',
    '57P01',
    '57P02',
    '57P03',
    '28P01',
    '28000',
    '3D000',
  ],
  ...['P1000', 'P1001', 'P1002', 'P1003', 'P1008', 'P1011', 'P1017', 'P2024', 'P2037'],
]);
const KINDS = new Set([
  ...[
    'DatabaseNotReachable',
    'ConnectionClosed',
    'SocketTimeout',
    'TooManyConnections',
    'TlsConnectionError',
  ],
  ...['AuthenticationFailed', 'DatabaseAccessDenied', 'DatabaseDoesNotExist'],
]);
const MESSAGES =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable|Unable to start a transaction in the given time|Transaction already closed: Could not perform operation/;

/** Looks through causes and driver errors: true when the database was not there, or would not let us in. */
export function isUnreachable(error: unknown): boolean {
  return chain(error).some(
    ({ code, kind, message }) =>
      CODES.has(String(code)) ||
      KINDS.has(String(kind)) ||
      (typeof message === 'string' && MESSAGES.test(message)),
  );
}

/** True when a row was refused because the named row that it points to is not there. */
export function isMissingReference(error: unknown): boolean {
  return chain(error).some(({ code, kind }) => code === 'P2003' || kind === 'ForeignKeyConstraintViolation');
}

/** True when a row was refused because another one holds what must be unique. */
export function isDuplicate(error: unknown): boolean {
  return chain(error).some(
    ({ code, kind }) => code === 'P2002' || code === '23505' || kind === 'UniqueConstraintViolation',
  );
}

export function unreachable(cause: unknown): MaquetteError {
  return new MaquetteError(
    'unavailable',
    'database-unreachable',
    `The database does not answer: ${reasonOf(cause)}`,
    {
      hint: 'Check that Postgres runs and that DATABASE_URL names it with a user that may connect.',
      cause,
    },
  );
}

/** Prisma frames the driver's sentence with the call's name and code, over several lines. */
function reasonOf(cause: unknown): string {
  const texts = chain(cause).map(({ message, code }) => message || code);
  const text = String(texts.find(Boolean) ?? 'no reason was given');
  const raw = /Message: `(.*)`/s.exec(text)?.[1] ?? text;
  return raw.trim().split('\n').at(-1) ?? raw;
}

type Facts = Record<string, unknown>;

/** The error, its causes, the driver's error within Prisma's, and the parts of an AggregateError. */
function chain(error: unknown): Facts[] {
  const found: Facts[] = [];
  const waiting: unknown[] = [error];
  while (waiting.length > 0 && found.length < 20) {
    const next = waiting.shift();
    if (next === null || typeof next !== 'object' || found.includes(next as Facts)) continue;
    const facts = next as Facts;
    found.push(facts);
    const meta = facts.meta as Facts | undefined;
    waiting.push(facts.cause, meta?.driverAdapterError, ...(Array.isArray(facts.errors) ? facts.errors : []));
  }
  return found;
}
