import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Digest } from '@maquette/kernel';
import { exampleDataset, exampleGrant } from '../../../../test/fixtures/registry/build-registry';
import { evaluateTerms, type Licensed } from '../terms/evaluate-terms';
import { expiryOf, lapsesOf } from '../terms/lapses';
import { DATASET_STATES, checkDatasetAct, type DatasetAct, type DatasetHistory } from './dataset-state';
import { FILES_ALONE, type CheckpointStanding, type DatasetStanding, type Standing } from './standing';

const DIGEST: Digest = `sha256:${'1'.repeat(64)}`;
const NOW = {
  use: 'commercial',
  territory: 'DE',
  date: new Date('2026-06-01T00:00:00Z'),
  purpose: 'generate',
};

const subject = (over: Partial<Licensed> = {}, kind: 'dataset' | 'checkpoint' = 'dataset'): Licensed => ({
  id: 'rooms',
  grants: [exampleGrant()],
  record: { kind, digest: DIGEST, origin: 'installed' },
  ...over,
});

function standing({
  dataset = null,
  checkpoint = null,
}: {
  dataset?: DatasetStanding | null;
  checkpoint?: CheckpointStanding | null;
}): Standing {
  return {
    dataset: (digest) => (digest === DIGEST ? dataset : null),
    checkpoint: (digest) => (digest === DIGEST ? checkpoint : null),
  };
}

const dataset = (over: Partial<DatasetStanding> = {}): DatasetStanding => ({
  state: 'approved',
  revokedAt: null,
  reason: null,
  withdrawnConsents: [],
  ...over,
});

describe('a record that does not stand', () => {
  it.each(DATASET_STATES)('a dataset that is %s allows only when that is approved', (state) => {
    const decision = evaluateTerms(subject(), NOW, standing({ dataset: dataset({ state }) }));
    expect(decision.allowed).toBe(state === 'approved');
    if (!decision.allowed) {
      expect(decision.deciding).toMatchObject({ outcome: 'not-in-force', datasetId: 'rooms' });
      expect(decision.deciding.reason).toContain(state);
    }
  });

  it.each([
    ['unpublished', 'installed', false],
    ['published', 'installed', true],
    ['withdrawn', 'installed', false],
    ['unpublished', 'release', false],
    ['published', 'release', true],
    ['withdrawn', 'release', false],
  ] as const)('a checkpoint that is %s and came %s: %s', (state, origin, allowed) => {
    const own = subject({ record: { kind: 'checkpoint', digest: DIGEST, origin } });
    const known = standing({ checkpoint: { state, reason: 'It blurs.' } });
    expect(evaluateTerms(own, NOW, known).allowed).toBe(allowed);
  });

  it.each(['dataset', 'checkpoint'] as const)(
    'a %s that nobody decided about stands only as shipped',
    (kind) => {
      const shipped = subject({ record: { kind, digest: DIGEST, origin: 'release' } });
      expect(evaluateTerms(shipped, NOW, FILES_ALONE).allowed).toBe(true);
      expect(evaluateTerms(subject({}, kind), NOW, FILES_ALONE).allowed).toBe(false);
      expect(evaluateTerms(subject({}, kind), NOW).allowed).toBe(false);
    },
  );

  it('denies when people took their consent back, as if it were revoked', () => {
    const withdrawn = dataset({ withdrawnConsents: [{ consent: 1, at: new Date('2026-05-01T00:00:00Z') }] });
    const { allowed, deciding } = evaluateTerms(subject(), NOW, standing({ dataset: withdrawn }));
    expect([allowed, deciding.reason]).toEqual([
      false,
      'The dataset rooms depicts people whose consent (number 2) was withdrawn on 2026-05-01T00:00:00.000Z.',
    ]);
  });

  it.each([
    ['2026-06-01T00:00:01Z', true],
    ['2026-06-01T00:00:00.001Z', true],
    ['2026-06-01T00:00:00Z', false],
    ['2026-05-31T23:59:59Z', false],
    ['some day', false],
  ])('with a consent until %s: %s', (until, allowed) => {
    const depicting = subject({
      record: undefined,
      consents: [{ scope: 'the model' }, { scope: 'the other', until }],
    });
    expect(evaluateTerms(depicting, NOW).allowed).toBe(allowed);
  });

  it('anywhere among the subjects denies, whatever else allows', () => {
    const property = fc.property(
      fc.array(fc.constantFrom(...DATASET_STATES), { minLength: 1, maxLength: 6 }),
      (states) => {
        const digestAt = (n: number): Digest => `sha256:${String(n).repeat(64).slice(0, 64)}`;
        const subjects = states.map((_, n) =>
          subject({ record: { kind: 'dataset', digest: digestAt(n), origin: 'installed' } }),
        );
        const known: Standing = {
          dataset: (digest) => dataset({ state: states[states.findIndex((_, n) => digestAt(n) === digest)] }),
          checkpoint: () => null,
        };
        const allowed = states.every((state) => state === 'approved');
        expect(evaluateTerms(subjects, NOW, known).allowed).toBe(allowed);
      },
    );
    fc.assert(property);
  });
});

