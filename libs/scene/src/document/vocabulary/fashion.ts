/** What scenes of fashion may name. Adding a value here means teaching composer, elements or materials to make it. */

export const FASHION_SPACES = ['studio', 'runway', 'street', 'loft', 'garden'] as const;
export type FashionSpace = (typeof FASHION_SPACES)[number];

/**
 * What is worn. Each stands in the document as an element of its own, with the wearer's element id in `params.wearer`, its
 * cloth in the slot `fabric` and what sets it off (buttons, belt, collar, sole) in the slot `trim`.
 */
export const GARMENTS = [
  // over everything
  'coat',
  'trench-coat',
  'cape',
  'blazer',
  'bomber-jacket',
  // over a top
  'waistcoat',
  'cardigan',
  // tops
  'shirt',
  'blouse',
  't-shirt',
  'turtleneck',
  'knit',
  'hoodie',
  // from the waist down
  'trousers',
  'jeans',
  'shorts',
  'skirt',
  // of one piece
  'dress',
  'gown',
  'jumpsuit',
] as const;
export type Garment = (typeof GARMENTS)[number];

export const SHOES = ['boots', 'sneakers', 'loafers', 'pumps', 'sandals'] as const;
export type Shoe = (typeof SHOES)[number];

export const ACCESSORIES = ['belt', 'scarf', 'hat', 'bag'] as const;
export type Accessory = (typeof ACCESSORIES)[number];

/** What stands around the figure; houses, trees and furniture are architecture's. */
export const SET_PIECES = ['backdrop', 'softbox', 'light-bar', 'catwalk'] as const;

export const FASHION_ELEMENTS = ['figure', ...GARMENTS, ...SHOES, ...ACCESSORIES, ...SET_PIECES] as const;
export type FashionElement = (typeof FASHION_ELEMENTS)[number];

/** `camera.move`: how the camera shows the figure. */
export const FASHION_MOVES = ['turntable', 'runway', 'pose-set', 'push-in', 'still'] as const;
export type FashionMove = (typeof FASHION_MOVES)[number];

/** Directions of taste: each chooses garments, cloth and colours that go together. */
export const FASHION_STYLES = [
  'minimal',
  'classic',
  'romantic',
  'sporty',
  'street',
  'evening',
  'workwear',
  'bohemian',
  'avant-garde',
] as const;
export type FashionStyle = (typeof FASHION_STYLES)[number];

export const SEASONS = ['spring', 'summer', 'autumn', 'winter'] as const;
export type Season = (typeof SEASONS)[number];

/** `soft`: large light from all sides; `hard`: the sun or a small lamp; `dramatic`: one light from the side in the dark. */
export const LIGHT_MOODS = ['soft', 'hard', 'dramatic'] as const;
export type LightMood = (typeof LIGHT_MOODS)[number];

/** `params.pose` of a figure; `walk` takes `params.phase`, 0–1 within the step cycle. */
export const POSES = [
  'stand',
  'contrapposto',
  'walk',
  'hands-on-hips',
  'hand-in-pocket',
  'arms-crossed',
  'turn',
  'look-back',
  'hand-on-hip',
  'arms-behind',
  'lean',
  'legs-apart',
  'sit',
] as const;
export type Pose = (typeof POSES)[number];

/** `params.fit` of a garment. */
export const FITS = ['slim', 'regular', 'relaxed', 'oversized'] as const;
export type Fit = (typeof FITS)[number];

/** `params.length` of a garment: where its lower edge hangs. */
export const LENGTHS = ['cropped', 'hip', 'mini', 'knee', 'midi', 'ankle', 'floor'] as const;
export type GarmentLength = (typeof LENGTHS)[number];

/** `params.sleeve` of a garment. */
export const SLEEVES = ['none', 'short', 'elbow', 'long'] as const;
export type Sleeve = (typeof SLEEVES)[number];

/** `params.collar` of a garment: neckline or collar. */
export const COLLARS = [
  'crew',
  'v-neck',
  'boat',
  'roll',
  'mandarin',
  'shirt',
  'notch',
  'peak',
  'shawl',
  'hood',
] as const;
export type Collar = (typeof COLLARS)[number];

/** `params.leg` of trousers, jeans, shorts and jumpsuits. */
export const LEGS = ['slim', 'straight', 'tapered', 'wide', 'flared'] as const;
export type Leg = (typeof LEGS)[number];

/** `params.shape` of skirts, dresses and gowns. */
export const SKIRT_SHAPES = ['pencil', 'a-line', 'pleated', 'full'] as const;
export type SkirtShape = (typeof SKIRT_SHAPES)[number];

