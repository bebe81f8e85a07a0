import { numberParam } from '../../element';
import { choiceParam } from '../choice';
import type { SceneElement } from '../../../document/scene-document';
import {
  CLOSURES,
  COLLARS,
  FITS,
  LEGS,
  LENGTHS,
  SKIRT_SHAPES,
  SLEEVES,
  type Collar,
  type Fit,
  type Garment as GarmentType,
  type GarmentLength,
  type Leg,
  type SkirtShape,
  type Sleeve,
} from '../../../document/vocabulary/fashion';
import type { Cut, Neckline } from './garment-cut';
import type { Landmarks } from './second-skin';

/** Order from the skin outwards. */
export const LAYER: Record<GarmentType, number> = {
  't-shirt': 1,
  shirt: 1,
  blouse: 1,
  turtleneck: 1,
  jeans: 2,
  trousers: 2,
  shorts: 2,
  skirt: 2,
  dress: 3,
  gown: 3,
  jumpsuit: 3,
  knit: 4,
  hoodie: 4,
  waistcoat: 5,
  cardigan: 6,
  blazer: 7,
  'bomber-jacket': 7,
  coat: 8,
  'trench-coat': 8,
  cape: 9,
};

interface Style {
  ease: number;
  fit: Fit;
  length: GarmentLength;
  sleeve: Sleeve;
  collar: Collar;
  leg?: Leg;
  shape?: SkirtShape;
  stiffness: number;
}

const STYLE: Record<GarmentType, Style> = {
  't-shirt': { ease: 0.007, fit: 'regular', length: 'hip', sleeve: 'short', collar: 'crew', stiffness: 0.15 },
  shirt: { ease: 0.009, fit: 'regular', length: 'hip', sleeve: 'long', collar: 'shirt', stiffness: 0.3 },
  blouse: { ease: 0.01, fit: 'relaxed', length: 'hip', sleeve: 'long', collar: 'v-neck', stiffness: 0.08 },
  turtleneck: { ease: 0.006, fit: 'slim', length: 'hip', sleeve: 'long', collar: 'roll', stiffness: 0.2 },
  jeans: {
    ease: 0.007,
    fit: 'regular',
    length: 'ankle',
    sleeve: 'none',
    collar: 'crew',
    leg: 'straight',
    stiffness: 0.5,
  },
  trousers: {
    ease: 0.01,
    fit: 'regular',
    length: 'ankle',
    sleeve: 'none',
    collar: 'crew',
    leg: 'straight',
    stiffness: 0.4,
  },
  shorts: {
    ease: 0.01,
    fit: 'regular',
    length: 'mini',
    sleeve: 'none',
    collar: 'crew',
    leg: 'straight',
    stiffness: 0.4,
  },
  skirt: {
    ease: 0.01,
    fit: 'regular',
    length: 'knee',
    sleeve: 'none',
    collar: 'crew',
    shape: 'a-line',
    stiffness: 0.25,
  },
  dress: {
    ease: 0.009,
    fit: 'slim',
    length: 'knee',
    sleeve: 'none',
    collar: 'crew',
    shape: 'a-line',
    stiffness: 0.2,
  },
  gown: {
    ease: 0.008,
    fit: 'slim',
    length: 'floor',
    sleeve: 'none',
    collar: 'v-neck',
    shape: 'full',
    stiffness: 0.12,
  },
  jumpsuit: {
    ease: 0.012,
    fit: 'regular',
    length: 'ankle',
    sleeve: 'short',
    collar: 'v-neck',
    leg: 'wide',
    stiffness: 0.3,
  },
  knit: { ease: 0.018, fit: 'relaxed', length: 'hip', sleeve: 'long', collar: 'crew', stiffness: 0.45 },
  hoodie: { ease: 0.02, fit: 'relaxed', length: 'hip', sleeve: 'long', collar: 'hood', stiffness: 0.45 },
  waistcoat: {
    ease: 0.016,
    fit: 'slim',
    length: 'cropped',
    sleeve: 'none',
    collar: 'v-neck',
    stiffness: 0.6,
  },
  cardigan: { ease: 0.02, fit: 'relaxed', length: 'hip', sleeve: 'long', collar: 'v-neck', stiffness: 0.4 },
  blazer: { ease: 0.017, fit: 'regular', length: 'hip', sleeve: 'long', collar: 'notch', stiffness: 0.7 },
  'bomber-jacket': {
    ease: 0.026,
    fit: 'relaxed',
    length: 'cropped',
    sleeve: 'long',
    collar: 'mandarin',
    stiffness: 0.5,
  },
  coat: { ease: 0.022, fit: 'regular', length: 'knee', sleeve: 'long', collar: 'notch', stiffness: 0.75 },
  'trench-coat': {
    ease: 0.03,
    fit: 'regular',
    length: 'knee',
    sleeve: 'long',
    collar: 'shirt',
    stiffness: 0.55,
  },
  cape: { ease: 0.04, fit: 'oversized', length: 'mini', sleeve: 'elbow', collar: 'mandarin', stiffness: 0.5 },
};

