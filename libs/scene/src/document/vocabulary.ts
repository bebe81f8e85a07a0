import type { Domain } from '@maquette/kernel';
import {
  ARCHITECTURE_ELEMENTS,
  ARCHITECTURE_MATERIALS,
  ARCHITECTURE_SPACES,
} from './vocabulary/architecture';
import { FASHION_ELEMENTS, FASHION_MATERIALS, FASHION_MOVES, FASHION_SPACES } from './vocabulary/fashion';
import { MEDICAL_ELEMENTS, MEDICAL_MATERIALS, MEDICAL_MOVES, MEDICAL_SPACES } from './vocabulary/medical';

/** Closed lists: what a scene document may name. Each domain's own values stand in its file of `vocabulary/`. */

export const SPACES = [...ARCHITECTURE_SPACES, ...FASHION_SPACES, ...MEDICAL_SPACES] as const;
export type Space = (typeof SPACES)[number];

/** What stands in a scene. `size` of an element is always width (x), height (y), depth (z). */
export const ELEMENT_TYPES = [...ARCHITECTURE_ELEMENTS, ...FASHION_ELEMENTS, ...MEDICAL_ELEMENTS] as const;
export type ElementType = (typeof ELEMENT_TYPES)[number];

export const MATERIALS = [...ARCHITECTURE_MATERIALS, ...FASHION_MATERIALS, ...MEDICAL_MATERIALS] as const;
export type MaterialName = (typeof MATERIALS)[number];

/** Ways in which a camera is planned, where a domain has several. */
export const CAMERA_MOVES = [...FASHION_MOVES, ...MEDICAL_MOVES] as const;
export type CameraMove = (typeof CAMERA_MOVES)[number];

export interface DomainVocabulary {
  spaces: readonly Space[];
  elements: readonly ElementType[];
  materials: readonly MaterialName[];
}

/** What a document of each domain may name: clothes and anatomy stand in sets built of architecture's elements. */
export const VOCABULARY: Record<Domain, DomainVocabulary> = {
  architecture: {
    spaces: ARCHITECTURE_SPACES,
    elements: ARCHITECTURE_ELEMENTS,
    materials: ARCHITECTURE_MATERIALS,
  },
  fashion: {
    spaces: FASHION_SPACES,
    elements: [...FASHION_ELEMENTS, ...ARCHITECTURE_ELEMENTS],
    materials: [...FASHION_MATERIALS, ...ARCHITECTURE_MATERIALS],
  },
  medical: {
    spaces: MEDICAL_SPACES,
    elements: [...MEDICAL_ELEMENTS, ...ARCHITECTURE_ELEMENTS],
    materials: [...MEDICAL_MATERIALS, ...ARCHITECTURE_MATERIALS],
  },
};

export {
  ARCHITECTURE_SPACES,
  EXTERIORS,
  INTERIORS,
  SIZES,
  STYLES,
  type ArchitectureElement,
  type ArchitectureMaterial,
  type ArchitectureSpace,
  type RoomSize,
  type Style,
} from './vocabulary/architecture';
export { WEATHERS, type Weather } from './vocabulary/shared';
