import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Constraint, Duty, LicenceGrant, Rule } from '../records/licence-grant';
import type { TermsRequest } from './decision';
import { evaluateTerms, type Licensed } from './evaluate-terms';
import { PURPOSES, USES, type Action, type Purpose, type Use } from './vocabulary';

const rule = (over: Partial<Rule> = {}): Rule => ({
  clause: '1',
  text: 'The words of clause 1.',
  uses: ['*'],
  territories: ['*'],
  purposes: ['*'],
  ...over,
});

const grant = (over: Partial<LicenceGrant> = {}): LicenceGrant => ({
  id: 'g1',
  licensor: { name: 'Maquette' },
  licensee: { name: 'anyone' },
  licence: 'CC0-1.0',
  permissions: [rule()],
  prohibitions: [],
  duties: [],
  evidence: [],
  ...over,
});

const permits = (...permissions: Partial<Rule>[]): Licensed => ({
  id: 'rooms',
  grants: [grant({ permissions: permissions.map((each) => rule(each)) })],
});
const prohibits = (...prohibitions: Partial<Rule>[]): Licensed => ({
  id: 'rooms',
  grants: [grant({ prohibitions: prohibitions.map((each) => rule({ clause: '9', ...each })) })],
});
const asking = (over: Partial<TermsRequest> = {}): TermsRequest => ({
  use: 'commercial',
  territory: 'DE',
  date: new Date('2026-06-01T12:00:00Z'),
  purpose: 'generate',
  ...over,
});
const on = (date: string) => asking({ date: new Date(date) });
const constrained = (
  leftOperand: string,
  operator: string,
  rightOperand: string | string[],
): Partial<Rule> => ({
  constraints: [{ leftOperand, operator, rightOperand }],
});

type Outcome = 'permitted' | 'prohibited' | 'not-permitted' | 'unknown-operand';
type Row = [what: string, subject: Licensed | Licensed[], request: TermsRequest, outcome: Outcome];

const YEAR = { from: '2026-01-01T00:00:00Z', until: '2027-01-01T00:00:00Z' };

