import { join } from 'node:path';
import type { JobQueue } from '@maquette/generation';
import type { ObjectStore } from '@maquette/kernel';
import type { PlatformConfig } from './config';
import { leaseTimes } from './lease-times';
import type { Log } from './log';

/**
 * Each adapter is loaded only where it is used: a process without Redis or S3 pays nothing for their clients.
 */
export async function openQueue(config: PlatformConfig, databaseUrl: string, log: Log): Promise<JobQueue> {
  if (config.redisUrl) {
    const redisUrl = config.redisUrl;
    const { BullJobQueue, openBullQueue } = await import('@maquette/queue-bull');
    return new BullJobQueue({ open: (pool) => openBullQueue({ redisUrl }, pool), logger: log });
  }
  const { PostgresJobQueue } = await import('@maquette/queue-postgres');
  const { silenceMs } = leaseTimes(config.leaseMs);
  return new PostgresJobQueue({ connectionString: databaseUrl, logger: log, silenceMs });
}

export async function openStore(config: PlatformConfig): Promise<ObjectStore> {
  if (config.s3) {
    const { MinioObjectStore } = await import('@maquette/store-minio');
    return new MinioObjectStore({ ...config.s3, silenceMs: config.leaseMs });
  }
  const { FileObjectStore } = await import('@maquette/store-fs');
  return new FileObjectStore(join(config.home, 'store'));
}
