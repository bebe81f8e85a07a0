import { asMaquetteError } from '@maquette/kernel';
import { CommanderError } from 'commander';
import { EXIT_CODES } from '@maquette/platform';
import { Output } from './output';
import { createProgram } from './program';

async function main(argv: string[]): Promise<number> {
  try {
    await createProgram().parseAsync(argv, { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (thrown) {
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : EXIT_CODES['bad-usage'];
    const error = asMaquetteError(thrown);
    new Output(argv.includes('--json') || argv.includes('--jsonl')).error(error);
    if (error.kind === 'internal' && process.env.MAQUETTE_LOG_LEVEL === 'debug')
      console.error(error.cause ?? error);
    return EXIT_CODES[error.kind];
  }
}

/** Ends at once, timers of libraries or not, but not before everything was written. */
function exit(code: number): void {
  process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
}

void main(process.argv.slice(2)).then(exit);
