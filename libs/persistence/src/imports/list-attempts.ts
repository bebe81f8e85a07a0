import type { Transaction } from '../database';
import { attemptOf, type ImportAttempt, type ImportOutcome } from './attempt-rows';

export interface ImportQuery {
  limit: number;
  /** `next` of the page before. */
  after?: string;
  outcome?: ImportOutcome;
  /** Name of the actor. */
  by?: string;
  /** Oldest first; otherwise newest first. */
  ascending?: boolean;
}

export interface ImportPage {
  items: ImportAttempt[];
  next: string | null;
}

/** Ids are in the order of time, so they are the place in the list as well. */
export async function listAttempts(
  client: Transaction,
  { limit, after, outcome, by, ascending = false }: ImportQuery,
): Promise<ImportPage> {
  const beyond = after === undefined ? {} : { id: ascending ? { gt: after } : { lt: after } };
  const rows = await client.importAttempt.findMany({
    where: { ...beyond, outcome, by },
    orderBy: { id: ascending ? 'asc' : 'desc' },
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  return { items: page.map(attemptOf), next: rows.length > limit ? page[page.length - 1].id : null };
}
