import { describe, expect, it } from 'vitest';
import type { Generation } from '@maquette/generation';
import { ProgressView } from './progress-view';

function view(isTTY: boolean) {
  let now = 0;
  let written = '';
  const sink = {
    isTTY,
    columns: 80,
    write: (text: string | Uint8Array) => ((written += String(text)), true),
  };
  const progress = new ProgressView(sink as never, () => now);
  return {
    at(seconds: number, state: Generation['state'], framesDone: number) {
      now = seconds * 1_000;
      progress.update({ state, framesDone, framesTotal: 100 } as Generation);
    },
    end: () => progress.end(),
    written: () => written,
  };
}

describe('ProgressView', () => {
  it('writes a line a tenth and a stage where nobody watches', () => {
    const { at, written } = view(false);
    at(0, 'queued', 0);
    at(1, 'running', 0);
    at(2, 'running', 5);
    for (let frame = 6; frame <= 20; frame++) at(frame, 'running', frame);
    at(30, 'completed', 100);
    expect(written().trimEnd().split('\n')).toEqual([
      'queued: 0/100 frames',
      'lighting the scene: 0/100 frames',
      'painting: 5/100 frames',
      'painting: 10/100 frames, 0.6 a second, 2 min 24 s left',
      'painting: 20/100 frames, 0.8 a second, 1 min 36 s left',
      'completed: 100/100 frames, 3.4 a second',
    ]);
  });

  it('draws one bar over in a terminal, and leaves it', () => {
    const { at, end, written } = view(true);
    at(0, 'running', 10);
    at(2, 'running', 50);
    end();
    end();
    expect(written()).toBe(
      '\r\x1b[2K[██░░░░░░░░░░░░░░░░░░░░░░] painting: 10/100 frames' +
        '\r\x1b[2K[████████████░░░░░░░░░░░░] painting: 50/100 frames, 20.0 a second, 3 s left\n',
    );
  });

  it('measures anew when the clip is begun again', () => {
    const { at, written } = view(false);
    at(0, 'running', 50);
    at(10, 'running', 60);
    at(20, 'running', 10);
    at(21, 'running', 20);
    expect(written()).toContain('painting: 20/100 frames, 10.0 a second, 8 s left');
  });
});
