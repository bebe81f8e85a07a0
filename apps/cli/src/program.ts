import { Command } from 'commander';
import { accessVerbs } from './groups/access';
import { auditVerbs } from './groups/audit';
import { credentialVerbs } from './groups/credentials';
import { datasetVerbs } from './groups/datasets';
import { generationVerbs } from './groups/generation';
import { generationsVerbs } from './groups/generations';
import { licenceVerbs } from './groups/licence';
import { packVerbs } from './groups/pack';
import { poolVerbs } from './groups/pools';
import { registryVerbs } from './groups/registry';
import { serverVerbs } from './groups/server';
import { trainingVerbs } from './groups/training';

/** Every verb of the command line. The work behind a verb is loaded only when it runs. */
export function createProgram(): Command {
  const program = new Command('maquette')
    .description('Specialised visual models that people can prove they are allowed to use.')
    .exitOverride()
    .showHelpAfterError('(maquette VERB --help shows what a verb takes)');
  generationVerbs(program);
  registryVerbs(program);
  datasetVerbs(program);
  licenceVerbs(program);
  packVerbs(program);
  accessVerbs(program);
  poolVerbs(program);
  generationsVerbs(program);
  auditVerbs(program);
  credentialVerbs(program);
  serverVerbs(program);
  trainingVerbs(program);
  return program;
}
