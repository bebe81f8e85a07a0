import { BullModule, getQueueToken } from '@nestjs/bull';
import { Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { Inject } from '@nestjs/common';
import type { WakeUp } from '@maquette/generation';
import type { Queue } from 'bull';
import type { QueueLogger } from './bull-consumer';
import { BullJobQueue } from './bull-job-queue';
import { bullOptions, bullQueueName, openBullQueue, type BullConnection } from './connection';

export interface BullQueueModuleOptions extends BullConnection {
  /** Pools known at start; others are opened when they are first used. */
  pools?: string[];
  logger?: QueueLogger;
}

/** Injection token of the BullJobQueue. */
export const BULL_JOB_QUEUE = Symbol('BullJobQueue');

/** Provides a JobQueue over queues that @nestjs/bull registers, and closes it when the application shuts down. */
@Module({})
export class BullQueueModule implements OnApplicationShutdown {
  constructor(@Inject(BULL_JOB_QUEUE) private readonly jobQueue: BullJobQueue) {}

  static register(options: BullQueueModuleOptions): DynamicModule {
    const { pools = [], logger, ...connection } = options;
    const names = pools.map((pool) => ({ name: bullQueueName(pool) }));
    return {
      module: BullQueueModule,
      imports: [BullModule.forRoot(bullOptions(connection)), BullModule.registerQueue(...names)],
      providers: [
        {
          provide: BULL_JOB_QUEUE,
          inject: names.map(({ name }) => getQueueToken(name)),
          useFactory: (...queues: Queue<WakeUp>[]) =>
            new BullJobQueue({
              open: (pool) => openBullQueue(connection, pool),
              queues: new Map(pools.map((pool, index) => [pool, queues[index]])),
              logger,
            }),
        },
      ],
      exports: [BULL_JOB_QUEUE],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.jobQueue.close();
  }
}
