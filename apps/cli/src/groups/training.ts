import { type Command, Option } from 'commander';
import { DOMAINS } from '@maquette/kernel';
import { number } from '../options';
import { run, verb } from './verb';

export function trainingVerbs(program: Command): void {
  verb(program, 'training-scenes', 'write scenes and G-buffers for the training recipe; resumable')
    .requiredOption('--out <folder>', 'a folder per scene is written there')
    .addOption(new Option('--domain <domain>', 'whose scenes').choices(DOMAINS).default('architecture'))
    .option('--train <n>', 'scenes to train on', number, 160)
    .option('--test <n>', 'held-out scenes', number, 12)
    .option('--frames <n>', 'pictures a scene', number, 4)
    .option('--redraw', 'draw the G-buffers of scenes that are there anew; their targets stay')
    .option('--seed <n>', 'the same seed gives the same scenes', number, 2026)
    .action(run(async () => (await import('../verbs/training-scenes')).trainingScenes));
}
