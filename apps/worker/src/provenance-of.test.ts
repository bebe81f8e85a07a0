import type { Generation } from '@maquette/generation';
import type { Digest } from '@maquette/kernel';
import { describe, expect, it } from 'vitest';
import { provenanceOf } from './provenance-of';

const digest = `sha256:${'0'.repeat(64)}` as Digest;
const registry = {
  checkpoint: () => ({ checkpointDigest: digest, recordDigest: digest }),
  licences: () => ({ own: { licence: 'CC0-1.0' }, datasets: [], attributions: [] }),
} as unknown as Parameters<typeof provenanceOf>[2];

const made = (checkpoint: string, domain: string) =>
  provenanceOf(
    {
      id: 'gen_1',
      request: { use: 'commercial', territory: 'DE' },
      decision: {},
      checkpoint,
      scene: { domain },
    } as unknown as Generation,
    digest,
    registry,
  );

describe('the notice in a credential', () => {
  it('stands in whatever a medical checkpoint made or a medical scene shows', () => {
    const notice = 'Synthetic. Not for diagnosis.';
    expect(made('medical/clinic@1.0.0', 'medical').notice).toBe(notice);
    expect(made('medical/clinic@1.0.0', 'architecture').notice).toBe(notice);
    expect(made('architecture/daylight@1.1.0', 'medical').notice).toBe(notice);
  });

  it('stands in nothing else', () => {
    expect(made('architecture/daylight@1.1.0', 'architecture')).not.toHaveProperty('notice');
    expect(made('fashion/atelier@1.0.0', 'fashion')).not.toHaveProperty('notice');
  });
});
