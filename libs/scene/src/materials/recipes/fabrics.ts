import { CLOTHS, type Cloth, type Dye, type Fabric } from '../../document/vocabulary/fashion';
import { hex } from '../patterns/canvas';
import { leather, velvet, weave } from '../patterns/cloth';
import type { Rgb, Texture } from '../material';
import {
  cableKnit,
  check,
  corduroy,
  denim,
  dot,
  floral,
  houndstooth,
  knit,
  nap,
  pinstripe,
  ripstop,
  sequin,
  silk,
  strands,
  stripe,
  tweed,
} from '../patterns/fabrics';
import { patterned, type Recipe } from '../recipe';

/** sRGB. */
const DYE: Record<Dye, string> = {
  black: '#2a2a2c',
  charcoal: '#46474a',
  grey: '#8b8c8e',
  silver: '#b9bbbf',
  white: '#eceae5',
  ivory: '#e8dfcc',
  beige: '#cdbb9d',
  camel: '#b98d5a',
  gold: '#b8924a',
  brown: '#76523a',
  chocolate: '#4b3429',
  olive: '#6a6a40',
  khaki: '#968a62',
  forest: '#2f4d3a',
  emerald: '#1f7355',
  sage: '#98a58a',
  teal: '#2b6b70',
  navy: '#2a3555',
  blue: '#3f5f8f',
  sky: '#9dbbd6',
  lilac: '#ab9bc4',
  plum: '#5d3556',
  burgundy: '#6a2433',
  red: '#b2282f',
  rust: '#a4502f',
  orange: '#d07a36',
  mustard: '#c39a35',
  yellow: '#e2c658',
  blush: '#e2bdb2',
  pink: '#d2799a',
};

type Pattern = (colour: Rgb, seed: number) => Texture;

/** Cloth is a sheet: a back that shows is lit as its front is. */
const cloth =
  (roughness: number, pattern: Pattern, metallic = 0) =>
  (colour: Rgb): Recipe => ({
    ...patterned(roughness, (seed) => pattern(colour, seed), metallic),
    thin: true,
  });

const woven = (threads: number, metres: number, depth: number, slub: number): Pattern => {
  return (colour, seed) => weave({ colour, threads, metres, depth, slub }, seed);
};

/**
 * Roughness tells wool (nothing shines) from silk (broad highlights). What shines in its own colour, as satin and sequins
 * do, is in part a metal.
 */
const MAKING: Record<Fabric, (colour: Rgb) => Recipe> = {
  wool: cloth(0.97, woven(96, 0.2, 0.24, 0.16)),
  cashmere: cloth(0.95, (colour, seed) => nap(colour, 0.14, seed)),
  tweed: cloth(0.98, tweed),
  houndstooth: cloth(0.96, houndstooth),
  pinstripe: cloth(0.93, pinstripe),
  check: cloth(0.95, check),
  cotton: cloth(0.88, woven(128, 0.14, 0.08, 0.03)),
  denim: cloth(0.92, denim),
  linen: cloth(0.92, woven(96, 0.16, 0.22, 0.16)),
  silk: cloth(0.4, silk, 0.12),
  satin: cloth(0.29, silk, 0.3),
  chiffon: cloth(0.68, silk),
  velvet: cloth(0.72, velvet),
  corduroy: cloth(0.93, corduroy),
  leather: cloth(0.36, leather),
  suede: cloth(0.94, (colour, seed) => nap(colour, 0.3, seed)),
  jersey: cloth(0.9, (colour, seed) => strands(colour, 96, 0.12, 0.16, seed)),
  knit: cloth(0.97, knit),
  'cable-knit': cloth(0.97, cableKnit),
  nylon: cloth(0.45, ripstop),
  sequin: cloth(0.27, sequin, 0.75),
  floral: cloth(0.72, floral),
  stripe: cloth(0.88, stripe),
  dot: cloth(0.78, dot),
};

/** Cloth by fabric and dye. */
export const FABRIC_RECIPES = Object.fromEntries(
  CLOTHS.map((cloth) => {
    const [dye, ...fabric] = cloth.split('-');
    return [cloth, MAKING[fabric.join('-') as Fabric](hex(DYE[dye as Dye]))];
  }),
) as Record<Cloth, Recipe>;
