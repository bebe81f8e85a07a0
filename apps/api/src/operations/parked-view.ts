import type { Generation } from '@maquette/generation';

/** Enough to decide what to do about it; no prompt, no scene. */
export function parkedView({
  id,
  client,
  pool,
  checkpoint,
  attempts,
  error,
  createdAt,
  completedAt,
}: Generation) {
  return { id, client, pool, checkpoint, attempts, error, createdAt, parkedAt: completedAt };
}
