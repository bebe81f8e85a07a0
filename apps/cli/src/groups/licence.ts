import type { Command } from 'commander';
import { date } from '../options';
import { TERRITORY, USE, group, run, verb } from './verb';

export function licenceVerbs(program: Command): void {
  const licence = group(program, 'licence', 'what licences allow');
  verb(licence, 'check', 'may a checkpoint be used for this, there, then')
    .requiredOption('--checkpoint <ref>', 'a checkpoint such as architecture/daylight')
    .addOption(USE)
    .addOption(TERRITORY)
    .option('--date <day>', 'when the result is used; left out, today', date)
    .action(run(async () => (await import('../verbs/licence-check')).licenceCheck));
}
