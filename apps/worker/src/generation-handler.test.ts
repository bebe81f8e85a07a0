import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Generation, GenerationError } from '@maquette/generation';
import { MaquetteError } from '@maquette/kernel';
import { failureOf } from '@maquette/platform';
import { GenerationHandler, type HandlerParts } from './generation-handler';

// real: the handler. fake: everything around it.
vi.mock('./clip-files', () => ({
  ClipFiles: {
    open: async () => ({ storeAll: async () => [], discard: async () => void events.push('discarded') }),
  },
}));
vi.mock('./provenance-of', () => ({ provenanceOf: () => ({}) }));

let folder: string;
let events: string[];
let failed: GenerationError | null;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maquette-handler-'));
  events = [];
  failed = null;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const generation = {
  id: 'gen_1',
  attempts: 1,
  framesTotal: 1,
  checkpoint: 'architecture/daylight@1.0.0',
  request: { use: 'commercial', territory: 'DE' },
  scene: {},
  decision: {},
} as unknown as Generation;

const lapsed = new MaquetteError('refused', 'licence-lapsed', 'The dataset rooms was revoked: a claim.', {
  hint: 'Send the request again.',
});

const taken = {
  claim: { generationId: 'gen_1', workerId: 'wrk_1', leaseEpoch: 1 },
  generation,
  overdue: false,
};
let next: unknown;
beforeEach(() => {
  next = taken;
});

function handler(assertLicensed: HandlerParts['assertLicensed']): GenerationHandler {
  const parts = {
    workerId: 'wrk_1',
    workFolder: folder,
    ledger: {
      fail: async (_claim: unknown, error: GenerationError) => {
        failed = error;
        return true;
      },
      release: async () => events.push('released'),
      publish: async () => events.push('published'),
    },
    installed: { ensure: async () => events.push('ensured') },
    credentials: { assertCanSign: async () => events.push('signer asked') },
    registry: { verifiedModels: async () => ({ model: 'model.onnx', upscaler: null }) },
    inference: { render: async () => (events.push('rendered'), {}), cancel: () => undefined },
    assertLicensed,
    claimNext: async () => next,
    times: { leaseMs: 30_000, beatMs: 1_000, silenceMs: 10_000, sweepMs: 15_000 },
    measured: async () => events.push('measured'),
    log: () => undefined,
  };
  return new GenerationHandler(parts as unknown as HandlerParts);
}

describe('a generation whose licence lapsed while it waited', () => {
  it('fails with the clause, for good, before anything is painted', async () => {
    const outcome = await handler(async () => Promise.reject(lapsed)).handle({ generationId: 'gen_1' });
    expect(outcome).toEqual({ type: 'done' });
    expect(failed).toEqual({
      code: 'licence-lapsed',
      message: 'The dataset rooms was revoked: a claim. Send the request again.',
    });
    expect(events).toEqual(['ensured']);
    expect(failureOf({ id: 'gen_1', error: failed })).toMatchObject({
      kind: 'refused',
      code: 'licence-lapsed',
    });
  });

  it('is not published when it lapsed while it was painted', async () => {
    let asked = 0;
    const outcome = await handler(async () => {
      if (++asked > 1) throw lapsed;
    }).handle({ generationId: 'gen_1' });
    expect(outcome).toEqual({ type: 'done' });
    expect(failed?.code).toBe('licence-lapsed');
    expect(events).toEqual(['ensured', 'signer asked', 'rendered', 'discarded']);
  });

  it('is published while it holds', async () => {
    await handler(async () => undefined).handle({ generationId: 'gen_1' });
    expect(failed).toBeNull();
    expect(events).toEqual(['ensured', 'signer asked', 'rendered', 'published', 'measured', 'discarded']);
  });

  it('is tried again when the database does not say how the records stand', async () => {
    const unreachable = new MaquetteError('unavailable', 'database-unreachable', 'No answer.');
    const outcome = await handler(async () => Promise.reject(unreachable)).handle({ generationId: 'gen_1' });
    expect(outcome).toEqual({ type: 'done' }); // its next wake-up is in the ledger
    expect(events).toEqual(['ensured', 'released']);
    expect(failed).toBeNull();
  });
});

describe('a wake-up', () => {
  const woken = () => handler(async () => undefined).handle({ generationId: 'gen_2' });

  it('comes again soon while the clients that wait have as many running as they may', async () => {
    next = 'held';
    expect(await woken()).toEqual({ type: 'snooze', delayMs: 1_000 });
    expect(events).toEqual([]);
  });

  it('is done with when nothing waits', async () => {
    next = null;
    expect(await woken()).toEqual({ type: 'done' });
  });

  it('fails what is overdue without painting it', async () => {
    const late = { ...generation, deadline: new Date('2026-06-01T12:00:00Z') };
    next = { ...taken, generation: late, overdue: true };
    expect(await woken()).toEqual({ type: 'done' });
    expect(failed?.code).toBe('deadline-passed');
    expect(failed?.message).toContain('2026-06-01T12:00:00.000Z');
    expect(events).toEqual([]);
  });
});
