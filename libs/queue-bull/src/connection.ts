import Bull, { type Queue, type QueueOptions } from 'bull';
import { MaquetteError } from '@maquette/kernel';
import type { WakeUp } from '@maquette/generation';

export interface BullConnection {
  /** `redis://[user:password@]host[:port][/database]`, or `rediss://` for TLS. */
  redisUrl: string;
  /** Prefix of every Redis key, so that several installations can share a server. */
  prefix?: string;
}

const CONNECT_TIMEOUT_MS = 3_000;
/** Longer than Redis may take over the longest question that Bull asks, 5 s for the next job. */
const SILENCE_MS = 8_000;

/**
 * A worker that dies loses its lock after `lockDuration`; `stalledInterval` is how often the others look for that.
 * The lock is renewed at half its duration by a process that never computes (inference is a child process).
 */
const SETTINGS = { lockDuration: 30_000, stalledInterval: 15_000, maxStalledCount: 3 };

export function bullQueueName(pool: string): string {
  return `wake-up.${pool}`;
}

/** What a Bull queue of ours is made with, by @nestjs/bull or by `openBullQueue`. */
export function bullOptions({ redisUrl, prefix = 'maquette' }: BullConnection): QueueOptions {
  return { prefix, redis: redisOptions(redisUrl), settings: SETTINGS };
}

export function openBullQueue(connection: BullConnection, pool: string): Queue<WakeUp> {
  return new Bull<WakeUp>(bullQueueName(pool), bullOptions(connection));
}

/** Commands fail after one lost connection instead of waiting for Redis for ever, and one that says nothing is lost. */
function redisOptions(redisUrl: string): QueueOptions['redis'] {
  const url = parse(redisUrl);
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port ? Number(url.port) : 6379,
    username: decodeURIComponent(url.username) || undefined,
    password: decodeURIComponent(url.password) || undefined,
    db: Number(url.pathname.slice(1) || 0),
    tls: url.protocol === 'rediss:' ? {} : undefined,
    connectTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: SILENCE_MS,
    keepAlive: SILENCE_MS,
    maxRetriesPerRequest: 1,
    retryStrategy: (times: number) => Math.min(50 * 2 ** times, 5_000),
  };
}

function parse(redisUrl: string): URL {
  const url = URL.canParse(redisUrl) ? new URL(redisUrl) : null;
  if (url && ['redis:', 'rediss:'].includes(url.protocol) && /^\/?\d*$/.test(url.pathname)) return url;
  throw new MaquetteError('bad-usage', 'bad-redis-url', 'REDIS_URL is not a redis:// or rediss:// address.', {
    hint: 'Write it as redis://user:password@host:6379/0.',
  });
}
