import type { Worn } from '../../document/fashion-brief';
import type { Dye, Fabric, FashionSpace, FashionStyle, Season } from '../../document/vocabulary/fashion';

/** Colours that go together: the ground of an outfit, what stands against it, and a touch of something else. */
export interface Palette {
  ground: readonly Dye[];
  second: readonly Dye[];
  accent: readonly Dye[];
}

/** What a stylist of one direction reaches for. Pieces that stand twice are chosen twice as often. */
export interface Taste {
  palettes: readonly Palette[];
  whole: readonly Worn[];
  tops: readonly Worn[];
  bottoms: readonly Worn[];
  seconds: readonly Worn[];
  outers: readonly Worn[];
  shoes: readonly Worn[];
  extras: readonly Worn[];
  /** Shares of outfits that have one: of one piece (0–1), with a second top, with something over all, with an extra. */
  share: { whole: number; second: number; outer: number; extra: number };
  fabrics: readonly Fabric[];
  spaces: readonly FashionSpace[];
}

const palette = (ground: string, second: string, accent: string): Palette => ({
  ground: ground.split(' ') as Dye[],
  second: second.split(' ') as Dye[],
  accent: accent.split(' ') as Dye[],
});
const words = <T extends string>(list: string): readonly T[] => list.split(' ') as T[];

