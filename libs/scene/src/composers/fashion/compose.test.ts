import { describe, expect, it } from 'vitest';
import type { FashionBrief } from '../../document/fashion-brief';
import { parseSceneDocument } from '../../document/parse';
import type { SceneDocument } from '../../document/scene-document';
import {
  FASHION_SPACES,
  FASHION_STYLES,
  GARMENTS,
  type FashionSpace,
} from '../../document/vocabulary/fashion';
import { composeFashion } from './compose';
import { composeLook, wornPieces } from './lookbook';
import { unmetFashion } from './unmet';
import { WARDROBE } from './wardrobe';

const SEEDS = Array.from({ length: 12 }, (_, i) => i + 1);
const figureOf = (document: SceneDocument) => document.elements.find(({ type }) => type === 'figure')!;
const typesOf = (document: SceneDocument) => wornPieces(document).map(({ type }) => type as string);

describe.each(FASHION_SPACES.map((space) => ({ space })))('$space', ({ space }) => {
  it.each(SEEDS)('is a valid document with a dressed figure within its bounds, seed %i', (seed) => {
    const document = composeFashion({ space }, seed);
    expect(parseSceneDocument(JSON.parse(JSON.stringify(document)))).toEqual(document);
    const roles = wornPieces(document).map(({ type }) => WARDROBE[type].role);
    expect(roles).toContain('feet');
    expect(roles.includes('whole') || (roles.includes('top') && roles.includes('bottom'))).toBe(true);
    expect(new Set(roles).size).toBe(roles.length);
    const [x, , z] = figureOf(document).position;
    const { min, max } = document.bounds;
    expect([x > min[0] && x < max[0], z > min[2] && z < max[2]]).toEqual([true, true]);
  });
});

describe('composeFashion', () => {
  it('is the same for the same brief and seed', () => {
    expect(composeFashion({ style: 'classic' }, 9)).toEqual(composeFashion({ style: 'classic' }, 9));
  });

  it('changes one aspect without moving the rest', () => {
    const base = composeFashion({ space: 'street', style: 'classic' }, 5);
    const later = composeFashion({ space: 'street', style: 'classic', hour: 18 }, 5);
    expect(later.elements).toEqual(base.elements);
    const other = composeFashion({ space: 'garden', style: 'classic' }, 5);
    expect(wornPieces(other)).toEqual(wornPieces(base));
    expect(figureOf(other).materials).toEqual(figureOf(base).materials);
  });

  it.each(GARMENTS)('puts on a %s where one is asked for', (type) => {
    for (const style of FASHION_STYLES)
      expect(
        typesOf(composeFashion({ style, wears: [{ type, dye: 'rust', fabric: 'velvet' }] }, 3)),
      ).toContain(type);
  });

  it('keeps the asked colour, fabric and cut', () => {
    const wish = { type: 'coat', dye: 'teal', fabric: 'tweed', length: 'mini', collar: 'shawl' } as const;
    const document = composeFashion({ wears: [wish] }, 4);
    const coat = document.elements.find(({ type }) => type === 'coat')!;
    expect(coat.materials?.fabric).toBe('teal-tweed');
    expect(coat.params).toMatchObject({ wearer: 'figure-1', length: 'mini', collar: 'shawl' });
  });

  it('says which pieces cannot be worn with the others', () => {
    const brief: FashionBrief = { wears: [{ type: 'dress' }, { type: 'trousers' }, { type: 'turtleneck' }] };
    const document = composeFashion(brief, 2);
    expect(unmetFashion(brief, document)).toEqual([
      expect.stringContaining('trousers: not worn'),
      expect.stringContaining('turtleneck: not worn'),
    ]);
  });

  it('wears nothing warm in summer, and no skirt on a man unless asked', () => {
    for (const seed of SEEDS) {
      expect(typesOf(composeFashion({ season: 'summer' }, seed))).not.toEqual(
        expect.arrayContaining(['coat']),
      );
      const men = typesOf(composeFashion({ body: 'masculine' }, seed));
      expect(men.some((type) => ['dress', 'gown', 'skirt', 'pumps'].includes(type))).toBe(false);
    }
    expect(typesOf(composeFashion({ body: 'masculine', wears: [{ type: 'skirt' }] }, 1))).toContain('skirt');
  });

  it('refuses a space that nobody builds', () => {
    expect(() => composeFashion({ space: 'moon' as FashionSpace }, 1)).toThrow(
      /No composer builds the space "moon"/,
    );
  });
});

describe('composeLook', () => {
  const book = (brief: FashionBrief, of: number, seed = 7) =>
    Array.from({ length: of }, (_, i) => composeLook(brief, seed, { number: i + 1, of }));
  const wearer = (document: SceneDocument) => {
    const { materials, params, size } = figureOf(document);
    return { materials, size, params: { ...params, pose: null, phase: null } };
  };

  it.each<[string, FashionBrief]>([
    ['nothing said', {}],
    ['a style', { style: 'evening', body: 'feminine' }],
    ['one piece', { wears: [{ type: 'coat', dye: 'camel' }], style: 'minimal' }],
    ['a palette', { dyes: ['rust', 'ivory', 'navy'], fabrics: ['linen', 'silk'], season: 'summer' }],
  ])('dresses one character in twelve different outfits (%s)', (_, brief) => {
    const looks = book(brief, 12);
    for (const look of looks) {
      expect(wearer(look)).toEqual(wearer(looks[0]));
      expect(look.space).toBe(looks[0].space);
      expect(look.camera.keyframes.map(({ time }) => time)).toEqual([0, 1]);
      parseSceneDocument(JSON.parse(JSON.stringify(look)));
    }
    const outfits = looks.map((look) =>
      wornPieces(look)
        .map(({ name }) => name)
        .join(),
    );
    expect(new Set(outfits).size).toBe(12);
  });

  it('keeps to the named colours and shows every asked piece', () => {
    const brief: FashionBrief = {
      dyes: ['black', 'ivory'],
      wears: [{ type: 'coat' }, { type: 'skirt' }, { type: 'jumpsuit' }, { type: 'cape' }],
    };
    const looks = book(brief, 8);
    const seen = new Set(looks.flatMap(typesOf));
    for (const type of ['coat', 'skirt', 'jumpsuit', 'cape']) expect(seen).toContain(type);
    const named = looks.filter((look) =>
      wornPieces(look).some(({ dye }) => dye === 'black' || dye === 'ivory'),
    );
    expect(named.length).toBe(8);
  });

  it('is another character with another seed', () => {
    expect(wearer(book({}, 1, 1)[0])).not.toEqual(wearer(book({}, 1, 2)[0]));
  });
});
