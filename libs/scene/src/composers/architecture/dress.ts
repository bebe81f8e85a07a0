import type { ElementType, MaterialName, Style } from '../../document/vocabulary';
import type { Part } from './layout/floor-plan';
import type { Palette } from './palette';

type Slots = Record<string, MaterialName>;

/** Which material of the palette each slot of a type takes, and its form in the palette's style; the rest keeps its own. */
export function dresserOf(palette: Palette): (type: ElementType) => Pick<Part, 'materials' | 'params'> {
  const table = {
    ...seatsAndTables(palette),
    ...cabinets(palette),
    ...fittings(palette),
    ...outdoors(palette),
  };
  const forms = FORMS[palette.style];
  return (type) => ({ materials: table[type], params: forms[type] });
}

const FORMS: Record<Style, Partial<Record<ElementType, Part['params']>>> = {
  scandinavian: { 'pendant-lamp': { shape: 'globe' } },
  modern: {
    'pendant-lamp': { shape: 'cylinder' },
    bench: { padded: true },
    balcony: { solid: true },
    railing: { balusters: false },
  },
  classic: {
    'pendant-lamp': { shape: 'globe' },
    bench: { padded: true },
    wall: { panes: 'grid' },
    'window-unit': { panes: 'grid' },
  },
  industrial: { 'pendant-lamp': { shape: 'dome' }, wall: { panes: 'grid' }, railing: { balusters: false } },
  'warm-minimal': { 'pendant-lamp': { shape: 'dome' } },
};

type Dress = Partial<Record<ElementType, Slots>>;

function seatsAndTables(p: Palette): Dress {
  const top = p.wood;
  return {
    sofa: { fabric: p.fabric, pillow: p.accentFabric, legs: p.wood },
    armchair: { fabric: p.accentFabric, legs: p.wood },
    chair: { frame: p.wood, seat: p.accentFabric },
    stool: { seat: p.wood, legs: p.metal },
    bench: { seat: p.wood, pad: p.accentFabric, legs: p.metal },
    'office-chair': { fabric: p.fabric },
    'coffee-table': { top, legs: p.metal, shelf: top },
    'dining-table': { top, legs: p.style === 'industrial' || p.style === 'modern' ? p.metal : p.wood },
    'side-table': { top, legs: p.metal },
    desk: { top, legs: p.metal, handle: p.metal },
    'reception-desk': { front: p.wood, top: p.counter },
  };
}

function cabinets(p: Palette): Dress {
  const front = { front: p.front, handle: p.metal };
  return {
    bookshelf: { body: p.wood },
    sideboard: { body: p.wood, front: p.wood, legs: p.metal, handle: p.metal },
    'tv-stand': { body: p.wood, front: p.wood, legs: p.metal, handle: p.metal },
    nightstand: { body: p.wood, front: p.wood, legs: p.wood, handle: p.metal },
    wardrobe: { body: p.front, front: p.front, handle: p.metal },
    bed: { frame: p.wood, headboard: p.fabric, bedding: p.bedding, throw: p.accentFabric },
    'kitchen-counter': { ...front, worktop: p.counter },
    'kitchen-island': { ...front, worktop: p.counter },
    'wall-cabinet': front,
    'oven-tower': front,
    washbasin: { cabinet: p.wood, top: p.counter, handle: p.metal },
  };
}

function fittings(p: Palette): Dress {
  const stand = p.metal === 'chrome' ? 'steel' : p.metal;
  return {
    'floor-lamp': { stand },
    'pendant-lamp': { shade: stand },
    'track-light': { body: p.ceiling === 'concrete' ? 'black-metal' : 'white-paint' },
    mirror: { frame: p.metal },
    shower: { screen: p.metal },
    painting: { frame: p.style === 'classic' ? 'brass' : p.wood, picture: p.painting },
    rug: { pile: p.rug },
    curtain: { cloth: p.curtain, rod: p.metal },
    stairs: { tread: p.floor, body: p.wall },
    railing: { rail: p.wood, bars: p.metal },
    column: { shaft: p.wall, base: p.wall },
    fireplace: { surround: p.counter },
    sculpture: { body: p.metal },
  };
}

function outdoors(p: Palette): Dress {
  const leaf = p.door === 'white-paint' ? p.frame : p.door;
  return {
    path: { top: p.paving },
    'window-unit': { frame: p.frame },
    'door-unit': { leaf, frame: p.frame },
    'gable-roof': { roof: p.roof, gable: p.facade, trim: p.frame },
    'flat-roof': { parapet: p.facade, coping: p.frame },
    balcony: { railing: p.metal },
    pool: { coping: p.paving === 'gravel' || p.paving === 'asphalt' ? 'limestone' : p.paving },
  };
}
