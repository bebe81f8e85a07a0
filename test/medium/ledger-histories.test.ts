import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  MAX_ATTEMPTS,
  TRANSITIONS,
  type Claim,
  type GenerationState,
  type Transition,
  type TransitionName,
} from '@maquette/generation';
import { Database, PrismaGenerationLedger, PrismaRegistrations } from '@maquette/persistence';
import { checkHistory, type LoggedEntry } from '../fault/support/check-history';
import { FaultProxy } from '../fault/support/fault-proxy';
import { checkpoint, dataset, newGeneration, video } from './support/records';
import { migratedDatabase } from './support/scratch-database';

// real: Postgres, the ledger, and a proxy that cuts off answers. Several workers do whatever they like, in any order, again
// and again, with claims of any age; the state machine alone says what may come of it.
const GENERATIONS = 2;
const WORKERS = ['wrk_1', 'wrk_2'];
const LEASE_MS = 3_600_000;
const ERROR = { code: 'it-failed', message: 'It failed.' };

/** What the state machine has made of a generation so far. */
interface Expected {
  id: string;
  state: GenerationState;
  epoch: number;
  holder: string | null;
  leaseOver: boolean;
  attempts: number;
}
/** `claims`: all that anybody ever held, the oldest first. */
interface Model {
  generations: Expected[];
  claims: Claim[];
}

let scratch: Awaited<ReturnType<typeof migratedDatabase>>;
let ledger: PrismaGenerationLedger;
let proxy: FaultProxy;
let beyond: Database;

beforeAll(async () => {
  scratch = await migratedDatabase();
  ledger = new PrismaGenerationLedger(scratch.database);
  await new PrismaRegistrations(scratch.database).register({
    datasets: [dataset],
    checkpoints: [checkpoint],
  });
  proxy = await FaultProxy.before({ port: Number(new URL(scratch.url).port) });
  beyond = new Database(proxy.in(scratch.url), { connections: 1 });
});
afterAll(async () => {
  await beyond?.close();
  await proxy?.close();
  await scratch?.drop();
});

/** How a call fares on its way: answered, done but with its answer cut off, or sent twice. */
type Way = 'answered' | 'answer lost' | 'sent twice';

/** What each transition is called with, and what the ledger answers when it did, and did not, do it. */
const CALLS: Record<TransitionName, (ledger: PrismaGenerationLedger, claim: Claim) => Promise<unknown>> = {
  claim: (to, { generationId, workerId }) => to.claim(generationId, workerId, LEASE_MS),
  publish: (to, claim) => to.publish(claim, [video]),
  fail: (to, claim) => to.fail(claim, ERROR),
  park: (to, claim) => to.park(claim, ERROR),
  release: (to, claim) => to.release(claim, ERROR),
  snooze: (to, claim) => to.snooze(claim, 'device-busy', 0),
  requeue: (to, { generationId }) => to.requeue(generationId, 'operator'),
  cancel: (to, { generationId }) => to.cancel(generationId),
};

function allowed(name: TransitionName, generation: Expected, { workerId, leaseEpoch }: Claim): boolean {
  const { from }: Transition = TRANSITIONS[name];
  return from.some(({ state, lease }) => {
    if (state !== generation.state) return false;
    if (lease === 'any') return true;
    if (lease === 'expired') return generation.leaseOver;
    return leaseEpoch === generation.epoch && workerId === generation.holder;
  });
}

function apply(name: TransitionName, generation: Expected, { workerId }: Claim): void {
  const { to, raisesEpoch }: Transition = TRANSITIONS[name];
  generation.state = to;
  if (raisesEpoch)
    Object.assign(generation, { epoch: generation.epoch + 1, holder: workerId, leaseOver: false });
  if (to === 'queued') generation.holder = null;
  const counted = {
    claim: generation.attempts + 1,
    snooze: Math.max(0, generation.attempts - 1),
    requeue: 0,
  };
  generation.attempts = counted[name as keyof typeof counted] ?? generation.attempts;
}

/** Sends the call once more than it is answered, where its answer is cut off; resolves with `undefined` then. */
async function losingTheAnswer(
  call: (ledger: PrismaGenerationLedger) => Promise<unknown>,
): Promise<undefined> {
  await beyond.check().catch(() => undefined); // a connection that an earlier loss cut is found out
  await beyond.check();
  proxy.resetAfter(0);
  await expect(call(new PrismaGenerationLedger(beyond))).rejects.toMatchObject({
    code: 'database-unreachable',
  });
}

/** One of all transitions, by somebody who holds what they hold, or held it once. */
class Move implements fc.AsyncCommand<Model, object> {
  constructor(
    private readonly name: TransitionName,
    private readonly which: number,
    private readonly worker: string,
    private readonly age: number,
    private readonly way: Way,
  ) {}

  check = (): boolean => true;

  async run(model: Model): Promise<void> {
    const generation = model.generations[this.which];
    const claim = this.claimOf(model, generation);
    const call = (to: PrismaGenerationLedger): Promise<unknown> => CALLS[this.name](to, claim);
    const times = this.way === 'sent twice' ? 2 : 1;
    for (let sent = 0; sent < times; sent++) {
      const expected = allowed(this.name, generation, claim);
      if (expected) apply(this.name, generation, claim);
      const answer =
        this.way === 'answer lost'
          ? await losingTheAnswer(call)
          : await call(ledger).catch((error: { code?: string }) => error.code);
      if (this.way !== 'answer lost') this.checkAnswer(answer, expected, generation);
      if (this.name === 'claim' && expected && answer) model.claims.push((answer as { claim: Claim }).claim);
    }
    await checkRow(generation);
  }

