/**
 * The import rules of the design: apps → platform → adapters → domain libraries → kernel.
 * `npm run check` enforces them.
 */
const DOMAIN = [
  'provenance',
  'registry',
  'audit',
  'policy',
  'routing',
  'generation',
  'scene',
  'inference',
  'media',
  'credentials',
  'access',
];
const ADAPTERS = ['persistence', 'queue-bull', 'queue-postgres', 'store-fs', 'store-minio'];
const TESTS = '\\.test\\.ts$';

const libs = (names) => `^libs/(${names.join('|')})/`;
const others = (name) => `^libs/(?!${name}/)`;

/** What each domain library may import besides kernel; the others import kernel alone. */
const BETWEEN_DOMAINS = {
  provenance: [],
  registry: ['provenance'],
  routing: ['registry', 'provenance'],
  generation: ['routing', 'registry'],
  audit: [],
  policy: [],
  scene: [],
  inference: [],
  media: [],
  credentials: [],
  access: [],
};

/** Packages that belong to one library each. */
const OWNED = [
  ['persistence', '^@prisma/'],
  ['queue-bull', '^(bull|@nestjs/bull)$'],
  ['queue-postgres', '^graphile-worker$'],
  ['store-minio', '^minio$'],
  ['inference', '^onnxruntime-node$'],
  ['credentials', '^@contentauth/'],
  ['registry', '^(yauzl|tar-stream)$'],
  ['telemetry', '^(@opentelemetry/|prom-client$)'],
];

const modules = (pattern) => pattern.replace(/^\^/, '(^|node_modules/)').replace(/\$$/, '(/|$)');

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'kernel-imports-nothing-of-ours',
      severity: 'error',
      from: { path: '^libs/kernel/' },
      to: { path: ['^apps/', others('kernel')] },
    },
    ...Object.entries(BETWEEN_DOMAINS).map(([name, allowed]) => ({
      name: `${name}-imports-only-${['kernel', ...allowed].join('-and-')}`,
      severity: 'error',
      from: { path: `^libs/${name}/`, pathNot: TESTS },
      to: { path: '^(apps|libs)/', pathNot: libs([name, 'kernel', ...allowed]) },
    })),
    {
      name: 'domain-libraries-import-no-framework',
      severity: 'error',
      from: { path: libs(['kernel', ...DOMAIN]) },
      to: { path: modules('^(@nestjs/|@prisma/|bull|graphile-worker|fastify|minio|pg)$') },
    },
    {
      name: 'adapters-import-domain-libraries-only',
      severity: 'error',
      from: { path: libs(ADAPTERS), pathNot: TESTS },
      to: { path: ['^apps/', libs(['platform', 'api-client', 'testing'])] },
    },
    ...ADAPTERS.map((name) => ({
      name: `${name}-imports-no-other-adapter`,
      severity: 'error',
      from: { path: `^libs/${name}/`, pathNot: TESTS },
      to: { path: libs(ADAPTERS.filter((other) => other !== name)) },
    })),
    {
      name: 'adapters-are-wired-in-platform',
      severity: 'error',
      comment: 'Apps get their adapters from the platform, so that they are wired once.',
      from: { path: '^apps/' },
      to: { path: libs(ADAPTERS), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'platform-imports-no-app',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'libraries-through-their-index',
      severity: 'error',
      from: { path: '^(?:apps|libs)/([^/]+)/', pathNot: TESTS },
      to: { path: '^libs/([^/]+)/src/(?!index\\.ts$)', pathNot: '^libs/$1/' },
    },
    {
      name: 'apps-do-not-import-each-other',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'testing-is-for-tests',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: [TESTS, '^libs/testing/'] },
      to: { path: '^libs/testing/' },
    },
    ...OWNED.map(([library, packages]) => ({
      name: `${library}-owns-its-packages`,
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: [`^libs/${library}/`, '^libs/testing/', TESTS] },
      to: { path: modules(packages) },
    })),
    {
      name: 'no-dev-dependencies-at-run-time',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: [TESTS, '^libs/testing/'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^libs/persistence/src/client/', '^dist/'] },
    enhancedResolveOptions: {
      conditionNames: ['require', 'node', 'default', 'types'],
      exportsFields: ['exports'],
    },
  },
};
