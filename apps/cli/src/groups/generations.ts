import type { Command } from 'commander';
import { number } from '../options';
import { group, run, verb } from './verb';

export function generationsVerbs(program: Command): void {
  const generations = group(program, 'generations', 'what was asked for, of all pools, for operators');
  const verbs = () => import('../verbs/generations');
  verb(generations, 'list', 'newest first, without prompts')
    .option('--state <state>', 'queued, running, completed, failed, parked or cancelled alone')
    .option('--pool <name>', 'of one pool alone')
    .option('--client <name>', 'of one client alone')
    .option('--after <id>', 'what comes after this one')
    .option('--limit <count>', 'most generations to list', number, 50)
    .action(run(async () => (await verbs()).generationsList));
  verb(generations, 'requeue <id>', 'give a parked one all its attempts again').action(
    run(async () => (await verbs()).generationsRequeue),
  );
  verb(generations, 'cancel <id>', 'cancel what is not finished').action(
    run(async () => (await verbs()).generationsCancel),
  );
}
