import { describe, expect, it } from 'vitest';
import { digestOf, type Domain } from '@maquette/kernel';
import { FILES_ALONE, type LicenceGrant, type Rule } from '@maquette/provenance';
import type { CheckpointEntry, CheckpointLicences, ReadyCheckpoint } from '@maquette/registry';
import { CLASSES, type DomainHead } from '../domain/domain-head';
import { idlePool } from '../placement/pool';
import { route, type RouteDeps } from '../route';
import type { CheckpointAlias } from './checkpoint-alias';

const ANYTHING: Rule = { clause: '1', text: 'All uses.', uses: ['*'], territories: ['*'], purposes: ['*'] };
const [STABLE, CANARY, NEXT] = ['1.0.0', '1.1.0', '2.0.0'].map((v) => `architecture/daylight@${v}`);
const REQUEST = {
  prompt: 'a kitchen',
  use: 'commercial',
  territory: 'DE',
  date: new Date('2026-05-01'),
  client: 'studio-north',
};

/** The size of a version's one file: pools of 1 GB take the small ones. */
const [SMALL, HUGE] = [1e6, 900e9];

function entry(reference: string, bytes: number): CheckpointEntry {
  const [, domain, name, version] = /^(.+)\/(.+)@(.+)$/.exec(reference)!;
  const record = { files: [{ bytes }] };
  const digests = { checkpointDigest: digestOf(reference), recordDigest: digestOf(reference) };
  const base = { reference, domain: domain as Domain, name, version, state: 'ready', problems: [] };
  return { ...base, ...digests, record } as unknown as CheckpointEntry;
}

const alias = (target: string, name: string, percent: number | null = null): CheckpointAlias => ({
  checkpointId: target.split('@')[0],
  alias: name,
  target,
  recordDigest: digestOf(target),
  state: 'ready',
  percent,
});

function deps(sizes: Record<string, number>, aliases: CheckpointAlias[], denied: string[] = []): RouteDeps {
  const head: DomainHead = {
    version: 'test',
    threshold: 0.5,
    english: (prompt) => prompt,
    cues: () => [],
    probabilities: () =>
      Object.fromEntries(CLASSES.map((name) => [name, name === 'architecture' ? 0.91 : 0.03])) as never,
  };
  const noVectors = async (texts: readonly string[]) => texts.map(() => new Float32Array(1));
  const entries = Object.entries(sizes).map(([reference, bytes]) => entry(reference, bytes));
  const device = { worker: 'w', kind: 'cpu', memoryBytes: 1e9, warm: [], freeIn: 0 };
  return {
    screen: () => ({ action: 'allow', reasons: [] }),
    embed: { domains: noVectors, multilingual: noVectors, english: noVectors },
    head,
    standing: async () => ({ ...FILES_ALONE, aliases }),
    licensee: null,
    pools: async () => [{ ...idlePool('small'), devices: [device] }],
    registry: {
      list: () => entries,
      checkpoint: (reference) => entries.find((one) => one.reference === reference) as ReadyCheckpoint,
      licences(reference) {
        const permissions = denied.includes(reference) ? [] : [ANYTHING];
        const own = {
          id: 'g1',
          licensor: { name: 'Maquette' },
          licensee: { name: 'anyone' },
          permissions,
          prohibitions: [],
          duties: [],
          evidence: [],
        } as unknown as LicenceGrant;
        return {
          reference,
          own,
          subjects: [{ id: reference, grants: [own] }],
        } as unknown as CheckpointLicences;
      },
    },
  };
}

const both = [alias(STABLE, 'stable'), alias(CANARY, 'canary', 100)];
const sizes = { [NEXT]: SMALL, [CANARY]: SMALL, [STABLE]: SMALL };

describe('what is tried on the pools', () => {
  it('is the canary first, for its clients', async () => {
    const decision = await route(REQUEST, deps(sizes, both));
    expect(decision).toMatchObject({ checkpoint: CANARY, canary: true, pool: 'small' });
    expect(decision.attempts).toMatchObject([{ checkpoint: CANARY, pool: 'small' }]);
  });

  it('is then the stable version, with the reason why the canary was not placed', async () => {
    const decision = await route(REQUEST, deps({ ...sizes, [CANARY]: HUGE }, both));
    expect(decision).toMatchObject({ outcome: 'classified', checkpoint: STABLE, canary: false });
    expect(decision.attempts).toMatchObject([
      { checkpoint: CANARY, pool: null },
      { checkpoint: STABLE, pool: 'small' },
    ]);
    expect(decision.reasons.join(' ')).toContain(`${CANARY} was not placed: `);
  });

  it('is no version beyond the candidates, though it would fit and is licensed', async () => {
    const decision = await route(REQUEST, deps({ ...sizes, [CANARY]: HUGE, [STABLE]: HUGE }, both));
    expect(decision).toMatchObject({ outcome: 'unavailable', checkpoint: null, canary: false });
    expect(decision.attempts.map(({ checkpoint, pool }) => [checkpoint, pool])).toEqual([
      [CANARY, null],
      [STABLE, null],
    ]);
  });

  it('is no candidate whose licence denies, whatever else cannot be placed', async () => {
    const decision = await route(REQUEST, deps({ ...sizes, [CANARY]: HUGE }, both, [STABLE]));
    expect(decision.outcome).toBe('unavailable');
    expect(decision.attempts.map(({ checkpoint }) => checkpoint)).toEqual([CANARY]);
    expect(decision.candidates.find(({ checkpoint }) => checkpoint === STABLE)).toMatchObject({
      kept: false,
    });
  });

  it('is the one that was asked for alone', async () => {
    const decision = await route({ ...REQUEST, checkpoint: NEXT }, deps({ ...sizes, [NEXT]: HUGE }, both));
    expect(decision.outcome).toBe('unavailable');
    expect(decision.attempts).toMatchObject([{ checkpoint: NEXT, pool: null }]);
  });
});
