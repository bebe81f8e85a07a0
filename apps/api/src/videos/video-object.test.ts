import type { Generation } from '@maquette/generation';
import { expect, it } from 'vitest';
import { videoOf } from './video-object';

const noticeOn = (checkpoint: string): string | null =>
  videoOf({
    id: 'gen_1',
    state: 'queued',
    checkpoint,
    request: {},
    framesDone: 0,
    framesTotal: 1,
    createdAt: new Date(0),
  } as unknown as Generation).notice;

it('says of a medical video that it is synthetic and not for diagnosis, and nothing of the kind of others', () => {
  expect(noticeOn('medical/clinic@1.0.0')).toBe('Synthetic. Not for diagnosis.');
  expect(noticeOn('architecture/daylight@1.1.0')).toBeNull();
});
