import type { Actor } from '@maquette/access';
import { GenerationDesk } from '@maquette/platform';
import { actorOf } from '../actor';
import { loadConfig } from '../configuration';
import { table, type Output } from '../output';
import { withPlatform } from '../with-platform';

interface ListOptions {
  state?: string;
  pool?: string;
  client?: string;
  after?: string;
  limit: number;
}

function atDesk(work: (desk: GenerationDesk, by: Actor) => Promise<void>): Promise<void> {
  return withPlatform(loadConfig(), async (platform) =>
    work(new GenerationDesk(platform), await actorOf(platform)),
  );
}

export function generationsList(output: Output, options: ListOptions): Promise<void> {
  return atDesk(async (desk, by) => {
    const { state, pool, client, after, limit } = options;
    const { items, next } = await desk.list(by, { state, pool, client, after, limit });
    const rows = items.map((each) => [
      each.id,
      each.state,
      each.pool,
      each.client,
      each.checkpoint,
      `${each.framesDone}/${each.framesTotal}`,
      `${each.attempts} attempts`,
      each.error ? `${each.error.code}: ${each.error.message}` : '',
    ]);
    const more = next ? [`(more: --after ${next})`] : [];
    output.result(
      { generations: items, next },
      [rows.length > 0 ? table(rows) : 'None.', ...more].join('\n'),
    );
  });
}

export function generationsRequeue(output: Output, _options: object, id: string): Promise<void> {
  return atDesk(async (desk, by) => {
    const { state, pool } = await desk.requeue(by, id);
    output.result({ id, state, pool }, `${id} waits for ${pool} again.`);
  });
}

export function generationsCancel(output: Output, _options: object, id: string): Promise<void> {
  return atDesk(async (desk, by) => {
    const { state, pool } = await desk.cancel(by, id);
    output.result({ id, state, pool }, `${id} is ${state}.`);
  });
}
