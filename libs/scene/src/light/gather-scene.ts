import type { Vec3 } from '../document/scene-document';
import type { SceneMesh } from '../geometry/mesh';
import type { Bvh } from './bvh';
import type { Opacity } from './clear';
import type { LightSource } from './light-sources';
import type { Portal } from './portals';
import type { Sky } from './sky';

/** What light is gathered in: the mesh, what shines on it, and how finely to look. */
export interface GatherScene {
  mesh: SceneMesh;
  bvh: Bvh;
  sky: Sky;
  /** Windows of an interior; none outdoors, where the hemisphere rays find the sky by themselves. */
  portals: Portal[];
  lamps: LightSource[];
  /** By material: see Material.thin. */
  thin: readonly boolean[];
  /** By triangle; null when all is solid. */
  opacity: Opacity | null;
  /** The room. What lies outside is seen through the portals alone, and gathers its own light with fewer rays. */
  bounds: { min: Vec3; max: Vec3 };
  /** Irradiance of a lamp that may be left out. */
  faintest: number;
  /** Hemisphere rays a vertex; a square number. */
  rays: number;
}
