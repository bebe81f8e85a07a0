import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditLeaf, type AuditKind } from '@maquette/audit';
import {
  GENERATION_STATES,
  TRANSITIONS,
  type Claim,
  type GenerationState,
  type Transition,
} from '@maquette/generation';
import { digestOf } from '@maquette/kernel';
import {
  PrismaAuditTrail,
  PrismaGenerationLedger,
  PrismaPoolStates,
  PrismaRegistrations,
  PrismaWakeUps,
} from '@maquette/persistence';
import { checkpoint, dataset, newGeneration, video } from './support/records';
import { migratedDatabase } from './support/scratch-database';

const MINUTE = 60_000;
const ERROR = { code: 'inference-crashed', message: 'The inference process ended.' };

let scratch: Awaited<ReturnType<typeof migratedDatabase>>;
let ledger: PrismaGenerationLedger;
let trail: PrismaAuditTrail;

beforeAll(async () => {
  scratch = await migratedDatabase();
  ledger = new PrismaGenerationLedger(scratch.database);
  trail = new PrismaAuditTrail(scratch.database);
  await new PrismaRegistrations(scratch.database).register({
    datasets: [dataset],
    checkpoints: [checkpoint],
  });
});
afterAll(() => scratch?.drop());

const accepted = async () => (await ledger.accept(newGeneration())).id;

async function claimed(leaseMs = MINUTE, worker = 'wrk_a'): Promise<Claim> {
  const taken = await ledger.claim(await accepted(), worker, leaseMs);
  if (!taken) throw new Error('nothing to claim');
  return taken.claim;
}

async function kindsOf(id: string): Promise<AuditKind[]> {
  return (await trail.page({ subject: id, limit: 100 })).map(({ kind }) => kind);
}

describe('accepting', () => {
  it('gives back what was asked, exactly, in the order it was written', async () => {
    const asked = newGeneration();
    const { id } = await ledger.accept(asked);
    const found = await ledger.get(id);
    expect(found).toMatchObject({
      state: 'queued',
      leaseEpoch: 0,
      pool: 'cpu',
      framesDone: 0,
      attempts: 0,
      ...asked,
    });
    expect(JSON.stringify(found.scene)).toBe(JSON.stringify(asked.scene));
    expect(Math.abs(found.createdAt.getTime() - Date.now())).toBeLessThan(MINUTE);
  });

  it('refuses a checkpoint whose record nobody registered', async () => {
    const { decision } = newGeneration();
    const unknown = newGeneration({ decision: { ...decision, checkpointDigest: digestOf('other bytes') } });
    await expect(ledger.accept(unknown)).rejects.toMatchObject({
      code: 'checkpoint-not-registered',
      kind: 'conflict',
    });
  });

  it('keeps the decision of a refused request', async () => {
    const { decision } = newGeneration();
    const refused = {
      ...decision,
      outcome: 'unlicensed' as const,
      checkpoint: null,
      checkpointDigest: null,
      pool: null,
    };
    const id = await ledger.refuse(refused);
    expect(await kindsOf(id)).toEqual(['route.refused']);
    const [row] = await scratch.sql('SELECT outcome, reasons FROM route_decision WHERE id = $1', [id]);
    expect(row).toEqual({ outcome: 'unlicensed', reasons: decision.reasons });
  });

  it('says so when there is no such generation', async () => {
    await expect(ledger.get('gen_none')).rejects.toMatchObject({
      code: 'generation-not-found',
      kind: 'not-found',
    });
    await expect(ledger.cancel('gen_none')).rejects.toMatchObject({ code: 'generation-not-found' });
    await expect(ledger.remove('gen_none')).rejects.toMatchObject({ code: 'generation-not-found' });
    expect(await ledger.claim('gen_none', 'wrk_a', MINUTE)).toBeNull();
  });
});

