// `npm run check`: formatting, lint, import rules, types and tests; runs all of them and fails when one does.
// With --static the tests are left out.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { prepare, root, say } from './prepare.mjs';

prepare();
const bin = (name) => join(root, 'node_modules', ...name.split('/'));
const steps = [
  ['formatting', bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'],
  ['lint', bin('eslint/bin/eslint.js'), '.'],
  [
    'imports',
    bin('dependency-cruiser/bin/dependency-cruise.mjs'),
    '--config',
    '.dependency-cruiser.cjs',
    'apps',
    'libs',
  ],
  ['types', bin('typescript/bin/tsc'), '-p', 'tsconfig.json'],
  ...(process.argv.includes('--static') ? [] : [['tests', bin('vitest/vitest.mjs'), 'run']]),
];
const failed = steps.filter(([name, ...args]) => {
  say(`\n── ${name}`);
  return spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status !== 0;
});
say(failed.length === 0 ? '\nAll checks passed.' : `\nFailed: ${failed.map(([name]) => name).join(', ')}`);
process.exit(failed.length === 0 ? 0 : 1);