/** `params.closure` of coats, jackets, cardigans and capes. */
export const CLOSURES = ['open', 'closed', 'belted'] as const;
export type Closure = (typeof CLOSURES)[number];

/** `params.body`, `stature`, `build`, `age` and `hair` of a figure; what is left out follows from `params.character`. */
export const BODIES = ['feminine', 'masculine'] as const;
export type Body = (typeof BODIES)[number];
export const STATURES = ['petite', 'average', 'tall'] as const;
export type Stature = (typeof STATURES)[number];
export const BUILDS = ['slim', 'average', 'athletic', 'curvy'] as const;
export type Build = (typeof BUILDS)[number];
export const AGES = ['young', 'middle', 'mature'] as const;
export type Age = (typeof AGES)[number];
export const HAIR_STYLES = ['bald', 'cropped', 'short', 'bob', 'long', 'bun', 'ponytail', 'curly'] as const;
export type HairStyle = (typeof HAIR_STYLES)[number];

export const FABRICS = [
  'wool',
  'cashmere',
  'tweed',
  'houndstooth',
  'pinstripe',
  'check',
  'cotton',
  'denim',
  'linen',
  'silk',
  'satin',
  'chiffon',
  'velvet',
  'corduroy',
  'leather',
  'suede',
  'jersey',
  'knit',
  'cable-knit',
  'nylon',
  'sequin',
  'floral',
  'stripe',
  'dot',
] as const;
export type Fabric = (typeof FABRICS)[number];

export const DYES = [
  'black',
  'charcoal',
  'grey',
  'silver',
  'white',
  'ivory',
  'beige',
  'camel',
  'gold',
  'brown',
  'chocolate',
  'olive',
  'khaki',
  'forest',
  'emerald',
  'sage',
  'teal',
  'navy',
  'blue',
  'sky',
  'lilac',
  'plum',
  'burgundy',
  'red',
  'rust',
  'orange',
  'mustard',
  'yellow',
  'blush',
  'pink',
] as const;
export type Dye = (typeof DYES)[number];

/** A fabric in a colour: `camel-wool`, `navy-pinstripe`, `red-floral`. */
export type Cloth = `${Dye}-${Fabric}`;
export const CLOTHS = DYES.flatMap((dye) => FABRICS.map((fabric): Cloth => `${dye}-${fabric}`));

export const SKINS = [
  'skin-porcelain',
  'skin-fair',
  'skin-light',
  'skin-medium',
  'skin-tan',
  'skin-brown',
  'skin-dark',
  'skin-deep',
] as const;
export type Skin = (typeof SKINS)[number];

/** Of the skin at the same place of SKINS. */
export const LIPS = [
  'lips-porcelain',
  'lips-fair',
  'lips-light',
  'lips-medium',
  'lips-tan',
  'lips-brown',
  'lips-dark',
  'lips-deep',
] as const;

export const HAIR_COLOURS = [
  'hair-black',
  'hair-dark-brown',
  'hair-brown',
  'hair-auburn',
  'hair-red',
  'hair-blond',
  'hair-platinum',
  'hair-grey',
  'hair-white',
] as const;
export type HairColour = (typeof HAIR_COLOURS)[number];

export const EYES = [
  'eye-white',
  'iris-brown',
  'iris-hazel',
  'iris-green',
  'iris-blue',
  'iris-grey',
] as const;

/** Seamless paper, lights of the set, polished runways. */
export const SET_MATERIALS = [
  'paper-white',
  'paper-grey',
  'paper-charcoal',
  'paper-beige',
  'paper-blue',
  'paper-sage',
  'paper-blush',
  'paper-rust',
  'softbox-light',
  'spot-light',
  'gloss-black',
  'gloss-white',
] as const;
export type SetMaterial = (typeof SET_MATERIALS)[number];

export const FASHION_MATERIALS = [
  ...SKINS,
  ...LIPS,
  ...HAIR_COLOURS,
  ...EYES,
  ...SET_MATERIALS,
  ...CLOTHS,
] as const;
export type FashionMaterial = (typeof FASHION_MATERIALS)[number];

/** The lists a caller may draw from, by what they are of. */
export const FASHION = {
  spaces: FASHION_SPACES,
  styles: FASHION_STYLES,
  seasons: SEASONS,
  lights: LIGHT_MOODS,
  moves: FASHION_MOVES,
  garments: GARMENTS,
  shoes: SHOES,
  accessories: ACCESSORIES,
  fabrics: FABRICS,
  dyes: DYES,
  poses: POSES,
  skins: SKINS,
} as const;