const ROWS: Row[] = [
  // Use
  ['everything permitted', permits({}), asking(), 'permitted'],
  ['the use is listed', permits({ uses: ['editorial', 'commercial'] }), asking(), 'permitted'],
  ['another use is listed', permits({ uses: ['research'] }), asking(), 'not-permitted'],
  ['an unknown use is asked', permits({}), asking({ use: 'resale' }), 'unknown-operand'],
  ['every use is asked', permits({}), asking({ use: '*' }), 'unknown-operand'],
  ['no use is asked', permits({}), asking({ use: '' }), 'unknown-operand'],
  ['the use is written in capitals', permits({}), asking({ use: 'Commercial' }), 'unknown-operand'],
  // Territory
  ['the territory is listed', permits({ territories: ['FR', 'DE'] }), asking(), 'permitted'],
  ['another territory is listed', permits({ territories: ['FR'] }), asking(), 'not-permitted'],
  ['the world is asked and permitted', permits({}), asking({ territory: '*' }), 'permitted'],
  [
    'the world is asked, one country permitted',
    permits({ territories: ['DE'] }),
    asking({ territory: '*' }),
    'not-permitted',
  ],
  ['a group of countries is asked', permits({}), asking({ territory: 'EU' }), 'unknown-operand'],
  ['a lower-case territory is asked', permits({}), asking({ territory: 'de' }), 'unknown-operand'],
  // Purpose
  ['the purpose is listed', permits({ purposes: ['train', 'generate'] }), asking(), 'permitted'],
  ['training alone is permitted', permits({ purposes: ['train'] }), asking(), 'not-permitted'],
  ['an unknown purpose is asked', permits({}), asking({ purpose: 'mine' }), 'unknown-operand'],
  // Dates: [from, until)
  ['a second before it begins', permits(YEAR), on('2025-12-31T23:59:59Z'), 'not-permitted'],
  ['a millisecond before it begins', permits(YEAR), on('2025-12-31T23:59:59.999Z'), 'not-permitted'],
  ['the instant it begins', permits(YEAR), on('2026-01-01T00:00:00Z'), 'permitted'],
  ['a second before it ends', permits(YEAR), on('2026-12-31T23:59:59Z'), 'permitted'],
  ['the instant it ends', permits(YEAR), on('2027-01-01T00:00:00Z'), 'not-permitted'],
  ['a second after it ended', permits(YEAR), on('2027-01-01T00:00:01Z'), 'not-permitted'],
  ['an invalid date is asked', permits({}), asking({ date: new Date('never') }), 'unknown-operand'],
  ['the clause has an invalid date', permits({ until: 'next year' }), asking(), 'unknown-operand'],
  // One clause must cover all of it
  [
    'use and territory in different clauses',
    permits({ uses: ['commercial'], territories: ['FR'] }, { uses: ['research'] }),
    asking(),
    'not-permitted',
  ],
  ['the second clause covers it', permits({ uses: ['research'] }, { clause: '2' }), asking(), 'permitted'],
  // Prohibitions
  ['a prohibition of everything', prohibits({}), asking(), 'prohibited'],
  ['a prohibition of the use', prohibits({ uses: ['commercial'] }), asking(), 'prohibited'],
  ['a prohibition of another use', prohibits({ uses: ['editorial'] }), asking(), 'permitted'],
  ['a prohibition in the territory', prohibits({ territories: ['DE'] }), asking(), 'prohibited'],
  ['a prohibition elsewhere', prohibits({ territories: ['FR'] }), asking(), 'permitted'],
  [
    'a prohibition in one country, the world asked',
    prohibits({ territories: ['FR'] }),
    asking({ territory: '*' }),
    'prohibited',
  ],
  [
    'a prohibition in a territory that does not exist',
    prohibits({ territories: ['EU'] }),
    asking(),
    'prohibited',
  ],
  ['a prohibition of the purpose', prohibits({ purposes: ['generate'] }), asking(), 'prohibited'],
  ['a prohibition of another purpose', prohibits({ purposes: ['train'] }), asking(), 'permitted'],
  ['a prohibition that has ended', prohibits({ until: '2026-06-01T12:00:00Z' }), asking(), 'permitted'],
  ['a prohibition that begins now', prohibits({ from: '2026-06-01T12:00:00Z' }), asking(), 'prohibited'],
  ['a prohibition with an invalid date', prohibits({ from: 'soon' }), asking(), 'prohibited'],
  ['a prohibition of an unknown use', prohibits({ uses: ['gambling' as Use] }), asking(), 'prohibited'],
  [
    'a prohibition for an unknown purpose',
    prohibits({ purposes: ['mine' as Purpose] }),
    asking(),
    'prohibited',
  ],
  [
    'a prohibition in another grant',
    { id: 'rooms', grants: [grant(), grant({ id: 'g2', prohibitions: [rule()] })] },
    asking(),
    'prohibited',
  ],
  // Constraints
  [
    'a constraint that is met',
    permits(constrained('spatial', 'isAnyOf', ['DE', 'AT'])),
    asking(),
    'permitted',
  ],
  [
    'a constraint that is not met',
    permits(constrained('spatial', 'isNoneOf', ['DE', 'AT'])),
    asking(),
    'not-permitted',
  ],
  [
    'a date constraint at its limit',
    permits(constrained('dateTime', 'lteq', '2026-06-01T12:00:00Z')),
    asking(),
    'permitted',
  ],
  [
    'a strict date constraint at its limit',
    permits(constrained('dateTime', 'lt', '2026-06-01T12:00:00Z')),
    asking(),
    'not-permitted',
  ],
  ['an unknown operand', permits(constrained('resolution', 'lteq', '1920')), asking(), 'unknown-operand'],
  ['an unknown operator', permits(constrained('use', 'isPartOf', 'commercial')), asking(), 'unknown-operand'],
  [
    'a list where one value belongs',
    permits(constrained('use', 'eq', ['commercial', 'research'])),
    asking(),
    'unknown-operand',
  ],
  [
    'the world against a spatial constraint',
    permits(constrained('spatial', 'isAnyOf', ['DE'])),
    asking({ territory: '*' }),
    'unknown-operand',
  ],
  [
    'a prohibition under an unknown operand',
    prohibits(constrained('resolution', 'gt', '1920')),
    asking(),
    'prohibited',
  ],
  [
    'a prohibition under a constraint not met',
    prohibits(constrained('purpose', 'eq', 'train')),
    asking(),
    'permitted',
  ],
  [
    'a prohibition under a constraint met',
    prohibits(constrained('purpose', 'neq', 'train')),
    asking(),
    'prohibited',
  ],
  // Duties
  [
    'a duty that is not known',
    { id: 'rooms', grants: [grant({ duties: [{ action: 'pay' as Action, text: 'Pay.' }] })] },
    asking(),
    'unknown-operand',
  ],
  // Nothing to go by
  ['no subject at all', [], asking(), 'not-permitted'],
  ['a dataset without a grant', { id: 'rooms', grants: [] }, asking(), 'not-permitted'],
  [
    'a grant without a permission',
    { id: 'rooms', grants: [grant({ permissions: [] })] },
    asking(),
    'not-permitted',
  ],
  ['an empty list of items', { id: 'rooms', grants: [], items: [] }, asking(), 'not-permitted'],
  // Many subjects
  ['all permit', [permits({}), permits({ uses: ['commercial'] })], asking(), 'permitted'],
  ['the last does not', [permits({}), permits({ uses: ['research'] })], asking(), 'not-permitted'],
  ['the last prohibits', [permits({}), prohibits({})], asking(), 'prohibited'],
];

