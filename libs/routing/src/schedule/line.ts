import { classOf, isBefore, type Head, type Waiting } from './waiting';

/** What waits of one client, priority and checkpoint. */
interface Lane {
  client: string;
  priority: number;
  checkpoint: string;
  /** Without a deadline, the oldest first: of them that one alone can be next. */
  patient: Waiting[];
  /** How many of `patient` are gone. */
  gone: number;
  /** With a deadline; few. */
  dated: Waiting[];
}

/** Whom to look for: `held` clients have as many running as they may. */
export interface Look {
  now: number;
  warm: readonly string[];
  held?: ReadonlySet<string>;
}

/**
 * What waits on a pool, sorted once, so that who is next is found without looking at everything that waits: a forecast asks
 * as often as there are generations.
 */
export class Line {
  private readonly lanes = new Map<string, Lane>();
  private readonly counts = new Map<string, number>();

  constructor(waiting: readonly Waiting[]) {
    for (const generation of waiting) this.enter(generation);
    for (const { patient, dated } of this.lanes.values()) {
      patient.sort(inOrder);
      dated.sort(inOrder);
    }
  }

  /** Clients that have something waiting. */
  get clients(): ReadonlySet<string> {
    return new Set(this.counts.keys());
  }

  /** Of each client the first generation of the most urgent class, and the first of them whose checkpoint is warm. */
  heads({ now, warm, held }: Look): Head[] {
    const open = [...this.lanes.values()].filter(({ client }) => !held?.has(client));
    const served = Math.max(-1, ...open.map((lane) => mostUrgent(lane, now)));
    const heads = new Map<string, Head>();
    for (const lane of open) {
      const first = firstOf(lane, served, now);
      if (!first) continue;
      const head = heads.get(lane.client) ?? { client: lane.client, first, warm: null };
      if (isBefore(first, head.first)) head.first = first;
      if (warm.includes(lane.checkpoint) && (!head.warm || isBefore(first, head.warm))) head.warm = first;
      heads.set(lane.client, head);
    }
    return [...heads.values()];
  }

  remove(generation: Waiting): void {
    const key = keyOf(generation);
    const lane = this.lanes.get(key)!;
    if (lane.patient[lane.gone] === generation) lane.gone += 1;
    else for (const part of [lane.dated, lane.patient]) drop(part, generation);
    if (lane.gone === lane.patient.length && lane.dated.length === 0) this.lanes.delete(key);
    const left = this.counts.get(generation.client)! - 1;
    if (left > 0) this.counts.set(generation.client, left);
    else this.counts.delete(generation.client);
  }

  private enter(generation: Waiting): void {
    const { client, priority, checkpoint, deadline } = generation;
    const key = keyOf(generation);
    let lane = this.lanes.get(key);
    if (!lane)
      this.lanes.set(key, (lane = { client, priority, checkpoint, patient: [], gone: 0, dated: [] }));
    (deadline === null ? lane.patient : lane.dated).push(generation);
    this.counts.set(client, (this.counts.get(client) ?? 0) + 1);
  }
}

function mostUrgent({ patient, gone, dated }: Lane, now: number): number {
  let most = gone < patient.length ? classOf(patient[gone], now) : -1;
  for (const generation of dated) most = Math.max(most, classOf(generation, now));
  return most;
}

/** What has a deadline goes before what has none. */
function firstOf({ patient, gone, dated }: Lane, served: number, now: number): Waiting | null {
  const due = dated.find((generation) => classOf(generation, now) === served);
  if (due) return due;
  return gone < patient.length && classOf(patient[gone], now) === served ? patient[gone] : null;
}

function keyOf({ client, priority, checkpoint }: Waiting): string {
  return `${priority} ${checkpoint} ${client}`;
}

function drop(part: Waiting[], generation: Waiting): void {
  const at = part.indexOf(generation);
  if (at >= 0) part.splice(at, 1);
}

function inOrder(a: Waiting, b: Waiting): number {
  return isBefore(a, b) ? -1 : 1;
}
