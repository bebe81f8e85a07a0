import { describe, expect, it } from 'vitest';
import { GENERATION_STATES, type GenerationState } from './generation';
import { TRANSITIONS, isFinal, isSettled, type Transition } from './state-machine';

const transitions = Object.entries<Transition>(TRANSITIONS);

function reachableFrom(start: GenerationState): Set<GenerationState> {
  const seen = new Set([start]);
  for (let size = 0; size !== seen.size;) {
    size = seen.size;
    for (const [, { from, to }] of transitions) if (from.some(({ state }) => seen.has(state))) seen.add(to);
  }
  return seen;
}

describe('the state machine of a generation', () => {
  it('reaches every state from queued', () => {
    expect(reachableFrom('queued')).toEqual(new Set(GENERATION_STATES));
  });

  it.each([
    ['queued', false],
    ['running', false],
    ['completed', true],
    ['failed', true],
    ['parked', false],
    ['cancelled', true],
  ] as const)('%s is final: %s', (state, final) => {
    expect(isFinal(state)).toBe(final);
  });

  it('raises the epoch whenever a worker takes hold, and only then', () => {
    for (const [name, { to, raisesEpoch }] of transitions)
      expect([name, raisesEpoch]).toEqual([name, to === 'running']);
  });

  it('a parked generation is settled, though an operator can queue it again', () => {
    expect(GENERATION_STATES.filter(isSettled)).toEqual(['completed', 'failed', 'parked', 'cancelled']);
    expect(TRANSITIONS.requeue).toMatchObject({ from: [{ state: 'parked' }], to: 'queued' });
  });

  it('lets nobody but the holder of the lease finish, fail, park or release', () => {
    for (const [name, { from, to }] of transitions) {
      if (to !== 'running' && to !== 'cancelled' && name !== 'requeue') {
        expect([name, from]).toEqual([name, [{ state: 'running', lease: 'held' }]]);
      }
    }
  });

  it('takes a running generation from another worker only after its lease ran out', () => {
    expect(TRANSITIONS.claim.from).toContainEqual({ state: 'running', lease: 'expired' });
    expect(TRANSITIONS.claim.from.filter(({ state }) => state === 'running')).toHaveLength(1);
  });
});
