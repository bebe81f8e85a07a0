import type { SceneElement, Vec3 } from '../../document/scene-document';
import type { MedicalMaterial, StageLight } from '../../document/vocabulary/medical';
import { aimedAt } from '../../elements/medical/stage';
import type { Random } from '../../geometry/random';
import { round } from '../architecture/layout/anchor';

/** Middle of every preparation, metres. */
export const MIDDLE: Vec3 = [0, 1.3, 0];
export const COVE = { radius: 7.5, height: 8 } as const;

interface Lamp {
  id: string;
  /** Where it hangs: radians about +Y from the front, metres out and up. */
  around: number;
  out: number;
  up: number;
  size: number;
  material: MedicalMaterial;
}

const LAMPS: Record<StageLight, readonly Lamp[]> = {
  soft: [
    { id: 'key-light', around: -0.75, out: 4.2, up: 5.3, size: 1.9, material: 'lamp-key' },
    { id: 'fill-light', around: 1, out: 4.6, up: 4.9, size: 2, material: 'lamp-fill' },
    { id: 'rim-light', around: 2.7, out: 4, up: 5.4, size: 1.4, material: 'lamp-rim' },
  ],
  even: [
    { id: 'key-light', around: -0.8, out: 4.3, up: 5.3, size: 1.7, material: 'lamp-key' },
    { id: 'fill-light', around: 0.8, out: 4.3, up: 5.3, size: 1.7, material: 'lamp-key' },
    { id: 'rim-light', around: 3.1, out: 4, up: 5.5, size: 1.7, material: 'lamp-key' },
  ],
  contrast: [
    { id: 'key-light', around: -1.15, out: 4.2, up: 4.9, size: 1.5, material: 'lamp-key' },
    { id: 'rim-light', around: 2.3, out: 4, up: 5.2, size: 1.5, material: 'lamp-rim' },
  ],
};

/** Cove and lamps; `turn` brings the lamps round to where the preparation is looked at from. */
export function stageElements(
  light: StageLight,
  backdrop: MedicalMaterial,
  turn: number,
  random: Random,
): SceneElement[] {
  const side = random.chance(0.75) ? 1 : -1;
  const drift = random.between(-0.2, 0.2);
  const { radius, height } = COVE;
  const cove: SceneElement = {
    id: 'backdrop',
    type: 'cove',
    position: [0, 0, 0],
    yaw: 0,
    size: [radius * 2, height, radius * 2],
    materials: { surface: backdrop },
  };
  return [cove, ...LAMPS[light].map((lamp) => panel(lamp, turn + side * (lamp.around + drift)))];
}

function panel({ id, out, up, size, material }: Lamp, around: number): SceneElement {
  const at: Vec3 = [round(out * Math.sin(around)), up, round(out * Math.cos(around))];
  const { yaw, pitch } = aimedAt(at, MIDDLE);
  return {
    id,
    type: 'lamp-panel',
    position: [at[0], round(at[1] - size / 2), at[2]],
    yaw: round(yaw),
    size: [size, size, 0.05],
    materials: { lamp: material },
    params: { pitch: round(pitch) },
  };
}
