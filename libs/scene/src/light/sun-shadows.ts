import type { SceneDocument, Vec3 } from '../document/scene-document';
import type { SceneMesh } from '../geometry/mesh';
import { ShadowMap } from './shadow-map';

type Bounds = SceneDocument['bounds'];

/** Beyond this distance from the middle of the scene nothing is shadowed any more, metres. */
const REACH = 45;

/** The sun's shadows at two resolutions: the room or the house finely, all that is seen around it coarsely. */
export class SunShadows {
  private readonly near: ShadowMap;
  private readonly far: ShadowMap;

  constructor(
    mesh: SceneMesh,
    sunDirection: Vec3,
    { bounds, setting }: Pick<SceneDocument, 'bounds' | 'setting'>,
  ) {
    const margin = setting === 'interior' ? 0.6 : 6;
    this.near = new ShadowMap(mesh, sunDirection, grown(bounds, margin), 4096);
    this.far = new ShadowMap(mesh, sunDirection, surroundings(bounds), 2048);
  }

  /** Share of the sun's disc that a point sees, 0–1. `cosine` is that of the surface with the sun. */
  visibility(x: number, y: number, z: number, cosine: number): number {
    const near = this.near.visibility(x, y, z, cosine);
    if (near >= 0) return near;
    const far = this.far.visibility(x, y, z, cosine);
    return far >= 0 ? far : 1;
  }
}

function grown({ min, max }: Bounds, margin: number): Bounds {
  return {
    min: [min[0] - margin, min[1] - 0.5, min[2] - margin],
    max: [max[0] + margin, max[1] + 1, max[2] + margin],
  };
}

function surroundings({ min, max }: Bounds): Bounds {
  const x = (min[0] + max[0]) / 2;
  const z = (min[2] + max[2]) / 2;
  return { min: [x - REACH, min[1] - 1, z - REACH], max: [x + REACH, min[1] + 4, z + REACH] };
}