describe('every action in every state', () => {
  type Action = (claim: Claim) => Promise<unknown>;
  const reach: Record<GenerationState, (claim: Claim) => Promise<unknown>> = {
    queued: (claim) => ledger.release(claim, ERROR),
    running: async () => undefined,
    completed: (claim) => ledger.publish(claim, [video]),
    failed: (claim) => ledger.fail(claim, ERROR),
    parked: (claim) => ledger.park(claim, ERROR),
    cancelled: (claim) => ledger.cancel(claim.generationId),
  };
  const actions: Record<string, Action> = {
    claim: async (claim) => (await ledger.claim(claim.generationId, 'wrk_b', MINUTE)) !== null,
    publish: (claim) => ledger.publish(claim, [video]),
    fail: (claim) => ledger.fail(claim, ERROR),
    release: (claim) => ledger.release(claim, ERROR),
    snooze: (claim) => ledger.snooze(claim, 'device-busy', 0),
    park: (claim) => ledger.park(claim, null),
    requeue: (claim) =>
      ledger.requeue(claim.generationId, 'ana').then(
        ({ state }) => state,
        ({ code }: { code: string }) => code,
      ),
    heartbeat: (claim) => ledger.heartbeat(claim, { framesDone: 1, leaseMs: MINUTE }),
    cancel: async (claim) => (await ledger.cancel(claim.generationId)).state,
  };
  /** state, action, answer, state afterwards, audit entry */
  const table: [GenerationState, keyof typeof actions, unknown, GenerationState, AuditKind | null][] = [
    ['queued', 'claim', true, 'running', 'generation.claimed'],
    ['queued', 'publish', false, 'queued', null],
    ['queued', 'fail', false, 'queued', null],
    ['queued', 'release', false, 'queued', null],
    ['queued', 'snooze', false, 'queued', null],
    ['queued', 'park', false, 'queued', null],
    ['queued', 'requeue', 'generation-not-parked', 'queued', null],
    ['queued', 'heartbeat', 'lost', 'queued', null],
    ['queued', 'cancel', 'cancelled', 'cancelled', 'generation.cancelled'],
    ['running', 'claim', false, 'running', null],
    ['running', 'publish', true, 'completed', 'generation.completed'],
    ['running', 'fail', true, 'failed', 'generation.failed'],
    ['running', 'release', true, 'queued', 'generation.released'],
    ['running', 'snooze', true, 'queued', 'generation.snoozed'],
    ['running', 'park', true, 'parked', 'generation.parked'],
    ['running', 'requeue', 'generation-not-parked', 'running', null],
    ['running', 'heartbeat', 'held', 'running', null],
    ['running', 'cancel', 'cancelled', 'cancelled', 'generation.cancelled'],
    ['parked', 'requeue', 'queued', 'queued', 'generation.requeued'],
    ['parked', 'cancel', 'cancelled', 'cancelled', 'generation.cancelled'],
    ['parked', 'claim', false, 'parked', null],
    ['parked', 'publish', false, 'parked', null],
    ['parked', 'release', false, 'parked', null],
    ['parked', 'heartbeat', 'lost', 'parked', null],
    ...(['completed', 'failed', 'cancelled'] as const).flatMap((state): typeof table => [
      [state, 'snooze', false, state, null],
      [state, 'park', false, state, null],
      [state, 'requeue', 'generation-not-parked', state, null],
      [state, 'claim', false, state, null],
      [state, 'publish', false, state, null],
      [state, 'fail', false, state, null],
      [state, 'release', false, state, null],
      [state, 'heartbeat', state === 'cancelled' ? 'cancelled' : 'lost', state, null],
      [state, 'cancel', state, state, null],
    ]),
  ];

  it.each(table)('%s, %s: answers %s, then %s, records %s', async (state, action, answer, after, entry) => {
    const claim = await claimed();
    await reach[state](claim);
    const before = await kindsOf(claim.generationId);
    expect(await actions[action](claim)).toEqual(answer);
    expect((await ledger.get(claim.generationId)).state).toBe(after);
    expect(await kindsOf(claim.generationId)).toEqual([...before, ...(entry ? [entry] : [])]);
  });
});

