/**
 * `open`: placed on and worked for. `draining`: nothing more is placed on it; what waits and runs is finished.
 * `paused`: nothing is claimed, so what waits stays queued; what runs is finished.
 */
export const POOL_STATES = ['open', 'draining', 'paused'] as const;
export type PoolState = (typeof POOL_STATES)[number];
