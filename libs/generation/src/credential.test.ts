import { digestOf } from '@maquette/kernel';
import { describe, expect, it } from 'vitest';
import { assertCredential, type NewArtefact } from '.';

const signed: NewArtefact = {
  kind: 'video',
  digest: digestOf('clip'),
  mediaType: 'video/mp4',
  bytes: 1,
  frame: null,
  credential: 'urn:c2pa:0b6a9a4e-2f0e-4c58-9d0b-51a3f1d7a001',
};

describe('assertCredential', () => {
  it.each(['video', 'poster', 'frame'] as const)('wants one for a %s', (kind) => {
    expect(() => assertCredential({ ...signed, kind })).not.toThrow();
    expect(() => assertCredential({ ...signed, kind, credential: null })).toThrow(
      expect.objectContaining({ kind: 'conflict', code: 'credential-missing' }),
    );
  });

  it('a scene document can have none', () => {
    expect(() => assertCredential({ ...signed, kind: 'scene', credential: null })).not.toThrow();
  });
});
