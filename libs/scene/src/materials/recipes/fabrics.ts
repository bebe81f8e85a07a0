import { CLOTHS, type Cloth, type Dye, type Fabric } from '../../document/vocabulary/fashion';
import { hex } from '../patterns/canvas';
import { leather, velvet, weave } from '../patterns/cloth';
import type { Rgb } from '../material';
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
  blue: '#3e639b',
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

const woven =
  (roughness: number, threads: number, depth: number, slub: number) =>
  (colour: Rgb): Recipe =>
    patterned(roughness, (seed) => weave({ colour, threads, metres: 0.2, depth, slub }, seed));

const MAKING: Record<Fabric, (colour: Rgb) => Recipe> = {
  wool: woven(0.96, 48, 0.24, 0.14),
  cashmere: woven(0.94, 64, 0.14, 0.08),
  tweed: woven(0.97, 36, 0.36, 0.3),
  houndstooth: woven(0.96, 48, 0.24, 0.14),
  pinstripe: woven(0.94, 64, 0.16, 0.06),
  check: woven(0.95, 56, 0.2, 0.1),
  cotton: woven(0.9, 96, 0.08, 0.03),
  denim: woven(0.92, 64, 0.3, 0.12),
  linen: woven(0.93, 64, 0.22, 0.12),
  silk: woven(0.38, 128, 0.03, 0.02),
  satin: woven(0.3, 128, 0.02, 0.01),
  chiffon: woven(0.7, 128, 0.05, 0.03),
  velvet: (colour) => patterned(0.8, (seed) => velvet(colour, seed)),
  corduroy: woven(0.92, 32, 0.3, 0.05),
  leather: (colour) => patterned(0.42, (seed) => leather(colour, seed)),
  suede: (colour) => patterned(0.92, (seed) => velvet(colour, seed)),
  jersey: woven(0.88, 96, 0.1, 0.03),
  knit: woven(0.96, 28, 0.34, 0.1),
  'cable-knit': woven(0.96, 16, 0.4, 0.1),
  nylon: woven(0.48, 128, 0.05, 0.02),
  sequin: woven(0.25, 64, 0.3, 0.2),
  floral: woven(0.7, 96, 0.06, 0.02),
  stripe: woven(0.88, 96, 0.08, 0.03),
  dot: woven(0.8, 96, 0.06, 0.02),
};

/** Cloth by fabric and dye. */
export const FABRIC_RECIPES = Object.fromEntries(
  CLOTHS.map((cloth) => {
    const [dye, ...fabric] = cloth.split('-');
    return [cloth, MAKING[fabric.join('-') as Fabric](hex(DYE[dye as Dye]))];
  }),
) as Record<Cloth, Recipe>;
