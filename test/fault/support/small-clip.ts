import type { NewGeneration } from '@maquette/generation';
import type { ReadyCheckpoint } from '@maquette/registry';
import { composeArchitecture, type SceneDocument } from '@maquette/scene';

const SECONDS = 1;
let template: SceneDocument | undefined;

/** A clip of two frames of 64×64 of a slab under the sky: all of the way, as little as can be of the painting. */
export function smallClip(
  { reference, checkpointDigest }: Pick<ReadyCheckpoint, 'reference' | 'checkpointDigest'>,
  change: Partial<NewGeneration['request']> = {},
): NewGeneration {
  const request = {
    prompt: 'a slab under the sky',
    seconds: SECONDS,
    fps: 2,
    width: 64,
    height: 64,
    seed: 1,
    use: 'commercial',
    territory: 'DE',
    keepFrames: false,
    ...change,
  };
  template ??= slabUnderTheSky();
  return {
    request,
    scene: { ...template, seed: request.seed, title: `Slab ${request.seed}` },
    decision: {
      outcome: 'classified',
      domain: 'architecture',
      confidence: 1,
      checkpoint: reference,
      checkpointDigest,
      pool: 'local-cpu',
      reasons: ['A test asks for it.'],
      candidates: [],
      attempts: [],
      canary: false,
      algorithm: 'maquette-routing/2',
    },
    framesTotal: Math.round(request.seconds * request.fps),
  };
}

/** Baking its light takes a fraction of a second. */
function slabUnderTheSky(): SceneDocument {
  const scene = composeArchitecture({ space: 'bathroom', size: 'compact', hour: 10, lamps: false }, 3);
  const floor = scene.elements.find(({ type }) => type === 'slab')!;
  const keyframes = [0, SECONDS].map((time) => ({
    time,
    position: [0.5 - time / 4, 1.5, 0.5] as [number, number, number],
    lookAt: [0, 0, -1] as [number, number, number],
    fov: 60,
  }));
  return { ...scene, setting: 'exterior', elements: [floor], camera: { keyframes } };
}