describe('a worker that lost its lease', () => {
  it('is refused every write after another took over, and changes nothing', async () => {
    const old = await claimed(0);
    const taken = await ledger.claim(old.generationId, 'wrk_b', MINUTE);
    expect(taken?.claim.leaseEpoch).toBe(old.leaseEpoch + 1);
    await ledger.heartbeat(taken!.claim, { framesDone: 5, leaseMs: MINUTE });
    const before = await ledger.get(old.generationId);

    expect(await ledger.heartbeat(old, { framesDone: 20, leaseMs: 10 * MINUTE })).toBe('lost');
    expect(await ledger.publish(old, [video])).toBe(false);
    expect(await ledger.fail(old, ERROR)).toBe(false);
    expect(await ledger.release(old, ERROR)).toBe(false);

    expect(await ledger.get(old.generationId)).toEqual(before);
    expect(before.attempts).toBe(2);
  });

  it('is refused under its old epoch even when it is the same worker that holds the new one', async () => {
    const old = await claimed(0);
    await ledger.claim(old.generationId, old.workerId, MINUTE);
    expect(await ledger.publish(old, [video])).toBe(false);
  });

  it('is refused when only the worker differs', async () => {
    const claim = await claimed();
    expect(await ledger.publish({ ...claim, workerId: 'wrk_thief' }, [video])).toBe(false);
  });

  it('keeps the generation when nobody took it meanwhile', async () => {
    const claim = await claimed(0);
    expect(await ledger.heartbeat(claim, { framesDone: 3, leaseMs: MINUTE })).toBe('held');
    expect(await ledger.claim(claim.generationId, 'wrk_b', MINUTE)).toBeNull();
    expect(await ledger.publish(claim, [video])).toBe(true);
  });

  it('learns of a cancellation, but not of one that met its successor', async () => {
    const old = await claimed(0);
    const { claim } = (await ledger.claim(old.generationId, 'wrk_b', MINUTE))!;
    await ledger.cancel(old.generationId);
    expect(await ledger.heartbeat(claim, { framesDone: 1, leaseMs: MINUTE })).toBe('cancelled');
    expect(await ledger.heartbeat(old, { framesDone: 1, leaseMs: MINUTE })).toBe('lost');
  });
});

describe('races', () => {
  it('lets exactly one of twenty claims win', async () => {
    const id = await accepted();
    const claims = await Promise.all(
      Array.from({ length: 20 }, (_, i) => ledger.claim(id, `wrk_${i}`, MINUTE)),
    );
    const won = claims.filter((claim) => claim !== null);
    expect(won).toHaveLength(1);
    expect(await ledger.get(id)).toMatchObject({
      leaseEpoch: 1,
      attempts: 1,
      workerId: won[0].claim.workerId,
    });
    expect(await kindsOf(id)).toEqual(['generation.accepted', 'generation.claimed']);
  });

  it('lets exactly one of twenty take over an expired lease', async () => {
    const { generationId } = await claimed(0);
    const take = (_: unknown, i: number) => ledger.claim(generationId, `wrk_${i}`, MINUTE);
    const won = (await Promise.all(Array.from({ length: 20 }, take))).filter((claim) => claim !== null);
    expect(won.map(({ claim }) => claim.leaseEpoch)).toEqual([2]);
  });

  it('ends a publication and a cancellation at once in one of the two, with its entry alone', async () => {
    for (let round = 0; round < 10; round++) {
      const claim = await claimed();
      const id = claim.generationId;
      const [published] = await Promise.all([ledger.publish(claim, [video]), ledger.cancel(id)]);
      const { state, artefacts } = await ledger.get(id);
      expect(state).toBe(published ? 'completed' : 'cancelled');
      expect(artefacts).toHaveLength(published ? 1 : 0);
      expect((await kindsOf(id)).slice(2)).toEqual([
        published ? 'generation.completed' : 'generation.cancelled',
      ]);
    }
  });

  it('publishes once when the same worker sends it twice', async () => {
    const claim = await claimed();
    const answers = await Promise.all([ledger.publish(claim, [video]), ledger.publish(claim, [video])]);
    expect(answers.sort()).toEqual([false, true]);
    expect((await ledger.get(claim.generationId)).artefacts).toHaveLength(1);
  });
});

