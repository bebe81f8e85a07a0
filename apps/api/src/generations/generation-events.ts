import { waitForGeneration } from '@maquette/platform';
import type { Generation, GenerationLedger } from '@maquette/generation';
import { viewOf } from './generation-view';

const HEARTBEAT_MS = 15_000;

/**
 * The generation's life as server-sent events: `progress` whenever state or frames change, and last one event named
 * after the final state, with the whole generation. Comments in between keep proxies from closing the connection.
 */
export async function* generationEvents(
  ledger: Pick<GenerationLedger, 'get'>,
  id: string,
  signal: AbortSignal,
): AsyncGenerator<string, void, void> {
  const changes = waitForGeneration(ledger, id, { signal });
  let pending = changes.next();
  try {
    while (!signal.aborted) {
      const next = await withHeartbeat(pending);
      if (next === 'heartbeat') {
        yield ': still here\n\n';
        continue;
      }
      if (next.done) return;
      yield eventOf(next.value);
      pending = changes.next();
    }
  } finally {
    pending.catch(() => undefined); // nobody is left to tell
  }
}

async function withHeartbeat<T>(pending: Promise<T>): Promise<T | 'heartbeat'> {
  let timer: NodeJS.Timeout | undefined;
  const beat = new Promise<'heartbeat'>((resolve) => {
    timer = setTimeout(() => resolve('heartbeat'), HEARTBEAT_MS);
  });
  try {
    return await Promise.race([pending, beat]);
  } finally {
    clearTimeout(timer);
  }
}

function eventOf(generation: Generation): string {
  const { id, state, framesDone, framesTotal } = generation;
  if (state === 'queued' || state === 'running') {
    return sse('progress', { id, state, framesDone, framesTotal });
  }
  return sse(state, viewOf(generation));
}

function sse(event: string, data: unknown): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
