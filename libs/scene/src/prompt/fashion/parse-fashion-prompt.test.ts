import { describe, expect, it } from 'vitest';
import type { FashionBrief } from '../../document/fashion-brief';
import { parseFashionPrompt } from './parse-fashion-prompt';

/** Nothing is like anything: only the lexicon reads. */
const blind = async (texts: readonly string[]) => texts.map(() => new Float32Array(4));
const briefOf = async (prompt: string): Promise<FashionBrief> =>
  (await parseFashionPrompt(prompt, blind)).brief;
const notesOf = async (prompt: string): Promise<string> =>
  (await parseFashionPrompt(prompt, blind)).notes.join('\n');

describe('parseFashionPrompt', () => {
  it.each<[string, FashionBrief]>([
    [
      'a tall model with short grey hair in an oversized camel wool coat and white sneakers, walking in a city street at dusk',
      {
        stature: 'tall',
        hair: 'short',
        hairColour: 'hair-grey',
        wears: [
          { type: 'coat', dye: 'camel', fabric: 'wool', fit: 'oversized' },
          { type: 'sneakers', dye: 'white' },
        ],
        pose: 'walk',
        space: 'street',
        hour: 19.75,
      },
    ],
    [
      'an evening gown in emerald satin, blonde bun, runway walk, dramatic light',
      {
        wears: [{ type: 'gown', dye: 'emerald', fabric: 'satin' }],
        hairColour: 'hair-blond',
        hair: 'bun',
        move: 'runway',
        light: 'dramatic',
      },
    ],
    [
      'a man in a double-breasted navy pinstripe suit, studio, grey backdrop',
      {
        body: 'masculine',
        wears: [
          { type: 'blazer', dye: 'navy', fabric: 'pinstripe', collar: 'peak' },
          { type: 'trousers', dye: 'navy', fabric: 'pinstripe' },
        ],
        space: 'studio',
        backdrop: 'paper-grey',
      },
    ],
    [
      'a pleated midi skirt in blush chiffon and a cream cable knit sweater with a v neck, no belt, curly red hair',
      {
        wears: [
          { type: 'skirt', shape: 'pleated', length: 'midi', dye: 'blush', fabric: 'chiffon' },
          { type: 'knit', fabric: 'cable-knit', dye: 'ivory', collar: 'v-neck' },
        ],
        without: ['belt'],
        hair: 'curly',
        hairColour: 'hair-red',
      },
    ],
    [
      'minimal summer looks in ivory and camel linen',
      { style: 'minimal', season: 'summer', dyes: ['ivory', 'camel'], fabrics: ['linen'] },
    ],
    [
      'a long black dress, a short skirt',
      {
        wears: [
          { type: 'dress', dye: 'black', length: 'ankle' },
          { type: 'skirt', length: 'mini' },
        ],
      },
    ],
    ['shorts and a short coat', { wears: [{ type: 'shorts' }, { type: 'coat', length: 'mini' }] }],
    [
      'wool coats and wide trousers in camel, ivory and black',
      {
        wears: [
          { type: 'coat', fabric: 'wool' },
          { type: 'trousers', leg: 'wide' },
        ],
        dyes: ['camel', 'ivory', 'black'],
      },
    ],
    ['a knitted midi skirt', { wears: [{ type: 'skirt', fabric: 'knit', length: 'midi' }] }],
    [
      'a slim woman in slim trousers',
      { build: 'slim', body: 'feminine', wears: [{ type: 'trousers', fit: 'slim' }] },
    ],
    ['no red belt and no hat, trousers', { without: ['belt', 'hat'], wears: [{ type: 'trousers' }] }],
    ['no belt, hat or scarf', { without: ['belt', 'hat', 'scarf'] }],
  ])('reads "%s"', async (prompt, expected) => {
    const { wears, ...rest } = await briefOf(prompt);
    const { wears: wanted, ...others } = expected;
    expect(rest).toEqual(others);
    expect(wears).toEqual(wanted);
  });

  it.each<[string, FashionBrief]>([
    [
      'Frau in einem roten Wollmantel mit schwarzen Stiefeln, Studio',
      {
        body: 'feminine',
        wears: [
          { type: 'coat', fabric: 'wool', dye: 'red' },
          { type: 'boots', dye: 'black' },
        ],
        space: 'studio',
      },
    ],
    [
      'une femme en robe noire en soie',
      { body: 'feminine', wears: [{ type: 'dress', dye: 'black', fabric: 'silk' }] },
    ],
    [
      'un abrigo de lana gris con botas',
      { wears: [{ type: 'coat', fabric: 'wool', dye: 'grey' }, { type: 'boots' }] },
    ],
  ])('knows the main words of "%s"', async (prompt, expected) => {
    expect(await briefOf(prompt)).toEqual(expected);
  });

  it('says what it took for something near, left aside or did not understand', async () => {
    const notes = await notesOf('a parka with a floor length hem, a zorbled cape, 3 m long, pleated boots');
    expect(notes).toContain('"parka" is taken as coat.');
    expect(notes).toContain('"zorbled" is not understood.');
    expect(notes).toContain('"3 m long" is left aside');
    expect(notes).toContain('there is no such shape of a boots');
  });

  it('takes an unknown word for what it is like', async () => {
    const like = async (texts: readonly string[]) =>
      texts.map((text) => Float32Array.of(text === 'snuggly' || text === 'cardigan' ? 1 : 0, 0));
    const { brief, notes } = await parseFashionPrompt('a snuggly', like);
    expect(brief.wears).toEqual([{ type: 'cardigan' }]);
    expect(notes[0]).toContain('likeness 1.00');
  });

  it.each(['', '   ', '!!!', '🧥', 'in in in of of', 'no', 'with a', 'coat '.repeat(99)])(
    'bears %j',
    async (prompt) => {
      await expect(briefOf(prompt)).resolves.toBeDefined();
    },
  );
});
