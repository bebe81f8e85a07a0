// `npm test`: sees to packages and build, then runs the tests; other arguments go to vitest.
// `npm run test:full`: the suites over real servers (Redis where redis-server is installed) and the slow ones.
// `npm run test:fault`: all fault tests, one file after the other, in about ten minutes.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { prepare, root } from './prepare.mjs';

prepare();
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const modes = {
  full: ['test/contract', 'test/medium', 'test/e2e'],
  fault: ['test/fault', '--maxWorkers=1'],
};
const mode = Object.keys(modes).find((name) => process.argv.includes(`--${name}`));
const given = process.argv.slice(2).filter((argument) => argument !== `--${mode}`);
const suites = mode && given.length === 0 ? modes[mode] : given;
const { status } = spawnSync(process.execPath, [vitest, 'run', ...suites], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, ...(mode ? { MAQUETTE_TESTS: mode } : {}) },
});
process.exit(status ?? 70);
