export { jobQueueContract, type JobQueueUnderTest } from './job-queue-contract';
export { objectStoreContract, type ObjectStoreUnderTest } from './object-store-contract';
export { startInstalledPostgres, whyNoInstalledPostgres, type RunningPostgres } from './postgres-server';
export { freePort, hasRedis, startRedis, type RunningRedis } from './redis-server';
export { REAL_S3, startRealS3, whyNoRealS3, type RealS3 } from './s3-program';
export { startS3Server, type RunningS3Server } from './s3-server';
export { type NetworkPlace } from './network-place';
export { twoNetworks, whyNoNetworks, type TestHost, type TwoNetworks } from './two-networks';
export { Deliveries, gate, type Gate } from './waiting';
