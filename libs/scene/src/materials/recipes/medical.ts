import type { MedicalMaterial } from '../../document/vocabulary/medical';
import { plain, type Recipe } from '../recipe';

/** Tissue. */
export const MEDICAL_RECIPES: Record<MedicalMaterial, Recipe> = {
  bone: plain(0.6, '#dccfb4'),
  'soft-tissue': plain(0.4, '#b5645a'),
};
