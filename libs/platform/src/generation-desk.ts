import { requirePermission, type Actor } from '@maquette/access';
import { GENERATION_STATES, type Generation, type GenerationState } from '@maquette/generation';
import { MaquetteError } from '@maquette/kernel';
import type { GenerationOverview, GenerationQuery } from '@maquette/persistence';
import type { Platform } from './open-platform';

const MOST_LISTED = 1_000;

type Parts = Pick<Platform, 'generationOverviews' | 'ledger' | 'wakeUps'>;

/**
 * What operators do with generations, whosever they are. Reading needs `pool.read`, changing `pool.manage`.
 * Errors of every call: `permission-missing` (refused); of those with an id `generation-not-found` (not-found).
 */
export class GenerationDesk {
  constructor(private readonly parts: Parts) {}

  /** Newest first, without prompts. `next` is null on the last page. Errors: `state-unknown`, `limit-out-of-range` (bad-input). */
  async list(
    by: Actor,
    { state, ...query }: Omit<GenerationQuery, 'state'> & { state?: string },
  ): Promise<{ items: GenerationOverview[]; next: string | null }> {
    requirePermission(by, 'pool.read');
    const { limit } = query;
    if (!Number.isInteger(limit) || limit < 1 || limit > MOST_LISTED) throw limitOutOfRange(limit);
    const wanted = { ...query, state: state === undefined ? undefined : stateOf(state), limit: limit + 1 };
    const found = await this.parts.generationOverviews.list(wanted);
    const items = found.slice(0, limit);
    return { items, next: found.length > limit ? items[limit - 1].id : null };
  }

  /** Gives a parked generation all its attempts again. Errors: `generation-not-parked` (conflict). */
  async requeue(by: Actor, id: string): Promise<Generation> {
    requirePermission(by, 'pool.manage');
    const requeued = await this.parts.ledger.requeue(id, by.name);
    this.parts.wakeUps.nudge();
    return requeued;
  }

  /** Cancels what is not finished; what is stays as it is. Answers the generation as it stands afterwards. */
  async cancel(by: Actor, id: string): Promise<Generation> {
    requirePermission(by, 'pool.manage');
    return this.parts.ledger.cancel(id);
  }
}

function stateOf(text: string): GenerationState {
  const state = GENERATION_STATES.find((known) => known === text);
  if (state) return state;
  throw new MaquetteError('bad-input', 'state-unknown', `"${text}" is no state of a generation.`, {
    hint: `The states are ${GENERATION_STATES.join(', ')}.`,
    details: { field: 'state' },
  });
}

function limitOutOfRange(limit: number): MaquetteError {
  const message = `The limit is ${limit}, but must be a whole number from 1 to ${MOST_LISTED}.`;
  return new MaquetteError('bad-input', 'limit-out-of-range', message, {
    hint: 'Go on with --after, page by page.',
    details: { field: 'limit' },
  });
}
