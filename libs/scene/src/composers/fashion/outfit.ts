import type { FashionBrief, Worn, WornWish } from '../../document/fashion-brief';
import type { Body, FashionStyle, Season } from '../../document/vocabulary/fashion';
import type { Random } from '../../geometry/random';
import { OUT_OF_SEASON, type Taste, TASTES } from './taste';
import { ROLES, type Role, WARDROBE } from './wardrobe';

/** Chosen only for those whose body is not said to be masculine, unless somebody asks. */
const FEMININE: readonly Worn[] = ['dress', 'gown', 'skirt', 'blouse', 'pumps', 'sandals'];

/** What goes over each other: more of a role than this cannot be worn at once. */
const MOST: Record<Role, number> = {
  feet: 1,
  bottom: 1,
  whole: 1,
  top: 1,
  'second-top': 1,
  outer: 1,
  extra: 4,
};

interface Choice {
  taste: Taste;
  season?: Season;
  body: Body;
  without: readonly Worn[];
}

/**
 * What is worn, in the order of putting it on: the asked pieces that can be worn together, and what an outfit lacks
 * besides. Two tops are worn one over the other when the outer one is a knit.
 */
export function chooseOutfit(
  brief: FashionBrief,
  style: FashionStyle,
  body: Body,
  random: Random,
): WornWish[] {
  const taste = TASTES[style];
  const pieces = wearable(brief.wears ?? []);
  const has = (role: Role): boolean => pieces.some((piece) => WARDROBE[piece.type].role === role);
  const choice: Choice = { taste, season: brief.season, body, without: brief.without ?? [] };
  const add = (role: Role, among: readonly Worn[]): void => {
    const type = pick(among, choice, random.fork(role));
    if (type) pieces.push({ type });
  };

  if (!has('whole')) {
    const free = !has('top') && !has('bottom');
    if (free && random.fork('of-one-piece').chance(taste.share.whole)) add('whole', taste.whole);
    if (!has('whole')) {
      if (!has('bottom')) add('bottom', taste.bottoms);
      if (!has('top')) add('top', taste.tops);
    }
  }
  const warmth = { winter: 1.5, autumn: 1.2, spring: 0.9, summer: 0.3 }[brief.season ?? 'spring'];
  const layered = has('outer') || has('second-top');
  if (!layered && random.fork('layers').chance(taste.share.second * warmth)) add('second-top', taste.seconds);
  if (!has('outer') && random.fork('outer?').chance(layered ? 0 : taste.share.outer * warmth))
    add('outer', taste.outers);
  if (!has('feet')) add('feet', taste.shoes);
  if (!has('feet')) add('feet', ['loafers']);

  return inOrder(pieces);
}

/** The asked pieces that can be worn at once, earlier ones first. */
export function wearable(wishes: readonly WornWish[]): WornWish[] {
  const taken: WornWish[] = [];
  for (const wish of wishes) if (goesWith(wish, taken)) taken.push({ ...wish });
  return taken;
}

function goesWith({ type }: WornWish, taken: readonly WornWish[]): boolean {
  const role = WARDROBE[type].role;
  if (taken.some((piece) => piece.type === type)) return false;
  const roles = taken.map((piece) => WARDROBE[piece.type].role);
  if (role === 'whole' && (roles.includes('bottom') || roles.includes('top'))) return false;
  if ((role === 'bottom' || role === 'top') && roles.includes('whole')) return false;
  return roles.filter((other) => other === role).length < MOST[role];
}

function pick(among: readonly Worn[], { season, body, without }: Choice, random: Random): Worn | undefined {
  const allowed = among.filter(
    (type) => !without.includes(type) && (body === 'feminine' || !FEMININE.includes(type)),
  );
  const seasonal = allowed.filter((type) => !season || !OUT_OF_SEASON[season].includes(type));
  const list = seasonal.length > 0 ? seasonal : allowed;
  return list.length > 0 ? random.pick(list) : undefined;
}

function inOrder(pieces: readonly WornWish[]): WornWish[] {
  const rank = ({ type }: WornWish): number => ROLES.indexOf(WARDROBE[type].role);
  return [...pieces].sort((a, b) => rank(a) - rank(b));
}
