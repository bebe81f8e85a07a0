import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ModelShelf, type Held, type ShelfOrder } from './model-shelf';

/** A model that is nothing but its size, on a device whose memory is counted exactly. */
class Weights {
  closed = false;
  constructor(
    readonly reference: string,
    private readonly device: Device,
    readonly bytes: number,
  ) {
    device.taken += bytes;
  }
  async close(): Promise<void> {
    expect(this.closed).toBe(false);
    this.closed = true;
    this.device.taken -= this.bytes;
  }
}

class Device {
  taken = 0;
  loads: string[] = [];
  evicted: string[] = [];
  fails = new Set<string>();
  readonly shelf: ModelShelf<Weights>;

  constructor(
    budgetBytes: number,
    private readonly really: Record<string, number> = {},
  ) {
    this.shelf = new ModelShelf({
      budgetBytes,
      memory: () => this.taken,
      evicted: (reference) => this.evicted.push(reference),
      load: async ({ reference, expectedBytes }) => {
        this.loads.push(reference);
        await Promise.resolve();
        if (this.fails.has(reference)) throw new Error('The file is damaged.');
        return new Weights(reference, this, this.really[reference] ?? expectedBytes);
      },
    });
  }

  hold(reference: string, expectedBytes = 10): Promise<Held<Weights>> {
    return this.shelf.hold({ key: reference, reference, expectedBytes } satisfies ShelfOrder);
  }

  async use(...references: string[]): Promise<void> {
    for (const reference of references) (await this.hold(reference)).letGo();
  }
}

describe('the models of a device', () => {
  it('stay loaded beside each other as long as there is room', async () => {
    const device = new Device(30);
    await device.use('a', 'b', 'c', 'a', 'b');
    expect(device.loads).toEqual(['a', 'b', 'c']);
    expect(device.shelf.warm).toEqual(['b', 'a', 'c']);
  });

  it('make room in the order in which they were last used', async () => {
    const device = new Device(30);
    await device.use('a', 'b', 'c', 'a', 'd', 'e');
    expect(device.evicted).toEqual(['b', 'c']);
    expect(device.shelf.warm).toEqual(['e', 'd', 'a']);
    expect(device.taken).toBe(30);
  });

  it('are never closed while somebody holds them', async () => {
    const device = new Device(20);
    const a = await device.hold('a');
    await device.use('b', 'c');
    expect(a.model.closed).toBe(false);
    const c = await device.hold('c');
    await expect(device.hold('d')).rejects.toMatchObject({ kind: 'unavailable', code: 'memory-in-use' });
    expect([a.model.closed, c.model.closed]).toEqual([false, false]);
    a.letGo();
    a.letGo(); // counts once
    const again = await device.hold('c');
    c.letGo();
    await device.use('d');
    expect(again.model.closed).toBe(false);
    expect(device.evicted).toEqual(['b', 'a']);
  });

  it('are loaded once for all who ask at the same time', async () => {
    const device = new Device(20);
    const held = await Promise.all([device.hold('a'), device.hold('a'), device.hold('a')]);
    expect(device.loads).toEqual(['a']);
    expect(new Set(held.map(({ model }) => model)).size).toBe(1);
    held[0].letGo();
    held[1].letGo();
    await device.use('b');
    await expect(device.hold('c', 20)).rejects.toMatchObject({ code: 'memory-in-use' }); // one still holds it
  });

  it('are refused when one alone is more than the budget, and close nothing for it', async () => {
    const device = new Device(20);
    await device.use('a');
    await expect(device.hold('giant', 21)).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'memory-too-small',
      details: { bytes: 21, budget: 20 },
    });
    expect(device.loads).toEqual(['a']);
    expect(device.shelf.warm).toEqual(['a']);
  });

  it('are refused and closed when they turn out to be more than the budget', async () => {
    const device = new Device(20, { liar: 50 });
    await expect(device.hold('liar', 5)).rejects.toMatchObject({ code: 'memory-too-small' });
    expect(device.taken).toBe(0);
    expect(device.shelf.warm).toEqual([]);
  });

  it('count as what they were seen to take, when that is more than was expected', async () => {
    const device = new Device(30, { a: 18 });
    await device.use('a', 'b');
    expect(device.shelf.takenBytes).toBe(28);
    const b = await device.hold('b');
    b.took(12);
    b.letGo();
    await device.use('c');
    expect(device.evicted).toEqual(['a']);
  });

  it('are tried again after a load that failed', async () => {
    const device = new Device(20);
    device.fails.add('a');
    await expect(device.hold('a')).rejects.toThrow('damaged');
    await device.use('b'); // a failure holds up nobody
    device.fails.clear();
    await device.use('a');
    expect(device.loads).toEqual(['a', 'b', 'a']);
  });

  it('keep budget and holders whatever is asked, in whatever order', async () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const step = fc.record({ name, keep: fc.boolean(), drop: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const device = new Device(30);
        const holding: Held<Weights>[] = [];
        await Promise.all(
          steps.map(async ({ name, keep, drop }) => {
            const held = await device.hold(name).catch(() => null);
            if (held && keep) holding.push(held);
            else held?.letGo();
            if (drop) holding.shift()?.letGo();
            expect(device.taken).toBeLessThanOrEqual(30);
            for (const { model } of holding) expect(model.closed).toBe(false);
          }),
        );
        await device.shelf.close();
        expect(device.taken).toBe(0);
      }),
    );
  });
});
