import type { Generation } from '@maquette/generation';
import { describe, expect, it } from 'vitest';
import { viewOf } from './generation-view';

const view = (checkpoint: string) =>
  viewOf({ id: 'gen_1', state: 'queued', checkpoint, artefacts: [], request: {} } as unknown as Generation);

describe('the answer about a generation', () => {
  it('says of a medical one that it is synthetic and not for diagnosis', () => {
    expect(view('medical/clinic@1.0.0').notice).toBe('Synthetic. Not for diagnosis.');
  });

  it('says nothing of the kind about others', () => {
    expect(view('architecture/daylight@1.1.0').notice).toBeNull();
    expect(view('fashion/atelier@1.0.0').notice).toBeNull();
  });
});
