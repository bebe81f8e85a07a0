import type { SceneDocument } from '../document/scene-document';
import type { SceneMesh } from '../geometry/mesh';
import type { Material, Rgb } from '../materials/material';
import { type Surface, surfaceOf } from '../raster/surface-table';
import { Bvh } from './bvh';
import { type GatherScene, gather } from './gather';
import { lightSourcesOf } from './light-sources';
import { portalsOf } from './portals';
import { reflectanceOf } from './reflectance';
import { ShadowMap } from './shadow-map';
import { type VertexLight, settle } from './settle';
import { type Sky, makeSky, skyIrradiance } from './sky';

/** A scene with all its light: what the rasteriser draws, frame after frame. */
export interface LitScene {
  mesh: SceneMesh;
  bvh: Bvh;
  surfaces: Surface[];
  light: VertexLight;
  sky: Sky;
  /** Null when the sun is down or behind the clouds for good. */
  shadows: ShadowMap | null;
}

export interface BakeOptions {
  /** Hemisphere rays a vertex; a square number. */
  rays: number;
  /** Times that light is passed on between surfaces. */
  bounces: number;
}

/** Outdoors most light is first-hand, so fewer rays do. */
export const BAKE_DEFAULTS = {
  interior: { rays: 64, bounces: 5 },
  exterior: { rays: 25, bounces: 2 },
} as const satisfies Record<SceneDocument['setting'], BakeOptions>;

/** Bakes the light of a static scene: one pass of rays, then bounces by look-up, and the sun's shadow map. */
export function lightScene(
  document: SceneDocument,
  mesh: SceneMesh,
  materials: Material[],
  options: BakeOptions = BAKE_DEFAULTS[document.setting],
): LitScene {
  const bvh = new Bvh(mesh.positions, mesh.indices);
  const sky = makeSky(document.environment);
  const surfaces = materials.map((material) => surfaceOf(material, document.lamps));
  const albedo = surfaces.map(({ mean, roughness, metallic }): Rgb => {
    const { gain, offset } = reflectanceOf(roughness, metallic);
    return [mean[0] * gain + offset, mean[1] * gain + offset, mean[2] * gain + offset];
  });
  const scene: GatherScene = {
    mesh,
    bvh,
    sky,
    portals: portalsOf(document),
    lamps: lightSourcesOf(mesh, materials, document.lamps),
    bounds: document.bounds,
    rays: options.rays,
    albedo,
    openSky: skyIrradiance(sky),
  };
  const gathered = gather(scene, 0, mesh.positions.length / 3);
  return {
    mesh,
    bvh,
    surfaces,
    light: settle(mesh, [gathered], sky.sunIrradiance, albedo, options.bounces),
    sky,
    shadows:
      sky.sunIrradiance[1] > 0.01 ? new ShadowMap(mesh, sky.sunDirection, shadowBounds(document)) : null,
  };
}

/** The room and its reveals; outdoors the plot, cut to what a 4096² map can resolve. */
function shadowBounds({ bounds, setting }: SceneDocument): SceneDocument['bounds'] {
  const margin = setting === 'interior' ? 0.6 : 6;
  return {
    min: [bounds.min[0] - margin, bounds.min[1] - 0.5, bounds.min[2] - margin],
    max: [bounds.max[0] + margin, bounds.max[1] + 1, bounds.max[2] + margin],
  };
}
