import { Logger as GraphileLogger } from 'graphile-worker';
import type { BaseLogger } from 'pino';

/** The part of a pino logger that the queue writes to. */
export type QueueLogger = Pick<BaseLogger, 'debug' | 'info' | 'warn' | 'error'>;

export const silentLogger: QueueLogger = { debug() {}, info() {}, warn() {}, error() {} };

/** graphile-worker's log, in ours. It calls every finished job "info"; for us that is detail. */
export function graphileLogger(log: QueueLogger): GraphileLogger {
  return new GraphileLogger((scope) => (level, message, meta) => {
    const fields = { ...scope, error: errorText(meta?.error) };
    if (level === 'error') log.error(fields, message);
    else if (level === 'warning') log.warn(fields, message);
    else log.debug(fields, message);
  });
}

function errorText(error: unknown): string | undefined {
  if (error === undefined) return undefined;
  return error instanceof Error ? error.message : String(error);
}
