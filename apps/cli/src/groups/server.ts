import type { Command } from 'commander';
import { run, verb } from './verb';

export function serverVerbs(program: Command): void {
  verb(program, 'serve', 'answer HTTP requests, with a worker beside')
    .option('--no-worker', 'leave the work to workers that run elsewhere')
    .action(run(async () => (await import('../verbs/serve')).serve));

  verb(program, 'worker', 'work for a pool (MAQUETTE_POOL)')
    .option('--join', 'for an installation elsewhere: needs DATABASE_URL and MAQUETTE_JOIN_TOKEN')
    .action(run(async () => (await import('../verbs/worker')).worker));

  verb(program, 'migrate', 'bring the database to the newest schema').action(
    run(async () => (await import('../verbs/migrate')).migrate),
  );

  verb(program, 'doctor', 'look at every part of the installation').action(
    run(async () => (await import('../verbs/doctor')).doctor),
  );
}
