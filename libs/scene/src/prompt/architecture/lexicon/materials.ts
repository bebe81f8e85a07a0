import type { MaterialName } from '../../../document/vocabulary';
import type { Concept, Entry, Slot } from './entry';

type Row = [
  name: string,
  phrases: string,
  bySlot: Partial<Record<Slot, MaterialName>>,
  alone?: readonly Slot[],
  near?: 'near',
];

const SUBSTANCES: Row[] = [
  ['oak', 'oak, oak wood, oiled oak, natural oak, oaken', { floor: 'oak-planks', wood: 'light-wood', wall: 'timber-cladding', facade: 'timber-cladding', counter: 'light-wood' }, ['wood']],
  ['oak boards', 'oak planks, oak boards, oak parquet, oak floorboards, oak flooring, parquet, floorboards, wooden floorboards, plank floor', { floor: 'oak-planks', wall: 'timber-cladding' }, ['floor']],
  ['herringbone', 'herringbone, oak herringbone, herringbone parquet, chevron, chevron parquet, fishbone parquet, herringbone oak', { floor: 'oak-herringbone' }, ['floor']],
  ['walnut', 'walnut, walnut wood, teak, rosewood, american walnut', { floor: 'walnut-planks', wood: 'dark-wood', wall: 'dark-wood', facade: 'timber-cladding', counter: 'dark-wood' }, ['wood']],
  ['walnut boards', 'walnut planks, walnut boards, walnut parquet, walnut flooring, dark parquet, dark floorboards, dark planks', { floor: 'walnut-planks' }, ['floor']],
  ['pine', 'pine, pine wood, spruce, larch, douglas fir, fir', { floor: 'pine-planks', wood: 'light-wood', wall: 'timber-cladding', facade: 'timber-cladding', counter: 'light-wood' }, ['wood']],
  ['pine boards', 'pine planks, pine boards, pine floorboards, scandinavian floorboards', { floor: 'pine-planks' }, ['floor']],
  ['dark wood', 'dark wood, dark timber, dark oak, smoked oak, stained oak, ebony, mahogany, wenge, dark wooden, cherry wood, dark stained wood, blackened timber, charred timber', { floor: 'walnut-planks', wood: 'dark-wood', wall: 'dark-wood', facade: 'timber-cladding', counter: 'dark-wood' }, ['wood']],
  ['light wood', 'light wood, pale wood, light timber, pale timber, light oak, pale oak, blond wood, birch, ash wood, maple, beech, bamboo, plywood, ash, birch plywood, light wooden, bleached oak', { floor: 'pine-planks', wood: 'light-wood', wall: 'timber-cladding', facade: 'timber-cladding', counter: 'light-wood' }, ['wood']],
  ['wood', 'wood, wooden, timber, natural wood, warm wood, reclaimed wood, solid wood', { floor: 'oak-planks', wood: 'light-wood', wall: 'timber-cladding', facade: 'timber-cladding', counter: 'light-wood' }, ['wood']],
  ['timber boards', 'timber cladding, wood cladding, timber clad, wood clad, wood panelling, wood paneling, wood panels, timber panels, clapboard, weatherboard, timber slats, wooden slats, shingle cladding, wooden boards, cedar, cedar cladding, wainscoting', { wall: 'timber-cladding', facade: 'timber-cladding', wood: 'light-wood' }, ['wall']],
  ['concrete', 'concrete, exposed concrete, fair faced concrete, raw concrete, cement, board marked concrete, beton brut', { floor: 'concrete', wall: 'concrete', counter: 'polished-concrete', facade: 'concrete' }, ['wall', 'floor']],
  ['polished concrete', 'polished concrete, polished cement, screed, microcement, concrete screed, power floated concrete', { floor: 'polished-concrete', wall: 'concrete', counter: 'polished-concrete', facade: 'concrete' }, ['floor']],
  ['terrazzo', 'terrazzo', { floor: 'terrazzo', counter: 'terrazzo', wall: 'terrazzo' }, ['floor']],
  ['white marble', 'white marble, marble, carrara, carrara marble, calacatta, statuario', { floor: 'white-marble', counter: 'white-marble', wall: 'white-marble', facade: 'limestone' }, ['counter', 'floor']],
  ['black marble', 'black marble, dark marble, nero marquina, black stone, green marble, soapstone, onyx', { floor: 'black-marble', counter: 'black-marble', wall: 'black-marble', facade: 'granite' }, ['counter', 'floor']],
  ['granite', 'granite, quartz, basalt, grey granite, engineered stone, black granite', { floor: 'granite', counter: 'granite', facade: 'granite', wall: 'granite' }, ['counter', 'floor']],
  ['limestone', 'limestone, sandstone, travertine, light stone, pale stone, bluestone, honed stone, jura stone, flagstone', { floor: 'limestone', wall: 'limestone', counter: 'limestone', facade: 'limestone' }, ['floor']],
  ['brick', 'brick, red brick, exposed brick, brickwork, bricks, clinker, clinker brick, bare brick, brown brick', { wall: 'red-brick', facade: 'red-brick', floor: 'terracotta-tile' }, ['wall']],
  ['white brick', 'white brick, whitewashed brick, painted brick, white painted brick, white washed brick, pale brick', { wall: 'white-brick', facade: 'white-brick' }, ['wall']],
  ['rubble stone', 'rubble stone, rubble, fieldstone, natural stone, stone, rough stone, dry stone, stonework, stacked stone, quarry stone, cobblestone', { wall: 'rubble-stone', facade: 'rubble-stone', floor: 'limestone', counter: 'granite' }, ['wall']],
  ['white tiles', 'white tile, tile, tiled, tiling, subway tile, metro tile, white subway tile, white metro tile, ceramic tile, glazed tile, zellige', { wall: 'white-tile', floor: 'white-tile', facade: 'white-tile', counter: 'white-tile' }, ['wall']],
  ['green tiles', 'green tile, emerald tile, sage tile, green zellige, green subway tile, dark green tile, green ceramic tile', { wall: 'green-tile', floor: 'green-tile', counter: 'green-tile' }, ['wall']],
  ['blue tiles', 'blue tile, azulejo, navy tile, turquoise tile, portuguese tile, delft tile, blue zellige, teal tile, blue ceramic tile', { wall: 'blue-tile', floor: 'blue-tile', counter: 'blue-tile' }, ['wall']],
  ['terracotta tiles', 'terracotta tile, quarry tile, red tile, saltillo tile, tomette, cotto, spanish tile, clay floor tile, hexagonal terracotta tile', { floor: 'terracotta-tile', wall: 'terracotta-tile', roof: 'clay-roof' }, ['floor']],
  ['checker tiles', 'checkerboard, chequerboard, checkered, chequered, checker tile, checkered tile, chequered tile, black and white tile, checkerboard tile, chessboard, black and white checkered, black and white chequered', { floor: 'checker-tile', wall: 'checker-tile' }, ['floor']],
  ['porcelain', 'porcelain, porcelain tile, grey tile, stoneware, large format tile, stoneware tile', { floor: 'porcelain', wall: 'porcelain', counter: 'porcelain' }, ['floor']],
  ['plaster', 'plaster, stucco, rendered, white plaster, white stucco, lime plaster, white render, plastered, whitewashed, limewash, lime wash, white rendered', { wall: 'white-plaster', facade: 'white-plaster' }, ['wall']],
  ['cream plaster', 'cream plaster, beige plaster, clay plaster, cream render, beige stucco, sand plaster, warm plaster, ochre render', { wall: 'cream-plaster', facade: 'cream-plaster' }, ['wall']],
  ['grey plaster', 'grey plaster, gray plaster, grey render, grey stucco, gray stucco, gray render', { wall: 'grey-plaster', facade: 'grey-plaster' }, ['wall']],
  ['linen', 'linen, beige linen, natural linen, boucle, canvas fabric, beige fabric, oatmeal linen', { fabric: 'linen-beige' }, ['fabric']],
  ['wool', 'wool, grey wool, felt, woolen, woollen, tweed, grey fabric, gray fabric', { fabric: 'wool-grey', floor: 'carpet-grey' }, ['fabric']],
  ['blue wool', 'blue wool, blue fabric, denim, blue velvet, navy velvet, blue cloth, blue felt, navy wool, blue linen, blue cotton', { fabric: 'wool-blue' }, ['fabric']],
  ['velvet', 'velvet, green velvet, emerald velvet, bottle green velvet, forest green velvet, green fabric, green wool', { fabric: 'velvet-green' }, ['fabric']],
  ['cotton', 'cotton, white cotton, white linen, white fabric, cotton white', { fabric: 'cotton-white' }, ['fabric']],
  ['leather', 'leather, brown leather, cognac leather, tan leather, saddle leather, brown leather upholstery', { fabric: 'leather-brown' }, ['fabric']],
  ['black leather', 'black leather, dark leather', { fabric: 'leather-black' }, ['fabric']],
  ['carpet', 'carpet, carpeted, wall to wall carpet, grey carpet, gray carpet, carpeting, fitted carpet', { floor: 'carpet-grey' }, ['floor']],
  ['beige carpet', 'beige carpet, cream carpet, white carpet, sisal, jute, sisal carpet', { floor: 'carpet-beige' }, ['floor']],
  ['steel', 'steel, stainless steel, brushed steel, aluminium, aluminum, metal, metallic, zinc', { metal: 'steel', counter: 'steel', wood: 'steel', wall: 'steel', facade: 'steel', roof: 'slate-roof' }, ['metal']],
  ['brass', 'brass, brushed brass, gold, golden, bronze, copper, gilded', { metal: 'brass' }, ['metal']],
  ['black metal', 'black metal, black steel, iron, wrought iron, cast iron, blackened steel, matt black metal, black iron, dark metal', { metal: 'black-metal', wood: 'black-metal', facade: 'black-metal' }, ['metal']],
  ['chrome', 'chrome, chromed, polished steel, nickel, silver', { metal: 'chrome' }, ['metal']],
  ['glass', 'glass, glazed, stained glass', { facade: 'window-glass' }, []],
  ['clay tiles', 'clay tile, clay roof, roof tile, red roof tile, clay roof tile, pantile, terracotta roof tile, red tile roof, tile roof', { roof: 'clay-roof' }, ['roof']],
  ['slate', 'slate, slate tile, grey slate, shingle', { roof: 'slate-roof', floor: 'granite', wall: 'granite', facade: 'granite', counter: 'granite' }, ['floor']],
]; // prettier-ignore

