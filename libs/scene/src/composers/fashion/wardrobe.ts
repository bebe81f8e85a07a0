import type { Worn, WornWish } from '../../document/fashion-brief';
import type {
  Closure,
  Collar,
  Fabric,
  Fit,
  GarmentLength,
  Leg,
  SkirtShape,
  Sleeve,
} from '../../document/vocabulary/fashion';

/** What a piece does in an outfit. Pieces are put on in this order. */
export const ROLES = ['feet', 'bottom', 'whole', 'top', 'second-top', 'outer', 'extra'] as const;
export type Role = (typeof ROLES)[number];

/** How a piece is made: the forms that exist of it, the usual one first. */
export interface WardrobeItem {
  role: Role;
  fabrics: readonly Fabric[];
  fit?: readonly Fit[];
  length?: readonly GarmentLength[];
  sleeve?: readonly Sleeve[];
  collar?: readonly Collar[];
  leg?: readonly Leg[];
  shape?: readonly SkirtShape[];
  closure?: readonly Closure[];
}

/** The properties of a wish that choose a form. */
export const FORMS = [
  'fit',
  'length',
  'sleeve',
  'collar',
  'leg',
  'shape',
  'closure',
] as const satisfies (keyof WornWish & keyof WardrobeItem)[];

const EASY: readonly Fit[] = ['regular', 'relaxed', 'slim', 'oversized'];
const CLOTH: readonly Fabric[] = [
  'wool',
  'tweed',
  'cashmere',
  'houndstooth',
  'check',
  'velvet',
  'corduroy',
  'linen',
  'leather',
];
const SUITING: readonly Fabric[] = [
  'wool',
  'pinstripe',
  'tweed',
  'linen',
  'check',
  'houndstooth',
  'velvet',
  'corduroy',
  'satin',
];
const LIGHT: readonly Fabric[] = [
  'cotton',
  'silk',
  'linen',
  'satin',
  'stripe',
  'chiffon',
  'floral',
  'dot',
  'check',
  'denim',
];
const FLOWING: readonly Fabric[] = [
  'silk',
  'satin',
  'chiffon',
  'floral',
  'cotton',
  'linen',
  'velvet',
  'jersey',
  'dot',
  'wool',
  'knit',
  'sequin',
  'leather',
  'denim',
  'stripe',
];
const KNITTED: readonly Fabric[] = ['knit', 'cable-knit', 'cashmere', 'wool', 'stripe'];

