import type { NewArtefact, NewGeneration } from '@maquette/generation';
import { digestOf } from '@maquette/kernel';
import type { CheckpointRegistration, DatasetRegistration } from '@maquette/persistence';

export const dataset: DatasetRegistration = {
  id: 'procedural-architecture',
  version: '1.0.0',
  digest: digestOf('procedural-architecture@1.0.0'),
  title: 'Procedural interiors and exteriors',
  issuer: 'Maquette',
  licence: 'CC0-1.0',
  record: { schema: 'maquette/dataset/1' },
  grants: [
    { id: 'cc0', licensor: 'Maquette', licensee: 'anyone', licence: 'CC0-1.0', terms: { permissions: [] } },
  ],
};

export const checkpoint: CheckpointRegistration = {
  domain: 'architecture',
  name: 'daylight',
  version: '1.0.0',
  checkpointDigest: digestOf('daylight files'),
  recordDigest: digestOf('daylight record'),
  record: { schema: 'maquette/checkpoint/1' },
  uses: [{ datasetDigest: dataset.digest, role: 'train' }],
};

export function newGeneration(change: Partial<NewGeneration> = {}): NewGeneration {
  return {
    request: {
      prompt: 'a bright kitchen in the morning',
      seconds: 1,
      fps: 24,
      width: 640,
      height: 352,
      seed: 7,
      use: 'commercial',
      territory: 'DE',
      keepFrames: false,
    },
    scene: { zebra: [0.1, 1e-7, 1e21], apple: { nested: 'größe' } },
    decision: {
      outcome: 'classified',
      domain: 'architecture',
      confidence: 0.93,
      checkpoint: 'architecture/daylight@1.0.0',
      checkpointDigest: checkpoint.checkpointDigest,
      pool: 'cpu',
      reasons: ['The prompt names a kitchen.'],
      candidates: [{ checkpoint: 'architecture/daylight@1.0.0', kept: true, reason: 'CC0-1.0 allows it.' }],
      attempts: [
        { checkpoint: 'architecture/daylight@1.0.0', pool: 'cpu', reason: 'Pool cpu: the only one.' },
      ],
      canary: false,
      algorithm: 'maquette-routing/2',
    },
    framesTotal: 24,
    ...change,
  };
}

export const video: NewArtefact = {
  kind: 'video',
  digest: digestOf('clip'),
  mediaType: 'video/mp4',
  bytes: 3_000_000_000,
  frame: null,
  credential: 'urn:c2pa:0b6a9a4e-2f0e-4c58-9d0b-51a3f1d7a001',
};
