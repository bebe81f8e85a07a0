import type { ArchitectureElement, ElementType } from '../document/vocabulary';
import { APPLIANCES } from './appliances';
import { BATHROOM } from './bathroom';
import { BEDROOM } from './bedroom';
import type { ElementPrototype, Family } from './element';
import { FACADES } from './facades';
import { FASHION } from './fashion/catalogue';
import { KITCHEN } from './kitchen';
import { LIGHTS } from './lights';
import { MEDICAL } from './medical/catalogue';
import { OUTDOORS } from './outdoors';
import { ROOFS } from './roofs';
import { SEATS } from './seats';
import { SHELL } from './shell';
import { STORAGE } from './storage';
import { TABLES } from './tables';
import { THINGS } from './things';
import { UPHOLSTERY } from './upholstery';

const ARCHITECTURE: Family<ArchitectureElement> = {
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

/** How to build every element type. */
export const CATALOGUE: Record<ElementType, ElementPrototype> = {
  ...ARCHITECTURE,
  ...FASHION,
  ...MEDICAL,
};
