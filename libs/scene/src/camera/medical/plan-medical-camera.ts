import { MaquetteError } from '@maquette/kernel';
import { SHOWINGS } from '../../composers/medical/subjects';
import type {
  CameraKeyframe,
  CameraPath,
  SceneDocument,
  SceneElement,
  Vec3,
} from '../../document/scene-document';
import { ANATOMY, type Anatomy } from '../../document/vocabulary/medical';
import { lumenCourse } from '../../elements/medical/organs/lumen';
import type { SceneMesh } from '../../geometry/mesh';

const FOV = 28;
/** A picture is at least this much wider than high. */
const ASPECT = 1.6;
/** Share of the picture's height that a preparation fills. */
const FILL = 0.82;
/** An orbit turns this fast, radians a second, and at most once round. */
const PACE = 0.3;

/**
 * A camera path of `seconds` about the anatomy of a scene. An orbit swings about what is best seen of it, or before the cut
 * face; a close-up goes up to it; `layer-peel` stands nearly still while the outer layers clear.
 *
 * @throws MaquetteError `camera-seconds`, and `camera-no-room` when the scene has no anatomy to look at (bad-input).
 */
export function planMedicalCamera(document: SceneDocument, mesh: SceneMesh, seconds: number): CameraPath {
  if (!Number.isFinite(seconds) || seconds <= 0) {
    throw new MaquetteError('bad-input', 'camera-seconds', `A clip cannot last ${seconds} seconds.`, {
      hint: 'Give a duration above 0.',
    });
  }
  const shown = document.elements.filter(isAnatomy);
  if (shown.length === 0) {
    throw new MaquetteError('bad-input', 'camera-no-room', 'This scene has no anatomy to look at.', {
      hint: 'Add an organ, or give a camera path of your own.',
    });
  }
  if (shown.some(({ type }) => type === 'lumen')) return flight(seconds);
  const { middle, height, reach } = extentOf(mesh, shown);
  const distance =
    Math.max(height, (2 * reach) / ASPECT) / FILL / (2 * Math.tan((FOV * Math.PI) / 360)) + reach * 0.55;
  const { azimuth, above } = bestSide(shown);
  const move = document.camera.move ?? 'orbit';
  const still = shown.some((element) => cutOf(element) !== 'none') || move === 'layer-peel';
  const swing = still ? Math.min(0.9, seconds * 0.14) : Math.min(2 * Math.PI, seconds * PACE);
  const count = Math.max(3, Math.ceil(swing / 0.25) + 1);
  const keyframes = Array.from({ length: count }, (_, i): CameraKeyframe => {
    const t = i / (count - 1);
    const angle = azimuth + swing * (t - (still ? 0.5 : 0.3));
    const away = move === 'close-up' ? distance * (1 - 0.45 * t) : distance;
    const up = above + 0.08 * Math.sin(Math.PI * t);
    return {
      time: t * seconds,
      position: [
        middle[0] + away * Math.cos(up) * Math.sin(angle),
        middle[1] + away * Math.sin(up),
        middle[2] + away * Math.cos(up) * Math.cos(angle),
      ],
      lookAt: middle,
      fov: FOV,
    };
  });
  return { keyframes, move };
}

/** Along the middle of a tube, looking ahead. */
function flight(seconds: number): CameraPath {
  const { line } = lumenCourse();
  const [first, last] = [1, Math.floor(line.length * 0.62)];
  const keyframes: CameraKeyframe[] = [];
  for (let i = first; i <= last; i += 2) {
    keyframes.push({
      time: ((i - first) / (last - first)) * seconds,
      position: line[i],
      lookAt: line[Math.min(line.length - 1, i + 9)],
      fov: 72,
    });
  }
  return { keyframes, move: 'fly-through' };
}

const isAnatomy = ({ type }: SceneElement): boolean => (ANATOMY as readonly string[]).includes(type);

const cutOf = ({ params }: SceneElement): string => (typeof params?.cut === 'string' ? params.cut : 'none');

/** Where the anatomy is seen best from: radians about +Y from the front, and above the horizon. */
function bestSide(shown: readonly SceneElement[]): { azimuth: number; above: number } {
  const cut = shown.map(cutOf).find((one) => one !== 'none');
  const yaw = shown[0].yaw;
  if (cut === 'sagittal') return { azimuth: yaw + 1.25, above: 0.1 };
  if (cut === 'coronal') return { azimuth: yaw + 0.2, above: 0.1 };
  if (cut === 'transverse') return { azimuth: yaw + 0.4, above: 0.85 };
  const types = shown.map(({ type }) => type as Anatomy);
  const showing = Object.values(SHOWINGS).find(({ pieces }) =>
    pieces.every((piece) => types.includes(piece.type)),
  );
  return { azimuth: yaw + (showing?.front ?? 0.3), above: showing?.above ?? 0.12 };
}

interface Extent {
  middle: Vec3;
  height: number;
  /** From the middle to the side, seen from wherever. */
  reach: number;
}

/** What the triangles of the anatomy take up. */
function extentOf(
  { positions, indices, triangleElement, elementIds }: SceneMesh,
  shown: readonly SceneElement[],
): Extent {
  const wanted = new Set(shown.map(({ id }) => elementIds.indexOf(id) + 1));
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  for (let t = 0; t < triangleElement.length; t++) {
    if (!wanted.has(triangleElement[t])) continue;
    for (let c = 0; c < 3; c++) {
      for (let k = 0; k < 3; k++) {
        const value = positions[indices[t * 3 + c] * 3 + k];
        low[k] = Math.min(low[k], value);
        high[k] = Math.max(high[k], value);
      }
    }
  }
  const middle = low.map((l, k) => (l + high[k]) / 2) as unknown as Vec3;
  return { middle, height: high[1] - low[1], reach: Math.hypot(high[0] - low[0], high[2] - low[2]) / 2 };
}
