import { Line, type Look } from './line';
import type { Head, Waiting } from './waiting';

/** What a client has saved up on a pool, in device seconds, and the number of its last turn (0: none yet). */
export interface Turn {
  client: string;
  deficit: number;
  turn: number;
}

export interface TurnTaken {
  generation: Waiting;
  /** Of every client that waits; the others have nothing saved up. */
  turns: Turn[];
}

/** What a round adds for each waiting client, in device seconds: about one short clip. */
export const QUANTUM = 30;
/** How far a client may go into debt for a generation whose checkpoint is warm. Device seconds. */
export const WARM_DEBT = 60;
/** How long a client's own first generation lets warm ones pass. Seconds. */
export const WARM_PATIENCE = 120;

/**
 * Who is next on a device: the most urgent class that has somebody waiting; in it deficit round robin between clients;
 * of a client the earliest deadline, then the longest wait. A warm checkpoint goes before its turn within WARM_DEBT and
 * WARM_PATIENCE. Null: nobody may.
 * @param held clients that have as many running as they may
 */
export function nextTurn(
  waiting: readonly Waiting[],
  turns: readonly Turn[],
  { now, warm, held }: Look,
): TurnTaken | null {
  return turnIn(new Line(waiting), turns, { now, warm, held });
}

/** The same of what waits in a line. */
export function turnIn(line: Line, turns: readonly Turn[], look: Look): TurnTaken | null {
  return chooseTurn(line.heads(look), withoutIdle(turns, line.clients), look.now);
}

/**
 * Deficit round robin: of the clients whose savings pay for their generation, the one served longest ago; when nobody's
 * do, rounds go by, each with a quantum for everybody, until somebody's do. Rounds are counted, not walked.
 */
export function chooseTurn(heads: readonly Head[], turns: readonly Turn[], now: number): TurnTaken | null {
  if (heads.length === 0) return null;
  const known = new Map(turns.map((turn) => [turn.client, turn]));
  const bids = heads.map((head) => bidOf(head, known.get(head.client), now));
  const rounds = Math.min(...bids.map((bid) => bid.rounds));
  const chosen = bids.filter((bid) => bid.rounds === rounds).reduce((a, b) => (isServedBefore(b, a) ? b : a));
  const last = Math.max(0, ...turns.map(({ turn }) => turn));
  const waiting = new Set(heads.map(({ client }) => client));
  const after = new Map(known);
  for (const { client, saved, turn } of bids) {
    const deficit = saved + rounds * QUANTUM;
    after.set(client, { client, deficit, turn });
  }
  const { client, generation } = chosen;
  const paid = after.get(client)!.deficit - generation.seconds;
  after.set(client, { client, deficit: paid, turn: last + 1 });
  return { generation, turns: [...after.values()].filter((turn) => waiting.has(turn.client)) };
}

/** Whoever has nothing waiting saves nothing up; debts stay. */
export function withoutIdle(turns: readonly Turn[], waiting: ReadonlySet<string>): Turn[] {
  return turns.map((turn) =>
    waiting.has(turn.client) ? turn : { ...turn, deficit: Math.min(0, turn.deficit) },
  );
}

interface Bid {
  client: string;
  generation: Waiting;
  saved: number;
  turn: number;
  warm: boolean;
  /** Rounds until the client can pay. */
  rounds: number;
}

function bidOf({ client, first, warm }: Head, turn: Turn | undefined, now: number): Bid {
  const patient = first.deadline === null && now - first.acceptedAt < WARM_PATIENCE;
  const generation = warm && patient ? warm : first;
  const isWarm = generation === warm;
  const saved = turn?.deficit ?? 0;
  const short = generation.seconds - saved - (isWarm ? WARM_DEBT : 0);
  const rounds = Math.max(0, Math.ceil(short / QUANTUM));
  return { client, generation, saved, turn: turn?.turn ?? 0, warm: isWarm, rounds };
}

/** Of those who can pay in the same round. Between equals the name decides, so that everybody decides alike. */
function isServedBefore(a: Bid, b: Bid): boolean {
  if (a.warm !== b.warm) return a.warm;
  if (a.turn !== b.turn) return a.turn < b.turn;
  return a.client < b.client;
}
