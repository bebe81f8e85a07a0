export { BullJobQueue, type BullJobQueueOptions } from './bull-job-queue';
export { BullQueueModule, BULL_JOB_QUEUE, type BullQueueModuleOptions } from './bull-queue.module';
export { openBullQueue, bullQueueName, type BullConnection } from './connection';
export { lookAtRedis, type RedisLook } from './look-at-redis';
