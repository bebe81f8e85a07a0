import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOf } from '@maquette/kernel';
import type { CheckpointEntry } from '@maquette/registry';
import { isInCanary } from './canary';
import { proposalsOf } from './candidates-of';
import type { CheckpointAlias } from './checkpoint-alias';

function entry(reference: string): CheckpointEntry {
  const [domain, rest] = reference.split('/');
  const [name, version] = rest.split('@');
  return {
    reference,
    domain,
    name,
    version,
    recordDigest: digestOf(reference),
  } as unknown as CheckpointEntry;
}

const registry = (...references: string[]) => ({ list: () => references.map(entry) });

function alias(reference: string, name: string, over: Partial<CheckpointAlias> = {}): CheckpointAlias {
  return {
    checkpointId: reference.split('@')[0],
    alias: name,
    target: reference,
    recordDigest: digestOf(reference),
    state: 'ready',
    percent: null,
    ...over,
  };
}

const canary = (reference: string, percent: number) => alias(reference, 'canary', { percent });
const [OLD, NEW, NEXT] = ['1.0.0', '1.1.0', '2.0.0'].map((version) => `architecture/daylight@${version}`);
const ALL = registry(NEXT, NEW, OLD, 'architecture/dusk@1.0.0', 'fashion/looks@1.0.0');

function proposed(aliases: CheckpointAlias[], client = 'studio-north', of = ALL): string[] {
  const { proposed } = proposalsOf('architecture', client, of, aliases);
  return proposed.map(({ entry, by }) => `${entry.reference.replace('architecture/', '')} ${by}`);
}

describe('the candidates of a domain', () => {
  it('are every version, the highest first, where nobody said otherwise', () => {
    expect(proposed([])).toEqual([
      'daylight@2.0.0 newest',
      'daylight@1.1.0 newest',
      'daylight@1.0.0 newest',
      'dusk@1.0.0 newest',
    ]);
  });

  it('are the stable version alone of a checkpoint that has one', () => {
    expect(proposed([alias(OLD, 'stable')])).toEqual(['daylight@1.0.0 stable', 'dusk@1.0.0 newest']);
  });

  it('begin with the canary for its clients, who fall back to the stable version', () => {
    expect(proposed([alias(OLD, 'stable'), canary(NEW, 100)])).toEqual([
      'daylight@1.1.0 canary',
      'daylight@1.0.0 stable',
      'dusk@1.0.0 newest',
    ]);
  });

  it('have no canary where nothing is stable, whatever its share', () => {
    expect(proposed([canary(OLD, 100)])).toEqual(proposed([]));
  });

  it('have the version once where canary and stable are the same', () => {
    const both = [alias(NEW, 'stable'), canary(NEW, 100)];
    expect(proposed(both)).toEqual(['daylight@1.1.0 stable', 'dusk@1.0.0 newest']);
  });

  it('are none, with the reason, where the stable version was withdrawn: no other takes its place', () => {
    const aliases = [alias(OLD, 'stable', { state: 'withdrawn' })];
    expect(proposed(aliases, 'a', registry(NEXT, OLD))).toEqual([]);
    expect(proposalsOf('architecture', 'a', registry(NEXT, OLD), aliases).dangling).toEqual([
      { checkpoint: OLD, reason: expect.stringMatching(/@stable points at .*@1\.0\.0, which was withdrawn/) },
    ]);
  });

  it('do not follow an alias to another record of the same number', () => {
    const aliases = [alias(OLD, 'stable', { recordDigest: digestOf('another') })];
    const { proposed, dangling } = proposalsOf('architecture', 'a', registry(NEXT, OLD), aliases);
    expect([proposed, dangling.length]).toEqual([[], 1]);
  });

  it('never have the canary for a client outside its share, and always for one inside', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0, max: 100 }), (client, percent) => {
        const isIn = isInCanary(client, 'architecture/daylight', percent);
        const found = proposed([alias(OLD, 'stable'), canary(NEW, percent)], client);
        expect(found.includes('daylight@1.1.0 canary')).toBe(isIn);
        expect(found).toContain('daylight@1.0.0 stable');
        expect(found.join()).not.toContain('2.0.0');
      }),
    );
  });
});
