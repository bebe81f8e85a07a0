import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

/** Nest's own log in ours. What it calls "log" is how it wires itself: for us that is detail. */
export function nestLogger(log: Logger): LoggerService {
  const at = (level: 'debug' | 'warn' | 'error' | 'fatal') => (message: unknown, context?: unknown) =>
    log[level]({ context }, String(message));
  return {
    log: at('debug'),
    debug: at('debug'),
    verbose: at('debug'),
    warn: at('warn'),
    error: at('error'),
    fatal: at('fatal'),
  };
}
