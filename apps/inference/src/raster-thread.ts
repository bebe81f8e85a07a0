import { parentPort, workerData } from 'node:worker_threads';
import { asMaquetteError } from '@maquette/kernel';
import {
  Rasteriser,
  buildMesh,
  exposureFor,
  lightClip,
  material,
  sampleCamera,
  type CameraPose,
  type LitClip,
} from '@maquette/scene';
import type { FromRaster, RasterSetup, ToRaster } from './raster-protocol';

/** Moments of the clip that the exposure is measured at. */
const EXPOSURE_SAMPLES = 5;

const port = parentPort!;
const setup = workerData as RasterSetup;
const answer = (message: FromRaster): void => port.postMessage(message);

interface Prepared {
  clip: LitClip;
  rasteriser: Rasteriser;
  exposure: number;
  poseOf: (frame: number) => CameraPose;
}

function prepare(): Prepared {
  const started = performance.now();
  const { scene, width, height, fps, frames, plan } = setup;
  const mesh = buildMesh(scene);
  const clip = lightClip(scene, mesh, mesh.materials.map(material));
  const poseOf = (frame: number): CameraPose => sampleCamera(scene.camera, frame / fps);
  const moments = Array.from(
    { length: EXPOSURE_SAMPLES },
    (_, i) => ((i + 0.5) / EXPOSURE_SAMPLES) * (frames - 1),
  );
  const exposure = exposureFor(clip.at(0), moments.map(poseOf), (i) => clip.at(moments[i] / fps));
  const window = { fullWidth: width, fullHeight: height, x: 0, y: 0, width: plan.width, height: plan.height };
  const rasteriser = new Rasteriser(clip.at(0), window);
  answer({ type: 'lit', bakeMs: performance.now() - started });
  return { clip, rasteriser, exposure, poseOf };
}

function fail(error: unknown): void {
  const { kind, code, message, hint } = asMaquetteError(error);
  answer({ type: 'failed', kind, code, message, hint });
}

try {
  const { clip, rasteriser, exposure, poseOf } = prepare();
  const { columns, rows } = setup.plan;
  port.on('message', ({ piece: { frame, column, row }, slot }: ToRaster) => {
    try {
      const started = performance.now();
      rasteriser.show(clip.at(frame / setup.fps));
      rasteriser.draw(poseOf(frame), exposure, setup.slots[slot], { x: columns[column], y: rows[row] });
      answer({ type: 'drawn', rasterMs: performance.now() - started });
    } catch (error) {
      fail(error);
    }
  });
} catch (error) {
  fail(error);
}
