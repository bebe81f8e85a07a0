// Plain JavaScript, no packages: this runs before anything is installed. All output goes to standard error.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

const GENERATED = join('libs', 'persistence', 'src', 'client');

/** Makes the checkout runnable, doing only what is missing or out of date. */
export function prepare() {
  checkNode();
  install();
  build();
}

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 11)) return;
  stop(
    `Maquette needs Node 20.11 or newer; this is ${process.version}. Install one from https://nodejs.org.`,
    69,
  );
}

/** `npm ci` where node_modules is missing or older than the lock file. */
export function install() {
  const installed = timeOf(join(root, 'node_modules', '.package-lock.json'));
  if (installed >= timeOf(join(root, 'package-lock.json'))) return;
  say('Installing packages (npm ci); the first time this takes a minute.');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  run(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], 'The packages could not be installed.');
}

export function build() {
  const newest = Math.max(
    newestIn(join(root, 'apps')),
    newestIn(join(root, 'libs')),
    timeOf(join(root, '.swcrc')),
  );
  if (timeOf(join(root, 'dist', '.built')) >= newest && generatedIsFresh()) return;
  say('Building.');
  run(process.execPath, [join(root, 'apps', 'cli', 'bin', 'build.mjs')], 'The build failed.');
}

/** The database client is generated from the schema: Prisma's engine is not needed for it, and not downloaded. */
export function generateClient() {
  if (generatedIsFresh()) return;
  const cli = join(root, 'node_modules', 'prisma', 'build', 'index.js');
  run(process.execPath, [cli, 'generate'], 'The database client could not be generated.', {
    PRISMA_SCHEMA_ENGINE_BINARY: process.platform === 'win32' ? process.execPath : '/bin/true',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  });
}

export function run(command, args, failure, env = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 2, 2],
    shell: command.endsWith('.cmd'),
  });
  if (status !== 0) stop(error ? `${failure} ${error.message}` : failure, 70);
}

export function say(line) {
  process.stderr.write(`${line}\n`);
}

function stop(message, code) {
  say(`maquette: ${message}`);
  process.exit(code);
}

function generatedIsFresh() {
  return timeOf(join(root, GENERATED, 'client.ts')) >= timeOf(join(root, 'prisma', 'schema.prisma'));
}

/** Milliseconds; 0 where there is nothing. */
function timeOf(path) {
  return existsSync(path) ? statSync(path).mtimeMs : 0;
}

/** Folders count too: a file that went away changes its folder. */
function newestIn(folder) {
  let newest = timeOf(folder);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (path !== join(root, GENERATED)) newest = Math.max(newest, newestIn(path));
    } else if (/\.(ts|tsx)$/.test(entry.name) && !entry.name.endsWith('.test.ts')) {
      newest = Math.max(newest, timeOf(path));
    }
  }
  return newest;
}