describe('evaluateTerms', () => {
  it.each(ROWS)('%s', (_what, subject, request, outcome) => {
    const decision = evaluateTerms(subject, request);
    expect(decision.deciding.outcome).toBe(outcome);
    expect(decision.allowed).toBe(outcome === 'permitted');
  });

  it('names dataset, grant and clause of what decided', () => {
    const decision = evaluateTerms(prohibits({ uses: ['commercial'], text: 'Not for sale.' }), asking());
    expect(decision.deciding).toEqual({
      outcome: 'prohibited',
      datasetId: 'rooms',
      grantId: 'g1',
      clause: '9',
      text: 'Not for sale.',
      reason:
        'rooms: clause 9 of grant g1 (CC0-1.0) prohibits commercial use in DE on 2026-06-01T12:00:00.000Z to generate.',
    });
    expect(decision.clauses).toEqual([decision.deciding]);
  });

  it('names the clause that comes closest when none permits', () => {
    const subject = permits(
      { clause: '3', uses: ['research'], territories: ['FR'] },
      { clause: '4', ...YEAR },
    );
    const { deciding } = evaluateTerms(subject, on('2027-02-01T00:00:00Z'));
    expect(deciding).toMatchObject({ grantId: 'g1', clause: '4' });
    expect(deciding.reason).toBe(
      'No clause of rooms permits commercial use in DE on 2027-02-01T00:00:00.000Z to generate; the closest, ' +
        'clause 4 of grant g1 (CC0-1.0), holds from 2026-01-01T00:00:00Z until 2027-01-01T00:00:00Z.',
    );
  });

  it('returns the duties of the grants that permitted, each once, and none with a denial', () => {
    const duty: Duty = { action: 'attribution', text: 'Rooms by Maquette' };
    const rooms = {
      id: 'rooms',
      grants: [grant({ duties: [duty, duty] }), grant({ id: 'unused', duties: [duty] })],
    };
    const allowed = evaluateTerms([rooms, { ...rooms, id: 'stairs' }], asking());
    expect(allowed.duties).toEqual([
      { datasetId: 'rooms', grantId: 'g1', ...duty },
      { datasetId: 'stairs', grantId: 'g1', ...duty },
    ]);
    expect(evaluateTerms([rooms, prohibits({})], asking()).duties).toEqual([]);
  });

  it('asks for every item by the grants that it names', () => {
    const grants = [
      grant({ id: 'free' }),
      grant({ id: 'study', permissions: [rule({ uses: ['research'] })] }),
    ];
    const chairs = (...lists: string[][]) => ({
      id: 'chairs',
      grants,
      items: lists.map((ids, index) => ({ id: `chair-${index}`, grants: ids })),
    });
    expect(evaluateTerms(chairs(['free'], ['study', 'free']), asking()).allowed).toBe(true);
    expect(evaluateTerms(chairs(['free'], ['study']), asking()).deciding).toMatchObject({
      outcome: 'not-permitted',
      grantId: 'study',
      reason: expect.stringContaining('No clause of item chair-1 of chairs permits'),
    });
    expect(evaluateTerms(chairs(['lost']), asking()).allowed).toBe(false);
  });
});

