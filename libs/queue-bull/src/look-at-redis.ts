import { closeQueue } from './close-queue';
import { openBullQueue, type BullConnection } from './connection';

export interface RedisLook {
  /** Such as `7.0.15`. */
  version: string;
  /** The server's clock, and ours in the middle of the question. */
  clock: { theirs: Date; ours: Date; roundTripMs: number };
  /** What it does when its memory is full: anything but `noeviction` loses wake-ups. */
  evictionPolicy: string;
}

/** What a Redis says of itself. Ask whether it answers first (JobQueue.check): here an outage is whatever Bull throws. */
export async function lookAtRedis(connection: BullConnection): Promise<RedisLook> {
  const queue = openBullQueue(connection, 'check');
  queue.on('error', () => undefined); // the command that is under way says it
  try {
    const info = await queue.client.info();
    const before = Date.now();
    const [seconds, microseconds] = await queue.client.time();
    const roundTripMs = Date.now() - before;
    return {
      version: fieldOf(info, 'redis_version'),
      clock: {
        theirs: new Date(Number(seconds) * 1000 + Number(microseconds) / 1000),
        ours: new Date(before + roundTripMs / 2),
        roundTripMs,
      },
      evictionPolicy: fieldOf(info, 'maxmemory_policy'),
    };
  } finally {
    await closeQueue(queue);
  }
}

function fieldOf(info: string, name: string): string {
  return new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1] ?? 'unknown';
}
