import type { Command } from 'commander';
import { group, run, verb } from './verb';

export function auditVerbs(program: Command): void {
  const audit = group(program, 'audit', 'the log that nobody can rewrite');
  verb(
    audit,
    'verify',
    'look at every entry, tile and signed log checkpoint; name the first bad entry',
  ).action(run(async () => (await import('../verbs/audit')).auditVerify));
  verb(audit, 'proof <id>', 'the receipt of an entry, by its number or by what it is about')
    .option('--out <path>', 'write it to this file; for something with several entries, a folder')
    .action(run(async () => (await import('../verbs/audit')).auditProof));
  verb(audit, 'verify-proof <file>', 'check a receipt with the public key alone; needs no database')
    .requiredOption('--public-key <key>', 'the key of the log (name+id+base64), or a file with it')
    .option('--entry <file>', 'the entry, for a receipt that does not carry it')
    .action(run(async () => (await import('../verbs/audit-verify-proof')).auditVerifyProof));
  verb(audit, 'export', 'write the signed log as static files for others to read')
    .requiredOption('--out <folder>', 'checkpoint, tiles, entries and the public key are laid there')
    .action(run(async () => (await import('../verbs/audit')).auditExport));
}
