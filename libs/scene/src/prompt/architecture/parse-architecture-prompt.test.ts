import { describe, expect, it } from 'vitest';
import type { ArchitectureBrief } from '../../document/scene-document';
import { parseArchitecturePrompt } from './parse-architecture-prompt';

/** Nothing is like anything: what these tests expect is read by words and grammar alone. */
const nothingAlike = async (texts: readonly string[]) => texts.map(() => new Float32Array(4));
const parse = (prompt: string) => parseArchitecturePrompt(prompt, nothingAlike);

/** Prompt, and the whole brief that it must give. */
const CASES: [prompt: string, brief: ArchitectureBrief][] = [
  // spaces
  ['a lounge', { space: 'living-room' }],
  ['Sitting room', { space: 'living-room' }],
  ['galley kitchen', { space: 'kitchen' }],
  ['a hotel room', { space: 'bedroom' }],
  ['en-suite', { space: 'bathroom' }],
  ['home office', { space: 'office' }],
  ['an art gallery', { space: 'gallery' }],
  ['hospital lobby', { space: 'lobby' }],
  ['grand staircase', { space: 'stair-hall' }],
  ['detached house', { space: 'villa' }],
  ['a terrace of houses', { space: 'row-house' }],
  ['an office building', { space: 'block' }],
  ['block of flats', { space: 'block' }],
  ['living room of a villa', { space: 'living-room' }],
  ['a villa living room', { space: 'living-room' }],
  ['a house with a bright kitchen', { space: 'kitchen' }],
  ['kitchen next to the living room', { space: 'kitchen' }],
  ['staircase in a lobby', { space: 'lobby' }],
  ['exterior of a house, bedroom windows lit', { space: 'villa' }],
  ['interior of a villa', { space: 'living-room' }],
  ['restaurant interior', { space: 'lobby' }],
  ['facade study of a tower', { space: 'block' }],
  ['dining room with six chairs', { space: 'living-room', counts: { chair: 6, 'dining-table': 1 } }],
  // materials by part
  ['bathroom with a herringbone floor', { space: 'bathroom', floor: 'oak-herringbone' }],
  ['bedroom, walls in sage green', { space: 'bedroom', wall: 'sage-paint' }],
  ['kitchen with a marble worktop', { space: 'kitchen', counter: 'white-marble' }],
  ['villa with a brick façade', { space: 'villa', facade: 'red-brick' }],
  ['a kitchen in dark timber', { space: 'kitchen', wood: 'dark-wood' }],
  ['kitchen with dark timber fronts and a granite counter', { space: 'kitchen', wood: 'dark-wood', counter: 'granite' }],
  ['concrete gallery', { space: 'gallery', wall: 'concrete' }],
  ['gallery with walls and floor in concrete', { space: 'gallery', wall: 'concrete', floor: 'concrete' }],
  ['lobby, floor: terrazzo, walls: limestone', { space: 'lobby', floor: 'terrazzo', wall: 'limestone' }],
  ['office with white walls and floors in walnut', { space: 'office', wall: 'white-paint', floor: 'walnut-planks' }],
  ['lobby with marble floors and counters', { space: 'lobby', floor: 'white-marble', counter: 'white-marble' }],
  ['bathroom in green tiles', { space: 'bathroom', wall: 'green-tile' }],
  ['bathroom with a black and white checkered floor', { space: 'bathroom', floor: 'checker-tile' }],
  ['white brick wall in an office', { space: 'office', wall: 'white-brick' }],
  ['bedroom with grey carpet and brass fittings', { space: 'bedroom', floor: 'carpet-grey', metal: 'brass' }],
  ['white kitchen', { space: 'kitchen', wood: 'white-paint' }],
  ['navy blue cabinets in a kitchen', { space: 'kitchen', wood: 'navy-paint' }],
  ['white wooden cabinets in a kitchen', { space: 'kitchen', wood: 'white-paint' }],
  ['white marble floor in a lobby', { space: 'lobby', floor: 'white-marble' }],
  ['oak on the floor of a bedroom', { space: 'bedroom', floor: 'oak-planks' }],
  ['office, oak, brass and linen', { space: 'office', wood: 'light-wood', metal: 'brass', fabric: 'linen-beige' }],
  ['villa, timber cladding, clay tile roof', { space: 'villa', facade: 'timber-cladding', roof: 'clay-roof' }],
  ['a white stucco villa with a slate roof', { space: 'villa', facade: 'white-plaster', roof: 'slate-roof' }],
  ['row house with yellow walls', { space: 'row-house', facade: 'mustard-paint' }],
  ['a green velvet sofa in a lounge', { space: 'living-room', fabric: 'velvet-green', counts: { sofa: 1 } }],
  ['lounge, sofa in brown leather', { space: 'living-room', fabric: 'leather-brown', counts: { sofa: 1 } }],
  ['polished concrete and three pendants in a gallery', { space: 'gallery', floor: 'polished-concrete', counts: { 'pendant-lamp': 3 } }],
  ['stair hall with black metal railings', { space: 'stair-hall', metal: 'black-metal', counts: { railing: 2 } }],
  ['hallway with carpet and wall sconces', { space: 'stair-hall', floor: 'carpet-grey', counts: { 'pendant-lamp': 2 } }],
  ['lobby, desk in travertine in front of a tiled wall', { space: 'lobby', counts: { desk: 1 }, wall: 'white-tile' }],
  ['villa with terracotta tiles and trees', { space: 'villa', roof: 'clay-roof', counts: { tree: 2 } }],
  // the hour
  ['kitchen at 4 pm', { space: 'kitchen', hour: 16 }],
  ['kitchen, 17:30', { space: 'kitchen', hour: 17.5 }],
  ['kitchen at 7:15 a.m.', { space: 'kitchen', hour: 7.25 }],
  ['kitchen at 12 pm', { space: 'kitchen', hour: 12 }],
  ['kitchen at 12am', { space: 'kitchen', hour: 0 }],
  ['kitchen at 9 o’clock', { space: 'kitchen', hour: 9 }],
  ['kitchen at 8 in the evening', { space: 'kitchen', hour: 20 }],
  ['kitchen at two in the afternoon', { space: 'kitchen', hour: 14 }],
  ['kitchen at 11 at night', { space: 'kitchen', hour: 23 }],
  ['kitchen at 2 at night', { space: 'kitchen', hour: 2 }],
  ['villa at dawn', { space: 'villa', hour: 5 }],
  ['villa, golden hour', { space: 'villa', hour: 18.25 }],
  ['villa at dusk', { space: 'villa', hour: 19.75 }],
  ['late afternoon in a gallery', { space: 'gallery', hour: 17 }],
  ['early morning, bedroom', { space: 'bedroom', hour: 7 }],
  ['office at noon', { space: 'office', hour: 12 }],
  ['lobby at night', { space: 'lobby', hour: 22.5 }],
  // weather and lamps
  ['overcast office', { space: 'office', weather: 'overcast' }],
  ['office on a sunny morning', { space: 'office', weather: 'clear', hour: 9 }],
  ['villa in the mist', { space: 'villa', weather: 'hazy' }],
  ['villa under a partly cloudy sky', { space: 'villa', weather: 'partly-cloudy' }],
  ['villa, no clouds', { space: 'villa', weather: 'clear' }],
  ['bedroom with the lamps on', { space: 'bedroom', lamps: true }],
  ['bedroom, lights off', { space: 'bedroom', lamps: false }],
  // sizes and measures
  ['a tiny bathroom', { space: 'bathroom', size: 'compact' }],
  ['a large living room', { space: 'living-room', size: 'spacious' }],
  ['a living room with a large sofa', { space: 'living-room', counts: { sofa: 1 } }],
  ['office, 6 by 4 metres', { space: 'office', width: 6, depth: 4 }],
  ['office 5x4 m', { space: 'office', width: 5, depth: 4 }],
  ['a 5.5 m × 4,2 m office', { space: 'office', width: 5.5, depth: 4.2 }],
  ['a six by four metre office', { space: 'office', width: 6, depth: 4 }],
  ['office of 6 m by 4 m by 3 m', { space: 'office', width: 6, depth: 4, height: 3 }],
  ['office, 20 feet wide', { space: 'office', width: 6.1 }],
  [`office, 12'6" x 10'`, { space: 'office', width: 3.81, depth: 3.05 }],
  ['office 450 cm wide and 6 m long', { space: 'office', width: 4.5, depth: 6 }],
  ['office with 3.2 m high ceilings', { space: 'office', height: 3.2 }],
  ['office, ceiling height of three metres', { space: 'office', height: 3 }],
  ['office of 48 m²', { space: 'office', width: 8, depth: 6 }],
  ['office 500 m wide', { space: 'office' }],
  ['office with a 3 m long table', { space: 'office', counts: { 'dining-table': 1 } }],
  // things, numbers, negation
  ['lounge with two armchairs', { space: 'living-room', counts: { armchair: 2 } }],
  ['lounge with a pair of armchairs', { space: 'living-room', counts: { armchair: 2 } }],
  ['kitchen with three pendant lamps', { space: 'kitchen', counts: { 'pendant-lamp': 3 } }],
  ['gallery with 5 plinths', { space: 'gallery', counts: { plinth: 5 } }],
  ['lobby with a dozen chairs', { space: 'lobby', counts: { chair: 12 } }],
  ['lobby with 200 chairs', { space: 'lobby', counts: { chair: 24 } }],
  ['bedroom with plants', { space: 'bedroom', counts: { plant: 2 } }],
  ['bedroom with a plant and another plant', { space: 'bedroom', counts: { plant: 2 } }],
  ['lounge, no rug', { space: 'living-room', counts: { rug: 0 } }],
  ['lounge without plants', { space: 'living-room', counts: { plant: 0 } }],
  ['lounge without a rug', { space: 'living-room', counts: { rug: 0 } }],
  ['lounge, no rug but two plants', { space: 'living-room', counts: { rug: 0, plant: 2 } }],
  ['lounge with no rug, plants or paintings', { space: 'living-room', counts: { rug: 0, plant: 0, painting: 0 } }],
  ['lounge with no rug, two plants', { space: 'living-room', counts: { rug: 0, plant: 2 } }],
  ['lounge with no rug, a sofa and a fireplace', { space: 'living-room', counts: { rug: 0, sofa: 1, fireplace: 1 } }],
  ['lounge without curtains. Sofas in grey', { space: 'living-room', counts: { curtain: 0, sofa: 2 }, fabric: 'wool-grey' }],
  ['kitchen, no extractor hood, golden hour', { space: 'kitchen', counts: { 'extractor-hood': 0 }, hour: 18.25 }],
  ['kitchen without upper cabinets, open shelves', { space: 'kitchen', counts: { 'wall-cabinet': 0, bookshelf: 2 } }],
  ['kitchen, no plants, leather stools', { space: 'kitchen', counts: { plant: 0, stool: 2 }, fabric: 'leather-brown' }],
  ['kitchen without marble', { space: 'kitchen' }],
  ['bedroom with zero lamps', { space: 'bedroom', counts: { 'table-lamp': 0 } }],
  ['bedroom without lamps', { space: 'bedroom', counts: { 'floor-lamp': 0, 'table-lamp': 0, 'pendant-lamp': 0 }, lamps: false }],
  ['coffee table and dining table in a lounge', { space: 'living-room', counts: { 'coffee-table': 1, 'dining-table': 1 } }],
  // windows and storeys
  ['lounge with big windows', { space: 'living-room', windows: 'large' }],
  ['lounge, floor-to-ceiling windows', { space: 'living-room', windows: 'large' }],
  ['lounge with small windows', { space: 'living-room', windows: 'few' }],
  ['a windowless gallery', { space: 'gallery', windows: 'few' }],
  ['gallery without windows', { space: 'gallery', windows: 'few' }],
  ['bedroom with two windows', { space: 'bedroom', counts: { 'window-unit': 2 } }],
  ['a three-storey apartment block', { space: 'block', storeys: 3 }],
  ['2-story villa', { space: 'villa', storeys: 2 }],
  ['single-storey villa with a flat roof', { space: 'villa', storeys: 1, counts: { 'flat-roof': 1 } }],
  ['a two-storey living room', { space: 'living-room' }],
  // the whole
  [
    'A cosy bedroom with walls in navy blue, a linen bed, two brass bedside lamps and no rug, 7 am, hazy',
    {
      space: 'bedroom',
      size: 'compact',
      wall: 'navy-paint',
      fabric: 'linen-beige',
      metal: 'brass',
      counts: { bed: 1, 'table-lamp': 2, rug: 0 },
      hour: 7,
      weather: 'hazy',
    },
  ],
  [
    'three-storey brick apartment block, slate roof, balconies, two trees and a hedge, late afternoon',
    {
      space: 'block',
      storeys: 3,
      facade: 'red-brick',
      roof: 'slate-roof',
      counts: { balcony: 2, tree: 2, hedge: 1 },
      hour: 17,
    },
  ],
]; // prettier-ignore

