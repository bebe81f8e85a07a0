import type { Command } from 'commander';
import { group, run, verb } from './verb';

export function accessVerbs(program: Command): void {
  const access = group(program, 'access', 'who may do what');
  verb(access, 'issue <name>', 'hand out an access key; it is shown once')
    .requiredOption(
      '--role <role...>',
      'viewer, licensing, auditor, engineer, operator or admin; several are possible',
    )
    .action(run(async () => (await import('../verbs/access')).accessIssue));
  verb(access, 'list', 'every access key').action(
    run(async () => (await import('../verbs/access')).accessList),
  );
  verb(access, 'withdraw <id>', 'an access key then opens nothing any more').action(
    run(async () => (await import('../verbs/access')).accessWithdraw),
  );
}