export const TASTES: Record<FashionStyle, Taste> = {
  minimal: {
    palettes: [
      palette('black charcoal', 'ivory white', 'grey silver'),
      palette('camel beige', 'ivory white', 'black chocolate'),
      palette('navy charcoal', 'white sky', 'grey black'),
      palette('grey silver', 'white black', 'burgundy navy'),
    ],
    whole: words('dress jumpsuit'),
    tops: words('turtleneck shirt knit t-shirt knit'),
    bottoms: words('trousers trousers skirt'),
    seconds: words('cardigan waistcoat'),
    outers: words('coat coat blazer cape'),
    shoes: words('loafers boots pumps'),
    extras: words('bag belt'),
    share: { whole: 0.25, second: 0.1, outer: 0.6, extra: 0.2 },
    fabrics: words('wool cashmere cotton silk knit leather'),
    spaces: ['studio', 'studio', 'loft'],
  },
  classic: {
    palettes: [
      palette('navy grey', 'white sky', 'burgundy camel'),
      palette('camel brown', 'ivory sky', 'navy forest'),
      palette('grey charcoal', 'white blush', 'navy burgundy'),
      palette('forest navy', 'ivory beige', 'camel mustard'),
    ],
    whole: words('dress'),
    tops: words('shirt shirt blouse knit turtleneck'),
    bottoms: words('trousers trousers skirt'),
    seconds: words('waistcoat cardigan'),
    outers: words('blazer blazer coat trench-coat'),
    shoes: words('loafers pumps boots'),
    extras: words('scarf belt bag'),
    share: { whole: 0.2, second: 0.2, outer: 0.65, extra: 0.3 },
    fabrics: words('wool tweed pinstripe houndstooth cotton check silk cashmere'),
    spaces: ['studio', 'street', 'loft'],
  },
  romantic: {
    palettes: [
      palette('blush ivory', 'white lilac', 'sage plum'),
      palette('lilac sky', 'white ivory', 'blush plum'),
      palette('ivory white', 'blush sage', 'burgundy pink'),
      palette('plum burgundy', 'blush ivory', 'pink lilac'),
    ],
    whole: words('dress dress gown'),
    tops: words('blouse blouse knit'),
    bottoms: words('skirt skirt trousers'),
    seconds: words('cardigan'),
    outers: words('cape coat'),
    shoes: words('pumps sandals loafers'),
    extras: words('scarf bag hat'),
    share: { whole: 0.55, second: 0.25, outer: 0.2, extra: 0.25 },
    fabrics: words('silk chiffon floral satin velvet cotton dot'),
    spaces: ['garden', 'studio', 'garden'],
  },
  sporty: {
    palettes: [
      palette('grey black', 'white sky', 'orange red'),
      palette('navy white', 'white grey', 'yellow teal'),
      palette('sage khaki', 'ivory white', 'black orange'),
    ],
    whole: words('jumpsuit'),
    tops: words('hoodie t-shirt t-shirt knit'),
    bottoms: words('trousers shorts jeans'),
    seconds: words('cardigan'),
    outers: words('bomber-jacket bomber-jacket'),
    shoes: words('sneakers'),
    extras: words('bag hat'),
    share: { whole: 0.1, second: 0.05, outer: 0.5, extra: 0.2 },
    fabrics: words('jersey nylon cotton knit stripe'),
    spaces: ['street', 'studio', 'runway'],
  },
  street: {
    palettes: [
      palette('black grey', 'white olive', 'red orange'),
      palette('blue navy', 'white grey', 'mustard rust'),
      palette('olive khaki', 'black white', 'orange camel'),
      palette('charcoal black', 'lilac sky', 'yellow white'),
    ],
    whole: words('jumpsuit dress'),
    tops: words('hoodie t-shirt shirt knit'),
    bottoms: words('jeans jeans trousers skirt'),
    seconds: words('cardigan'),
    outers: words('bomber-jacket coat trench-coat blazer'),
    shoes: words('sneakers sneakers boots'),
    extras: words('hat bag scarf'),
    share: { whole: 0.12, second: 0.1, outer: 0.6, extra: 0.3 },
    fabrics: words('denim cotton jersey leather nylon check corduroy'),
    spaces: ['street', 'street', 'loft'],
  },
  evening: {
    palettes: [
      palette('black black', 'silver gold', 'burgundy emerald'),
      palette('emerald forest', 'black gold', 'silver teal'),
      palette('burgundy plum', 'black blush', 'gold silver'),
      palette('navy blue', 'silver black', 'ivory gold'),
    ],
    whole: words('gown gown dress jumpsuit'),
    tops: words('blouse blouse shirt'),
    bottoms: words('trousers skirt'),
    seconds: words('waistcoat'),
    outers: words('blazer cape coat'),
    shoes: words('pumps pumps sandals'),
    extras: words('bag'),
    share: { whole: 0.6, second: 0.05, outer: 0.25, extra: 0.2 },
    fabrics: words('satin velvet silk sequin chiffon'),
    spaces: ['runway', 'studio', 'loft'],
  },
  workwear: {
    palettes: [
      palette('blue navy', 'ivory white', 'rust mustard'),
      palette('khaki olive', 'white beige', 'brown rust'),
      palette('brown chocolate', 'ivory sky', 'mustard forest'),
    ],
    whole: words('jumpsuit'),
    tops: words('shirt t-shirt knit'),
    bottoms: words('jeans trousers'),
    seconds: words('waistcoat cardigan'),
    outers: words('coat bomber-jacket'),
    shoes: words('boots boots sneakers'),
    extras: words('hat belt bag'),
    share: { whole: 0.25, second: 0.25, outer: 0.45, extra: 0.3 },
    fabrics: words('denim corduroy cotton linen wool leather'),
    spaces: ['loft', 'street', 'studio'],
  },
  bohemian: {
    palettes: [
      palette('rust camel', 'ivory beige', 'teal mustard'),
      palette('mustard brown', 'ivory sage', 'rust plum'),
      palette('sage olive', 'ivory blush', 'rust burgundy'),
    ],
    whole: words('dress dress jumpsuit'),
    tops: words('blouse shirt knit'),
    bottoms: words('skirt skirt jeans'),
    seconds: words('cardigan waistcoat'),
    outers: words('coat cape'),
    shoes: words('sandals boots'),
    extras: words('scarf hat bag'),
    share: { whole: 0.4, second: 0.3, outer: 0.2, extra: 0.5 },
    fabrics: words('floral linen suede cotton chiffon corduroy'),
    spaces: ['garden', 'garden', 'loft'],
  },
  'avant-garde': {
    palettes: [
      palette('black charcoal', 'black white', 'red silver'),
      palette('white ivory', 'silver grey', 'black black'),
      palette('red burgundy', 'black black', 'pink orange'),
    ],
    whole: words('jumpsuit dress gown'),
    tops: words('turtleneck shirt blouse'),
    bottoms: words('trousers skirt'),
    seconds: words('waistcoat'),
    outers: words('cape coat blazer'),
    shoes: words('boots pumps'),
    extras: words('hat belt'),
    share: { whole: 0.35, second: 0.15, outer: 0.65, extra: 0.2 },
    fabrics: words('leather wool nylon satin velvet pinstripe'),
    spaces: ['studio', 'runway'],
  },
};

/** Warm pieces are for cold months, and the other way about. */
export const OUT_OF_SEASON: Record<Season, readonly Worn[]> = {
  spring: ['cape'],
  summer: ['coat', 'cape', 'boots', 'turtleneck', 'hoodie', 'scarf', 'cardigan', 'knit'],
  autumn: ['sandals', 'shorts'],
  winter: ['sandals', 'shorts', 't-shirt', 'trench-coat'],
};

/** Cloth too warm or too thin for a season. */
export const OUT_OF_SEASON_FABRICS: Record<Season, readonly Fabric[]> = {
  spring: ['cable-knit'],
  summer: ['wool', 'cashmere', 'tweed', 'velvet', 'corduroy', 'cable-knit', 'houndstooth', 'suede'],
  autumn: ['linen'],
  winter: ['linen', 'chiffon'],
};
