import { parentPort, workerData } from 'node:worker_threads';
import { asMaquetteError } from '@maquette/kernel';
import {
  Rasteriser,
  buildMesh,
  exposureFor,
  lightScene,
  material,
  sampleCamera,
  type CameraPose,
} from '@maquette/scene';
import type { FromRaster, RasterSetup, ToRaster } from './raster-protocol';

/** Moments of the clip that the exposure is measured at. */
const EXPOSURE_SAMPLES = 5;

const port = parentPort!;
const setup = workerData as RasterSetup;
const answer = (message: FromRaster): void => port.postMessage(message);

function prepare(): { rasteriser: Rasteriser; exposure: number; poseOf: (frame: number) => CameraPose } {
  const started = performance.now();
  const { scene, width, height, fps, frames, plan } = setup;
  const mesh = buildMesh(scene);
  const lit = lightScene(scene, mesh, mesh.materials.map(material));
  const poseOf = (frame: number): CameraPose => sampleCamera(scene.camera, frame / fps);
  const moments = Array.from(
    { length: EXPOSURE_SAMPLES },
    (_, i) => ((i + 0.5) / EXPOSURE_SAMPLES) * (frames - 1),
  );
  const exposure = exposureFor(lit, moments.map(poseOf));
  const window = { fullWidth: width, fullHeight: height, x: 0, y: 0, width: plan.width, height: plan.height };
  const rasteriser = new Rasteriser(lit, window);
  answer({ type: 'lit', bakeMs: performance.now() - started });
  return { rasteriser, exposure, poseOf };
}

function fail(error: unknown): void {
  const { kind, code, message, hint } = asMaquetteError(error);
  answer({ type: 'failed', kind, code, message, hint });
}

try {
  const { rasteriser, exposure, poseOf } = prepare();
  const { columns, rows } = setup.plan;
  port.on('message', ({ piece: { frame, column, row }, slot }: ToRaster) => {
    try {
      const started = performance.now();
      rasteriser.draw(poseOf(frame), exposure, setup.slots[slot], { x: columns[column], y: rows[row] });
      answer({ type: 'drawn', rasterMs: performance.now() - started });
    } catch (error) {
      fail(error);
    }
  });
} catch (error) {
  fail(error);
}
