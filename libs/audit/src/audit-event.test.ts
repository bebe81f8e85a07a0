import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { auditLeaf, leafHash, type AuditEvent } from './audit-event';

const event: AuditEvent = {
  kind: 'generation.claimed',
  subject: 'gen_1',
  at: new Date('2026-01-02T03:04:05.006Z'),
  data: { worker: 'wrk_1', leaseEpoch: 2 },
};

describe('auditLeaf', () => {
  it('is canonical: sorted members, no white space, UTC milliseconds', () => {
    expect(auditLeaf(event)).toBe(
      '{"at":"2026-01-02T03:04:05.006Z","data":{"leaseEpoch":2,"worker":"wrk_1"},"kind":"generation.claimed","subject":"gen_1","version":1}',
    );
  });

  it('does not depend on the order in which facts were given', () => {
    expect(auditLeaf({ ...event, data: { leaseEpoch: 2, worker: 'wrk_1' } })).toBe(auditLeaf(event));
  });

  it.each([
    ['kind', { kind: 'generation.released' }],
    ['subject', { subject: 'gen_2' }],
    ['time', { at: new Date('2026-01-02T03:04:05.007Z') }],
    ['facts', { data: { worker: 'wrk_1', leaseEpoch: 3 } }],
  ] as [string, Partial<AuditEvent>][])('changes with the %s', (_, change) => {
    expect(auditLeaf({ ...event, ...change })).not.toBe(auditLeaf(event));
  });
});

describe('leafHash', () => {
  it('gives the RFC 6962 hash of the empty leaf', () => {
    expect(leafHash('').toString('hex')).toBe(
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    );
  });

  it('hashes UTF-8 behind one zero byte', () => {
    const plain = createHash('sha256').update('\0größe', 'utf8').digest();
    expect(leafHash('größe')).toEqual(plain);
  });
});