  /** A claim of that generation, as many claims ago as the age says; one that nobody ever had where there is none. */
  private claimOf(model: Model, { id }: Expected): Claim {
    const held = model.claims.filter(({ generationId }) => generationId === id);
    const claim = this.name === 'claim' ? undefined : held.at(-1 - this.age);
    return claim ?? { generationId: id, workerId: this.worker, leaseEpoch: 0 };
  }

  private checkAnswer(answer: unknown, expected: boolean, { id, state, epoch }: Expected): void {
    if (this.name === 'claim') {
      if (expected) expect(answer).toMatchObject({ claim: { leaseEpoch: epoch }, generation: { id } });
      else expect(answer).toBeNull();
    } else if (this.name === 'cancel') expect(answer).toMatchObject({ id, state });
    else if (this.name === 'requeue') {
      if (expected) expect(answer).toMatchObject({ state: 'queued' });
      else expect(answer).toBe('generation-not-parked');
    } else expect(answer).toBe(expected);
  }

  toString = (): string => `${this.name}(${this.which}, ${this.worker}, ${this.age} ago, ${this.way})`;
}

class Heartbeat implements fc.AsyncCommand<Model, object> {
  constructor(
    private readonly which: number,
    private readonly age: number,
  ) {}

  check = ({ claims, generations }: Readonly<Model>): boolean =>
    claims.some(({ generationId }) => generationId === generations[this.which].id);

  async run(model: Model): Promise<void> {
    const generation = model.generations[this.which];
    const held = model.claims.filter(({ generationId }) => generationId === generation.id);
    const claim = held.at(-1 - this.age) ?? held[0];
    const holds = claim.leaseEpoch === generation.epoch && claim.workerId === generation.holder;
    const answer = await ledger.heartbeat(claim, { framesDone: 1, leaseMs: LEASE_MS });
    if (generation.state === 'running' && holds) {
      expect(answer).toBe('held');
      generation.leaseOver = false;
    } else
      expect(answer).toBe(
        generation.state === 'cancelled' && claim.leaseEpoch === generation.epoch ? 'cancelled' : 'lost',
      );
    await checkRow(generation);
  }

  toString = (): string => `heartbeat(${this.which}, ${this.age} ago)`;
}

/** The clock passes the end of the lease. */
class LeaseRunsOut implements fc.AsyncCommand<Model, object> {
  constructor(private readonly which: number) {}

  check = ({ generations }: Readonly<Model>): boolean => generations[this.which].state === 'running';

  async run(model: Model): Promise<void> {
    const generation = model.generations[this.which];
    generation.leaseOver = true;
    await scratch.sql("UPDATE generation SET lease_expires_at = now() - interval '1 s' WHERE id = $1", [
      generation.id,
    ]);
  }

  toString = (): string => `leaseRunsOut(${this.which})`;
}

async function checkRow({ id, state, epoch, holder, attempts }: Expected): Promise<void> {
  const [row] = await scratch.sql(
    `SELECT state, lease_epoch AS epoch, attempts, lease_expires_at IS NOT NULL AS leased, worker_id AS holder,
            (SELECT array_agg(DISTINCT lease_epoch) FROM artefact WHERE generation_id = generation.id) AS published
     FROM generation WHERE id = $1`,
    [id],
  );
  const published = state === 'completed' ? [epoch] : null;
  expect(row).toMatchObject({ state, epoch, attempts, leased: state === 'running', published });
  if (state === 'running') expect(row.holder).toBe(holder);
}

async function entriesOf(id: string): Promise<LoggedEntry[]> {
  const rows = await scratch.sql('SELECT body FROM audit_pending WHERE subject = $1 ORDER BY id', [id]);
  return rows.map(({ body }) => body as LoggedEntry);
}

const which = fc.nat(GENERATIONS - 1);
const age = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(3) });
const way = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Way>('answered') },
  { weight: 1, arbitrary: fc.constantFrom<Way>('answer lost', 'sent twice') },
);
const names = Object.keys(TRANSITIONS) as TransitionName[];
const moveOf = (name: fc.Arbitrary<TransitionName>) =>
  fc.tuple(name, which, fc.constantFrom(...WORKERS), age, way).map((parts) => new Move(...parts));

describe('histories of the ledger', () => {
  it('are those of the state machine, whoever calls what, when and how often', async () => {
    const commands = fc.commands(
      [
        moveOf(fc.constantFrom(...names)),
        moveOf(fc.constant('claim')),
        moveOf(fc.constantFrom('release', 'snooze', 'requeue')), // what leads on
        fc.tuple(which, age).map((parts) => new Heartbeat(...parts)),
        which.map((of) => new LeaseRunsOut(of)),
      ],
      { maxCommands: 40, size: '+1' },
    );
    let steps = 0;
    const property = fc.asyncProperty(commands, async (history) => {
      const model: Model = { generations: [], claims: [] };
      for (let i = 0; i < GENERATIONS; i++) {
        const { id } = await ledger.accept(newGeneration());
        model.generations.push({
          id,
          state: 'queued',
          epoch: 0,
          holder: null,
          leaseOver: false,
          attempts: 0,
        });
      }
      await fc.asyncModelRun(() => ({ model, real: {} }), history);
      for (const { id, state, epoch } of model.generations) {
        const entries = await entriesOf(id);
        steps += entries.length;
        expect(checkHistory(entries, 0)).toMatchObject({ state, epoch });
      }
    });
    await fc.assert(property, { numRuns: 80, seed: 20261124 });
    expect(steps).toBeGreaterThan(80 * MAX_ATTEMPTS);
  });
});
