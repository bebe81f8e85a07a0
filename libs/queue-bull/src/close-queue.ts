import type { Queue } from 'bull';

const CLOSE_TIMEOUT_MS = 3_000;

/** Closes the queue's connections, by force when Redis does not answer. Waits for no handler. */
export async function closeQueue(queue: Queue): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), CLOSE_TIMEOUT_MS);
  });
  const closed = queue.close(true).then(
    () => 'closed',
    () => 'failed',
  );
  const result = await Promise.race([closed, deadline]);
  clearTimeout(timer);
  if (result !== 'closed') for (const client of queue.clients) client.disconnect();
}
