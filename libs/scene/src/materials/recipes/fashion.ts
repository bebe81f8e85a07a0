import type { FashionMaterial } from '../../document/vocabulary/fashion';
import { hex } from '../patterns/canvas';
import { strands } from '../patterns/fabrics';
import { patterned, plain, type Recipe } from '../recipe';
import { FABRIC_RECIPES } from './fabrics';

const hair = (roughness: number, colour: string): Recipe => ({
  ...patterned(roughness, (seed) => strands(hex(colour), 128, 0.5, 0.12, seed)),
  thin: true,
});

/** Skin, hair, the set of a studio, and all cloth. */
export const FASHION_RECIPES: Record<FashionMaterial, Recipe> = {
  'skin-porcelain': plain(0.5, '#f0d3c4'),
  'skin-fair': plain(0.5, '#e6c1ab'),
  'skin-light': plain(0.5, '#d8aa8d'),
  'skin-medium': plain(0.5, '#c08f6d'),
  'skin-tan': plain(0.5, '#a8754f'),
  'skin-brown': plain(0.48, '#855738'),
  'skin-dark': plain(0.46, '#633d28'),
  'skin-deep': plain(0.45, '#4a2d20'),
  'lips-porcelain': plain(0.4, '#cf8f88'),
  'lips-fair': plain(0.4, '#c4827a'),
  'lips-light': plain(0.4, '#b6736a'),
  'lips-medium': plain(0.4, '#a2625a'),
  'lips-tan': plain(0.4, '#8c5149'),
  'lips-brown': plain(0.4, '#6f3f38'),
  'lips-dark': plain(0.4, '#54302b'),
  'lips-deep': plain(0.4, '#432724'),
  'hair-black': hair(0.45, '#2b2422'),
  'hair-dark-brown': hair(0.45, '#3d2b22'),
  'hair-brown': hair(0.48, '#62432f'),
  'hair-auburn': hair(0.48, '#713a26'),
  'hair-red': hair(0.5, '#a3532d'),
  'hair-blond': hair(0.5, '#c39a5d'),
  'hair-platinum': hair(0.5, '#dccdac'),
  'hair-grey': hair(0.5, '#9a9894'),
  'hair-white': hair(0.5, '#dddad5'),
  'eye-white': plain(0.3, '#cfc9c3'),
  'iris-brown': plain(0.2, '#4d3121'),
  'iris-hazel': plain(0.2, '#75592f'),
  'iris-green': plain(0.2, '#557252'),
  'iris-blue': plain(0.2, '#4f7596'),
  'iris-grey': plain(0.2, '#767f86'),
  'paper-white': plain(0.9, '#e8e7e4'),
  'paper-grey': plain(0.9, '#a3a4a5'),
  'paper-charcoal': plain(0.9, '#4d4e51'),
  'paper-beige': plain(0.9, '#d3c3ab'),
  'paper-blue': plain(0.9, '#8ea7bd'),
  'paper-sage': plain(0.9, '#a5b09a'),
  'paper-blush': plain(0.9, '#e0bfb5'),
  'paper-rust': plain(0.9, '#b06a48'),
  'softbox-light': { roughness: 0.9, colour: hex('#eceae6'), emission: [8, 7.9, 7.7] },
  'spot-light': { roughness: 0.9, colour: hex('#eceae6'), emission: [22, 21.4, 20.5] },
  'gloss-black': plain(0.12, '#2b2b2d'),
  'gloss-white': plain(0.12, '#e6e5e2'),
  ...FABRIC_RECIPES,
};
