import type { Domain } from '@maquette/kernel';
import type { Precedence } from '../schedule/precedence';

/** What is to be placed. */
export interface Demand {
  domain: Domain;
  /** `architecture/daylight@1.0.0` */
  checkpoint: string;
  /** Of the checkpoint's files; null: not known. */
  fileBytes: number | null;
  /** Pixels of a frame in millions, times frames. */
  megapixelFrames: number;
  /** Labels that the pool must have. */
  labels?: readonly string[];
  precedence?: Precedence;
}
