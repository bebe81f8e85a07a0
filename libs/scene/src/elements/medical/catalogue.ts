import type { MedicalElement } from '../../document/vocabulary/medical';
import type { Family } from '../element';
import { bloodCells, bloodVessel } from './organs/blood';
import { brain } from './organs/brain';
import { eye } from './organs/eye';
import { heart } from './organs/heart';
import { kidney } from './organs/kidney';
import { lumen } from './organs/lumen';
import { airways, lungs } from './organs/lungs';
import { skull } from './organs/skull';
import { spine } from './organs/spine';
import { neuron } from './organs/neuron';
import { tooth } from './organs/tooth';
import { torso } from './organs/torso';
import { STAGE } from './stage';

/** Anatomy and its stage. */
export const MEDICAL: Family<MedicalElement> = {
  brain,
  heart,
  lungs,
  airways,
  kidney,
  skull,
  spine,
  'blood-vessel': bloodVessel,
  'blood-cells': bloodCells,
  eye,
  lumen,
  torso,
  tooth,
  neuron,
  ...STAGE,
};
