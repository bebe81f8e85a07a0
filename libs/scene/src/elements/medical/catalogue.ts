import type { MedicalElement } from '../../document/vocabulary/medical';
import type { Family } from '../element';

/** Anatomy and its stage. */
export const MEDICAL: Family<MedicalElement> = {
  specimen: {
    size: [0.3, 0.3, 0.3],
    slots: { tissue: 'soft-tissue' },
    solid: true,
    build(sink, { size: [w, h, d] }, material) {
      sink.box([-w / 2, 0, -d / 2], [w / 2, h, d / 2], material('tissue'));
    },
  },
};