const COLOURS: Row[] = [
  ['white', 'white, bright white, pure white, snow white', { wall: 'white-paint', facade: 'white-plaster', fabric: 'cotton-white', wood: 'white-paint', counter: 'white-marble', floor: 'white-tile', metal: 'white-paint' }, ['wall']],
  ['cream', 'cream, beige, ivory, off white, sand, sand coloured, ecru, eggshell, greige, taupe, magnolia', { wall: 'cream-plaster', facade: 'cream-plaster', fabric: 'linen-beige', floor: 'carpet-beige', wood: 'light-wood', counter: 'limestone' }, ['wall']],
  ['grey', 'grey, gray, charcoal, anthracite, slate grey, slate gray, greyish, stone grey', { wall: 'grey-plaster', facade: 'grey-plaster', fabric: 'wool-grey', floor: 'porcelain', counter: 'granite', roof: 'slate-roof', metal: 'steel' }, ['wall']],
  ['sage', 'sage, sage green, green, olive, olive green, mint, emerald, moss green, forest green, eucalyptus, bottle green', { wall: 'sage-paint', facade: 'sage-paint', fabric: 'velvet-green', wood: 'sage-paint', floor: 'green-tile' }, ['wall']],
  ['navy', 'navy, navy blue, blue, midnight blue, indigo, teal, royal blue, cobalt, petrol, sky blue', { wall: 'navy-paint', facade: 'navy-paint', fabric: 'wool-blue', wood: 'navy-paint', floor: 'blue-tile' }, ['wall']],
  ['terracotta', 'terracotta, rust, rust red, burnt orange, orange, brick red, red, salmon, coral, pink, burgundy', { wall: 'terracotta-paint', facade: 'terracotta-paint', floor: 'terracotta-tile', roof: 'clay-roof', wood: 'terracotta-paint' }, ['wall']],
  ['mustard', 'mustard, mustard yellow, yellow, ochre, saffron, curry', { wall: 'mustard-paint', facade: 'mustard-paint', wood: 'mustard-paint' }, ['wall']],
  ['black', 'black, jet black, matt black, matte black', { wall: 'black-paint', facade: 'black-paint', fabric: 'leather-black', wood: 'black-paint', metal: 'black-metal', counter: 'black-marble', floor: 'black-marble', roof: 'slate-roof' }, ['wall']],
  ['brown', 'brown, chocolate, cognac, tan, caramel', { fabric: 'leather-brown', wood: 'dark-wood', floor: 'walnut-planks', metal: 'brass', facade: 'timber-cladding' }, ['wood']],
]; // prettier-ignore