describe('publishing', () => {
  it('records the artefacts and clears the error of an earlier attempt', async () => {
    const first = await claimed();
    await ledger.release(first, ERROR);
    const released = { error: ERROR, workerId: null, leaseExpiresAt: null, attempts: 1, framesDone: 0 };
    expect(await ledger.get(first.generationId)).toMatchObject(released);
    const { claim } = (await ledger.claim(first.generationId, 'wrk_b', MINUTE))!;
    const frame = {
      ...video,
      kind: 'frame' as const,
      frame: 0,
      digest: digestOf('frame 0'),
      mediaType: 'image/png',
    };
    await ledger.publish(claim, [video, frame]);
    const done = await ledger.get(claim.generationId);
    expect(done).toMatchObject({
      state: 'completed',
      error: null,
      framesDone: 24,
      workerId: 'wrk_b',
      leaseExpiresAt: null,
    });
    expect(done.artefacts).toMatchObject([video, frame]);
    expect(done.completedAt).not.toBeNull();
  });

  it('publishes nothing when one artefact carries no credential', async () => {
    const claim = await claimed();
    const unsigned = { ...video, kind: 'poster' as const, credential: null };
    await expect(ledger.publish(claim, [video, unsigned])).rejects.toMatchObject({
      kind: 'conflict',
      code: 'credential-missing',
    });
    expect(await ledger.get(claim.generationId)).toMatchObject({ state: 'running', artefacts: [] });
  });

  it('the database itself takes no unsigned artefact, and no credential that is none', async () => {
    const claim = await claimed();
    await ledger.publish(claim, [video]);
    const insert = (kind: string, credential: string | null) =>
      scratch.sql(
        `INSERT INTO artefact (id, generation_id, kind, digest, media_type, bytes, frame, credential, lease_epoch)
         VALUES ($1, $2, $1, $3, 'image/png', 1, NULL, $4, 1)`,
        [kind, claim.generationId, digestOf(kind), credential],
      );
    await expect(insert('poster', null)).rejects.toThrow('artefact_credential_check');
    await expect(insert('poster', 'none')).rejects.toThrow('artefact_credential_label_check');
    await insert('scene', null);
  });

  it('keeps nothing at all when one artefact is refused', async () => {
    const claim = await claimed();
    await expect(ledger.publish(claim, [video, { ...video, bytes: -1 }])).rejects.toThrow();
    expect(await ledger.get(claim.generationId)).toMatchObject({ state: 'running', artefacts: [] });
    expect(await kindsOf(claim.generationId)).toEqual(['generation.accepted', 'generation.claimed']);
  });

  it('holds thousands of frames in one entry', async () => {
    const claim = await claimed();
    const frames = Array.from({ length: 7_200 }, (_, frame) => ({ ...video, kind: 'frame' as const, frame }));
    expect(await ledger.publish(claim, [video, ...frames])).toBe(true);
    const entries = await trail.page({ subject: claim.generationId, limit: 10 });
    expect(JSON.parse(entries.at(-1)!.leaf).data.frames.count).toBe(7_200);
  });

  it('finds who published some bytes, removed generations too', async () => {
    const claim = await claimed();
    const digest = digestOf('a clip of its own');
    await ledger.publish(claim, [{ ...video, digest }]);
    await ledger.remove(claim.generationId);
    expect(await ledger.publishersOf(digest)).toMatchObject([
      { id: claim.generationId, state: 'completed', artefacts: [{ digest }] },
    ]);
    expect(await ledger.publishersOf(digestOf('nothing'))).toEqual([]);
  });
});

describe('removing', () => {
  it('cancels what runs, hides it, and leaves both entries', async () => {
    const claim = await claimed();
    const id = claim.generationId;
    await ledger.remove(id);
    await expect(ledger.get(id)).rejects.toMatchObject({ code: 'generation-not-found' });
    await expect(ledger.remove(id)).rejects.toMatchObject({ code: 'generation-not-found' });
    expect(await ledger.heartbeat(claim, { framesDone: 1, leaseMs: MINUTE })).toBe('cancelled');
    expect(await ledger.publish(claim, [video])).toBe(false);
    expect((await kindsOf(id)).slice(2)).toEqual(['generation.cancelled', 'generation.removed']);
  });
});

describe('listing', () => {
  it('pages in both orders without gaps or repetitions, and skips what was removed', async () => {
    await Promise.all((await everything('asc')).map((id) => ledger.remove(id)));
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) ids.push(await accepted());
    await ledger.remove(ids[2]);
    const left = ids.filter((_, i) => i !== 2);
    expect(await everything('asc')).toEqual(left);
    expect(await everything('desc')).toEqual([...left].reverse());
    const page = await ledger.list({ after: ids[2], limit: 10, order: 'asc' });
    expect(page).toMatchObject({ items: [{ id: ids[3] }, { id: ids[4] }], hasMore: false });
  });

  async function everything(order: 'asc' | 'desc'): Promise<string[]> {
    const ids: string[] = [];
    for (let hasMore = true; hasMore;) {
      const page = await ledger.list({ after: ids.at(-1), limit: 2, order });
      ids.push(...page.items.map(({ id }) => id));
      hasMore = page.hasMore;
    }
    return ids;
  }
});

