import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';
import { connectForMigration } from './migration-adapter';

// Neither Node's types nor ES2023 know this global.
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<object>;
  instantiate(module: object, imports: Record<string, object>): Promise<{ exports: Exports }>;
};
type Exports = Record<string, unknown>;

type Glue = typeof import('@prisma/schema-engine-wasm/schema_engine_bg') & {
  __wbg_set_wasm(exports: Exports): void;
};

// The compiler turns import() into require(), which cannot load an ES module in every Node 20; a test runner's sandbox
// on the other hand knows only the import() that it rewrote itself.
const nativeImport = new Function('url', 'return import(url)') as (url: string) => Promise<Glue>;
const importModule = (url: string): Promise<Glue> => nativeImport(url).catch(() => import(url));

let loading: Promise<Glue> | undefined;

/**
 * Runs `work` with Prisma's schema engine as WebAssembly, which reads and writes the standard `_prisma_migrations`
 * table and needs no binary download. `datamodels` are the schema files that a diff compares with.
 */
export async function withSchemaEngine<T>(
  url: string,
  work: (engine: SchemaEngine) => Promise<T>,
  datamodels?: [path: string, content: string][],
): Promise<T> {
  loading ??= loadGlue();
  const { SchemaEngine } = await loading;
  const connection = connectForMigration(url);
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(connection.factory);
    const engine = await SchemaEngine.new({ datamodels }, () => undefined, adapter);
    try {
      return await work(engine);
    } finally {
      engine.free();
    }
  } finally {
    await connection.close();
  }
}

async function loadGlue(): Promise<Glue> {
  const gluePath = createRequire(__filename).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const glue = await importModule(pathToFileURL(gluePath).href);
  const module = await WebAssembly.compile(await readFile(gluePath.replace(/\.js$/, '.wasm')));
  const { exports } = await WebAssembly.instantiate(module, { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(exports);
  (exports.__wbindgen_start as () => void)();
  return glue;
}
