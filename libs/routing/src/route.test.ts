import { describe, expect, it } from 'vitest';
import { MaquetteError, type Domain } from '@maquette/kernel';
import { FILES_ALONE, type DatasetState, type LicenceGrant, type Rule } from '@maquette/provenance';
import type { CheckpointEntry, CheckpointLicences, ReadyCheckpoint } from '@maquette/registry';
import { CLASSES, type DomainHead } from './domain/domain-head';
import { ROUTING_ALGORITHM } from './decision';
import { idlePool } from './placement/pool';
import type { Waiting } from './schedule/waiting';
import { route, type RouteDeps, type RouteRequest } from './route';

const ANYTHING: Rule = { clause: '1', text: 'All uses.', uses: ['*'], territories: ['*'], purposes: ['*'] };
const RESEARCH: Rule = { ...ANYTHING, clause: '2.b', text: 'Research only.', uses: ['research'] };
const REQUEST: RouteRequest = {
  prompt: 'a kitchen',
  use: 'commercial',
  territory: 'DE',
  date: new Date('2026-05-01'),
};

function checkpoint(reference: string, state: 'ready' | 'quarantined' = 'ready'): CheckpointEntry {
  const [, domain, name, version] = /^(.+)\/(.+)@(.+)$/.exec(reference)!;
  const problems =
    state === 'ready'
      ? []
      : [
          {
            code: 'digest-mismatch' as const,
            file: 'model.onnx',
            message: 'model.onnx was changed.',
            remedy: '',
          },
        ];
  const digest = `sha256:${'0'.repeat(64)}` as const;
  return {
    reference,
    domain: domain as Domain,
    name,
    version,
    origin: 'release',
    folder: '',
    state,
    problems,
    record: null,
    checkpointDigest: digest,
    recordDigest: digest,
    signature: { state: 'missing' },
  };
}

function licencesOf(reference: string, permissions: Rule[], prohibitions: Rule[] = []): CheckpointLicences {
  const grant: LicenceGrant = {
    id: 'g1',
    licensor: { name: 'Maquette' },
    licensee: { name: 'anyone' },
    licence: 'CC0-1.0',
    permissions,
    prohibitions,
    duties: [],
    evidence: [],
  };
  return {
    reference,
    own: grant,
    datasets: [],
    subjects: [{ id: reference, grants: [grant] }],
    attributions: [],
  };
}

const unreachable = async () => expect.unreachable();
const noVectors = async (texts: readonly string[]) => texts.map(() => new Float32Array(1));

/** A head that says what it is told, and a registry of the given checkpoints. */
function deps(
  domain: Domain | null,
  checkpoints: [entry: CheckpointEntry, permissions?: Rule[], prohibitions?: Rule[]][] = [],
): RouteDeps {
  const head: DomainHead = {
    version: 'test',
    threshold: 0.5,
    english: (prompt) => prompt,
    cues: () => [],
    probabilities: () =>
      Object.fromEntries(CLASSES.map((name) => [name, name === (domain ?? 'none') ? 0.91 : 0.03])) as never,
  };
  const find = (reference: string) => checkpoints.find(([entry]) => entry.reference === reference);
  return {
    screen: () => ({ action: 'allow', reasons: [] }),
    embed: { domains: noVectors, multilingual: noVectors, english: noVectors },
    head,
    standing: async () => FILES_ALONE,
    licensee: null,
    pools: async () => [idlePool('local')],
    registry: {
      list: () => checkpoints.map(([entry]) => entry),
      checkpoint(reference) {
        const found = find(reference);
        if (!found)
          throw new MaquetteError('not-found', 'checkpoint-unknown', 'There is no such checkpoint.');
        return found[0] as ReadyCheckpoint;
      },
      licences(reference) {
        const [, permissions = [ANYTHING], prohibitions] = find(reference)!;
        return licencesOf(reference, permissions, prohibitions);
      },
    },
  };
}

const DAYLIGHT = 'architecture/daylight@1.0.0';

