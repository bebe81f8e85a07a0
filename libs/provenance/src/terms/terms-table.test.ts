import { describe, expect, it } from 'vitest';
import type { LicenceGrant, Rule } from '../records/licence-grant';
import { evaluateTerms, type Licensed } from './evaluate-terms';
import type { Action } from './vocabulary';

/**
 * One licence, and every question of a table against it. The licence is written as a publisher would: a photo archive lets
 * an agency use its rooms commercially in three countries for two years, editorially everywhere, never for gambling shops'
 * windows in France, and wants to be named.
 */
const FROM = '2026-01-01T00:00:00Z';
const UNTIL = '2028-01-01T00:00:00Z';

const rule = (over: Partial<Rule>): Rule => ({
  clause: '1',
  text: 'Words.',
  uses: ['*'],
  territories: ['*'],
  purposes: ['*'],
  ...over,
});

const archive: LicenceGrant = {
  id: 'archive',
  licensor: { name: 'An Archive' },
  licensee: { name: 'An Agency' },
  licence: 'LicenseRef-archive',
  permissions: [
    rule({
      clause: '2.1',
      uses: ['commercial', 'internal'],
      territories: ['DE', 'AT', 'CH'],
      purposes: ['train', 'generate', 'distribute'],
      from: FROM,
      until: UNTIL,
    }),
    rule({ clause: '2.2', uses: ['editorial'], purposes: ['train', 'generate', 'display'], from: FROM }),
    rule({ clause: '2.3', uses: ['research', 'education'], purposes: ['train', 'test'] }),
  ],
  prohibitions: [
    rule({ clause: '4.1', uses: ['editorial'], territories: ['FR'] }),
    rule({ clause: '4.2', purposes: ['distribute'], territories: ['CH'], from: '2027-01-01T00:00:00Z' }),
    rule({ clause: '4.3', uses: ['personal'] }),
  ],
  duties: [{ action: 'attribution', text: 'Rooms: An Archive' }],
  evidence: ['contract.pdf'],
};

type Outcome = 'permitted' | 'prohibited' | 'not-permitted' | 'unknown-operand';
type Row = [
  use: string,
  territory: string,
  date: string,
  purpose: string,
  outcome: Outcome,
  clause: string | null,
];

const MID = '2026-06-01T12:00:00Z';
const LATE = '2027-06-01T12:00:00Z';

