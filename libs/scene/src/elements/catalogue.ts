import type { ElementType } from '../document/vocabulary';
import { BATHROOM } from './bathroom';
import { BEDROOM } from './bedroom';
import type { ElementPrototype } from './element';
import { HOUSES } from './houses';
import { KITCHEN } from './kitchen';
import { LIGHTS } from './lights';
import { OUTDOORS } from './outdoors';
import { SEATS } from './seats';
import { SHELL } from './shell';
import { STORAGE } from './storage';
import { TABLES } from './tables';
import { THINGS } from './things';

/** How to build every element type. */
export const CATALOGUE: Record<ElementType, ElementPrototype> = {
  ...SHELL,
  ...SEATS,
  ...TABLES,
  ...STORAGE,
  ...BEDROOM,
  ...KITCHEN,
  ...BATHROOM,
  ...LIGHTS,
  ...THINGS,
  ...HOUSES,
  ...OUTDOORS,
};
