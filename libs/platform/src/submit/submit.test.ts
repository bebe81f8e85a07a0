import { describe, expect, it } from 'vitest';
import type { Generation, NewGeneration } from '@maquette/generation';
import type { RouteDecision } from '@maquette/routing';
import { composeArchitecture } from '@maquette/scene';
import { submit, type SubmitParts, type Submission } from './submit';

// real: the checks, scene documents, camera planning. fake: ledger, queue and router, which record what they are asked.

const classified: RouteDecision = {
  outcome: 'classified',
  domain: 'architecture',
  confidence: 0.97,
  checkpoint: 'architecture/daylight@1.0.0',
  checkpointDigest: null,
  pool: 'local-cpu',
  reasons: ['It is about architecture.'],
  candidates: [],
  attempts: [],
  canary: false,
  algorithm: 'maquette-routing/2',
};

function parts(decision: Partial<RouteDecision> = {}) {
  const seen = { accepted: [] as NewGeneration[], refused: [] as RouteDecision[], nudged: 0 };
  const given: SubmitParts = {
    ledger: {
      accept: async (generation) => {
        seen.accepted.push(generation);
        return { id: 'gen_1', pool: 'local-cpu', ...generation } as unknown as Generation;
      },
      refuse: async (refused) => {
        seen.refused.push(refused);
        return 'dec_1';
      },
    },
    wakeUps: { nudge: () => void seen.nudged++ },
    router: {
      decide: async () => ({ ...classified, ...decision }),
      embed: () => Promise.reject(new Error('A given scene needs no embeddings.')),
    },
    log: { debug() {}, info() {}, warn() {}, error() {} },
  };
  return { seen, given };
}

const scene = composeArchitecture({ space: 'bathroom' }, 5);
const submission: Submission = { request: { prompt: 'a bathroom', seconds: 2, fps: 10 }, scene };

describe('submit', () => {
  it('plans a camera for a scene that has none, and accepts all of it together', async () => {
    const { seen, given } = parts();
    const { generation, timings } = await submit(given, submission);
    expect(generation.id).toBe('gen_1');
    const [{ scene: stored, framesTotal, decision }] = seen.accepted;
    const { camera, ...rest } = stored as typeof scene;
    expect({ framesTotal, decision }).toEqual({ framesTotal: 20, decision: classified });
    expect(rest).toEqual({ ...scene, camera: undefined });
    expect(camera.keyframes.at(-1)?.time).toBeCloseTo(2);
    expect(Object.keys(timings).sort()).toEqual(['accepting', 'composing', 'routing']);
  });

  it('takes a given camera path before the one in the scene', async () => {
    const { seen, given } = parts();
    const [position, lookAt] = [[0, 1.6, 0] as const, [1, 1.6, 0] as const];
    const camera = { keyframes: [{ time: 0, position, lookAt, fov: 60 }] };
    const own = {
      ...scene,
      camera: { keyframes: [{ time: 0, position: lookAt, lookAt: position, fov: 50 }] },
    };
    await submit(given, { ...submission, scene: own, camera });
    await submit(given, { ...submission, scene: own });
    const paths = seen.accepted.map(({ scene: stored }) => (stored as typeof scene).camera);
    expect(paths).toEqual([camera, own.camera]);
  });

  it.each([
    ['skipped_by_policy', 'policy-refused', 'refused'],
    ['unlicensed', 'licence-refused', 'refused'],
    ['unclassified', 'domain-unclassified', 'bad-input'],
    ['unavailable', 'checkpoint-unavailable', 'unavailable'],
  ] as const)(
    'turns down what is %s, records the decision and accepts nothing',
    async (outcome, code, kind) => {
      const { seen, given } = parts({ outcome, checkpoint: null, pool: null });
      await expect(submit(given, submission)).rejects.toMatchObject({ kind, code });
      expect(seen).toMatchObject({ accepted: [], refused: [{ outcome }] });
    },
  );

  it('checks the request before anything else', async () => {
    const { seen, given } = parts({ outcome: 'unclassified' });
    const tooLong = { ...submission, request: { prompt: 'a bathroom', seconds: 301 } };
    await expect(submit(given, tooLong)).rejects.toMatchObject({ code: 'seconds-out-of-range' });
    expect(seen.refused).toEqual([]);
  });

  it('refuses a scene of another domain than the decision', async () => {
    const { given } = parts({ domain: 'fashion' });
    await expect(submit(given, submission)).rejects.toMatchObject({ code: 'scene-domain-mismatch' });
  });

  it.each([
    ['architecture', 'domain-without-lookbooks'],
    ['medical', 'domain-without-lookbooks'],
  ] as const)('has no look of %s', async (domain, code) => {
    const { given } = parts({ domain });
    const embed = async (texts: readonly string[]) => texts.map(() => new Float32Array(4));
    const router = { ...given.router, embed };
    const look = { request: { prompt: 'a bathroom', look: { number: 1, of: 2 } } };
    await expect(submit({ ...given, router }, look)).rejects.toMatchObject({ kind: 'bad-input', code });
  });

  it('has the wake-up handed over once the generation is recorded', async () => {
    const { seen, given } = parts();
    await submit(given, submission);
    expect([seen.accepted.length, seen.nudged]).toEqual([1, 1]);
  });
});