describe('route', () => {
  it('gives a licensed checkpoint of the domain, its pool, and every reason on the way', async () => {
    const decision = await route(REQUEST, deps('architecture', [[checkpoint(DAYLIGHT)]]));
    expect(decision).toMatchObject({
      outcome: 'classified',
      domain: 'architecture',
      confidence: 0.91,
      checkpoint: DAYLIGHT,
      checkpointDigest: `sha256:${'0'.repeat(64)}`,
      pool: 'local',
      candidates: [{ checkpoint: DAYLIGHT, kept: true }],
    });
    expect(decision.reasons[0]).toMatch(/about architecture/);
    expect(decision.reasons[1]).toMatch(/clause 1 of grant g1 .* permits commercial use in DE/);
    expect(decision.reasons[2]).toMatch(/Pool local/);
  });

  it('asks nobody after a refusal by policy', async () => {
    const refusing: RouteDeps = {
      ...deps('architecture', [[checkpoint(DAYLIGHT)]]),
      screen: () => ({ action: 'refuse', reasons: ['The prompt asks for graphic violence.'] }),
      embed: { domains: unreachable, multilingual: unreachable, english: unreachable },
    };
    expect(await route(REQUEST, refusing)).toEqual({
      outcome: 'skipped_by_policy',
      domain: null,
      confidence: 0,
      checkpoint: null,
      checkpointDigest: null,
      pool: null,
      candidates: [],
      attempts: [],
      canary: false,
      algorithm: ROUTING_ALGORITHM,
      reasons: ['The prompt asks for graphic violence.'],
    });
  });

  it('abstains when the prompt is none of ours', async () => {
    const decision = await route(REQUEST, deps(null, [[checkpoint(DAYLIGHT)]]));
    expect(decision).toMatchObject({
      outcome: 'unclassified',
      domain: null,
      checkpoint: null,
      candidates: [],
    });
    expect(decision.confidence).toBeCloseTo(0.91);
  });

  it.each([
    ['ifc', 'architecture', 'IFC building model'],
    ['gltf', 'architecture', 'glTF scene'],
    ['dicom', 'medical', 'DICOM series'],
    ['nifti', 'medical', 'NIfTI volume'],
  ] as const)('goes by an attached %s, whatever the words say', async (attachment, domain, title) => {
    const reference = `${domain}/any@1.0.0`;
    const decision = await route(
      { ...REQUEST, attachment },
      deps('fashion', [[checkpoint('fashion/any@1.0.0')], [checkpoint(reference)]]),
    );
    expect(decision).toMatchObject({ outcome: 'classified', domain, confidence: 1, checkpoint: reference });
    expect(decision.reasons[0]).toBe(`The attached ${title} settles the domain: ${domain}.`);
  });

  it('follows the checkpoint that was asked for, against an attachment', async () => {
    const decision = await route(
      { ...REQUEST, attachment: 'dicom', checkpoint: DAYLIGHT },
      deps('architecture', [[checkpoint(DAYLIGHT)]]),
    );
    expect(decision).toMatchObject({ domain: 'architecture', checkpoint: DAYLIGHT, confidence: 0.91 });
  });

  it('says that a domain has no checkpoint yet, rather than taking another', async () => {
    const decision = await route(REQUEST, deps('medical', [[checkpoint(DAYLIGHT)]]));
    expect(decision).toMatchObject({
      outcome: 'unavailable',
      domain: 'medical',
      checkpoint: null,
      candidates: [],
    });
    expect(decision.reasons.at(-1)).toMatch(/no checkpoint for the domain medical yet/);
  });

  it('never takes a quarantined checkpoint, and names what is wrong with it', async () => {
    const decision = await route(REQUEST, deps('architecture', [[checkpoint(DAYLIGHT, 'quarantined')]]));
    expect(decision).toMatchObject({ outcome: 'unavailable', checkpoint: null });
    expect(decision.candidates).toEqual([
      { checkpoint: DAYLIGHT, kept: false, reason: 'Quarantined: model.onnx was changed.' },
    ]);
    expect(decision.reasons.join(' ')).toContain('model.onnx was changed.');
  });

  it('names the clause when no licence covers the use', async () => {
    const decision = await route(REQUEST, deps('architecture', [[checkpoint(DAYLIGHT), [RESEARCH]]]));
    expect(decision).toMatchObject({
      outcome: 'unlicensed',
      domain: 'architecture',
      checkpoint: null,
      pool: null,
    });
    expect(decision.candidates[0]).toMatchObject({ kept: false });
    expect(decision.reasons.at(-1)).toMatch(/clause 2\.b of grant g1 .* is for research use/);
  });

  it.each([
    [
      'a prohibition',
      { permissions: [ANYTHING], prohibitions: [{ ...ANYTHING, clause: '7', territories: ['DE'] }] },
      /clause 7/,
    ],
    ['another territory', { permissions: [{ ...ANYTHING, territories: ['FR'] }] }, /is for FR/],
    [
      'an expired licence',
      { permissions: [{ ...ANYTHING, until: '2026-01-01T00:00:00Z' }] },
      /until 2026-01-01/,
    ],
    [
      'a licence that starts later',
      { permissions: [{ ...ANYTHING, from: '2027-01-01T00:00:00Z' }] },
      /from 2027/,
    ],
    ['training only', { permissions: [{ ...ANYTHING, purposes: ['train' as const] }] }, /purpose to train/],
    ['no clause at all', { permissions: [] }, /No clause/],
  ])(
    'refuses under %s',
    async (_, { permissions, prohibitions = [] }: { permissions: Rule[]; prohibitions?: Rule[] }, reason) => {
      const decision = await route(
        REQUEST,
        deps('architecture', [[checkpoint(DAYLIGHT), permissions, prohibitions]]),
      );
      expect(decision.outcome).toBe('unlicensed');
      expect(decision.reasons.at(-1)).toMatch(reason);
    },
  );

  it('asks for each decision how the records stand, and refuses what was revoked meanwhile', async () => {
    const record = { kind: 'dataset', digest: `sha256:${'2'.repeat(64)}`, origin: 'installed' } as const;
    const parts = deps('architecture', [[checkpoint(DAYLIGHT)]]);
    const licences = parts.registry.licences;
    parts.registry.licences = (reference) => ({
      ...licences(reference),
      subjects: [{ id: 'rooms', grants: [licences(reference).own], record }],
    });
    let state: DatasetState = 'approved';
    parts.standing = async () => ({
      dataset: () => ({ state, revokedAt: new Date(0), reason: 'A claim came in.', withdrawnConsents: [] }),
      checkpoint: () => null,
    });
    expect((await route(REQUEST, parts)).outcome).toBe('classified');
    state = 'revoked';
    const decision = await route(REQUEST, parts);
    expect(decision.outcome).toBe('unlicensed');
    expect(decision.reasons.at(-1)).toBe(
      'The dataset rooms was revoked on 1970-01-01T00:00:00.000Z: A claim came in.',
    );
  });

  it('counts a licence only for its licensee', async () => {
    const parts = deps('architecture', [[checkpoint(DAYLIGHT)]]);
    const licences = parts.registry.licences;
    parts.registry.licences = (reference) => {
      const found = licences(reference);
      return {
        ...found,
        subjects: [{ id: reference, grants: [{ ...found.own, licensee: { name: 'An Agency' } }] }],
      };
    };
    expect(await route(REQUEST, parts)).toMatchObject({
      outcome: 'unlicensed',
      candidates: [{ reason: expect.stringContaining('is granted to An Agency') }],
    });
    expect((await route(REQUEST, { ...parts, licensee: 'An Agency' })).outcome).toBe('classified');
  });

  it('takes the first checkpoint that is left, and keeps the others with their reasons', async () => {
    const decision = await route(
      REQUEST,
      deps('architecture', [
        [checkpoint('architecture/broken@2.0.0', 'quarantined')],
        [checkpoint('architecture/daylight@2.0.0'), [RESEARCH]],
        [checkpoint(DAYLIGHT)],
        [checkpoint('architecture/dusk@1.0.0')],
        [checkpoint('fashion/looks@1.0.0')],
      ]),
    );
    expect(decision).toMatchObject({ outcome: 'classified', checkpoint: DAYLIGHT });
    expect(decision.candidates.map(({ checkpoint, kept }) => [checkpoint, kept])).toEqual([
      ['architecture/broken@2.0.0', false],
      ['architecture/daylight@2.0.0', false],
      [DAYLIGHT, true],
      ['architecture/dusk@1.0.0', true],
    ]);
  });

  const waiting = (count: number): Waiting[] =>
    Array.from({ length: count }, (_, index) => ({
      id: `gen_${index}`,
      client: 'mara',
      priority: 1,
      acceptedAt: 0,
      deadline: null,
      checkpoint: DAYLIGHT,
      seconds: 30,
    }));

  it('takes the pool with the shortest queue among those that run the domain', async () => {
    const pools = async () => [
      { ...idlePool('fashion-only'), domains: ['fashion' as const] },
      { ...idlePool('busy'), waiting: waiting(9) },
      { ...idlePool('calm'), domains: ['architecture' as const], waiting: waiting(2) },
    ];
    const some = { ...deps('architecture', [[checkpoint(DAYLIGHT)]]), pools };
    expect(await route(REQUEST, some)).toMatchObject({ outcome: 'classified', pool: 'calm' });
    const none = { ...some, pools: async () => [] };
    expect(await route(REQUEST, none)).toMatchObject({
      outcome: 'unavailable',
      checkpoint: null,
      pool: null,
    });
  });

  describe('with an explicit checkpoint', () => {
    it('takes it, and says where the prompt would have gone', async () => {
      const some = deps(null, [[checkpoint('architecture/other@1.0.0')], [checkpoint(DAYLIGHT)]]);
      const decision = await route({ ...REQUEST, checkpoint: DAYLIGHT }, some);
      expect(decision).toMatchObject({ outcome: 'classified', domain: 'architecture', checkpoint: DAYLIGHT });
      expect(decision.confidence).toBeCloseTo(0.03);
      expect(decision.candidates).toHaveLength(1);
      expect(decision.reasons.slice(0, 2).join(' ')).toMatch(/was asked for\. .* none of our domains/);
    });

    it('checks its licences all the same, and widens to no other', async () => {
      const some = deps('architecture', [
        [checkpoint(DAYLIGHT), [RESEARCH]],
        [checkpoint('architecture/other@1.0.0')],
      ]);
      const decision = await route({ ...REQUEST, checkpoint: DAYLIGHT }, some);
      expect(decision).toMatchObject({ outcome: 'unlicensed', checkpoint: null });
    });

    it('refuses one that is unknown', async () => {
      const unknown = route({ ...REQUEST, checkpoint: 'architecture/nowhere' }, deps('architecture'));
      await expect(unknown).rejects.toMatchObject({ kind: 'not-found', code: 'checkpoint-unknown' });
    });

    it('is not looked up for a prompt that the policy refuses', async () => {
      const refusing: RouteDeps = { ...deps(null), screen: () => ({ action: 'refuse', reasons: ['No.'] }) };
      const decision = await route({ ...REQUEST, checkpoint: 'architecture/nowhere' }, refusing);
      expect(decision.outcome).toBe('skipped_by_policy');
    });
  });
});
