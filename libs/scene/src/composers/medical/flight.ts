import { noticeOf } from '@maquette/kernel';
import type { MedicalBrief } from '../../document/medical-brief';
import type { SceneDocument, SceneElement } from '../../document/scene-document';
import type { MaterialName } from '../../document/vocabulary';
import type { Subject } from '../../document/vocabulary/medical';
import { CATALOGUE } from '../../elements/catalogue';
import { lumenCourse, type LumenKind } from '../../elements/medical/organs/lumen';
import { aimedAt } from '../../elements/medical/stage';
import { Random } from '../../geometry/random';
import { round } from '../architecture/layout/anchor';

interface Flight {
  title: string;
  kind: LumenKind;
  wall: MaterialName;
}

/** What a camera can fly through, by subject. */
export const FLIGHTS: Partial<Record<Subject, Flight>> = {
  artery: { title: 'Flight through a blood vessel', kind: 'vessel', wall: 'endothelium' },
  blood: { title: 'Flight through a blood vessel', kind: 'vessel', wall: 'endothelium' },
  airways: { title: 'Flight through the airways', kind: 'airway', wall: 'mucosa' },
  lungs: { title: 'Flight through the airways', kind: 'airway', wall: 'mucosa' },
};

/** The inside of a tube, lit by what the camera carries, and from its far end. The brief's subject must be one of FLIGHTS. */
export function composeFlight({ subject, palette }: MedicalBrief, seed: number): SceneDocument {
  const { title, kind, wall } = FLIGHTS[subject]!;
  const [w, h, d] = CATALOGUE.lumen.size;
  const random = new Random(seed);
  const tube: SceneElement = {
    id: 'lumen-1',
    type: 'lumen',
    position: [0, 0, 0],
    yaw: 0,
    size: [w, h, d],
    materials: { wall: palette === 'x-ray' ? 'xray-blue' : wall },
    params: { kind, ...(kind === 'vessel' ? { count: random.integer(34, 60) } : {}) },
  };
  return {
    schema: 'maquette/scene/1',
    domain: 'medical',
    title,
    notice: noticeOf('medical')!,
    seed,
    space: 'lumen',
    setting: 'interior',
    environment: { hour: 0, dayOfYear: 172, latitude: 48, north: 0, weather: 'overcast' },
    lamps: true,
    bounds: { min: [-w / 2, 0, -d / 2], max: [w / 2, h, d / 2] },
    elements: [tube, farLight()],
    camera: { keyframes: [], move: 'fly-through' },
  };
}

/** Beyond the bend that the flight ends before; all other light is carried by the camera. */
function farLight(): SceneElement {
  const { at, towards, size } = lumenCourse().light;
  const { yaw, pitch } = aimedAt(at, towards);
  return {
    id: 'light-1',
    type: 'lamp-panel',
    position: [round(at[0]), round(at[1] - size / 2), round(at[2])],
    yaw: round(yaw),
    size: [round(size), round(size), 0.05],
    materials: { lamp: 'lamp-key' },
    params: { pitch: round(pitch) },
  };
}
