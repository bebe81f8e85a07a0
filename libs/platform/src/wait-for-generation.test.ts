import { describe, expect, it } from 'vitest';
import type { Generation } from '@maquette/generation';
import { waitForGeneration } from './wait-for-generation';

/** A ledger that tells the given story, one line an asking. */
function telling(story: Pick<Generation, 'state' | 'framesDone'>[]) {
  let asked = 0;
  const ledger = {
    get: async () => ({ attempts: 1, ...story[Math.min(asked++, story.length - 1)] }) as Generation,
  };
  return { ledger, asked: () => asked };
}

describe('waitForGeneration', () => {
  it('yields what changed, and ends with the final state', async () => {
    const { ledger } = telling([
      { state: 'queued', framesDone: 0 },
      { state: 'queued', framesDone: 0 },
      { state: 'running', framesDone: 0 },
      { state: 'running', framesDone: 3 },
      { state: 'running', framesDone: 3 },
      { state: 'completed', framesDone: 6 },
    ]);
    const seen: string[] = [];
    for await (const { state, framesDone } of waitForGeneration(ledger, 'gen_1', { pollMs: 1 })) {
      seen.push(`${state} ${framesDone}`);
    }
    expect(seen).toEqual(['queued 0', 'running 0', 'running 3', 'completed 6']);
  });

  it('ends without an error when it is told to stop, and asks no more', async () => {
    const { ledger, asked } = telling([{ state: 'running', framesDone: 1 }]);
    const stop = new AbortController();
    let count = 0;
    for await (const _ of waitForGeneration(ledger, 'gen_1', { pollMs: 60_000, signal: stop.signal })) {
      count++;
      setImmediate(() => stop.abort());
    }
    expect({ count, asked: asked() }).toEqual({ count: 1, asked: 1 });
  });
});
