import type { ElementType } from '../../../document/vocabulary';
import type { Entry, Slot } from './entry';

type Row = [
  types: ElementType | readonly ElementType[],
  slots: readonly Slot[],
  phrases: string,
  near?: 'near',
];

const SEAT: readonly Slot[] = ['fabric', 'wood', 'metal'];
const WOOD: readonly Slot[] = ['wood', 'metal'];
const LAMPS: readonly ElementType[] = ['floor-lamp', 'table-lamp', 'pendant-lamp'];

/** Things that a prompt may count or rule out. `near`: not the same thing, but the nearest we build. */
const ROWS: Row[] = [
  ['sofa', SEAT, 'sofa, couch, settee, corner sofa, sectional, sectional sofa, loveseat'],
  ['sofa', SEAT, 'daybed, chesterfield, chaise longue, sofa bed', 'near'],
  ['armchair', SEAT, 'armchair, easy chair, lounge chair, reading chair, club chair, wing chair, arm chair'],
  ['armchair', SEAT, 'recliner, rocking chair, eames chair, beanbag', 'near'],
  ['chair', SEAT, 'chair, dining chair, side chair, visitor chair'],
  ['stool', SEAT, 'stool, bar stool, barstool, counter stool'],
  ['stool', SEAT, 'ottoman, pouf, pouffe, footstool', 'near'],
  ['bench', SEAT, 'bench, seating bench, window seat, upholstered bench'],
  ['coffee-table', WOOD, 'coffee table, cocktail table, low table'],
  ['dining-table', WOOD, 'dining table, table, kitchen table, long table, breakfast table'],
  ['side-table', WOOD, 'side table, end table, console table, console'],
  ['desk', WOOD, 'desk, writing desk, writing table, work table, workstation'],
  ['office-chair', SEAT, 'office chair, desk chair, swivel chair, task chair'],
  ['reception-desk', WOOD, 'reception desk, front desk, reception counter, welcome desk, concierge desk, check in counter'],
  ['bookshelf', WOOD, 'bookshelf, bookcase, shelf, shelving, book shelf, shelving unit, open shelves, bookshelf wall'],
  ['sideboard', WOOD, 'sideboard, credenza, chest of drawers, dresser, buffet, drawer unit, filing cabinet, low cabinet'],
  ['wardrobe', WOOD, 'wardrobe, closet, armoire, built in wardrobe'],
  ['nightstand', WOOD, 'nightstand, bedside table, night table, bedside cabinet'],
  ['tv-stand', WOOD, 'tv stand, tv unit, media console, tv cabinet, media unit, lowboard'],
  ['bed', ['fabric', 'wood'], 'bed, double bed, king size bed, queen bed, single bed, box spring bed, king bed, platform bed'],
  ['bed', ['fabric', 'wood'], 'four poster bed, bunk bed, cot, crib, futon', 'near'],
  ['kitchen-island', ['counter', 'wood', 'metal'], 'kitchen island, island, cooking island, breakfast bar, peninsula'],
  ['wall-cabinet', WOOD, 'wall cabinet, upper cabinet, wall cupboard, wall unit, overhead cabinet'],
  ['fridge', ['metal'], 'fridge, refrigerator, freezer'],
  ['oven-tower', ['metal'], 'oven, oven tower, stove, wall oven, range cooker, cooker, built in oven'],
  ['extractor-hood', ['metal'], 'extractor hood, range hood, cooker hood, extractor fan, hood'],
  ['bathtub', [], 'bathtub, bath tub, freestanding tub, freestanding bath, bath, tub, soaking tub, clawfoot tub'],
  ['bathtub', [], 'whirlpool, jacuzzi, hot tub', 'near'],
  ['washbasin', ['counter', 'wood'], 'washbasin, basin, sink, wash basin, double basin, vanity unit, vanity'],
  ['toilet', [], 'toilet, loo, wall hung toilet'],
  ['toilet', [], 'bidet, urinal', 'near'],
  ['shower', [], 'shower, walk in shower, rain shower, shower cabin, shower cubicle, glass shower'],
  ['mirror', ['metal'], 'mirror, round mirror, wall mirror, looking glass'],
  ['floor-lamp', ['metal'], 'floor lamp, standing lamp, arc lamp, standard lamp'],
  ['table-lamp', ['metal'], 'table lamp, desk lamp, bedside lamp, reading lamp'],
  ['pendant-lamp', ['metal'], 'pendant lamp, pendant, pendant light, hanging lamp, hanging light, ceiling lamp, suspended lamp, pendant luminaire'],
  ['pendant-lamp', ['metal'], 'chandelier, wall lamp, wall light, wall sconce, sconce, paper lantern, lantern, bare bulb, glass globe lamp', 'near'],
  ['ceiling-panel', [], 'ceiling panel, light panel, led panel, recessed light, downlight, ceiling light, spotlight in the ceiling'],
  ['track-light', ['metal'], 'track light, track lighting, spotlight, track spot'],
  [LAMPS, ['metal'], 'lamp, light fixture, luminaire, light fitting'],
  ['rug', [], 'rug, area rug, persian rug, kilim, carpet runner, runner, mat'],
  ['rug', [], 'sheepskin, cowhide, bath mat', 'near'],
  ['plant', [], 'plant, potted plant, house plant, houseplant, indoor plant, greenery, pot plant, ficus, fern, palm'],
  ['plant', [], 'cactus, monstera, bonsai, orchid, flower, olive tree in a pot, planter', 'near'],
  ['painting', [], 'painting, picture, artwork, art print, poster, canvas, wall art, framed picture, framed print, print'],
  ['painting', [], 'tapestry, photograph, drawing on the wall', 'near'],
  ['plinth', [], 'plinth, pedestal, podium'],
  ['sculpture', [], 'sculpture, statue, bust, bronze figure'],
  ['screen', [], 'tv, television, tv screen, flat screen, monitor, screen, display screen'],
  ['curtain', ['fabric'], 'curtain, drape, blinds, blind, drapery, sheer curtain'],
  ['fireplace', [], 'fireplace, open fire, chimney breast, wood burner, wood burning stove, log burner, hearth'],
  ['books', [], 'book, pile of books, stack of books'],
  ['vase', [], 'vase, bowl, ceramic vase, vase of flowers, jug'],
  ['column', [], 'column, pillar, pilaster'],
  ['beam', ['wood'], 'beam, ceiling beam, exposed beam, rafter'],
  ['stairs', ['wood'], 'spiral staircase, flight of stairs, stair'],
  ['railing', ['metal', 'wood'], 'railing, balustrade, banister, handrail'],
  ['balcony', ['metal'], 'balcony, terrace balcony'],
  ['balcony', [], 'loggia, terrace, veranda, porch', 'near'],
  ['chimney', [], 'chimney, chimney stack, smokestack'],
  ['gable-roof', ['roof'], 'gable roof, gabled roof, pitched roof, saddle roof, sloped roof'],
  ['gable-roof', ['roof'], 'hipped roof, mansard roof, steep roof', 'near'],
  ['flat-roof', ['roof'], 'flat roof, green roof, roof terrace'],
  ['tree', [], 'tree, oak tree, birch tree, olive tree, pine tree, fruit tree, old tree'],
  ['tree', [], 'palm tree, cypress, poplar', 'near'],
  ['hedge', [], 'hedge, hedgerow, shrub, bush'],
  ['fence', ['wood', 'metal'], 'fence, picket fence, garden wall, garden fence, gate'],
  ['car', [], 'car, parked car, automobile, vehicle'],
  ['pool', [], 'pool, swimming pool, infinity pool, pond'],
  ['steps', [], 'front steps, entrance steps, outdoor steps'],
  ['path', [], 'path, garden path, driveway, walkway, footpath'],
  ['door-unit', ['wood'], 'front door, entrance door, door'],
]; // prettier-ignore

export const ELEMENT_ENTRIES: [phrase: string, entry: Entry][] = ROWS.flatMap(
  ([types, slots, phrases, near]) =>
    phrases
      .split(', ')
      .map((phrase): [string, Entry] => [
        phrase,
        { kind: 'element', types: [types].flat() as ElementType[], slots, ...(near ? { near: true } : {}) },
      ]),
);
