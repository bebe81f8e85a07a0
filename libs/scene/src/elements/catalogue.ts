import type { ElementType } from '../document/vocabulary';
import { APPLIANCES } from './appliances';
import { BATHROOM } from './bathroom';
import { BEDROOM } from './bedroom';
import type { ElementPrototype } from './element';
import { FACADES } from './facades';
import { KITCHEN } from './kitchen';
import { LIGHTS } from './lights';
import { OUTDOORS } from './outdoors';
import { ROOFS } from './roofs';
import { SEATS } from './seats';
import { SHELL } from './shell';
import { STORAGE } from './storage';
import { TABLES } from './tables';
import { THINGS } from './things';
import { UPHOLSTERY } from './upholstery';

/** How to build every element type. */
export const CATALOGUE: Record<ElementType, ElementPrototype> = {
  ...SHELL,
  ...UPHOLSTERY,
  ...SEATS,
  ...TABLES,
  ...STORAGE,
  ...BEDROOM,
  ...KITCHEN,
  ...APPLIANCES,
  ...BATHROOM,
  ...LIGHTS,
  ...THINGS,
  ...ROOFS,
  ...FACADES,
  ...OUTDOORS,
};
