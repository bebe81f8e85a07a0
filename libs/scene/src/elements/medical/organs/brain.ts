import type { ElementPrototype } from '../../element';
import { brainVolumes } from '../brain-volume';
import { type Specimen, specimenBuilder } from '../specimen';

/** The cortex, cerebellum and brain stem of the MNI152 template; a cut shows grey matter around white, and the ventricles open. */
export const brain: ElementPrototype = {
  size: [1.13, 1.18, 1.4],
  slots: { surface: 'cortex', grey: 'cortex-cut', white: 'white-matter' },
  solid: true,
  build: specimenBuilder('brain', specimen),
};

function specimen(): Specimen {
  const { extent, brain: whole, white } = brainVolumes();
  return {
    extent,
    parts: [
      {
        slot: 'surface',
        field: whole,
        everywhere: true,
        folded: true,
        cells: 53,
        capCells: 100,
        cut: [{ slot: 'white', field: white }, { slot: 'grey' }],
      },
    ],
  };
}
