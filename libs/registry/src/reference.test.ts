import { describe, expect, it } from 'vitest';
import { compareVersions, parseReference } from './reference';

describe('parseReference', () => {
  it('reads domain, name and version', () => {
    expect(parseReference('architecture/daylight@1.0.0')).toEqual({
      domain: 'architecture',
      name: 'daylight',
      version: '1.0.0',
      alias: null,
    });
    expect(parseReference('fashion/loom-2').version).toBeNull();
    expect(parseReference('medical/atlas@2.1.0-rc.1').version).toBe('2.1.0-rc.1');
  });

  it('reads an alias, which begins with a letter', () => {
    expect(parseReference('architecture/daylight@stable')).toMatchObject({ version: null, alias: 'stable' });
    expect(parseReference('architecture/daylight@canary-2')).toMatchObject({ alias: 'canary-2' });
  });

  it.each([
    '',
    'daylight',
    'food/daylight',
    'architecture/',
    'architecture/../x',
    'architecture/day@1',
    'architecture/day@',
    'architecture/day@Stable',
    'architecture/day@-x',
    `architecture/day@${'a'.repeat(64)}`,
    'a/b/c@1.0.0',
  ])('refuses "%s"', (text) => {
    expect(() => parseReference(text)).toThrow(
      expect.objectContaining({ kind: 'bad-input', code: 'checkpoint-reference-invalid' }),
    );
  });
});

describe('compareVersions', () => {
  it('orders as semantic versions do', () => {
    const ordered = [
      '0.9.0',
      '1.0.0-alpha',
      '1.0.0-alpha.1',
      '1.0.0-beta',
      '1.0.0-beta.2',
      '1.0.0-beta.11',
      '1.0.0',
    ];
    ordered.push('1.0.2', '1.0.10', '1.2.0', '10.0.0');
    expect([...ordered].reverse().sort(compareVersions)).toEqual(ordered);
    expect(compareVersions('1.0.0-x', '1.0.0-x')).toBe(0);
  });
});
