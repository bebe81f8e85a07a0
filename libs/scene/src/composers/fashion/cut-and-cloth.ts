import type { FashionBrief, WornWish } from '../../document/fashion-brief';
import type { MaterialName } from '../../document/vocabulary';
import type { Cloth, Dye, Fabric, FashionStyle } from '../../document/vocabulary/fashion';
import type { Random } from '../../geometry/random';
import { OUT_OF_SEASON_FABRICS, type Palette, TASTES } from './taste';
import { FORMS, type Role, WARDROBE } from './wardrobe';

/** A piece with everything decided. */
export interface Piece extends WornWish {
  fabric: Fabric;
  dye: Dye;
  trim: MaterialName;
}

/** Which colours of the palette a role takes. */
const COLOUR_OF: Record<Role, readonly (keyof Palette)[]> = {
  outer: ['ground'],
  bottom: ['ground', 'ground', 'second'],
  whole: ['ground', 'second', 'accent'],
  top: ['second', 'second', 'accent'],
  'second-top': ['ground', 'second'],
  feet: ['ground'],
  extra: ['accent'],
};
/** Shoes and belts keep to what goes with everything. */
const SHOE_DYES: readonly Dye[] = ['black', 'black', 'chocolate', 'brown', 'camel', 'ivory', 'white'];

/** Gives each piece its form, its fabric and its colour: what was asked, else what the style and the season suggest. */
export function cutFrom(
  outfit: readonly WornWish[],
  brief: FashionBrief,
  style: FashionStyle,
  random: Random,
): Piece[] {
  const palette = paletteOf(brief, style, random.fork('palette'));
  const loose = spread(outfit, brief);
  return outfit.map((wish) => {
    const own = random.fork(wish.type);
    const fabric =
      wish.fabric ?? loose.fabrics.get(wish) ?? chooseFabric(wish, brief, style, own.fork('fabric'));
    const dye = wish.dye ?? loose.dyes.get(wish) ?? chooseDye(wish, fabric, palette, own.fork('dye'));
    return { ...formOf(wish, brief, own.fork('form')), fabric, dye, trim: trimOf(wish, dye) };
  });
}

/** The colours that the brief names are the ground; the style's own complete them. */
function paletteOf(brief: FashionBrief, style: FashionStyle, random: Random): Palette {
  const usual = TASTES[style].palettes;
  const [first, ...others] = brief.dyes ?? [];
  if (!first) return random.pick(usual);
  const kin = usual.filter((each) => [...each.ground, ...each.second].includes(first));
  const base = random.pick(kin.length > 0 ? kin : usual);
  return {
    ground: [first],
    second: others.length > 0 ? others : base.second.filter((dye) => dye !== first),
    accent: others.length > 1 ? others.slice(1) : base.accent,
  };
}

/** Fabrics and colours without a garment go to the garments that they suit, the largest first, one after another. */
function spread(
  outfit: readonly WornWish[],
  brief: FashionBrief,
): { fabrics: Map<WornWish, Fabric>; dyes: Map<WornWish, Dye> } {
  const order: Role[] = ['outer', 'whole', 'bottom', 'top', 'second-top', 'extra', 'feet'];
  const free = [...outfit].sort((a, b) => order.indexOf(roleOf(a)) - order.indexOf(roleOf(b)));
  const fabrics = new Map<WornWish, Fabric>();
  for (const fabric of brief.fabrics ?? []) {
    const open = free.filter((wish) => !wish.fabric && !fabrics.has(wish));
    const suited = open.find((wish) => WARDROBE[wish.type].fabrics.includes(fabric));
    if (suited) fabrics.set(suited, fabric);
  }
  const dyes = new Map<WornWish, Dye>();
  for (const dye of brief.dyes ?? []) {
    const open = free.find(
      (wish) => !wish.dye && !dyes.has(wish) && !['feet', 'extra'].includes(roleOf(wish)),
    );
    if (open) dyes.set(open, dye);
  }
  return { fabrics, dyes };
}

function chooseFabric(
  { type }: WornWish,
  { season }: FashionBrief,
  style: FashionStyle,
  random: Random,
): Fabric {
  const suited = WARDROBE[type].fabrics;
  const mild = suited.filter((fabric) => !season || !OUT_OF_SEASON_FABRICS[season].includes(fabric));
  const list = mild.length > 0 ? mild : suited;
  const liked = list.filter((fabric) => TASTES[style].fabrics.includes(fabric));
  return liked.length > 0 ? random.pick(liked) : random.pick(list.slice(0, 4));
}

function chooseDye(wish: WornWish, fabric: Fabric, palette: Palette, random: Random): Dye {
  const role = roleOf(wish);
  if (role === 'feet' || wish.type === 'belt') {
    const dark = palette.ground.filter((dye) => SHOE_DYES.includes(dye));
    return random.pick(dark.length > 0 ? dark : SHOE_DYES);
  }
  if (fabric === 'denim') return random.pick(['blue', 'navy', 'blue', 'black', 'sky'] as const);
  return random.pick(palette[random.pick(COLOUR_OF[role])]);
}

/** The asked forms; the usual form of a piece twice as often as each of its others. */
function formOf(wish: WornWish, brief: FashionBrief, random: Random): WornWish {
  const item = WARDROBE[wish.type];
  const chosen: Record<string, string> = {};
  for (const form of FORMS) {
    const choices = item[form] as readonly string[] | undefined;
    if (!choices) continue;
    const loose = form === 'fit' && brief.fit && choices.includes(brief.fit) ? brief.fit : undefined;
    const asked = wish[form] ?? loose;
    chosen[form] = asked ?? random.fork(form).pick([choices[0], ...choices]);
  }
  return { ...wish, ...chosen } as WornWish;
}

/** Buttons, soles, ribs: dark leather under dark colours, the cloth's own colour elsewhere. */
function trimOf({ type }: WornWish, dye: Dye): MaterialName {
  if (type === 'sneakers') return 'white-leather';
  if (roleOf({ type }) === 'feet') return 'chocolate-leather';
  if (['ivory', 'white', 'beige', 'camel', 'khaki'].includes(dye)) return 'brown-leather';
  return `${dye}-leather`;
}

const roleOf = ({ type }: Pick<WornWish, 'type'>): Role => WARDROBE[type].role;

/** The material of a piece's cloth. */
export const clothOf = ({ dye, fabric }: Pick<Piece, 'dye' | 'fabric'>): Cloth => `${dye}-${fabric}`;
