/** What scenes of medicine may name. Adding a value here means teaching composer, elements or materials to make it. */

export const MEDICAL_SPACES = ['stage'] as const;
export type MedicalSpace = (typeof MEDICAL_SPACES)[number];

export const MEDICAL_ELEMENTS = ['specimen'] as const;
export type MedicalElement = (typeof MEDICAL_ELEMENTS)[number];

export const MEDICAL_MATERIALS = ['bone', 'soft-tissue'] as const;
export type MedicalMaterial = (typeof MEDICAL_MATERIALS)[number];
