import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canaryPlace, isInCanary } from './canary';

const CHECKPOINT = 'architecture/daylight';
const clients = Array.from({ length: 20_000 }, (_, i) => `client-${i}`);
const share = (percent: number, checkpoint = CHECKPOINT) =>
  clients.filter((client) => isInCanary(client, checkpoint, percent)).length / clients.length;

describe('a canary', () => {
  it('only gains clients when its share is raised, and loses none', () => {
    const percent = fc.integer({ min: 0, max: 100 });
    fc.assert(
      fc.property(fc.string(), fc.string(), percent, percent, (client, checkpoint, a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        return !isInCanary(client, checkpoint, less) || isInCanary(client, checkpoint, more);
      }),
      { numRuns: 2_000 },
    );
  });

  it('keeps a client where it is, asked again', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        (client, checkpoint) => canaryPlace(client, checkpoint) === canaryPlace(client, checkpoint),
      ),
    );
    // Written down, since a change of the hash would move every client of a running canary.
    expect(canaryPlace('studio-north', CHECKPOINT)).toBeCloseTo(69.76599188760382, 9);
  });

  it.each([1, 5, 10, 25, 50, 90])('takes about %d in a hundred clients', (percent) => {
    const p = percent / 100;
    const fourDeviations = 4 * Math.sqrt((p * (1 - p)) / clients.length);
    expect(Math.abs(share(percent) - p)).toBeLessThan(fourDeviations);
  });

  it('takes nobody at 0 and everybody at 100', () => {
    expect(share(0)).toBe(0);
    expect(share(100)).toBe(1);
  });

  it('splits the clients of two checkpoints independently', () => {
    const both = clients.filter(
      (client) => isInCanary(client, CHECKPOINT, 50) && isInCanary(client, 'architecture/dusk', 50),
    );
    expect(Math.abs(both.length / clients.length - 0.25)).toBeLessThan(
      4 * Math.sqrt(0.1875 / clients.length),
    );
  });

  it('tells names apart that look alike when written one after the other', () => {
    expect(canaryPlace('a', 'bc')).not.toBe(canaryPlace('ab', 'c'));
  });
});
