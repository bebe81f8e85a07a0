import type { ClockLook } from './clock-look';

const TIMEOUT_MS = 5_000;

export interface S3Look {
  /** As it calls itself, such as `MinIO`; null when it does not say. */
  product: string | null;
  /** From the `Date` of its answer, whole seconds; null when there is none. */
  clock: ClockLook | null;
}

/** What an S3 server's answer to an unsigned question says of it; whatever the answer is. Rejects as `fetch` does. */
export async function lookAtS3(endpoint: string): Promise<S3Look> {
  const before = Date.now();
  const answer = await fetch(endpoint, { method: 'HEAD', signal: AbortSignal.timeout(TIMEOUT_MS) });
  const roundTripMs = Date.now() - before;
  const date = new Date(answer.headers.get('date') ?? '');
  return {
    product: answer.headers.get('server'),
    clock: Number.isNaN(date.getTime())
      ? null
      : { theirs: date, ours: new Date(before + roundTripMs / 2), roundTripMs },
  };
}