/** Words for which the nearest material was taken; said in the notes. */
const APPROXIMATE = new Set(
  (
    'teak, rosewood, spruce, larch, douglas fir, fir, ebony, mahogany, wenge, cherry wood, charred timber, blackened timber, birch, maple, beech, ' +
    'bamboo, plywood, ash wood, cedar, green marble, soapstone, onyx, quartz, basalt, engineered stone, travertine, sandstone, zellige, azulejo, ' +
    'boucle, felt, tweed, denim, blue velvet, navy velvet, copper, bronze, zinc, nickel, sisal, jute, microcement, teal, petrol, turquoise tile, ' +
    'orange, red, salmon, coral, pink, burgundy, sky blue, mint, cobblestone, stoneware, light stone, pale stone, flagstone, shingle, charcoal, silver'
  ).split(', '),
);

export const MATERIAL_ENTRIES: [phrase: string, entry: Entry][] = [
  ...SUBSTANCES.flatMap((row) => entriesOf(row, 'substance')),
  ...COLOURS.flatMap((row) => entriesOf(row, 'colour')),
];

function entriesOf([name, phrases, bySlot, alone = []]: Row, type: Concept['type']): [string, Entry][] {
  const outside: Slot[] = bySlot.facade
    ? ['facade', ...alone]
    : bySlot.roof
      ? ['roof', ...alone]
      : [...alone];
  return phrases.split(', ').map((phrase) => {
    const near = APPROXIMATE.has(phrase);
    const concept: Concept = { name, type, bySlot, alone, outside, ...(near ? { near } : {}) };
    return [phrase, { kind: 'material', concept }];
  });
}
