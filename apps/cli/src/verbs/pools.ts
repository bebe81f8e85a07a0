import type { Actor } from '@maquette/access';
import { PoolDesk, type Platform } from '@maquette/platform';
import { actorOf } from '../actor';
import { loadConfig } from '../configuration';
import { table, type Output } from '../output';
import { withPlatform } from '../with-platform';

type Overview = Awaited<ReturnType<PoolDesk['show']>>;

function atDesk(work: (desk: PoolDesk, by: Actor, platform: Platform) => Promise<void>): Promise<void> {
  return withPlatform(loadConfig(), async (platform) =>
    work(new PoolDesk(platform), await actorOf(platform), platform),
  );
}

export function poolsList(output: Output): Promise<void> {
  return atDesk(async (desk, by) => {
    const pools = await desk.list(by);
    output.result({ pools }, pools.length > 0 ? table(pools.map(row)) : 'No worker has joined yet.');
  });
}

export function poolsShow(output: Output, { limit }: { limit: number }, name: string): Promise<void> {
  return atDesk(async (desk, by) => {
    const pool = await desk.show(by, name);
    const queue = await desk.queue(by, name, { limit });
    const rows = queue.items.map(({ id, state, client, checkpoint, framesDone, framesTotal }) => [
      id,
      state,
      client,
      checkpoint,
      `${framesDone}/${framesTotal}`,
    ]);
    output.result(
      { pool, queue },
      [table([row(pool)]), settingsOf(pool), ...(rows.length > 0 ? [table(rows)] : [])].join('\n'),
    );
  });
}

const setTo =
  (state: 'open' | 'paused' | 'draining') =>
  (output: Output, _options: object, name: string): Promise<void> =>
    atDesk(async (desk, by) => {
      const pool = await desk.setState(by, name, state);
      output.result(pool, table([row(pool)]));
    });
export const poolsPause = setTo('paused');
export const poolsDrain = setTo('draining');
export const poolsResume = setTo('open');

export interface PoolsSetOptions {
  maxQueued?: number;
  clientQueued?: number;
  clientRunning?: number | null;
  maxWait?: number | null;
  labels?: string[];
}

export function poolsSet(output: Output, options: PoolsSetOptions, name: string): Promise<void> {
  const { maxQueued, clientQueued, clientRunning, maxWait: maxWaitSeconds, labels: givenLabels } = options;
  const change = { maxQueued, clientQueued, clientRunning, maxWaitSeconds, givenLabels };
  return atDesk(async (desk, by) => {
    const pool = await desk.change(by, name, change);
    output.result(pool, settingsOf(pool));
  });
}

export function poolsParked(output: Output, { limit }: { limit: number }, name: string): Promise<void> {
  return atDesk(async (desk, by) => {
    const generations = (await desk.parked(by, name, limit)).map(({ id, client, attempts, error }) => ({
      id,
      client,
      attempts,
      error,
    }));
    const rows = generations.map(({ id, client, attempts, error }) => [
      id,
      client,
      `${attempts} attempts`,
      error ? `${error.code}: ${error.message}` : '',
    ]);
    output.result({ generations }, rows.length > 0 ? table(rows) : `Nothing is parked in ${name}.`);
  });
}

export function poolsRequeue(output: Output, _options: object, id: string): Promise<void> {
  return atDesk(async (desk, by) => {
    const { state, pool } = await desk.requeue(by, id);
    output.result({ id, state, pool }, `${id} waits for ${pool} again.`);
  });
}

export function poolsToken(
  output: Output,
  options: { pool: string; name?: string; expires?: Date },
): Promise<void> {
  return atDesk(async (_desk, by, { access }) => {
    const issued = await access.issueJoinToken(by, options.pool, options.name, options.expires);
    output.say(`The join token ${issued.id} of the pool ${options.pool}. It is shown this once.`);
    output.result(issued, issued.key);
  });
}

function settingsOf({
  maxQueued,
  clientQueued,
  clientRunning,
  maxWaitSeconds,
  labels,
  givenLabels,
}: Overview): string {
  const named = [...labels, ...givenLabels.map((label) => `${label} (given)`)];
  return table([
    ['most that wait', `${maxQueued}, of one client ${clientQueued}`],
    ['most of a client that run', clientRunning === null ? 'any' : String(clientRunning)],
    ['longest expected wait', maxWaitSeconds === null ? 'any' : `${maxWaitSeconds} s`],
    ['labels', named.length > 0 ? named.join(', ') : 'none'],
  ]);
}

function row({ name, state, workers, queued, running, parked, waitingSeconds }: Overview): string[] {
  const waiting = `${queued} waiting${queued > 0 ? ` (${Math.round(waitingSeconds)} s)` : ''}`;
  return [name, state, `${workers} workers`, waiting, `${running} running`, `${parked} parked`];
}
