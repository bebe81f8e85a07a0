import { Command, Option } from 'commander';
import { DEFAULTS } from '@maquette/platform';
import { Output } from '../output';

export const USE = new Option('--use <use>', 'what the result is for').default(DEFAULTS.use);
export const TERRITORY = new Option(
  '--territory <code>',
  'where: ISO 3166-1 alpha-2, or * for the whole world',
).default(DEFAULTS.territory);

export function verb(parent: Command, usage: string, description: string): Command {
  return parent.command(usage).description(description).option('--json', 'answer as JSON').exitOverride();
}

/** A noun with verbs below it: `maquette registry list`. */
export function group(program: Command, name: string, description: string): Command {
  return program.command(name).description(description).exitOverride();
}

type Work = (output: Output, options: never, ...args: never[]) => Promise<void>;

/** commander's action hands over (…arguments, options, command): turned round, and with an Output made. */
export function run(load: () => Promise<Work>) {
  return async (...args: unknown[]): Promise<void> => {
    const work = await load();
    const options = args[args.length - 2] as { json?: boolean };
    await work(new Output(options.json ?? false), options as never, ...(args.slice(0, -2) as never[]));
  };
}
