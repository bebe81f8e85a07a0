import { Option, type Command } from 'commander';
import { DEFAULTS, LOOKBOOK_DEFAULTS } from '@maquette/platform';
import { PRIORITIES } from '@maquette/generation';
import { ATTACHMENTS, CONDITIONINGS } from '@maquette/routing';
import { list, number, size } from '../options';
import { TERRITORY, USE, run, verb } from './verb';

const ATTACHMENT = new Option(
  '--attachment <file>',
  `the file that comes with it, by name or kind (${ATTACHMENTS.join(', ')}): it settles the domain`,
);
const LABELS = new Option('--labels <names>', 'labels that the pool must have, such as 4k,hdr').argParser(
  list,
);
const CONDITIONING = new Option(
  '--conditioning <names>',
  `what the checkpoint must be able to do besides painting: ${CONDITIONINGS.join(', ')}`,
).argParser(list);

export function generationVerbs(program: Command): void {
  verb(program, 'generate <prompt>', 'render a clip of what the prompt describes')
    .requiredOption('--out <file>', 'the clip, an MP4 file; poster and scene document are laid beside it')
    .option('--scene <file>', 'a scene document; left out, one is composed from the prompt')
    .option('--camera <file>', 'a camera path; left out, one is planned')
    .option('--seconds <n>', 'length of the clip', number, DEFAULTS.seconds)
    .option('--fps <n>', 'frames a second', number, DEFAULTS.fps)
    .option('--size <WxH>', 'pixels', size, { width: DEFAULTS.width, height: DEFAULTS.height })
    .option('--upscale <factor>', 'paint at half the size and double it: faster (2)', number)
    .option('--seed <n>', 'the same prompt and seed give the same frames', number, DEFAULTS.seed)
    .option(
      '--checkpoint <ref>',
      'a checkpoint such as architecture/daylight@1.0.0; left out, the prompt is routed',
    )
    .addOption(USE)
    .addOption(TERRITORY)
    .addOption(new Option('--priority <class>', 'how urgent it is').choices(PRIORITIES).default('normal'))
    .option('--deadline <time>', 'give up what has not begun by then, such as 2026-12-01T18:00:00Z')
    .addOption(ATTACHMENT)
    .addOption(LABELS)
    .addOption(CONDITIONING)
    .option('--keep-frames <dir>', 'keep every frame as PNG in this folder')
    .action(run(async () => (await import('../verbs/generate')).generate));

  verb(
    program,
    'lookbook <brief>',
    'dress one character in a collection: a picture a look, and a book for print',
  )
    .requiredOption('--out <file>', 'the book, a PDF file; the pictures are laid into a folder of its name')
    .option('--looks <n>', 'how many', number, LOOKBOOK_DEFAULTS.looks)
    .option('--size <WxH>', 'pixels of a picture', size, {
      width: LOOKBOOK_DEFAULTS.width,
      height: LOOKBOOK_DEFAULTS.height,
    })
    .option('--upscale <factor>', 'paint at half the size and double it: faster (2)', number)
    .option('--seed <n>', 'the same brief and seed give the same book', number, DEFAULTS.seed)
    .option('--checkpoint <ref>', 'a checkpoint of fashion; left out, the brief is routed')
    .addOption(USE)
    .addOption(TERRITORY)
    .addOption(new Option('--priority <class>', 'how urgent it is').choices(PRIORITIES).default('normal'))
    .option('--deadline <time>', 'give up what has not begun by then, such as 2026-12-01T18:00:00Z')
    .action(run(async () => (await import('../verbs/lookbook')).lookbook));

  verb(program, 'route [prompt]', 'say where a prompt would go, and why')
    .option('--jsonl', 'read lines {"prompt": …, "attachment": …} from standard input, answer a line each')
    .option('--checkpoint <ref>', 'ask for this checkpoint')
    .addOption(ATTACHMENT)
    .addOption(LABELS)
    .addOption(CONDITIONING)
    .addOption(USE)
    .addOption(TERRITORY)
    .action(run(async () => (await import('../verbs/route')).route));

  verb(program, 'screen [prompt]', 'say whether the policy allows a prompt')
    .option('--jsonl', 'read lines {"prompt": …} from standard input, answer a line each')
    .action(run(async () => (await import('../verbs/screen')).screen));

  verb(
    program,
    'inspect <file>',
    'what a picture’s credentials say and whether they hold; generation, checkpoint, datasets, log',
  )
    .option('--trust <file>', 'a PEM root to believe in besides this installation’s own')
    .action(run(async () => (await import('../verbs/inspect')).inspect));
}
