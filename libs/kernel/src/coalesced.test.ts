import { expect, it } from 'vitest';
import { coalesced } from './coalesced';

/** Work that ends when it is told to. */
function controlled() {
  const ends: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const run = coalesced(() => new Promise<void>((resolve, reject) => void ends.push({ resolve, reject })));
  return { run, ends };
}

it('runs once at a time, and once more for all who asked meanwhile', async () => {
  const { run, ends } = controlled();
  const first = run();
  const [second, third] = [run(), run()];
  expect(second).toBe(third);
  expect(ends).toHaveLength(1);
  ends[0].resolve();
  await first;
  await Promise.resolve();
  expect(ends).toHaveLength(2);
  const fourth = run(); // asked after the second run began
  ends[1].resolve();
  await second;
  await Promise.resolve();
  expect(ends).toHaveLength(3);
  ends[2].resolve();
  await fourth;
});

it('tells each failure to those who waited for that run', async () => {
  const { run, ends } = controlled();
  const first = run();
  const second = run();
  ends[0].reject(new Error('first'));
  await expect(first).rejects.toThrow('first');
  await Promise.resolve();
  ends[1].resolve();
  await expect(second).resolves.toBeUndefined();
  const third = run();
  ends[2].reject(new Error('third'));
  await expect(third).rejects.toThrow('third');
});
