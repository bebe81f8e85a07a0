import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { MaquetteError } from '@maquette/kernel';
import type { CameraPath, SceneDocument } from '@maquette/scene';
import { planInScene, type PlanningAnswer, type PlanningOrder } from './plan-in-scene';

/** Built beside this file; there is none when the sources run as they are, in tests. */
const THREAD = join(__dirname, 'planning-thread.js');

/**
 * Plans the walk through a scene: builds its mesh and shoots rays, which takes some tenths of a second, in a thread of its
 * own so that a server goes on answering. Errors: those of planWalkthrough and of building the mesh.
 */
export async function planCamera(scene: SceneDocument, seconds: number): Promise<CameraPath> {
  if (!existsSync(THREAD)) return planInScene({ scene, seconds });
  const answer = await askThread({ scene, seconds });
  if ('camera' in answer) return answer.camera;
  const { kind, code, message, hint } = answer.error;
  throw new MaquetteError(kind, code, message, { hint });
}

function askThread(order: PlanningOrder): Promise<PlanningAnswer> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(THREAD, { workerData: order });
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', () =>
      reject(new Error('The thread that plans camera paths ended without an answer.')),
    );
  });
}
