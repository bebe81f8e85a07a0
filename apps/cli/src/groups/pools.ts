import type { Command } from 'commander';
import { date, labels, limit, number } from '../options';
import { group, run, verb } from './verb';

export function poolVerbs(program: Command): void {
  const pools = group(program, 'pools', 'who works, and on what');
  const verbs = () => import('../verbs/pools');
  verb(pools, 'list', 'every pool: state, workers, what waits and runs').action(
    run(async () => (await verbs()).poolsList),
  );
  verb(pools, 'show <name>', 'one pool, and what waits and runs there')
    .option('--limit <count>', 'most generations to list', number, 50)
    .action(run(async () => (await verbs()).poolsShow));
  verb(pools, 'pause <name>', 'nothing more is claimed; what runs is finished').action(
    run(async () => (await verbs()).poolsPause),
  );
  verb(pools, 'drain <name>', 'nothing more is placed on it; what waits and runs is finished').action(
    run(async () => (await verbs()).poolsDrain),
  );
  verb(pools, 'resume <name>', 'it is placed on and worked for again').action(
    run(async () => (await verbs()).poolsResume),
  );
  verb(pools, 'set <name>', 'set limits and labels; what is left out stays as it is')
    .option('--max-queued <count>', 'most generations that wait for it', number)
    .option('--client-queued <count>', 'most of one client that wait for it', number)
    .option('--client-running <count>', 'most of one client that run at once, or none', limit)
    .option('--max-wait <seconds>', 'longest expected wait that it accepts, or none', limit)
    .option('--labels <names>', 'labels besides those that its workers say, such as 4k,hdr; or none', labels)
    .action(run(async () => (await verbs()).poolsSet));
  verb(pools, 'parked <name>', 'generations that used up their attempts')
    .option('--limit <count>', 'most generations to list', number, 50)
    .action(run(async () => (await verbs()).poolsParked));
  verb(pools, 'requeue <generation>', 'give a parked generation all its attempts again').action(
    run(async () => (await verbs()).poolsRequeue),
  );
  verb(pools, 'token', 'hand out the token that workers join a pool with; it is shown once')
    .requiredOption('--pool <name>', 'the pool')
    .option('--name <name>', 'whose token it is (worker@POOL)')
    .option('--expires <time>', 'when it ends by itself, such as 2026-12-31; left out, never', date)
    .action(run(async () => (await verbs()).poolsToken));
}
