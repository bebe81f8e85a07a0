// Builds dist/ from the sources: generates the database client and compiles TypeScript with swc, without type checks.
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkNode, generateClient, install, root, run } from './prepare.mjs';

checkNode();
install();
generateClient();

const begun = new Date();
const swc = join(root, 'node_modules', '@swc', 'cli', 'bin', 'swc.js');
run(
  process.execPath,
  [
    swc,
    'apps',
    'libs',
    '--out-dir',
    'dist',
    '--config-file',
    '.swcrc',
    '--ignore',
    '**/*.test.ts',
    '--quiet',
  ],
  'The sources could not be compiled.',
);
// Dated before the compilation: a file that was saved meanwhile is built next time.
mkdirSync(join(root, 'dist'), { recursive: true });
const mark = join(root, 'dist', '.built');
writeFileSync(mark, '');
utimesSync(mark, begun, begun);