const ROWS: Row[] = [
  // Commercial use in each territory
  ['commercial', 'DE', MID, 'generate', 'permitted', '2.1'],
  ['commercial', 'AT', MID, 'generate', 'permitted', '2.1'],
  ['commercial', 'CH', MID, 'generate', 'permitted', '2.1'],
  ['commercial', 'FR', MID, 'generate', 'not-permitted', '2.1'],
  ['commercial', 'US', MID, 'generate', 'not-permitted', '2.1'],
  ['commercial', 'JP', MID, 'generate', 'not-permitted', '2.1'],
  ['commercial', '*', MID, 'generate', 'not-permitted', '2.1'],
  // … for each purpose
  ['commercial', 'DE', MID, 'train', 'permitted', '2.1'],
  ['commercial', 'DE', MID, 'distribute', 'permitted', '2.1'],
  ['commercial', 'DE', MID, 'display', 'not-permitted', '2.1'],
  ['commercial', 'DE', MID, 'test', 'not-permitted', '2.1'],
  ['internal', 'DE', MID, 'train', 'permitted', '2.1'],
  ['internal', 'AT', MID, 'generate', 'permitted', '2.1'],
  ['internal', 'CH', MID, 'generate', 'permitted', '2.1'],
  ['internal', 'FR', MID, 'generate', 'not-permitted', '2.1'],
  ['internal', 'DE', MID, 'display', 'not-permitted', '2.1'],
  // … around both ends, to the second and the millisecond
  ['commercial', 'DE', '2025-12-31T23:59:58Z', 'generate', 'not-permitted', '2.1'],
  ['commercial', 'DE', '2025-12-31T23:59:59Z', 'generate', 'not-permitted', '2.1'],
  ['commercial', 'DE', '2025-12-31T23:59:59.999Z', 'generate', 'not-permitted', '2.1'],
  ['commercial', 'DE', FROM, 'generate', 'permitted', '2.1'],
  ['commercial', 'DE', '2026-01-01T00:00:00.001Z', 'generate', 'permitted', '2.1'],
  ['commercial', 'DE', '2026-01-01T00:00:01Z', 'generate', 'permitted', '2.1'],
  ['commercial', 'DE', '2027-12-31T23:59:59Z', 'generate', 'permitted', '2.1'],
  ['commercial', 'DE', '2027-12-31T23:59:59.999Z', 'generate', 'permitted', '2.1'],
  ['commercial', 'DE', UNTIL, 'generate', 'not-permitted', '2.1'],
  ['commercial', 'DE', '2028-01-01T00:00:00.001Z', 'generate', 'not-permitted', '2.1'],
  ['commercial', 'DE', '2028-01-01T00:00:01Z', 'generate', 'not-permitted', '2.1'],
  // An instant is the same whatever the zone it is written in
  ['commercial', 'DE', '2026-01-01T01:00:00+01:00', 'generate', 'permitted', '2.1'],
  ['commercial', 'DE', '2026-01-01T00:59:59+01:00', 'generate', 'not-permitted', '2.1'],
  ['commercial', 'DE', '2027-12-31T19:00:00-05:00', 'generate', 'not-permitted', '2.1'],
  ['commercial', 'DE', '2027-12-31T18:59:59-05:00', 'generate', 'permitted', '2.1'],
  ['internal', 'AT', '2028-01-01T00:59:59+01:00', 'train', 'permitted', '2.1'],
  ['internal', 'AT', '2028-01-01T01:00:00+01:00', 'train', 'not-permitted', '2.1'],
  // Editorial use: everywhere, without an end, but not in France
  ['editorial', 'DE', MID, 'generate', 'permitted', '2.2'],
  ['editorial', 'US', MID, 'generate', 'permitted', '2.2'],
  ['editorial', 'JP', MID, 'display', 'permitted', '2.2'],
  ['editorial', 'BR', MID, 'train', 'permitted', '2.2'],
  ['editorial', 'US', '2050-01-01T00:00:00Z', 'generate', 'permitted', '2.2'],
  ['editorial', 'US', '2025-12-31T23:59:59Z', 'generate', 'not-permitted', '2.2'],
  ['editorial', 'DE', MID, 'distribute', 'not-permitted', '2.1'],
  ['editorial', 'DE', MID, 'test', 'not-permitted', '2.2'],
  ['editorial', 'FR', MID, 'generate', 'prohibited', '4.1'],
  ['editorial', 'FR', MID, 'display', 'prohibited', '4.1'],
  ['editorial', 'FR', MID, 'train', 'prohibited', '4.1'],
  ['editorial', 'FR', MID, 'test', 'prohibited', '4.1'],
  ['editorial', 'FR', '2025-01-01T00:00:00Z', 'generate', 'prohibited', '4.1'],
  ['editorial', 'FR', '2050-01-01T00:00:00Z', 'generate', 'prohibited', '4.1'],
  ['editorial', '*', MID, 'generate', 'prohibited', '4.1'],
  ['editorial', '*', MID, 'display', 'prohibited', '4.1'],
  ['editorial', 'GF', MID, 'generate', 'permitted', '2.2'], // French Guiana has a code of its own
  ['editorial', 'MC', MID, 'generate', 'permitted', '2.2'],
  // Distribution in Switzerland ends a year before the licence
  ['commercial', 'CH', MID, 'distribute', 'permitted', '2.1'],
  ['commercial', 'CH', '2026-12-31T23:59:59Z', 'distribute', 'permitted', '2.1'],
  ['commercial', 'CH', '2026-12-31T23:59:59.999Z', 'distribute', 'permitted', '2.1'],
  ['commercial', 'CH', '2027-01-01T00:00:00Z', 'distribute', 'prohibited', '4.2'],
  ['commercial', 'CH', '2027-01-01T00:00:01Z', 'distribute', 'prohibited', '4.2'],
  ['commercial', 'CH', LATE, 'distribute', 'prohibited', '4.2'],
  ['commercial', 'CH', '2050-01-01T00:00:00Z', 'distribute', 'prohibited', '4.2'],
  ['commercial', 'CH', LATE, 'generate', 'permitted', '2.1'],
  ['commercial', 'DE', LATE, 'distribute', 'permitted', '2.1'],
  ['commercial', 'AT', LATE, 'distribute', 'permitted', '2.1'],
  ['internal', 'CH', LATE, 'distribute', 'prohibited', '4.2'],
  ['research', 'CH', LATE, 'distribute', 'prohibited', '4.2'],
  ['commercial', '*', LATE, 'distribute', 'prohibited', '4.2'],
  ['commercial', '*', MID, 'distribute', 'not-permitted', '2.1'],
  // Research and education: always, everywhere, to train and to test
  ['research', 'DE', MID, 'train', 'permitted', '2.3'],
  ['research', 'FR', MID, 'test', 'permitted', '2.3'],
  ['research', '*', MID, 'train', 'permitted', '2.3'],
  ['research', '*', '1999-01-01T00:00:00Z', 'test', 'permitted', '2.3'],
  ['research', 'US', '2050-01-01T00:00:00Z', 'train', 'permitted', '2.3'],
  ['research', 'DE', MID, 'generate', 'not-permitted', '2.1'],
  ['research', 'US', MID, 'display', 'not-permitted', '2.2'],
  ['education', 'IT', MID, 'train', 'permitted', '2.3'],
  ['education', '*', MID, 'test', 'permitted', '2.3'],
  ['education', 'IT', MID, 'generate', 'not-permitted', '2.2'],
  // Personal use: never
  ['personal', 'DE', MID, 'generate', 'prohibited', '4.3'],
  ['personal', 'FR', MID, 'train', 'prohibited', '4.3'],
  ['personal', '*', MID, 'display', 'prohibited', '4.3'],
  ['personal', 'CH', '1999-01-01T00:00:00Z', 'test', 'prohibited', '4.3'],
  ['personal', 'CH', LATE, 'distribute', 'prohibited', '4.2'], // the first one in the grant
  // What the vocabulary does not know
  ['resale', 'DE', MID, 'generate', 'unknown-operand', null],
  ['', 'DE', MID, 'generate', 'unknown-operand', null],
  ['*', 'DE', MID, 'generate', 'unknown-operand', null],
  ['Commercial', 'DE', MID, 'generate', 'unknown-operand', null],
  ['commercial ', 'DE', MID, 'generate', 'unknown-operand', null],
  ['constructor', 'DE', MID, 'generate', 'unknown-operand', null],
  ['__proto__', 'DE', MID, 'generate', 'unknown-operand', null],
  ['commercial', '', MID, 'generate', 'unknown-operand', null],
  ['commercial', 'de', MID, 'generate', 'unknown-operand', null],
  ['commercial', 'EU', MID, 'generate', 'unknown-operand', null],
  ['commercial', 'UK', MID, 'generate', 'unknown-operand', null],
  ['commercial', 'DEU', MID, 'generate', 'unknown-operand', null],
  ['commercial', 'DE,FR', MID, 'generate', 'unknown-operand', null],
  ['commercial', '**', MID, 'generate', 'unknown-operand', null],
  ['commercial', 'DE', 'never', 'generate', 'unknown-operand', null],
  ['commercial', 'DE', '2026-13-01T00:00:00Z', 'generate', 'unknown-operand', null],
  ['commercial', 'DE', MID, 'mine', 'unknown-operand', null],
  ['commercial', 'DE', MID, '', 'unknown-operand', null],
  ['commercial', 'DE', MID, '*', 'unknown-operand', null],
  ['commercial', 'DE', MID, 'Generate', 'unknown-operand', null],
  // An unknown operand denies before a prohibition is looked for
  ['personal', 'XX', MID, 'generate', 'unknown-operand', null],
  ['editorial', 'FR', 'never', 'generate', 'unknown-operand', null],
];