const TAPER: Record<Fit, number> = { slim: 1.1, regular: 0.32, relaxed: 0.14, oversized: 0 };
const WIDER: Record<Fit, number> = { slim: -0.002, regular: 0, relaxed: 0.012, oversized: 0.03 };
const SLEEVE_END: Record<Sleeve, number | null> = { none: null, short: 0.62, elbow: 1.08, long: 1.99 };

const LEG_EASE: Record<Leg, Cut['legEase']> = {
  slim: [0.004, 0.006, 0.012],
  tapered: [0.012, 0.014, 0.012],
  straight: [0.006, 0.014, 0.032],
  wide: [0.014, 0.042, 0.08],
  flared: [0.006, 0.014, 0.085],
};

/** The cut of a garment as its element's params ask for it, on a body of these measures. */
export function cutOf(element: SceneElement, marks: Landmarks): Cut {
  const type = element.type as GarmentType;
  const style = STYLE[type];
  const fit = choiceParam(element, 'fit', FITS, style.fit);
  const length = choiceParam(element, 'length', LENGTHS, style.length);
  const sleeve = choiceParam(element, 'sleeve', SLEEVES, style.sleeve);
  const collar = choiceParam(element, 'collar', COLLARS, style.collar);
  const shape = choiceParam(element, 'shape', SKIRT_SHAPES, style.shape ?? 'a-line');
  const leg = choiceParam(element, 'leg', LEGS, style.leg ?? 'straight');
  const closure = choiceParam(element, 'closure', CLOSURES, 'closed');
  const ease = style.ease + WIDER[fit] + Math.min(0.08, Math.max(-0.004, numberParam(element, 'ease', 0)));
  const hem = heightOf(length, marks);
  const upper = !['trousers', 'jeans', 'shorts', 'skirt'].includes(type);
  const tubes = ['trousers', 'jeans', 'shorts', 'jumpsuit'].includes(type);
  const skirted = ['skirt', 'dress', 'gown'].includes(type);
  const long = hem < marks.crotch;
  return {
    upper,
    top: type === 'skirt' ? marks.waist - 0.01 : marks.waistband + (type === 'jeans' ? 0 : 0.03),
    neck: necklineOf(collar, type, marks),
    sleeve: SLEEVE_END[sleeve],
    legs: tubes ? 'tubes' : long ? 'skirt' : 'none',
    hem,
    legHem: tubes ? legHemOf(type, length, marks) : 0,
    ease,
    sleeveEase: sleeveEaseOf(type, fit),
    legEase: LEG_EASE[leg],
    taper: skirted || type === 'jumpsuit' ? 1.3 : TAPER[fit],
    ...flareOf(type, shape, marks, hem),
    opening:
      closure === 'open' &&
      ['coat', 'trench-coat', 'blazer', 'cardigan', 'bomber-jacket', 'cape'].includes(type)
        ? { top: 0.03, bottom: 0.1 }
        : null,
    stiffness: style.stiffness,
    waistHeld: skirted || closure === 'belted' || type === 'jumpsuit',
  };
}

/** The collar that a garment's params ask for, or its type's own. */
export const collarOf = (element: SceneElement): Collar =>
  choiceParam(element, 'collar', COLLARS, STYLE[element.type as GarmentType].collar);

/** Height over the soles at which a garment ends, by its `length`. */
export const hemOf = (element: SceneElement, marks: Landmarks): number =>
  heightOf(choiceParam(element, 'length', LENGTHS, STYLE[element.type as GarmentType].length), marks);

function heightOf(length: GarmentLength, marks: Landmarks): number {
  const { knee, ankle, crotch, waistband } = marks;
  return {
    cropped: waistband - 0.02,
    hip: crotch + 0.045,
    mini: crotch - (crotch - knee) * 0.42,
    knee: knee - 0.015,
    midi: knee - (knee - ankle) * 0.5,
    ankle: ankle + 0.04,
    floor: 0.02,
  }[length];
}

