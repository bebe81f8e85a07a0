import { canonicalJson, digestOf } from '@maquette/kernel';
import { describe, expect, it } from 'vitest';
import { checkRequest } from './check-request';
import { namingDocuments } from './given-documents';

const request = checkRequest({ prompt: 'a bathroom' });

describe('namingDocuments', () => {
  it('names what the client gave, whatever the order of its members', () => {
    const named = namingDocuments(request, { scene: { b: 1, a: [2] }, camera: { keyframes: [] } });
    expect(named).toEqual({
      ...request,
      inputs: [
        { kind: 'scene', digest: digestOf('{"a":[2],"b":1}') },
        { kind: 'camera', digest: digestOf(canonicalJson({ keyframes: [] })) },
      ],
    });
  });

  it('leaves a request alone that came with none', () => {
    expect(namingDocuments(request, {})).toEqual(request);
  });
});
