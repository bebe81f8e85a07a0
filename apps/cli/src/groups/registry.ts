import { Option, type Command } from 'commander';
import { CHECKPOINT_FORMATS } from '@maquette/platform';
import { formatOption, number } from '../options';
import { group, run, verb } from './verb';

export function registryVerbs(program: Command): void {
  const registry = group(program, 'registry', 'the model registry');
  verb(registry, 'list', 'every checkpoint version').action(
    run(async () => (await import('../verbs/registry')).registryList),
  );
  verb(registry, 'show <ref>', 'one checkpoint with its datasets and licences').action(
    run(async () => (await import('../verbs/registry')).registryShow),
  );
  verb(registry, 'verify [ref]', 'compare every file with its digest, and check the signatures').action(
    run(async () => (await import('../verbs/registry')).registryVerify),
  );
  signatureVerbs(registry);
  lifecycleVerbs(registry);
  verb(
    registry,
    'import <path>',
    'bring in a checkpoint version: a folder, .zip, .tar, .tar.gz or .tgz',
  ).action(run(async () => (await import('../verbs/imports')).registryImport));
  verb(registry, 'imports', 'what was tried to be imported, newest first')
    .addOption(new Option('--outcome <outcome>', 'only these').choices(['accepted', 'unchanged', 'refused']))
    .option('--limit <n>', 'at most so many', number, 50)
    .action(run(async () => (await import('../verbs/imports')).registryImports));
  verb(registry, 'export <ref>', 'a checkpoint version as an archive or a document')
    .addOption(formatOption(CHECKPOINT_FORMATS))
    .requiredOption('--out <file>', 'where it is written')
    .action(run(async () => (await import('../verbs/export')).registryExport));
}

function signatureVerbs(registry: Command): void {
  verb(registry, 'sign <ref>', 'sign a checkpoint version; without --key with a key of this installation')
    .option('--key <file>', 'a private key in PEM, on the curve P-256, P-384 or P-521')
    .option('--certificate <file...>', 'certificate of the key, then those that lead to its authority')
    .option('--release-key', 'for a release: with a new key, whose private half is destroyed at once')
    .action(run(async () => (await import('../verbs/registry-sign')).registrySign));
  verb(registry, 'verify-signature', 'check the signature of a model that is not in the registry')
    .requiredOption('--dir <folder>', 'the model')
    .requiredOption('--bundle <file>', 'its signature, a Sigstore bundle')
    .option('--public-key <file>', 'the key that must have signed it')
    .option('--ca <file...>', 'authorities that must stand behind the certificate that signed it')
    .option('--ignore-path <path...>', 'left out, besides what the signer left out')
    .option('--ignore-unsigned-files', 'let pass what was not signed')
    .action(run(async () => (await import('../verbs/registry-verify-signature')).registryVerifySignature));
}

function lifecycleVerbs(registry: Command): void {
  verb(registry, 'publish <ref>', 'let a checkpoint version be used')
    .option('--check', 'only say what it lacks')
    .action(run(async () => (await import('../verbs/registry-publish')).registryPublish));
  verb(registry, 'withdraw <ref>', 'take a published checkpoint version out of use, for good')
    .requiredOption('--reason <text>', 'why, for those who will ask')
    .action(run(async () => (await import('../verbs/registry-publish')).registryWithdraw));
  verb(registry, 'alias <ref> <name>', 'point an alias, such as stable, at a published version')
    .option('--from <version>', 'only if it points at this version now')
    .option('--new', 'only if there is no such alias yet')
    .action(run(async () => (await import('../verbs/registry-alias')).registryAlias));
  verb(registry, 'canary <ref>', 'give a published version to a share of the clients, before it is stable')
    .requiredOption('--percent <n>', 'share of the clients, 0 to 100', number)
    .action(run(async () => (await import('../verbs/registry-alias')).registryCanary));
  verb(registry, 'aliases', 'every alias, and where it points').action(
    run(async () => (await import('../verbs/registry-alias')).registryAliases),
  );
}