export const WARDROBE: Record<Worn, WardrobeItem> = {
  coat: { role: 'outer', fabrics: CLOTH, fit: EASY, length: ['knee', 'midi', 'mini'], sleeve: ['long'], collar: ['notch', 'shawl', 'mandarin', 'peak'], closure: ['open', 'closed', 'belted'] },
  'trench-coat': { role: 'outer', fabrics: ['cotton', 'nylon', 'leather', 'linen', 'wool'], fit: EASY, length: ['knee', 'midi', 'mini'], sleeve: ['long'], collar: ['notch'], closure: ['belted', 'open', 'closed'] },
  cape: { role: 'outer', fabrics: CLOTH, length: ['mini', 'knee', 'hip'], collar: ['mandarin', 'hood', 'crew'], closure: ['open', 'closed'] },
  blazer: { role: 'outer', fabrics: SUITING, fit: EASY, length: ['hip', 'cropped', 'mini'], sleeve: ['long', 'elbow'], collar: ['notch', 'peak', 'shawl'], closure: ['open', 'closed', 'belted'] },
  'bomber-jacket': { role: 'outer', fabrics: ['nylon', 'leather', 'suede', 'satin', 'wool', 'denim'], fit: ['relaxed', 'regular', 'oversized'], length: ['cropped', 'hip'], sleeve: ['long'], collar: ['crew', 'mandarin', 'shirt'], closure: ['open', 'closed'] },
  waistcoat: { role: 'second-top', fabrics: SUITING, fit: ['regular', 'slim'], length: ['hip', 'cropped'], sleeve: ['none'], collar: ['v-neck', 'notch'], closure: ['closed', 'open'] },
  cardigan: { role: 'second-top', fabrics: KNITTED, fit: EASY, length: ['hip', 'cropped', 'mini'], sleeve: ['long'], collar: ['v-neck', 'crew', 'shawl'], closure: ['open', 'closed', 'belted'] },
  shirt: { role: 'top', fabrics: LIGHT, fit: EASY, length: ['hip', 'cropped', 'mini'], sleeve: ['long', 'short', 'elbow'], collar: ['shirt', 'mandarin'] },
  blouse: { role: 'top', fabrics: ['silk', 'satin', 'chiffon', 'cotton', 'floral', 'dot', 'linen'], fit: ['relaxed', 'regular'], length: ['hip', 'cropped'], sleeve: ['long', 'elbow', 'short', 'none'], collar: ['v-neck', 'mandarin', 'boat', 'crew', 'shirt'] },
  't-shirt': { role: 'top', fabrics: ['jersey', 'cotton', 'stripe', 'linen'], fit: EASY, length: ['hip', 'cropped'], sleeve: ['short', 'long', 'none'], collar: ['crew', 'v-neck', 'boat'] },
  turtleneck: { role: 'top', fabrics: ['knit', 'cashmere', 'wool', 'jersey'], fit: ['slim', 'regular'], length: ['hip', 'cropped'], sleeve: ['long', 'short', 'none'], collar: ['roll'] },
  knit: { role: 'top', fabrics: KNITTED, fit: ['relaxed', 'regular', 'oversized', 'slim'], length: ['hip', 'cropped', 'mini'], sleeve: ['long', 'elbow', 'short'], collar: ['crew', 'v-neck', 'roll', 'boat'] },
  hoodie: { role: 'top', fabrics: ['jersey', 'cotton', 'knit', 'cashmere'], fit: ['relaxed', 'oversized', 'regular'], length: ['hip', 'cropped'], sleeve: ['long'], collar: ['hood'] },
  trousers: { role: 'bottom', fabrics: [...SUITING, 'cotton', 'silk', 'leather', 'satin'], fit: EASY, length: ['ankle', 'floor', 'midi'], leg: ['straight', 'wide', 'tapered', 'slim', 'flared'] },
  jeans: { role: 'bottom', fabrics: ['denim'], fit: EASY, length: ['ankle', 'floor'], leg: ['straight', 'slim', 'wide', 'flared', 'tapered'] },
  shorts: { role: 'bottom', fabrics: ['cotton', 'linen', 'denim', 'wool', 'leather', 'silk'], fit: EASY, length: ['mini', 'knee'], leg: ['straight', 'wide'] },
  skirt: { role: 'bottom', fabrics: [...FLOWING, 'tweed', 'houndstooth', 'pinstripe', 'check', 'corduroy', 'suede'], fit: ['regular', 'slim', 'relaxed'], length: ['midi', 'knee', 'mini', 'ankle', 'floor'], shape: ['a-line', 'pencil', 'pleated', 'full'] },
  dress: { role: 'whole', fabrics: FLOWING, fit: ['regular', 'slim', 'relaxed', 'oversized'], length: ['midi', 'knee', 'mini', 'ankle'], sleeve: ['none', 'short', 'long', 'elbow'], collar: ['v-neck', 'crew', 'boat', 'shirt', 'roll', 'mandarin'], shape: ['a-line', 'pencil', 'full', 'pleated'] },
  gown: { role: 'whole', fabrics: ['satin', 'silk', 'velvet', 'chiffon', 'sequin'], fit: ['regular', 'slim'], length: ['floor', 'ankle'], sleeve: ['none', 'long', 'short'], collar: ['v-neck', 'boat', 'crew'], shape: ['full', 'a-line', 'pencil'] },
  jumpsuit: { role: 'whole', fabrics: ['cotton', 'linen', 'denim', 'silk', 'satin', 'wool', 'corduroy', 'leather', 'velvet', 'jersey'], fit: EASY, length: ['ankle', 'floor', 'midi'], sleeve: ['long', 'short', 'none', 'elbow'], collar: ['shirt', 'v-neck', 'mandarin', 'notch', 'crew'], leg: ['straight', 'wide', 'tapered', 'flared'] },
  boots: { role: 'feet', fabrics: ['leather', 'suede'] },
  sneakers: { role: 'feet', fabrics: ['leather', 'cotton', 'nylon', 'suede'] },
  loafers: { role: 'feet', fabrics: ['leather', 'suede', 'velvet'] },
  pumps: { role: 'feet', fabrics: ['leather', 'satin', 'suede', 'velvet'] },
  sandals: { role: 'feet', fabrics: ['leather', 'suede', 'satin'] },
  belt: { role: 'extra', fabrics: ['leather', 'suede', 'satin'] },
  scarf: { role: 'extra', fabrics: ['wool', 'silk', 'cashmere', 'check', 'knit', 'floral', 'dot'] },
  hat: { role: 'extra', fabrics: ['wool', 'linen', 'leather', 'cashmere'] },
  bag: { role: 'extra', fabrics: ['leather', 'suede', 'cotton', 'nylon'] },
}; // prettier-ignore
