import { fileURLToPath } from 'node:url';
import swc from 'unplugin-swc';
import { defineConfig } from 'vitest/config';

const libs = fileURLToPath(new URL('./libs', import.meta.url));

/** Not run by `npm test`, but by `npm run test:full` and, the last, `test:fault`: they kill servers and processes, or start a command for every line. */
const SLOW = [
  'test/medium/embedded-postgres.test.ts',
  'test/medium/audit-killed.test.ts',
  'test/medium/ledger-faults.test.ts',
  'test/medium/ledger-histories.test.ts',
  'test/contract/postgres-queue-outage.test.ts',
  'test/e2e/cli-pools.test.ts',
  'test/e2e/remote-worker.test.ts',
  'test/fault/**',
];

export default defineConfig({
  // Nest needs decorator metadata, which esbuild does not emit.
  plugins: [swc.vite({ module: { type: 'es6' } })],
  resolve: { alias: [{ find: /^@maquette\/([^/]+)$/, replacement: `${libs}/$1/src/index.ts` }] },
  test: {
    include: ['libs/**/*.test.ts', 'apps/**/*.test.ts', 'test/{contract,medium,fault,e2e}/**/*.test.ts'],
    exclude: process.env.MAQUETTE_TESTS ? [] : SLOW,
    testTimeout: 240_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
