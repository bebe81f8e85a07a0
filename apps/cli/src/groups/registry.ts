import type { Command } from 'commander';
import { CHECKPOINT_FORMATS } from '@maquette/platform';
import { formatOption } from '../options';
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
  verb(registry, 'export <ref>', 'a checkpoint version as an archive or a document')
    .addOption(formatOption(CHECKPOINT_FORMATS))
    .requiredOption('--out <file>', 'where it is written')
    .action(run(async () => (await import('../verbs/export')).registryExport));
}
