import { createHash } from 'node:crypto';

/** Buckets of 48 bits: a share of one percent is met to twelve places. */
const BUCKETS = 2 ** 48;

/**
 * Where a client stands in a checkpoint's canary, 0–100. It depends on nothing but the two names, and so stays the same
 * whatever the share becomes: raising the share only adds clients. Two checkpoints split their clients independently.
 */
export function canaryPlace(client: string, checkpointId: string): number {
  const hash = createHash('sha256')
    .update(JSON.stringify([client, checkpointId]))
    .digest();
  return (hash.readUIntBE(0, 6) / BUCKETS) * 100;
}

/** @param percent share of the clients, 0–100; nobody is in at 0, everybody at 100 */
export function isInCanary(client: string, checkpointId: string, percent: number): boolean {
  return canaryPlace(client, checkpointId) < percent;
}
