import { Command, Option } from 'commander';
import { DEFAULTS } from '@maquette/platform';
import { date, number, size } from './options';
import { Output } from './output';

const USE = new Option('--use <use>', 'what the result is for').default(DEFAULTS.use);
const TERRITORY = new Option(
  '--territory <code>',
  'where: ISO 3166-1 alpha-2, or * for the whole world',
).default(DEFAULTS.territory);

/** Every verb of the command line. The work behind a verb is loaded only when it runs. */
export function createProgram(): Command {
  const program = new Command('maquette')
    .description('Specialised visual models that people can prove they are allowed to use.')
    .exitOverride()
    .showHelpAfterError('(maquette VERB --help shows what a verb takes)');

  verb(program, 'generate <prompt>', 'render a walkthrough of what the prompt describes')
    .requiredOption('--out <file>', 'the clip, an MP4 file; poster and scene document are laid beside it')
    .option('--scene <file>', 'a scene document; left out, one is composed from the prompt')
    .option('--camera <file>', 'a camera path; left out, one is planned')
    .option('--seconds <n>', 'length of the clip', number, DEFAULTS.seconds)
    .option('--fps <n>', 'frames a second', number, DEFAULTS.fps)
    .option('--size <WxH>', 'pixels', size, { width: DEFAULTS.width, height: DEFAULTS.height })
    .option('--seed <n>', 'the same prompt and seed give the same frames', number, DEFAULTS.seed)
    .option(
      '--checkpoint <ref>',
      'a checkpoint such as architecture/daylight@1.0.0; left out, the prompt is routed',
    )
    .addOption(USE)
    .addOption(TERRITORY)
    .option('--keep-frames <dir>', 'keep every frame as PNG in this folder')
    .action(run(async () => (await import('./verbs/generate')).generate));

  verb(program, 'route [prompt]', 'say where a prompt would go, and why')
    .option('--jsonl', 'read lines {"prompt": …} from standard input, answer a line each')
    .option('--checkpoint <ref>', 'ask for this checkpoint')
    .addOption(USE)
    .addOption(TERRITORY)
    .action(run(async () => (await import('./verbs/route')).route));

  verb(program, 'screen [prompt]', 'say whether the policy allows a prompt')
    .option('--jsonl', 'read lines {"prompt": …} from standard input, answer a line each')
    .action(run(async () => (await import('./verbs/screen')).screen));

  registryVerbs(program);

  const licence = program.command('licence').description('what licences allow').exitOverride();
  verb(licence, 'check', 'may a checkpoint be used for this, there, then')
    .requiredOption('--checkpoint <ref>', 'a checkpoint such as architecture/daylight')
    .addOption(USE)
    .addOption(TERRITORY)
    .option('--date <day>', 'when the result is used; left out, today', date)
    .action(run(async () => (await import('./verbs/licence-check')).licenceCheck));

  verb(
    program,
    'inspect <file>',
    'where an artefact comes from: generation, decision, checkpoint, datasets',
  ).action(run(async () => (await import('./verbs/inspect')).inspect));

  verb(program, 'serve', 'answer HTTP requests, with a worker beside')
    .option('--no-worker', 'leave the work to workers that run elsewhere')
    .action(run(async () => (await import('./verbs/serve')).serve));

  verb(program, 'worker', 'work for a pool (MAQUETTE_POOL)').action(
    run(async () => (await import('./verbs/worker')).worker),
  );

  verb(program, 'migrate', 'bring the database to the newest schema').action(
    run(async () => (await import('./verbs/migrate')).migrate),
  );

  verb(program, 'training-scenes', 'write scenes and G-buffers for the training recipe; resumable')
    .requiredOption('--out <folder>', 'a folder per scene is written there')
    .option('--train <n>', 'scenes to train on', number, 160)
    .option('--test <n>', 'held-out scenes', number, 12)
    .option('--frames <n>', 'pictures a scene', number, 4)
    .option('--seed <n>', 'the same seed gives the same scenes', number, 2026)
    .action(run(async () => (await import('./verbs/training-scenes')).trainingScenes));

  verb(program, 'doctor', 'look at every part of the installation').action(
    run(async () => (await import('./verbs/doctor')).doctor),
  );
  return program;
}

function registryVerbs(program: Command): void {
  const registry = program.command('registry').description('the model registry').exitOverride();
  verb(registry, 'list', 'every checkpoint version').action(
    run(async () => (await import('./verbs/registry')).registryList),
  );
  verb(registry, 'show <ref>', 'one checkpoint with its datasets and licences').action(
    run(async () => (await import('./verbs/registry')).registryShow),
  );
  verb(registry, 'verify [ref]', 'compare every file with its digest').action(
    run(async () => (await import('./verbs/registry')).registryVerify),
  );
}

function verb(parent: Command, usage: string, description: string): Command {
  return parent.command(usage).description(description).option('--json', 'answer as JSON').exitOverride();
}

type Work = (output: Output, options: never, ...args: never[]) => Promise<void>;

/** commander's action hands over (…arguments, options, command): turned round, and with an Output made. */
function run(load: () => Promise<Work>) {
  return async (...args: unknown[]): Promise<void> => {
    const work = await load();
    const options = args[args.length - 2] as { json?: boolean };
    await work(new Output(options.json ?? false), options as never, ...(args.slice(0, -2) as never[]));
  };
}