const rooms = (grant: LicenceGrant): Licensed => ({ id: 'rooms', grants: [grant] });
const DUTIES = {
  none: [],
  known: [
    { action: 'attribution', text: 'Rooms: An Archive' },
    { action: 'include-licence', text: 'Add the licence.' },
  ],
  strange: [
    { action: 'attribution', text: 'Rooms: An Archive' },
    { action: 'pay' as Action, text: 'Pay.' },
  ],
} satisfies Record<string, LicenceGrant['duties']>;

describe('a licence, asked by its licensee', () => {
  it('has more than a hundred questions', () => expect(ROWS.length).toBeGreaterThan(100));

  describe.each([
    ['no duty', DUTIES.none],
    ['known duties', DUTIES.known],
  ])('with %s', (_, duties) => {
    it.each(ROWS)(
      '%s use in "%s" on %s to %s: %s by clause %s',
      (use, territory, date, purpose, outcome, clause) => {
        const request = { use, territory, date: new Date(date), purpose, licensee: 'An Agency' };
        const decision = evaluateTerms(rooms({ ...archive, duties }), request);
        expect(decision.deciding).toMatchObject({ outcome, clause });
        expect(decision.allowed).toBe(outcome === 'permitted');
        expect(decision.duties).toHaveLength(outcome === 'permitted' ? duties.length : 0);
      },
    );
  });

  it.each(ROWS)(
    '%s use in "%s" on %s to %s: never with a duty that is not known',
    (use, territory, date, purpose) => {
      const request = { use, territory, date: new Date(date), purpose, licensee: 'An Agency' };
      expect(evaluateTerms(rooms({ ...archive, duties: DUTIES.strange }), request).allowed).toBe(false);
    },
  );

  it.each(ROWS)(
    '%s use in "%s" on %s to %s: never for anybody else',
    (use, territory, date, purpose, outcome) => {
      for (const licensee of [undefined, null, '', 'anyone', 'an agency', 'An Agency ', 'Another Agency']) {
        const decision = evaluateTerms(rooms(archive), {
          use,
          territory,
          date: new Date(date),
          purpose,
          licensee,
        });
        expect(decision.allowed, String(licensee)).toBe(false);
        // Whose licence it is takes nothing from what it prohibits.
        if (outcome === 'prohibited') expect(decision.deciding.outcome).toBe('prohibited');
      }
    },
  );

  it.each(ROWS)(
    '%s use in "%s" on %s to %s: the same for anyone when it is public',
    (use, territory, date, purpose, outcome) => {
      const open = rooms({ ...archive, licensee: { name: 'anyone' } });
      for (const licensee of [undefined, null, 'An Agency', 'Another Agency']) {
        const decision = evaluateTerms(open, { use, territory, date: new Date(date), purpose, licensee });
        expect(decision.deciding.outcome).toBe(outcome);
      }
    },
  );

  it('says to whom it was granted instead', () => {
    const request = { use: 'commercial', territory: 'DE', date: new Date(MID), purpose: 'generate' };
    expect(evaluateTerms(rooms(archive), request).deciding.reason).toContain('is granted to An Agency');
  });
});
