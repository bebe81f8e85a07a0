import type { Command } from 'commander';
import { group, run, verb } from './verb';

export function registryVerbs(program: Command): void {
  const registry = group(program, 'registry', 'the model registry');
  verb(registry, 'list', 'every checkpoint version').action(
    run(async () => (await import('../verbs/registry')).registryList),
  );
  verb(registry, 'show <ref>', 'one checkpoint with its datasets and licences').action(
    run(async () => (await import('../verbs/registry')).registryShow),
  );
  verb(registry, 'verify [ref]', 'compare every file with its digest').action(
    run(async () => (await import('../verbs/registry')).registryVerify),
  );
}
