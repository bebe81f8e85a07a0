import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SceneDocument } from '../document/scene-document';
import type { LitScene } from '../light/lit-scene';
import { SUN_RADIUS } from '../light/sky';
import type { Material, Texture } from '../materials/material';
import type { CameraPose, PictureWindow } from '../raster/camera-view';
import { allocateGBuffer, Rasteriser } from '../raster/rasteriser';
import { toHalf } from './half';

/** One picture of a training scene: a window of a full frame. */
export interface TrainingFrame {
  id: string;
  pose: CameraPose;
  window: PictureWindow;
}

export interface TrainingScene {
  id: string;
  split: 'train' | 'test';
  document: SceneDocument;
  lit: LitScene;
  materials: Material[];
  exposure: number;
  frames: TrainingFrame[];
}

/** Encodes a texture as PNG; handed in, so that this library needs no image codec. */
export type TextureWriter = (texture: Texture, path: string) => Promise<void>;

/**
 * Writes a scene as the training recipe reads it (model-registry/training): geometry, materials, sky and sun for the path
 * tracer, and the rasteriser's G-buffers of the same frames as half floats. The folder appears whole or not at all.
 */
export async function writeTrainingScene(
  folder: string,
  scene: TrainingScene,
  writeTexture: TextureWriter,
): Promise<void> {
  const { lit, document } = scene;
  const partial = `${folder}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  const save = (name: string, data: Float32Array | Uint16Array | Uint32Array): Promise<void> =>
    writeFile(join(partial, name), bytesOf(data));
  await save('positions.f32', lit.mesh.positions);
  await save('normals.f32', lit.mesh.normals);
  await save('uvs.f32', lit.mesh.uvs);
  await save('indices.u32', lit.mesh.indices);
  const { triangles, kinds } = materialsByOpacity(lit);
  await save('triangleMaterial.u16', triangles);
  await save('sky.f32', lit.sky.radiance);
  await writeGBuffers(partial, lit, scene.exposure, scene.frames);
  const materials = await describeMaterials(scene, kinds, partial, writeTexture);
  const description = {
    id: scene.id,
    split: scene.split,
    space: document.space,
    setting: document.setting,
    seed: document.seed,
    exposure: scene.exposure,
    materials,
    sun: {
      direction: lit.sky.sunDirection,
      irradiance: lit.sky.sunIrradiance,
      angularRadius: SUN_RADIUS,
    },
    ...(lit.lantern ? { lantern: lit.lantern } : {}),
    sky: { file: 'sky.f32', width: lit.sky.width, height: lit.sky.height },
    mesh: { vertices: lit.mesh.positions.length / 3, triangles: lit.mesh.indices.length / 3 },
    frames: scene.frames.map(({ id, pose, window }) => ({
      id,
      camera: pose,
      full: [window.fullWidth, window.fullHeight],
      crop: { x: window.x, y: window.y, width: window.width, height: window.height },
      gbuffer: `${id}.gbuffer.f16`,
    })),
  };
  await writeFile(join(partial, 'scene.json'), JSON.stringify(description, null, 1));
  await writeFile(join(partial, 'document.json'), JSON.stringify(document, null, 1));
  await rm(folder, { recursive: true, force: true });
  await rename(partial, folder);
}

/** Draws the G-buffers of a scene's frames into its folder. */
export async function writeGBuffers(
  folder: string,
  lit: LitScene,
  exposure: number,
  frames: TrainingFrame[],
): Promise<void> {
  for (const { id, pose, window } of frames) {
    const target = allocateGBuffer(window.width, window.height);
    new Rasteriser(lit, window).draw(pose, exposure, target);
    await writeFile(join(folder, `${id}.gbuffer.f16`), bytesOf(toHalf(target.planes)));
  }
}

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

/** A material of the path tracer: one of the scene's, with an opacity (0–1). */
interface Kind {
  material: number;
  opacity: number;
}

/** The path tracer knows opacity as a property of materials: one for every pair, those of solid scenes in their order. */
function materialsByOpacity({ mesh, opacity }: LitScene): { triangles: Uint16Array; kinds: Kind[] } {
  const kinds: Kind[] = mesh.materials.map((_, material) => ({ material, opacity: 1 }));
  if (opacity === null) return { triangles: mesh.triangleMaterial, kinds };
  const known = new Map<string, number>();
  const triangles = mesh.triangleMaterial.map((material, t) => {
    if (opacity[t] >= 1) return material;
    const key = `${material}/${opacity[t]}`;
    let index = known.get(key);
    if (index === undefined) {
      index = kinds.length;
      known.set(key, index);
      kinds.push({ material, opacity: opacity[t] });
    }
    return index;
  });
  return { triangles, kinds };
}

async function describeMaterials(
  scene: TrainingScene,
  kinds: Kind[],
  folder: string,
  writeTexture: TextureWriter,
): Promise<unknown[]> {
  return Promise.all(
    kinds.map(async ({ material: index, opacity }) => {
      const material = scene.materials[index];
      const texture = material.texture ? `${material.name}.png` : null;
      if (material.texture && texture) await writeTexture(material.texture, join(folder, texture));
      return {
        name: material.name,
        baseColour: material.baseColour,
        roughness: material.roughness,
        metallic: material.metallic,
        ...(opacity < 1 ? { opacity } : {}),
        emission: (scene.document.lamps && material.emission) || null,
        texture,
        metres: material.texture?.metres ?? null,
      };
    }),
  );
}
