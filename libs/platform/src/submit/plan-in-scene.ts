import type { ErrorKind } from '@maquette/kernel';
import { Bvh, COMPOSERS, buildMesh, type CameraPath, type SceneDocument } from '@maquette/scene';

export interface PlanningOrder {
  scene: SceneDocument;
  seconds: number;
}

/** An Error does not cross threads with its class. */
export type PlanningAnswer =
  { camera: CameraPath } | { error: { kind: ErrorKind; code: string; message: string; hint?: string } };

/** In the calling thread. */
export function planInScene({ scene, seconds }: PlanningOrder): CameraPath {
  const mesh = buildMesh(scene);
  return COMPOSERS[scene.domain].planCamera(scene, mesh, new Bvh(mesh.positions, mesh.indices), seconds);
}
