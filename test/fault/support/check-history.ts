import {
  TRANSITIONS,
  type GenerationState,
  type Transition,
  type TransitionName,
} from '@maquette/generation';

/** An entry of the audit log about a generation. */
export interface LoggedEntry {
  kind: string;
  /** ISO 8601, by the database's clock. */
  at: string;
  data: Record<string, unknown>;
}

export interface Replayed {
  state: GenerationState;
  epoch: number;
  /** Claims of what another worker held and lost. */
  takeovers: number;
}

const NAMES: Record<string, TransitionName> = {
  'generation.claimed': 'claim',
  'generation.completed': 'publish',
  'generation.failed': 'fail',
  'generation.parked': 'park',
  'generation.released': 'release',
  'generation.snoozed': 'snooze',
  'generation.requeued': 'requeue',
  'generation.cancelled': 'cancel',
};

/**
 * Plays a generation's entries against the state machine, and answers where they end. Throws at the first one that is not
 * allowed: from that state, by that worker, under that epoch, or before the lease of the one before can have run out.
 */
export function checkHistory(entries: readonly LoggedEntry[], leaseMs: number): Replayed {
  const [first, ...rest] = entries;
  if (first?.kind !== 'generation.accepted') throw new Error('It was never accepted.');
  let state: GenerationState = 'queued';
  let epoch = 0;
  let holder: unknown = null;
  let claimedAt = 0;
  let takeovers = 0;
  for (const { kind, at, data } of rest) {
    const say = (what: string): Error =>
      new Error(`${kind} ${what}: ${JSON.stringify({ state, epoch, holder, data })}`);
    if (kind === 'generation.removed') continue;
    const transition: Transition | undefined = TRANSITIONS[NAMES[kind]];
    const source = transition?.from.find((from) => from.state === state);
    if (!transition || !source) throw say('does not lead from here');
    if (source.lease === 'held' && (data.leaseEpoch !== epoch || data.worker !== holder))
      throw say('by somebody who does not hold it');
    if (source.lease === 'expired') {
      if (Date.parse(at) < claimedAt + leaseMs) throw say('before the lease was over');
      takeovers++;
    }
    if (transition.raisesEpoch) {
      epoch++;
      holder = data.worker;
      claimedAt = Date.parse(at);
    }
    if (data.leaseEpoch !== epoch) throw say('under another epoch');
    state = transition.to;
  }
  return { state, epoch, takeovers };
}
