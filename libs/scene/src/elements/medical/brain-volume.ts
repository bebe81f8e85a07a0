import { gunzipSync } from 'node:zlib';
import { assetBytes } from '../../assets/asset-files';
import type { Extent, Field } from './field/field';

const ASSET = 'brain-volumes@1.0.0';

interface Description {
  size: [number, number, number];
  spacing: [number, number, number];
  origin: [number, number, number];
  volumes: Record<'brain' | 'white' | 't1', { file: string; levels: number }>;
}

/** The MNI152 template's tissue, as fields of about millimetres: +Y up, +Z to the face, +X to the patient's left. */
export interface BrainVolumes {
  extent: Extent;
  brain: Field;
  white: Field;
}

let loaded: BrainVolumes | undefined;

/**
 * Reads the volumes once a process.
 * @throws MaquetteError `asset-missing` (not-found), `asset-damaged` (bad-input)
 */
export function brainVolumes(): BrainVolumes {
  return (loaded ??= load());
}

function load(): BrainVolumes {
  const description = JSON.parse(assetBytes(ASSET, 'volumes.json').toString('utf8')) as Description;
  const { size, spacing, origin, volumes } = description;
  const read = ({ file, levels }: { file: string; levels: number }): Field =>
    surfaceAtHalf(gunzipSync(assetBytes(ASSET, file)), levels, description);
  const end = origin.map((o, k) => o + (size[k] - 1) * spacing[k]);
  return {
    // Stored x right, y front, z up.
    extent: { min: [-end[0], origin[2], origin[1]], max: [-origin[0], end[2], end[1]] },
    brain: read(volumes.brain),
    white: read(volumes.white),
  };
}

/** Trilinear in the volume; the surface lies where half of the levels are reached, about a millimetre wide. */
function surfaceAtHalf(data: Uint8Array, levels: number, { size, spacing, origin }: Description): Field {
  const [nx, ny, nz] = size;
  const scale = 2 / levels;
  return (x, y, z) => {
    const i = (-x - origin[0]) / spacing[0];
    const j = (z - origin[1]) / spacing[1];
    const k = (y - origin[2]) / spacing[2];
    const i0 = Math.floor(i);
    const j0 = Math.floor(j);
    const k0 = Math.floor(k);
    if (i0 < 0 || j0 < 0 || k0 < 0 || i0 + 1 >= nx || j0 + 1 >= ny || k0 + 1 >= nz) return 1;
    const [u, v, w] = [i - i0, j - j0, k - k0];
    const at = i0 + nx * (j0 + ny * k0);
    const up = nx * ny;
    const low =
      (data[at] * (1 - u) + data[at + 1] * u) * (1 - v) +
      (data[at + nx] * (1 - u) + data[at + nx + 1] * u) * v;
    const high =
      (data[at + up] * (1 - u) + data[at + up + 1] * u) * (1 - v) +
      (data[at + up + nx] * (1 - u) + data[at + up + nx + 1] * u) * v;
    return 1 - (low * (1 - w) + high * w) * scale;
  };
}
