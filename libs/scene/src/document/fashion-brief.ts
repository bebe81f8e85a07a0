import type {
  Accessory,
  Age,
  Body,
  Build,
  Closure,
  Collar,
  Dye,
  Fabric,
  FashionMove,
  FashionSpace,
  FashionStyle,
  Fit,
  Garment,
  GarmentLength,
  HairColour,
  HairStyle,
  Leg,
  LightMood,
  Pose,
  Season,
  SetMaterial,
  Shoe,
  Skin,
  SkirtShape,
  Sleeve,
  Stature,
} from './vocabulary/fashion';
import type { Weather } from './vocabulary/shared';

export type Worn = Garment | Shoe | Accessory;

/** Something to wear, and what was said about it. */
export interface WornWish {
  type: Worn;
  fabric?: Fabric;
  dye?: Dye;
  fit?: Fit;
  length?: GarmentLength;
  sleeve?: Sleeve;
  collar?: Collar;
  leg?: Leg;
  shape?: SkirtShape;
  closure?: Closure;
}

/** What is known of the one who wears the clothes. */
export interface CharacterWish {
  body?: Body;
  stature?: Stature;
  build?: Build;
  age?: Age;
  hair?: HairStyle;
  hairColour?: HairColour;
  skin?: Skin;
}

/** What a prompt asked for, before anything is placed. Everything left out is the composer's choice, by seed. */
export interface FashionBrief extends CharacterWish {
  space?: FashionSpace;
  style?: FashionStyle;
  season?: Season;
  /** Fixes everything about the character that no word fixes; left out, it follows from the scene's seed. */
  character?: number;
  wears?: WornWish[];
  /** Ruled out: "no belt". */
  without?: Worn[];
  /** Colours, fabrics and fit that no garment was named for: they hold for the outfit. */
  dyes?: Dye[];
  fabrics?: Fabric[];
  fit?: Fit;
  pose?: Pose;
  move?: FashionMove;
  light?: LightMood;
  backdrop?: SetMaterial;
  /** Local solar time 0–24. */
  hour?: number;
  weather?: Weather;
  /** How many looks a lookbook shows. */
  looks?: number;
}
