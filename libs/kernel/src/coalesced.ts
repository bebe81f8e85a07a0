/**
 * Runs `work` for everybody who asks, never twice at once. Who asks while it runs gets the next run, which begins after
 * the question: it sees all that was there when it was asked.
 */
export function coalesced(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const run = () => (running = work().finally(() => (running = null)));
  return () => {
    if (!running) return run();
    return (next ??= running
      .catch(() => undefined)
      .then(() => {
        next = null;
        return run();
      }));
  };
}