describe('wake-ups', () => {
  const outbox = () => new PrismaWakeUps(scratch.database);
  const drained = async () => {
    const taken: string[] = [];
    while (
      (await outbox().handOver(
        500,
        async (due) => void taken.push(...due.map(({ generationId }) => generationId)),
      )) > 0
    );
    return taken;
  };

  it('are written with what they announce, and taken once', async () => {
    await drained();
    const id = await accepted();
    expect(await drained()).toEqual([id]);
    expect(await drained()).toEqual([]);
    const { claim } = (await ledger.claim(id, 'wrk_a', MINUTE))!;
    await ledger.release(claim, ERROR);
    expect(await drained()).toEqual([id]);
  });

  it('are there again when the queue did not take them', async () => {
    await drained();
    const id = await accepted();
    const down = outbox().handOver(10, () => Promise.reject(new Error('down')));
    await expect(down).rejects.toThrow('down');
    expect(await drained()).toEqual([id]);
  });

  it('are held by one process at a time', async () => {
    await drained();
    await accepted();
    await outbox().handOver(10, async (mine) => {
      expect(mine).toHaveLength(1);
      expect(await outbox().handOver(10, async () => undefined)).toBe(0);
    });
  });

  it('of what was put off come when it is due, and nobody claims it before', async () => {
    const claim = await claimed();
    await drained();
    await ledger.release(claim, ERROR, MINUTE);
    expect(await drained()).toEqual([]);
    expect(await ledger.claim(claim.generationId, 'wrk_b', MINUTE)).toBeNull();
    // The minute is over.
    await scratch.sql('UPDATE wake_up SET due_at = now() WHERE generation_id = $1', [claim.generationId]);
    await scratch.sql('UPDATE generation SET queued_at = now() WHERE id = $1', [claim.generationId]);
    expect(await drained()).toEqual([claim.generationId]);
    expect(await ledger.claim(claim.generationId, 'wrk_b', MINUTE)).not.toBeNull();
  });
});

describe('attempts', () => {
  it('are counted for a release, not for a snooze', async () => {
    const claim = await claimed();
    await ledger.snooze(claim, 'device-busy', 0);
    expect(await ledger.get(claim.generationId)).toMatchObject({ attempts: 0, error: null, leaseEpoch: 1 });
  });

  it('that are used up park it with what the last one said; an operator gives them back', async () => {
    const first = await claimed();
    const id = first.generationId;
    await ledger.release(first, ERROR);
    const { claim } = (await ledger.claim(id, 'wrk_b', MINUTE))!;
    await ledger.park(claim, null);
    expect(await ledger.get(id)).toMatchObject({ state: 'parked', error: ERROR, attempts: 2 });
    expect((await ledger.parked({ limit: 100 })).map((parked) => parked.id)).toContain(id);
    expect(await ledger.parked({ pool: 'other', limit: 100 })).toEqual([]);
    expect(await ledger.requeue(id, 'ana')).toMatchObject({
      state: 'queued',
      attempts: 0,
      completedAt: null,
    });
    expect((await kindsOf(id)).slice(-2)).toEqual(['generation.parked', 'generation.requeued']);
    expect((await ledger.parked({ limit: 100 })).map((parked) => parked.id)).not.toContain(id);
  });

  it('of which none said a word are called exhausted', async () => {
    const claim = await claimed();
    await ledger.park(claim, null);
    expect((await ledger.get(claim.generationId)).error?.code).toBe('attempts-exhausted');
  });
});

describe('a pool', () => {
  const states = () => new PrismaPoolStates(scratch.database);
  const inPool = async () => {
    const asked = newGeneration();
    return (await ledger.accept({ ...asked, decision: { ...asked.decision, pool: 'halls' } })).id;
  };
  beforeAll(() => scratch.sql(`INSERT INTO pool (id, domains) VALUES ('halls', '{"*"}')`));

  it('that is paused keeps what it has queued, and finishes what runs', async () => {
    const running = (await ledger.claim(await inPool(), 'wrk_a', MINUTE))!.claim;
    const waiting = await inPool();
    expect(await states().set('halls', 'paused', 'ana')).toBe('open');
    expect(await ledger.claim(waiting, 'wrk_a', MINUTE)).toBeNull();
    expect((await ledger.get(waiting)).state).toBe('queued');
    expect((await ledger.stranded(0)).map(({ id }) => id)).not.toContain(waiting);
    expect(await ledger.heartbeat(running, { framesDone: 1, leaseMs: MINUTE })).toBe('held');
    expect(await ledger.publish(running, [video])).toBe(true);

    await scratch.sql('DELETE FROM wake_up');
    expect(await states().set('halls', 'open', 'ana')).toBe('paused');
    expect(await scratch.sql('SELECT generation_id AS id FROM wake_up')).toEqual([{ id: waiting }]);
    expect(await ledger.claim(waiting, 'wrk_a', MINUTE)).not.toBeNull();
  });

  it('that drains works off what it has', async () => {
    const waiting = await inPool();
    await states().set('halls', 'draining', 'ana');
    expect(await states().of('halls')).toBe('draining');
    expect(await ledger.claim(waiting, 'wrk_a', MINUTE)).not.toBeNull();
    await states().set('halls', 'open', 'ana');
    expect((await kindsOf('halls')).slice(0, 2)).toEqual(['pool.paused', 'pool.opened']);
  });

  it('that nobody entered cannot be paused', async () => {
    await expect(states().set('nowhere', 'paused', 'ana')).rejects.toMatchObject({ code: 'pool-unknown' });
  });
});

