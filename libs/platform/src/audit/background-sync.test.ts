import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { syncInBackground } from './background-sync';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function parts(given: { due?: () => boolean; sync?: () => Promise<void> } = {}) {
  const sync = vi.fn(given.sync ?? (async () => undefined));
  const due = vi.fn(async () => given.due?.() ?? false);
  const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };
  return { sync, due, log };
}

it('syncs at the start, then only when something waits, then at the end', async () => {
  let waiting = false;
  const given = parts({ due: () => waiting });
  const background = syncInBackground(given, 100);
  await vi.advanceTimersByTimeAsync(350);
  expect([given.sync.mock.calls.length, given.due.mock.calls.length]).toEqual([1, 3]);
  waiting = true;
  await vi.advanceTimersByTimeAsync(100);
  expect(given.sync).toHaveBeenCalledTimes(2);
  await background.close();
  expect(given.sync).toHaveBeenCalledTimes(3);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(given.sync).toHaveBeenCalledTimes(3);
});

it('never syncs twice at once, and its end waits for the one that runs', async () => {
  let release: () => void = () => undefined;
  const given = parts({ due: () => true, sync: () => new Promise((resolve) => (release = resolve)) });
  const background = syncInBackground(given, 100);
  await vi.advanceTimersByTimeAsync(500);
  expect(given.sync).toHaveBeenCalledTimes(1);
  let closed = false;
  const closing = background.close().then(() => (closed = true));
  await vi.advanceTimersByTimeAsync(100);
  expect(closed).toBe(false);
  release();
  await vi.advanceTimersByTimeAsync(0);
  release(); // the last one
  await closing;
  expect(given.sync).toHaveBeenCalledTimes(2);
});

it('says each failure once, and again when it was well meanwhile', async () => {
  let failure: string | null = 'down';
  const given = parts({
    due: () => true,
    sync: async () => {
      if (failure) throw new Error(failure);
    },
  });
  const background = syncInBackground(given, 100);
  const said = () => given.log.error.mock.calls.map(([{ error }]) => error);
  await vi.advanceTimersByTimeAsync(300);
  expect(said()).toEqual(['down']);
  failure = 'inconsistent';
  await vi.advanceTimersByTimeAsync(300);
  expect(said()).toEqual(['down', 'inconsistent']);
  failure = null;
  await vi.advanceTimersByTimeAsync(100);
  failure = 'inconsistent';
  await background.close();
  expect(said()).toEqual(['down', 'inconsistent', 'inconsistent']);
});