function legHemOf(type: GarmentType, length: GarmentLength, marks: Landmarks): number {
  if (type === 'shorts')
    return length === 'knee' ? marks.knee + 0.03 : marks.crotch - (marks.crotch - marks.knee) * 0.5;
  if (length === 'floor') return 0.015;
  if (length === 'cropped' || length === 'midi') return marks.knee - (marks.knee - marks.ankle) * 0.62;
  return marks.ankle - 0.045;
}

function sleeveEaseOf(type: GarmentType, fit: Fit): Cut['sleeveEase'] {
  const base: Partial<Record<GarmentType, Cut['sleeveEase']>> = {
    turtleneck: [0.002, 0.002],
    't-shirt': [0.008, 0.014],
    shirt: [0.008, 0.012],
    blouse: [0.006, 0.03],
    knit: [0.006, 0.012],
    coat: [0.004, 0.014],
    'trench-coat': [0.005, 0.018],
    blazer: [0.004, 0.012],
    cape: [0.1, 0.2],
  };
  const [upper, wrist] = base[type] ?? [0.008, 0.014];
  return [upper + WIDER[fit] * 0.6, wrist + WIDER[fit] * 0.5];
}

function flareOf(
  type: GarmentType,
  shape: SkirtShape,
  marks: Landmarks,
  hem: number,
): Pick<Cut, 'flareFrom' | 'flare' | 'folds'> {
  const none = { count: 0, depth: 0, sharp: false };
  if (type === 'skirt' || type === 'dress' || type === 'gown') {
    const flareFrom = marks.waist - 0.02;
    const drop = flareFrom - hem;
    switch (shape) {
      case 'pencil':
        return { flareFrom: marks.hip, flare: -0.03, folds: none };
      case 'a-line':
        return {
          flareFrom,
          flare: 0.2,
          folds: { count: 7, depth: 0.022 * Math.min(1.4, drop / 0.6), sharp: false },
        };
      case 'pleated':
        return { flareFrom: flareFrom - 0.08, flare: 0.16, folds: { count: 30, depth: 0.017, sharp: true } };
      case 'full':
        return {
          flareFrom,
          flare: 0.36,
          folds: { count: 10, depth: 0.05 * Math.min(1.5, drop / 0.6), sharp: false },
        };
    }
  }
  if (type === 'coat' || type === 'trench-coat')
    return { flareFrom: marks.waist, flare: 0.07, folds: { count: 5, depth: 0.012, sharp: false } };
  if (type === 'cape')
    return { flareFrom: marks.shoulder, flare: 0.3, folds: { count: 8, depth: 0.02, sharp: false } };
  return { flareFrom: marks.waist, flare: 0, folds: none };
}

function necklineOf(collar: Collar, type: GarmentType, marks: Landmarks): Neckline {
  const chest = marks.chest;
  switch (collar) {
    case 'boat':
      return { width: 0.125, depth: 0.085 };
    case 'v-neck':
      return {
        width: 0.085,
        depth: 0.09,
        wedge: type === 'waistcoat' || type === 'cardigan' ? chest - 0.06 : chest + 0.03,
      };
    case 'notch':
    case 'peak':
    case 'shawl':
      return { width: 0.078, depth: 0.085, wedge: type === 'coat' ? chest + 0.02 : chest - 0.05 };
    case 'shirt':
      return { width: 0.068, depth: 0.078, wedge: marks.neck[1] - 0.075 };
    case 'roll':
    case 'mandarin':
      return { width: 0.066, depth: 0.074 };
    default:
      return { width: 0.078, depth: 0.088 };
  }
}

/** Underclothes: close to the skin, so that anything can be worn over them. */
export function underCut(marks: Landmarks): Cut {
  return {
    upper: true,
    top: 0,
    neck: { width: 0.1, depth: 0.14 },
    sleeve: null,
    legs: 'tubes',
    hem: marks.crotch,
    legHem: marks.crotch - 0.07,
    ease: 0.0025,
    sleeveEase: [0, 0],
    legEase: [0, 0, 0],
    taper: 2,
    flareFrom: marks.waist,
    flare: 0,
    folds: { count: 0, depth: 0, sharp: false },
    opening: null,
    stiffness: 0,
    waistHeld: false,
  };
}