describe('the database', () => {
  it('allows the transitions of the state machine, and no other', async () => {
    const allowed = new Set<string>(
      Object.values<Transition>(TRANSITIONS).flatMap(({ from, to }) =>
        from.map(({ state }) => `${state} ${to}`),
      ),
    );
    const columns: Record<GenerationState, string> = {
      queued: 'lease_expires_at = NULL, completed_at = NULL',
      running:
        "lease_expires_at = now(), worker_id = 'w', completed_at = NULL, lease_epoch = lease_epoch + 1",
      completed: 'lease_expires_at = NULL, completed_at = now(), error_code = NULL, error_message = NULL',
      failed: "lease_expires_at = NULL, completed_at = now(), error_code = 'x', error_message = 'x'",
      parked: "lease_expires_at = NULL, completed_at = now(), error_code = 'x', error_message = 'x'",
      cancelled: 'lease_expires_at = NULL, completed_at = now()',
    };
    const change = (id: string, to: GenerationState) =>
      scratch.sql(`UPDATE generation SET state = $2, ${columns[to]} WHERE id = $1`, [id, to]);
    for (const from of GENERATION_STATES) {
      for (const to of GENERATION_STATES.filter((state) => state !== from)) {
        const id = await accepted();
        if (from !== 'queued') await change(id, 'running');
        if (from !== 'queued' && from !== 'running') await change(id, from);
        const changed = await change(id, to).then(
          () => true,
          () => false,
        );
        expect([from, to, changed]).toEqual([from, to, allowed.has(`${from} ${to}`)]);
      }
    }
  });

  it('takes no epoch back, and no artefact under an epoch that did not complete the generation', async () => {
    const { generationId } = await claimed();
    for (const epoch of [0, 3]) {
      const forged = scratch.sql('UPDATE generation SET lease_epoch = $2 WHERE id = $1', [
        generationId,
        epoch,
      ]);
      await expect(forged).rejects.toThrow('lease epoch');
    }
    const insert = scratch.sql(
      `INSERT INTO artefact (id, generation_id, kind, digest, media_type, bytes, lease_epoch)
       VALUES ('art_x', $1, 'scene', $2, 'application/json', 1, 1)`,
      [generationId, digestOf('x')],
    );
    await expect(insert).rejects.toThrow('under the lease');
  });
});

describe('stranded generations', () => {
  it('are those that wait too long and those whose lease ran out', async () => {
    const waiting = await accepted();
    const expired = await claimed(0);
    const running = await claimed();
    const old = (await ledger.stranded(0)).map(({ id }) => id);
    expect(old).toEqual(expect.arrayContaining([waiting, expired.generationId]));
    expect(old).not.toContain(running.generationId);
    expect(await ledger.stranded(MINUTE)).toContainEqual({ id: expired.generationId, pool: 'cpu' });
    expect((await ledger.stranded(MINUTE)).map(({ id }) => id)).not.toContain(waiting);
  });
});

describe('the audit entries of it all', () => {
  it('are numbered without gaps and hash to what they say', async () => {
    const entries = await trail.page({ limit: 10_000 });
    expect(entries.map(({ sequence }) => sequence)).toEqual(entries.map((_, i) => i));
    for (const { leaf, kind, subject } of entries) {
      const { at, data } = JSON.parse(leaf);
      expect(leaf).toBe(auditLeaf({ kind, subject, at: new Date(at), data }));
    }
  });

  it('tell no prompt', async () => {
    const entries = await trail.page({ limit: 10_000 });
    expect(entries.filter(({ leaf }) => leaf.includes('kitchen'))).toEqual([]);
  });
});
