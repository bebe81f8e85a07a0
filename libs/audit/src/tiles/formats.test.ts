import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatEntryBundle, parseEntryBundle } from './entry-bundle';
import { parseTilePath, tilePath } from './tile-path';

describe('tile paths', () => {
  it.each([
    ['tile/0/x001/x234/067', { level: 0, index: 1_234_067, width: 256 }],
    ['tile/0/000', { level: 0, index: 0, width: 256 }],
    ['tile/1/000.p/17', { level: 1, index: 0, width: 17 }],
    ['tile/63/999', { level: 63, index: 999, width: 256 }],
    ['tile/0/x001/000.p/255', { level: 0, index: 1_000, width: 255 }],
    ['tile/entries/x003/906', { level: 'entries' as const, index: 3_906, width: 256 }],
    ['tile/entries/000.p/1', { level: 'entries' as const, index: 0, width: 1 }],
  ])('%s', (path, resource) => {
    expect(tilePath(resource)).toBe(path);
    expect(parseTilePath(path)).toEqual(resource);
  });

  it.each([
    '',
    'tile',
    'tile/0',
    'tile/0/',
    'tile/0/0',
    'tile/0/0000',
    'tile/00/000',
    'tile/64/000',
    'tile/-1/000',
    'tile/0/x000/000',
    'tile/0/x001/x000',
    'tile/0/001/000',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/01',
    'tile/0/000.p/',
    'tile/0/000/',
    '/tile/0/000',
    'tile/data/000',
    'tile/0/../000',
    'tile/0/x999/x999/x999/x999/x999/x999/999',
    'tile/0/000\n',
  ])('refuses %j', (path) => {
    expect(parseTilePath(path)).toBeNull();
  });

  it('come back as they were written', () => {
    fc.assert(
      fc.property(fc.nat(63), fc.maxSafeNat(), fc.integer({ min: 1, max: 256 }), (level, index, width) => {
        expect(parseTilePath(tilePath({ level, index, width }))).toEqual({ level, index, width });
      }),
    );
  });
});

describe('entry bundles', () => {
  it('have each entry behind its length', () => {
    expect(formatEntryBundle(['ab', '', 'ö'])).toEqual(Buffer.from('00026162' + '0000' + '0002c3b6', 'hex'));
  });

  it('come back as they were written', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 300 }), { maxLength: 256 }),
        (entries) => {
          expect(parseEntryBundle(formatEntryBundle(entries)).map(String)).toEqual(entries);
        },
      ),
    );
  });

  it('carry entries of 65,535 bytes, and none longer', () => {
    const longest = 'x'.repeat(65_535);
    expect(parseEntryBundle(formatEntryBundle([longest])).map(String)).toEqual([longest]);
    expect(() => formatEntryBundle([`${longest}x`])).toThrow(RangeError);
  });

  it.each(['00', '0001', '000161ff', '00016100026'])('that end within an entry are refused: %s', (hex) => {
    expect(() =>
      parseEntryBundle(Buffer.from(hex.padEnd(hex.length + (hex.length % 2), '0'), 'hex')),
    ).toThrow(expect.objectContaining({ code: 'bundle-malformed' }));
  });
});
