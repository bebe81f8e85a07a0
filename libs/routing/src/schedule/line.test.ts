import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Line } from './line';
import { AGEING, classOf, isBefore, type Head, type Waiting } from './waiting';

const NOW = 10 * AGEING;

const waitings = fc
  .array(
    fc.record({
      client: fc.constantFrom('a', 'b', 'c'),
      priority: fc.nat(3),
      age: fc.constantFrom(0, 1, AGEING - 1, AGEING, 2 * AGEING, 5 * AGEING),
      due: fc.option(fc.nat(5)),
      checkpoint: fc.constantFrom('x', 'y', 'z'),
    }),
    { maxLength: 30 },
  )
  .map((drawn) =>
    drawn.map(({ age, due, ...rest }, index): Waiting => {
      const id = `g${String(index).padStart(2, '0')}`;
      return { id, ...rest, acceptedAt: NOW - age, deadline: due === null ? null : NOW + due, seconds: 30 };
    }),
  );

/** By looking at everything that waits, each time. */
function headsOf(all: readonly Waiting[], warm: readonly string[], held: ReadonlySet<string>): Head[] {
  const open = all.filter(({ client }) => !held.has(client));
  const served = Math.max(...open.map((one) => classOf(one, NOW)));
  const first = (some: Waiting[]) =>
    some.reduce<Waiting | null>((a, b) => (a && isBefore(a, b) ? a : b), null);
  return [...new Set(open.map(({ client }) => client))].sort().flatMap((client) => {
    const own = open.filter((one) => one.client === client && classOf(one, NOW) === served);
    const head = first(own);
    return head
      ? [{ client, first: head, warm: first(own.filter((one) => warm.includes(one.checkpoint))) }]
      : [];
  });
}

it('finds whoever is first without looking at everything, while others go', () => {
  const held = fc.subarray(['a', 'b', 'c']);
  fc.assert(
    fc.property(
      waitings,
      fc.subarray(['x', 'y', 'z']),
      held,
      fc.infiniteStream(fc.nat(99)),
      (all, warm, kept, draws) => {
        const line = new Line(all);
        let left = all;
        while (left.length > 0) {
          const found = line.heads({ now: NOW, warm, held: new Set(kept) });
          const byClient = found.sort((a, b) => (a.client < b.client ? -1 : 1));
          expect(byClient).toEqual(headsOf(left, warm, new Set(kept)));
          expect(line.clients).toEqual(new Set(left.map(({ client }) => client)));
          const gone = left[draws.next().value! % left.length];
          line.remove(gone);
          left = left.filter((one) => one !== gone);
        }
        expect(line.heads({ now: NOW, warm })).toEqual([]);
      },
    ),
  );
});
