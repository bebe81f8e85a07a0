// `npm run bench -- NAME [options]`: runs test/bench/NAME.ts on the built code.
import { readdirSync, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { prepare, root, run, say } from './prepare.mjs';

prepare();
const sources = join(root, 'test', 'bench');
const names = existsSync(sources)
  ? readdirSync(sources).flatMap((file) => (file.endsWith('.ts') ? [file.slice(0, -3)] : []))
  : [];
const name = process.argv[2];
if (!names.includes(name)) {
  say(`usage: npm run bench -- NAME   where NAME is one of ${names.join(', ') || '(there is none)'}`);
  process.exit(64);
}
const swc = join(root, 'node_modules', '@swc', 'cli', 'bin', 'swc.js');
run(
  process.execPath,
  [
    swc,
    'test/bench',
    'test/fixtures/registry',
    'test/medium/support/records.ts',
    '-d',
    'dist',
    '--config-file',
    '.swcrc',
    '--quiet',
  ],
  'The benches could not be compiled.',
);
process.argv.splice(2, 1);
createRequire(import.meta.url)(join(root, 'dist', 'test', 'bench', `${name}.js`));
