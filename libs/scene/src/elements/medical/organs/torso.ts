import type { ElementPrototype } from '../../element';
import type { MaterialName } from '../../../document/vocabulary';
import { type Field, bumps, raised, shared } from '../field/field';
import { type Depth, cushion, organOutlines } from '../outlines';
import { type Part, type Specimen, specimenBuilder } from '../specimen';

/** Of the drawing: the hips, and the body's middle line. */
const FRAME = { floor: 112, middle: 53 };

/** Organs from back to front; the drawing has none of this. In its unit, about a centimetre. */
const DEPTHS: Record<string, Depth> = {
  brain: { at: 2.4, half: 3.4, rounding: 5 },
  'small-intestine': { at: 2.6, half: 2.4, rounding: 3 },
  kidneys: { at: 1, half: 2, rounding: 3 },
  oesophagus: { at: 1.4, half: 1, rounding: 0.9 },
  trachea: { at: 2.2, half: 1, rounding: 0.7 },
  'thyroid-gland': { at: 2.8, half: 1, rounding: 0.9 },
  lungs: { at: 2.2, half: 3.2, rounding: 5 },
  heart: { at: 4.6, half: 3.2, rounding: 4.5 },
  spleen: { at: 2.2, half: 2, rounding: 2.4 },
  liver: { at: 3, half: 3, rounding: 5 },
  pancreas: { at: 3, half: 1.3, rounding: 1.6 },
  stomach: { at: 4.6, half: 2.4, rounding: 3 },
  'gall-bladder': { at: 5.6, half: 1.2, rounding: 1.2 },
  colon: { at: 4, half: 2, rounding: 2.2 },
  'urinary-bladder': { at: 4, half: 2.6, rounding: 3.4 },
};

const ORGAN_MATERIALS: Record<string, MaterialName> = {
  brain: 'cortex',
  'small-intestine': 'intestine',
  kidneys: 'kidney',
  oesophagus: 'muscle',
  trachea: 'bronchus',
  'thyroid-gland': 'spleen',
  lungs: 'lung',
  heart: 'heart-muscle',
  spleen: 'spleen',
  liver: 'liver',
  pancreas: 'pancreas',
  stomach: 'stomach',
  'gall-bladder': 'gall-bladder',
  colon: 'colon',
  'urinary-bladder': 'bladder',
};

/** Head and trunk from the front with the organs in their places, as a relief before the body's outline. */
export const torso: ElementPrototype = {
  size: [1.43, 1.7, 0.16],
  slots: { body: 'skin', ...ORGAN_MATERIALS },
  solid: true,
  build: specimenBuilder('torso', specimen),
};

function specimen(): Specimen {
  const { body, organs } = organOutlines();
  const above: Field = (_x, y) => 0.4 - y;
  const plate = shared(cushion([body], { at: -2.2, half: 2.4, rounding: 3 }, FRAME), above);
  return {
    extent: { min: [-47, 0, -4.8], max: [47, 112, 8.4] },
    parts: [
      { slot: 'body', field: plate, cells: 62 },
      ...organs.map(({ name, rings }): Part => ({
        slot: name,
        field: textured(name, cushion(name === 'trachea' ? rings.slice(0, 1) : rings, DEPTHS[name], FRAME)),
        cells: 130,
      })),
    ],
  };
}

/** Folds where an organ has them. */
function textured(name: string, field: Field): Field {
  if (name === 'small-intestine') return raised(field, (x, y, z) => 0.5 * bumps(3.4)(x, y, z));
  if (name === 'brain') return raised(field, (x, y, z) => 0.28 * bumps(2)(x, y, z));
  if (name === 'colon') return raised(field, (x, y, z) => 0.35 * bumps(4.2)(x, y, z));
  return field;
}
