import type { GenerationState } from './generation';

/**
 * What a transition asks of the lease of a running generation:
 * `held`: the caller's claim names the current lease epoch and worker, even when the lease ran out meanwhile;
 * `expired`: the lease ran out, whoever had it; `any`: no question asked. Other states have no lease.
 */
export type LeaseCondition = 'held' | 'expired' | 'any';

export interface TransitionSource {
  state: GenerationState;
  lease: LeaseCondition;
}

export interface Transition {
  from: readonly TransitionSource[];
  to: GenerationState;
  /** A raised epoch makes every write under an older claim fail. */
  raisesEpoch: boolean;
}

/** Every change of state that exists. Adapters of the ledger derive their conditions from this table. */
export const TRANSITIONS = {
  claim: {
    from: [
      { state: 'queued', lease: 'any' },
      { state: 'running', lease: 'expired' },
    ],
    to: 'running',
    raisesEpoch: true,
  },
  publish: { from: [{ state: 'running', lease: 'held' }], to: 'completed', raisesEpoch: false },
  fail: { from: [{ state: 'running', lease: 'held' }], to: 'failed', raisesEpoch: false },
  /** Every attempt failed: an operator looks at it before it costs more. */
  park: { from: [{ state: 'running', lease: 'held' }], to: 'parked', raisesEpoch: false },
  /** Back into the queue, after an attempt that failed. */
  release: { from: [{ state: 'running', lease: 'held' }], to: 'queued', raisesEpoch: false },
  /** Back into the queue, through no fault of its own: no attempt was made. */
  snooze: { from: [{ state: 'running', lease: 'held' }], to: 'queued', raisesEpoch: false },
  /** An operator gives it all its attempts again. */
  requeue: { from: [{ state: 'parked', lease: 'any' }], to: 'queued', raisesEpoch: false },
  cancel: {
    from: [
      { state: 'queued', lease: 'any' },
      { state: 'running', lease: 'any' },
      { state: 'parked', lease: 'any' },
    ],
    to: 'cancelled',
    raisesEpoch: false,
  },
} as const satisfies Record<string, Transition>;
export type TransitionName = keyof typeof TRANSITIONS;

/** Not a change of state, but under the same condition as one. */
export const HEARTBEAT_FROM: readonly TransitionSource[] = [{ state: 'running', lease: 'held' }];

/** True when no transition leads out of the state. */
export function isFinal(state: GenerationState): boolean {
  const sources: readonly TransitionSource[] = Object.values<Transition>(TRANSITIONS).flatMap(
    ({ from }) => from,
  );
  return !sources.some((source) => source.state === state);
}

/** True when nothing more happens unless somebody asks for it: final, or parked. */
export function isSettled(state: GenerationState): boolean {
  return isFinal(state) || state === 'parked';
}
