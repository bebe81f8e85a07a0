import type {
  Background,
  Cut,
  MedicalMove,
  MedicalView,
  Palette,
  StageLight,
  Subject,
} from './vocabulary/medical';

/** What a prompt asked for, before anything is placed. Everything left out is the composer's choice, by seed. */
export interface MedicalBrief {
  subject: Subject;
  view?: MedicalView;
  /** Plane of a cutaway. */
  cut?: Cut;
  palette?: Palette;
  background?: Background;
  light?: StageLight;
  move?: MedicalMove;
  /** An artery narrowed by a deposit. */
  plaque?: boolean;
}