const subset = <T>(values: readonly T[]) => fc.subarray([...values], { minLength: 1 });
const INSTANTS = ['2026-01-01T00:00:00Z', '2026-06-01T12:00:00Z', '2027-01-01T00:00:00Z'];
const anyConstraint: fc.Arbitrary<Constraint> = fc.record({
  leftOperand: fc.constantFrom('use', 'purpose', 'spatial', 'dateTime', 'resolution'),
  operator: fc.constantFrom('eq', 'neq', 'isAnyOf', 'isNoneOf', 'lt', 'gteq', 'isPartOf'),
  rightOperand: fc.oneof(
    fc.constantFrom(...USES, ...PURPOSES, 'DE', ...INSTANTS),
    subset(['DE', 'FR', 'train']),
  ),
});
const anyRule: fc.Arbitrary<Rule> = fc.record(
  {
    clause: fc.constantFrom('1', '2'),
    text: fc.constant('Words.'),
    uses: subset<Use | '*'>(['*', ...USES]),
    territories: subset(['*', 'DE', 'FR', 'US', 'EU']),
    purposes: subset<Purpose | '*'>(['*', ...PURPOSES]),
    from: fc.constantFrom(...INSTANTS),
    until: fc.constantFrom(...INSTANTS),
    constraints: fc.array(anyConstraint, { maxLength: 2 }),
  },
  { requiredKeys: ['clause', 'text', 'uses', 'territories', 'purposes'] },
);
const anyGrant = fc
  .tuple(fc.array(anyRule, { maxLength: 3 }), fc.array(anyRule, { maxLength: 1 }))
  .map(([permissions, prohibitions]) => grant({ permissions, prohibitions }));
const anySubjects: fc.Arbitrary<Licensed[]> = fc.array(
  fc.record({ id: fc.constantFrom('a', 'b'), grants: fc.array(anyGrant, { maxLength: 3 }) }),
  { maxLength: 3 },
);
const anyRequest: fc.Arbitrary<TermsRequest> = fc.record({
  use: fc.constantFrom(...USES, 'resale'),
  territory: fc.constantFrom('*', 'DE', 'FR', 'US', 'EU'),
  date: fc.constantFrom(...INSTANTS).map((instant) => new Date(instant)),
  purpose: fc.constantFrom(...PURPOSES),
});

describe('evaluateTerms, for any terms', () => {
  const allows = (subjects: Licensed[], request: TermsRequest) => evaluateTerms(subjects, request).allowed;

  it('never turns a denial into an allowance when a prohibition is added', () => {
    const property = fc.property(
      anySubjects,
      anyRequest,
      anyRule,
      fc.nat(),
      (subjects, request, added, where) => {
        const places = subjects.flatMap(({ grants }) => grants);
        fc.pre(places.length > 0 && !allows(subjects, request));
        const target = places[where % places.length];
        const stricter = subjects.map((subject) => ({
          ...subject,
          grants: subject.grants.map((each) =>
            each === target ? { ...each, prohibitions: [...each.prohibitions, added] } : each,
          ),
        }));
        expect(allows(stricter, request)).toBe(false);
      },
    );
    fc.assert(property, { numRuns: 2000 });
  });

  it('never turns a denial into an allowance when a permission is taken away or a dataset added', () => {
    const property = fc.property(anySubjects, anyRequest, anySubjects, (subjects, request, more) => {
      fc.pre(subjects.length > 0 && !allows(subjects, request));
      const fewer = subjects.map((subject) => ({
        ...subject,
        grants: subject.grants.map((each) => ({ ...each, permissions: each.permissions.slice(1) })),
      }));
      expect(allows(fewer, request)).toBe(false);
      expect(allows([...subjects, ...more], request)).toBe(false);
    });
    fc.assert(property, { numRuns: 2000 });
  });

  it('permits in each country what it permits worldwide', () => {
    const property = fc.property(
      anySubjects,
      anyRequest,
      fc.constantFrom('DE', 'FR', 'JP'),
      (subjects, request, country) => {
        fc.pre(allows(subjects, { ...request, territory: '*' }));
        expect(allows(subjects, { ...request, territory: country })).toBe(true);
      },
    );
    fc.assert(property, { numRuns: 300, maxSkipsPerRun: 1000 });
  });
});
