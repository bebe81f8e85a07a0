import type { Command } from 'commander';
import { run, verb } from './verb';

export function packVerbs(program: Command): void {
  verb(program, 'pack', "the auditor's pack: records, evidence, exports and proofs of one subject in a zip")
    .option('--dataset <id>', 'a dataset such as procedural-architecture@1.0.0')
    .option('--checkpoint <ref>', 'a checkpoint such as architecture/daylight@1.0.0')
    .requiredOption('--out <file>', 'where it is written')
    .action(run(async () => (await import('../verbs/pack')).pack));
}