describe('acts on a dataset record', () => {
  const ALLOWED: Record<DatasetAct, readonly string[]> = {
    submit: ['draft'],
    approve: ['submitted'],
    reject: ['submitted'],
    revoke: ['draft', 'submitted', 'approved'],
  };
  const history = (over: Partial<DatasetHistory> = {}): DatasetHistory => ({
    reference: 'rooms@1.0.0',
    state: 'submitted',
    authors: ['ana', 'ben'],
    submittedBy: 'cleo',
    supersededAt: null,
    ...over,
  });
  const table = (Object.keys(ALLOWED) as DatasetAct[]).flatMap((act) =>
    DATASET_STATES.map((state) => [act, state, ALLOWED[act].includes(state)] as const),
  );

  it.each(table)('%s from %s: %s', (act, state, allowed) => {
    const check = () => checkDatasetAct(act, history({ state }), 'dora');
    if (allowed) expect(check).not.toThrow();
    else expect(check).toThrow(expect.objectContaining({ kind: 'conflict', code: 'dataset-state' }));
  });

  it.each([
    ['ana', false],
    ['ben', false],
    ['cleo', false],
    ['dora', true],
    ['Ana', true],
  ])('approve by %s: %s', (actor, allowed) => {
    const check = () => checkDatasetAct('approve', history(), actor);
    if (allowed) expect(check).not.toThrow();
    else expect(check).toThrow(expect.objectContaining({ kind: 'refused', code: 'second-person-needed' }));
  });

  it('take away by one person, even a superseded revision; give nothing to one', () => {
    const superseded = history({ supersededAt: new Date() });
    expect(() => checkDatasetAct('revoke', superseded, 'ana')).not.toThrow();
    for (const act of ['submit', 'approve', 'reject'] as const)
      expect(() => checkDatasetAct(act, superseded, 'dora')).toThrow(
        expect.objectContaining({ code: 'dataset-superseded' }),
      );
  });
});

describe('the end of a licence', () => {
  const [always] = exampleGrant().permissions;
  const grant = (id: string, ...untils: (string | undefined)[]) =>
    exampleGrant({ id, permissions: untils.map((until) => ({ ...always, ...(until && { until }) })) });
  const item = (id: string, ...grants: string[]) => ({
    ...{ id, title: id, creator: 'A', source: 'B', licence: 'CC0-1.0', digest: DIGEST },
    grants,
  });
  const [JUNE, JULY, AUGUST] = ['06', '07', '08'].map((month) => `2026-${month}-01T00:00:00Z`);

  it.each([
    ['no clause ends', { grants: [grant('a', undefined)] }, null],
    ['one clause has no end', { grants: [grant('a', JUNE, undefined)] }, null],
    ['the last of its clauses ends', { grants: [grant('a', JUNE, JULY)] }, JULY],
    ['the last of its grants ends', { grants: [grant('a', JUNE), grant('b', AUGUST)] }, AUGUST],
    [
      'the first item has none',
      { grants: [grant('a', JUNE), grant('b', undefined)], items: [item('1', 'b'), item('2', 'a')] },
      JUNE,
    ],
    [
      'every item has another',
      { grants: [grant('a', JUNE), grant('b', JULY)], items: [item('1', 'a', 'b')] },
      JULY,
    ],
    [
      'a consent ends before',
      {
        grants: [grant('a', JULY)],
        consents: [{ scope: 's', date: '2026-01-01', evidence: 'e', until: JUNE }],
      },
      JUNE,
    ],
    ['a date is none', { grants: [grant('a', 'some day')] }, '1970-01-01T00:00:00Z'],
  ])('comes when %s', (_, over, expected) => {
    const found = expiryOf(exampleDataset(over));
    expect(found?.getTime() ?? null).toBe(expected === null ? null : Date.parse(expected));
  });

  it('is the first instant at which nothing is allowed any more', () => {
    const instants = fc.constantFrom(undefined, JUNE, JULY, AUGUST);
    const untils = fc.array(fc.array(instants, { minLength: 1, maxLength: 3 }), {
      minLength: 1,
      maxLength: 3,
    });
    const property = fc.property(untils, (lists) => {
      const record = exampleDataset({ grants: lists.map((list, n) => grant(`g${n}`, ...list)) });
      const end = expiryOf(record);
      const allowedAt = (time: number) =>
        evaluateTerms({ ...record }, { ...NOW, date: new Date(time) }).allowed;
      if (end === null) expect(allowedAt(Date.parse('2100-01-01T00:00:00Z'))).toBe(true);
      else
        expect([-1_000, -1, 0, 1_000].map((ms) => allowedAt(end.getTime() + ms))).toEqual([
          true,
          true,
          false,
          false,
        ]);
    });
    fc.assert(property);
  });

  it('is foreseen clause by clause, the soonest first', () => {
    const lapses = lapsesOf({ grants: [grant('a', AUGUST, undefined), grant('b', JUNE)] });
    expect(lapses.map(({ grantId, until }) => [grantId, until])).toEqual([
      ['b', new Date(JUNE)],
      ['a', new Date(AUGUST)],
    ]);
  });
});
