import type { Domain } from '@maquette/kernel';
import type { Turn } from '../schedule/next-turn';
import type { Waiting } from '../schedule/waiting';
import type { Measure } from './measures';

/** A worker's device. */
export interface PoolDevice {
  worker: string;
  /** `cpu`, `cuda`, … */
  kind: string;
  /** What it has for checkpoints. */
  memoryBytes: number;
  /** References of the checkpoint versions that are loaded. */
  warm: readonly string[];
  /** Seconds until what it runs is expected to end; 0: it is idle. */
  freeIn: number;
}

export interface PoolLimits {
  /** Most that wait, of all clients and of one. */
  maxQueued: number;
  clientQueued: number;
  /** Longest expected wait in seconds; null: any. */
  maxWaitSeconds: number | null;
}

/** A group of workers, with all that placing asks of it. */
export interface Pool {
  name: string;
  /** Domains whose checkpoints it runs. */
  domains: readonly Domain[] | 'all';
  state: 'open' | 'draining' | 'paused';
  labels: readonly string[];
  /** Of workers that are alive; none: its worker may yet start. */
  devices: readonly PoolDevice[];
  waiting: readonly Waiting[];
  turns: readonly Turn[];
  limits: PoolLimits;
  measures: readonly Measure[];
}

export const DEFAULT_LIMITS: PoolLimits = { maxQueued: 1_000, clientQueued: 200, maxWaitSeconds: null };

/** A pool of which only the name is known: open, idle, nothing measured. */
export function idlePool(name: string): Pool {
  return {
    name,
    domains: 'all',
    state: 'open',
    labels: [],
    devices: [],
    waiting: [],
    turns: [],
    limits: DEFAULT_LIMITS,
    measures: [],
  };
}
