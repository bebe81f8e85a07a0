// `npm test`: sees to packages and build, then runs the tests; other arguments go to vitest.
// `npm run test:full`: the suites over real servers (Redis where redis-server is installed) and the slow fault tests.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { prepare, root } from './prepare.mjs';

prepare();
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const full = process.argv.includes('--full');
const given = process.argv.slice(2).filter((argument) => argument !== '--full');
const suites =
  full && given.length === 0 ? ['test/contract', 'test/medium', 'test/fault', 'test/e2e'] : given;
const { status } = spawnSync(process.execPath, [vitest, 'run', ...suites], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, ...(full ? { MAQUETTE_TESTS: 'full' } : {}) },
});
process.exit(status ?? 70);
