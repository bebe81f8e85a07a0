import type { Command } from 'commander';
import { group, run, verb } from './verb';

export function credentialVerbs(program: Command): void {
  const credentials = group(program, 'credentials', 'what signs the pictures');
  verb(credentials, 'root', 'the root certificate, for validators to trust').action(
    run(async () => (await import('../verbs/credentials')).credentialsRoot),
  );
  verb(
    credentials,
    'adopt',
    'sign under the root of this machine (or of the configured chain) from now on, instead of the present one',
  ).action(run(async () => (await import('../verbs/credentials')).credentialsAdopt));
}
