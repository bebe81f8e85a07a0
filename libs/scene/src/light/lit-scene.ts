import type { SceneDocument } from '../document/scene-document';
import type { SceneMesh } from '../geometry/mesh';
import type { Material, Rgb } from '../materials/material';
import { type Surface, surfaceOf } from '../raster/surface-table';
import { Bvh } from './bvh';
import { type Opacity, opacityOf } from './clear';
import { gather } from './gather';
import type { GatherScene } from './gather-scene';
import { type Lantern, lanternOf } from './lantern';
import { lightSourcesOf } from './light-sources';
import { portalsOf } from './portals';
import { reflectanceOf } from './reflectance';
import { SunShadows } from './sun-shadows';
import { type VertexLight, settle } from './settle';
import { type Sky, makeSky } from './sky';

/** A scene with all its light: what the rasteriser draws, frame after frame. */
export interface LitScene {
  mesh: SceneMesh;
  bvh: Bvh;
  surfaces: Surface[];
  light: VertexLight;
  sky: Sky;
  /** By triangle; null when all is solid. */
  opacity: Opacity | null;
  /** Null when the sun is down or behind the clouds for good. */
  shadows: SunShadows | null;
  /** What the camera carries. */
  lantern: Lantern | null;
}

export interface BakeOptions {
  /** Hemisphere rays a vertex; a square number. */
  rays: number;
  /** Times that light is passed on between surfaces. */
  bounces: number;
}

/** Outdoors most light is first-hand, so fewer rays do. */
export const BAKE_DEFAULTS = {
  interior: { rays: 64, bounces: 12 },
  exterior: { rays: 25, bounces: 5 },
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
  const opacity = opacityOf(document, mesh);
  const scene: GatherScene = {
    mesh,
    bvh,
    sky,
    portals: portalsOf(document),
    lamps: lightSourcesOf(mesh, materials, document.lamps),
    thin: materials.map((material) => material.thin === true),
    opacity,
    bounds: document.bounds,
    rays: options.rays,
    faintest: 1e-6,
  };
  const gathered = gather(scene, 0, mesh.positions.length / 3);
  return {
    mesh,
    bvh,
    surfaces,
    light: settle(mesh, [gathered], sky.sunIrradiance, albedo, options.bounces),
    sky,
    opacity,
    shadows: sky.sunIrradiance[1] > 0.01 ? new SunShadows(mesh, sky.sunDirection, document) : null,
    lantern: lanternOf(document),
  };
}
