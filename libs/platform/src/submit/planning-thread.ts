import { parentPort, workerData } from 'node:worker_threads';
import { asMaquetteError } from '@maquette/kernel';
import { planInScene, type PlanningAnswer, type PlanningOrder } from './plan-in-scene';

/** Entry of the thread: one order in, one answer out. */
parentPort!.postMessage(answer(workerData as PlanningOrder));

function answer(order: PlanningOrder): PlanningAnswer {
  try {
    return { camera: planInScene(order) };
  } catch (thrown) {
    const { kind, code, message, hint } = asMaquetteError(thrown);
    return { error: { kind, code, message, hint } };
  }
}
