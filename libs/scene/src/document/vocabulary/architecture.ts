/** What scenes of buildings and rooms may name. Adding a value here means teaching the composer to build it. */

export const INTERIORS = [
  'living-room',
  'kitchen',
  'bedroom',
  'bathroom',
  'office',
  'gallery',
  'lobby',
  'stair-hall',
] as const;

export const EXTERIORS = ['villa', 'row-house', 'block'] as const;

export const ARCHITECTURE_SPACES = [...INTERIORS, ...EXTERIORS] as const;
export type ArchitectureSpace = (typeof ARCHITECTURE_SPACES)[number];

export const SIZES = ['compact', 'regular', 'spacious'] as const;
export type RoomSize = (typeof SIZES)[number];

export const ARCHITECTURE_MATERIALS = [
  // floors and timber
  'oak-planks',
  'walnut-planks',
  'pine-planks',
  'oak-herringbone',
  'dark-wood',
  'light-wood',
  'timber-cladding',
  // mineral
  'concrete',
  'polished-concrete',
  'terrazzo',
  'white-marble',
  'black-marble',
  'granite',
  'limestone',
  'red-brick',
  'white-brick',
  'rubble-stone',
  // ceramic
  'white-tile',
  'green-tile',
  'blue-tile',
  'terracotta-tile',
  'checker-tile',
  'porcelain',
  // paint and plaster
  'white-plaster',
  'cream-plaster',
  'grey-plaster',
  'sage-paint',
  'navy-paint',
  'terracotta-paint',
  'mustard-paint',
  'black-paint',
  'white-paint',
  // cloth and leather
  'linen-beige',
  'wool-grey',
  'wool-blue',
  'velvet-green',
  'cotton-white',
  'leather-brown',
  'leather-black',
  'carpet-grey',
  'carpet-beige',
  'rug-red',
  'rug-blue',
  // metal and glass
  'steel',
  'brass',
  'black-metal',
  'chrome',
  'mirror',
  'window-glass',
  // outdoors
  'grass',
  'gravel',
  'asphalt',
  'paving',
  'clay-roof',
  'slate-roof',
  'foliage',
  'bark',
  'soil',
  // light sources and pictures
  'lamp-warm',
  'lamp-cool',
  'lamp-spot',
  'screen',
  'painting-warm',
  'painting-cool',
  'painting-mono',
  'books',
] as const;
export type ArchitectureMaterial = (typeof ARCHITECTURE_MATERIALS)[number];

export const ARCHITECTURE_ELEMENTS = [
  // shell
  'slab',
  'wall',
  'skirting',
  'column',
  'beam',
  'stairs',
  'railing',
  // seats and tables
  'sofa',
  'armchair',
  'chair',
  'stool',
  'bench',
  'coffee-table',
  'dining-table',
  'side-table',
  'desk',
  'office-chair',
  'reception-desk',
  // storage
  'bookshelf',
  'sideboard',
  'wardrobe',
  'nightstand',
  'tv-stand',
  // beds
  'bed',
  // kitchen
  'kitchen-counter',
  'kitchen-island',
  'wall-cabinet',
  'fridge',
  'oven-tower',
  'extractor-hood',
  // bathroom
  'bathtub',
  'washbasin',
  'toilet',
  'shower',
  'mirror',
  // lights
  'floor-lamp',
  'table-lamp',
  'pendant-lamp',
  'ceiling-panel',
  'track-light',
  // things
  'rug',
  'plant',
  'painting',
  'plinth',
  'sculpture',
  'screen',
  'curtain',
  'fireplace',
  'books',
  'vase',
  // outdoors
  'ground',
  'path',
  'gable-roof',
  'flat-roof',
  'window-unit',
  'door-unit',
  'balcony',
  'chimney',
  'tree',
  'hedge',
  'fence',
  'car',
  'pool',
  'steps',
] as const;
export type ArchitectureElement = (typeof ARCHITECTURE_ELEMENTS)[number];

/** Directions of taste: each chooses materials and forms that go together. */
export const STYLES = ['scandinavian', 'modern', 'classic', 'industrial', 'warm-minimal'] as const;
export type Style = (typeof STYLES)[number];
