// `node -r ./test/medium/support/load-typescript.cjs FILE.ts`: a process of its own in a test, without a build.
const { readFileSync } = require('node:fs');
const { transformSync } = require('@swc/core');

const swcrc = JSON.parse(readFileSync('.swcrc', 'utf8'));
swcrc.jsc.baseUrl = process.cwd();

require.extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    ...swcrc,
    swcrc: false,
    sourceMaps: 'inline',
    filename,
  });
  module._compile(code, filename);
};
