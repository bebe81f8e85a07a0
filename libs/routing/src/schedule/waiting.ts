import { PRIORITIES } from './precedence';

/** A generation that waits on a pool. Times are seconds of one clock, whichever. */
export interface Waiting {
  id: string;
  client: string;
  /** Place in PRIORITIES. */
  priority: number;
  acceptedAt: number;
  deadline: number | null;
  checkpoint: string;
  /** Device seconds that it is expected to take: what the turn costs its client. */
  seconds: number;
}

/** Of one client, in the class that is served now: the generation that is first, and the first whose checkpoint is warm. */
export interface Head {
  client: string;
  first: Waiting;
  warm: Waiting | null;
}

/** After each of these spans a generation counts as one class more urgent, so that nothing starves. Seconds. */
export const AGEING = 600;

/** The class that a generation counts in by now. */
export function classOf({ priority, acceptedAt }: Waiting, now: number): number {
  const aged = Math.floor(Math.max(0, now - acceptedAt) / AGEING);
  return Math.min(PRIORITIES.length - 1, priority + aged);
}

/** Earliest deadline first, those without one last; then by age. */
export function isBefore(a: Waiting, b: Waiting): boolean {
  const [due, other] = [a.deadline ?? Infinity, b.deadline ?? Infinity];
  if (due !== other) return due < other;
  if (a.acceptedAt !== b.acceptedAt) return a.acceptedAt < b.acceptedAt;
  return a.id < b.id;
}
