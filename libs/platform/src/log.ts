import pino, { type BaseLogger, type Logger } from 'pino';
import type { LogLevel } from './environment';

/** The part of a pino logger that the platform writes to. */
export type Log = Pick<BaseLogger, 'debug' | 'info' | 'warn' | 'error'>;

/** JSON lines on standard error: standard output carries results. Values that are secrets are left out. */
export function createLogger(name: string, level: LogLevel): Logger {
  return pino(
    {
      name,
      level,
      redact: [
        '*.password',
        '*.secretKey',
        '*.databaseUrl',
        '*.redisUrl',
        'req.headers.authorization',
        'req.headers["api-key"]',
      ],
    },
    pino.destination({ dest: 2, sync: true }),
  );
}
