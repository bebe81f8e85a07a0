import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { QUANTUM, WARM_DEBT, WARM_PATIENCE, chooseTurn, nextTurn, withoutIdle, type Turn } from './next-turn';
import { AGEING, type Waiting } from './waiting';

const COLD = { now: 0, warm: [] as string[] };

function waiting(id: string, change: Partial<Waiting> = {}): Waiting {
  return {
    id,
    client: id[0],
    priority: 1,
    acceptedAt: 0,
    deadline: null,
    checkpoint: 'a',
    seconds: 30,
    ...change,
  };
}

/** The ids in the order in which one device takes them. */
function order(all: Waiting[], options: Partial<Parameters<typeof nextTurn>[2]> = {}): string[] {
  let left = all;
  let turns: Turn[] = [];
  const ids: string[] = [];
  for (;;) {
    const taken = nextTurn(left, turns, { ...COLD, ...options });
    if (!taken) return ids;
    ids.push(taken.generation.id);
    left = left.filter(({ id }) => id !== taken.generation.id);
    turns = taken.turns;
  }
}

describe('nextTurn', () => {
  it('takes nothing from nobody', () => {
    expect(nextTurn([], [], COLD)).toBeNull();
  });

  it('goes from client to client, however much one of them sent first', () => {
    const many = ['a1', 'a2', 'a3', 'b1', 'b2', 'c1'].map((id) => waiting(id));
    expect(order(many)).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3']);
  });

  it('counts device seconds, not generations', () => {
    const long = [waiting('a1', { seconds: 90 }), waiting('a2', { seconds: 90 })];
    const short = ['b1', 'b2', 'b3', 'b4', 'b5', 'b6'].map((id) => waiting(id));
    expect(order([...long, ...short])).toEqual(['b1', 'b2', 'a1', 'b3', 'b4', 'b5', 'a2', 'b6']);
  });

  it('takes the more urgent class first, and whatever has aged into it', () => {
    const all = [
      waiting('a1', { priority: 0 }),
      waiting('b1', { priority: 3 }),
      waiting('c1', { priority: 1, acceptedAt: -2 * AGEING }),
      waiting('d1', { priority: 1, acceptedAt: -2 * AGEING + 1 }),
    ];
    expect(order(all)).toEqual(['b1', 'c1', 'd1', 'a1']);
  });

  it('takes a client’s earliest deadline first, and those without one last', () => {
    const all = [
      waiting('a1'),
      waiting('a2', { deadline: 500 }),
      waiting('a3', { deadline: 400 }),
      waiting('a0', { acceptedAt: -1 }),
    ];
    expect(order(all)).toEqual(['a3', 'a2', 'a0', 'a1']);
  });

  it('leaves out clients that have as many running as they may', () => {
    const held = new Set(['a']);
    expect(order([waiting('a1'), waiting('b1')], { held })).toEqual(['b1']);
    expect(nextTurn([waiting('a1')], [], { ...COLD, held })).toBeNull();
  });

  it('lets a warm checkpoint go first, but not past its client’s patience', () => {
    const all = [waiting('a1', { checkpoint: 'cold' }), waiting('a2', { checkpoint: 'warm' })];
    expect(order(all, { warm: ['warm'] })).toEqual(['a2', 'a1']);
    expect(order(all, { warm: ['warm'], now: WARM_PATIENCE })).toEqual(['a1', 'a2']);
  });

  it('lets a warm checkpoint run into debt, and no further', () => {
    const warm = Array.from({ length: 9 }, (_, index) => waiting(`a${index}`, { checkpoint: 'warm' }));
    const ids = order([...warm, waiting('b1'), waiting('b2')], { warm: ['warm'] });
    expect(ids.indexOf('b1')).toBeLessThanOrEqual(1 + WARM_DEBT / 30);
  });

  it('forgets what an idle client saved, not what it owes', () => {
    const turns = [
      { client: 'a', deficit: 80, turn: 1 },
      { client: 'b', deficit: -40, turn: 2 },
      { client: 'c', deficit: 20, turn: 3 },
    ];
    expect(withoutIdle(turns, new Set(['c'])).map(({ deficit }) => deficit)).toEqual([0, -40, 20]);
  });
});

const arbitraryHeads = fc.uniqueArray(
  fc.record({
    client: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    seconds: fc.integer({ min: 1, max: 400 }),
    deficit: fc.integer({ min: -60, max: 200 }),
    turn: fc.integer({ min: 0, max: 20 }),
  }),
  { selector: ({ client }) => client, minLength: 1 },
);

describe('deficit round robin', () => {
  it('counts the rounds that walking them would take', () => {
    fc.assert(
      fc.property(arbitraryHeads, (clients) => {
        const heads = clients.map(({ client, seconds }) => ({
          client,
          first: waiting(`${client}1`, { seconds }),
          warm: null,
        }));
        const turns = clients.map(({ client, deficit, turn }) => ({ client, deficit, turn }));
        const saved = new Map<string, number>(turns.map(({ client, deficit }) => [client, deficit]));
        const able = () => clients.filter(({ client, seconds }) => saved.get(client)! >= seconds);
        while (able().length === 0)
          for (const [client, deficit] of saved) saved.set(client, deficit + QUANTUM);
        const [next] = able().sort((a, b) => a.turn - b.turn || (a.client < b.client ? -1 : 1));

        const taken = chooseTurn(heads, turns, 0)!;
        expect(taken.generation.client).toBe(next.client);
        saved.set(next.client, saved.get(next.client)! - next.seconds);
        for (const { client, deficit } of taken.turns) expect(deficit).toBe(saved.get(client));
      }),
    );
  });

  it('gives clients that always wait equal shares of the device, within one generation and one round', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 5, max: 300 }), { minLength: 2, maxLength: 6 }), (lengths) => {
        const clients = lengths.map((seconds, index) => ({
          client: String.fromCharCode(97 + index),
          seconds,
        }));
        const served = new Map(clients.map(({ client }) => [client, 0]));
        let turns: Turn[] = [];
        for (let step = 0; step < 400; step++) {
          const all = clients.map(({ client, seconds }) => waiting(`${client}${step}`, { seconds }));
          const taken = nextTurn(all, turns, COLD)!;
          turns = taken.turns;
          const { client, seconds } = taken.generation;
          served.set(client, served.get(client)! + seconds);
        }
        const shares = [...served.values()];
        expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(
          2 * (Math.max(...lengths) + QUANTUM),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('takes every generation exactly once, whatever is warm', () => {
    const generation = fc.record({
      client: fc.constantFrom('a', 'b', 'c'),
      priority: fc.integer({ min: 0, max: 3 }),
      acceptedAt: fc.integer({ min: -2000, max: 0 }),
      deadline: fc.option(fc.integer({ min: 1, max: 500 })),
      checkpoint: fc.constantFrom('x', 'y'),
      seconds: fc.integer({ min: 1, max: 200 }),
    });
    fc.assert(
      fc.property(fc.array(generation, { maxLength: 30 }), (list) => {
        const all = list.map((one, index) => ({ ...one, id: `g${index}` }));
        const ids = order(all, { warm: ['x'] });
        expect([...ids].sort()).toEqual(all.map(({ id }) => id).sort());
      }),
    );
  });
});
