import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from 'node:child_process';

/** Where a server of the tests listens. */
export interface NetworkPlace {
  /** An address of this machine, or of the test host. Default 127.0.0.1. */
  host?: string;
  /** Command line that runs a program on a test host (see twoNetworks); left out, it runs here. */
  within?: string[];
}

export function spawnAt(
  { within = [] }: NetworkPlace,
  program: string,
  args: string[],
  options: SpawnOptions,
): ChildProcess {
  const [command, ...rest] = [...within, program, ...args];
  return spawn(command, rest, options);
}

const TRY = `
  const { connect } = require('node:net');
  const [port, host] = process.argv.slice(1);
  const socket = connect(port, host, () => process.exit(0)).on('error', () => process.exit(1));
  setTimeout(() => process.exit(1), 2000);`;

/** Whether something accepts connections there, asked from there. */
export function acceptsAt({ host = '127.0.0.1', within = [] }: NetworkPlace, port: number): boolean {
  const [command, ...rest] = [...within, process.execPath, '-e', TRY, '--', String(port), host];
  return spawnSync(command, rest, { stdio: 'ignore' }).status === 0;
}