describe('parseArchitecturePrompt', () => {
  it.each(CASES)('%s', async (prompt, brief) => {
    expect((await parse(prompt)).brief).toEqual(brief);
  });

  it('does not mind capitals, accents, dashes or blanks', async () => {
    const plain = await parse('villa with a facade in brick, three storey');
    const odd = await parse('  VILLA  with a  Façade in Brick, three‑storey ');
    expect(odd.brief).toEqual(plain.brief);
  });

  it('says what was taken as something else, left aside or not understood', async () => {
    const { notes } = await parse(
      'cinematic modern loft with a travertine floor, zyxwv, red velvet sofa, 500 m wide',
    );
    const text = notes.join('\n');
    expect(text).toContain('"loft" is taken as living-room');
    expect(text).toContain('"travertine floor" is taken as limestone');
    expect(text).toContain('"zyxwv" is not understood');
    expect(text).toContain('style: modern ("modern")');
    expect(text).toContain('"cinematic" has no effect yet');
    expect(text).toMatch(/fabric: "red velvet sofa" is taken as velvet-green/);
    expect(text).toMatch(/"500 m wide" is left aside/);
  });

  it('keeps the first of two words on one matter, and says so', async () => {
    const { brief, notes } = await parse('kitchen with an oak floor and a marble floor, noon, dusk');
    expect(brief).toMatchObject({ floor: 'oak-planks', hour: 12 });
    expect(notes.filter((note) => note.includes('already'))).toHaveLength(2);
  });

  it('takes a living room when no space is named and nothing is near', async () => {
    const { brief, notes } = await parse('two plants');
    expect(brief).toEqual({ space: 'living-room', counts: { plant: 2 } });
    expect(notes[0]).toContain('none is named');
  });

  it('asks for the vocabulary to be kept, and only when a word is unknown', async () => {
    const calls: [number, boolean | undefined][] = [];
    const embed = async (texts: readonly string[], options?: { keep?: boolean }) => {
      calls.push([texts.length, options?.keep]);
      return texts.map(() => new Float32Array(4));
    };
    await parseArchitecturePrompt('kitchen with an oak floor', embed);
    expect(calls).toEqual([]);
    await parseArchitecturePrompt('kitchen with a zyxwv', embed);
    expect(calls).toEqual([
      [1, undefined],
      [expect.any(Number), true],
    ]);
  });

  it('reads 2,000 characters of anything without failing', async () => {
    for (const prompt of [
      'no '.repeat(600),
      'oak '.repeat(500),
      '3 m '.repeat(500),
      ',.;:'.repeat(500),
      'in of with '.repeat(180),
    ]) {
      expect((await parse(prompt)).brief.space).toBe('living-room');
    }
  });
});
