/** What follows from the length of a lease, all in milliseconds. */
export interface LeaseTimes {
  leaseMs: number;
  /** Between two heartbeats; several may be lost before the lease is. */
  beatMs: number;
  /** How long the database may owe an answer before its connection is given up: one that hangs costs no lease. */
  silenceMs: number;
  /** Between two looks for what lost its worker, and for what waits in vain. */
  sweepMs: number;
}

const LONGEST_BEAT_MS = 1_000; // a heartbeat carries the progress, too

/** A busy server may take that long. */
const LEAST_SILENCE_MS = 3_000;

export function leaseTimes(leaseMs: number): LeaseTimes {
  return {
    leaseMs,
    beatMs: Math.min(LONGEST_BEAT_MS, leaseMs / 8),
    silenceMs: Math.min(leaseMs, Math.max(LEAST_SILENCE_MS, leaseMs / 3)),
    sweepMs: leaseMs / 2,
  };
}
